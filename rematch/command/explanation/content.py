"""What `explain --json` prints: the rows behind the sentences, coded, with the words beside them."""

from collections.abc import Iterable
from math import isfinite

from rematch.command.explanation.shape import (
    CriterionGain,
    CriterionRow,
    Explanation,
    ForcedPlan,
    HardRule,
    MoreRoom,
    MovedHousehold,
    OtherPlace,
    Shortage,
)
from rematch.command.output import plain
from rematch.report.wording.alternatives import obstacles, verdict_sentence
from rematch.report.wording.here import here_rows
from rematch.report.wording.nowhere import nowhere_words
from rematch.report.wording.sentences import why_sentence
from rematch.report.wording.simple import simple_sentences
from rematch.service.explanation import Alternative, ForcedAssignment, Worth, evidence_of, forgone, why_here
from rematch.service.session import Move, PlanReport


def explanation(report: PlanReport, i: int, elsewhere: Iterable[OtherPlace], lang: str) -> Explanation:
    """Why household row i is where it is, and why it is not elsewhere."""
    instance, line, solution = report.instance, report.placements[i], report.solution
    why = line.why
    lost = forgone(instance, report.assignment, why) if why else ()
    nowhere = nowhere_words(line.nowhere, instance.catalogue, lang)
    return Explanation(
        cohort=instance.profiles.cohort.id,
        invented=instance.profiles.cohort.invented,
        scenario=report.scenario.fingerprint,
        status=solution.status,
        objective=solution.objective,
        bound=solution.bound,
        gap=solution.gap,
        household=line.household,
        persons=line.persons,
        municipality=line.ags,
        unit=line.accommodation,
        served={served.resource: served.units for served in line.served},
        name=_name(report, line.ags) if line.ags else None,
        sentence=why_sentence(why, instance, lang) if why else nowhere,
        simple=simple_sentences(why, instance, lang, lost=lost, nowhere=line.nowhere),
        fit=why.fit if why else None,
        fit_people=why.people if why else None,
        fit_town=why.town if why else None,
        fit_low=why.low if why else None,
        fit_high=why.high if why else None,
        rows=_rows(report, i, lang),
        elsewhere=tuple(elsewhere),
    )


def _rows(report: PlanReport, i: int, lang: str) -> tuple[CriterionRow, ...]:
    j = int(report.assignment[i])
    if j < 0:
        return ()
    why = why_here(report.instance, i, j, report.given.to(i))
    told = evidence_of(report.instance, i, j, why)
    rows = []
    for row, words in zip(why.rows, here_rows(report.instance, why, lang, everything=True), strict=False):
        seen, criterion = (
            told.get(row.part.criterion),
            report.instance.catalogue.by_id.get(row.part.criterion),
        )
        dates = {} if seen is None else dict(seen.dates)
        if seen is not None and seen.as_of is not None and criterion is not None and criterion.offer:
            dates[criterion.offer] = seen.as_of
        rows.append(
            CriterionRow(
                criterion=row.part.criterion,
                label=words["criterion"],
                side=row.part.side,
                needed=words["needed"],
                offered=words["offered"],
                as_of={name: day.isoformat() for name, day in dates.items()},
                score=row.part.score,
                unknown=row.part.unknown,
                priority=row.priority,
                weight=row.part.weight,
                part=row.part.part,
                part_low=row.low,
                part_high=row.high,
            )
        )
    return tuple(rows)


def other_place(
    report: PlanReport,
    place: Alternative,
    lang: str,
    forced: ForcedAssignment | None = None,
    worth: Iterable[Worth] = (),
) -> OtherPlace:
    """Why not there, with what a re-solve found where one was made."""
    answer = place.answer
    return OtherPlace(
        municipality=answer.ags,
        name=_name(report, answer.ags),
        kind=answer.kind,
        sentence=verdict_sentence(answer, report.instance, lang),
        obstacles=tuple(obstacles(answer, report.instance, lang)),
        partner=answer.partner,
        reasons=tuple(
            HardRule(code=r.code, criterion=r.criterion, params=plain(dict(r.params))) for r in answer.reasons
        ),
        short=tuple(Shortage(resource=r, needed=needed, free=free) for r, needed, free in answer.short),
        fit=answer.fit,
        fit_people=answer.there and answer.there.people,
        fit_town=answer.there and answer.there.town,
        fit_left=answer.fit_left,
        differences=tuple(
            CriterionGain(criterion=d.criterion, side=d.side, here=d.here, there=d.there)
            for d in answer.differences
        ),
        at_least=place.at_least,
        forced=None if forced is None else _forced(forced),
        more=tuple(_more(one) for one in worth),
    )


def _forced(forced: ForcedAssignment) -> ForcedPlan:
    return ForcedPlan(
        possible=forced.possible,
        prevented=forced.prevented,
        persons_lost=forced.persons_lost,
        persons_certain=forced.persons_certain,
        pledged_lost=forced.pledged_lost,
        cost_low=forced.cost_low,
        cost_high=forced.cost_high,
        exact=forced.exact,
        found_worse=forced.found_worse,
        moves=tuple(_moved(move) for move in forced.moves),
    )


def _moved(move: Move) -> MovedHousehold:
    return MovedHousehold(
        household=move.household,
        persons=move.persons,
        before=move.before,
        after=move.after,
        fit_before=move.fit_before,
        fit_after=move.fit_after,
    )


def _more(worth: Worth) -> MoreRoom:
    extra = worth.extra
    return MoreRoom(
        resource=worth.resource,
        units=extra.units,
        price=worth.price if isfinite(worth.price) else None,
        persons=extra.persons,
        pledged=extra.pledged,
        gain_low=extra.gain_low,
        gain_high=extra.gain_high,
        exact=extra.exact,
    )


def _name(report: PlanReport, ags: str) -> str:
    return report.instance.cohort_data.name(ags)
