"""What a household would gain and lose at another place, in points that add up as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from rematch.criteria.catalogue import MeasureName
from rematch.explain import Difference, WhyNot
from rematch.instance import MatchingInstance
from rematch.instance.fit import NEUTRAL_START
from rematch.report.wording.words import criterion_label
from rematch.texts import listing, say, signed

Points = tuple[Difference, float]
"""A criterion and what it adds there over here, in hundredths of the fit, as shown."""


@dataclass(frozen=True)
class Balance:
    """Points there less points here, each rounded to a tenth: better, worse, rest and town make the total.

    `better` and `worse` are the people's criteria that are named, strongest first; `rest` is all that is not
    named and what rounding leaves; `town` is what suits the municipality, never among what speaks against.
    """

    better: tuple[Points, ...]
    worse: tuple[Points, ...]
    rest: float
    town: float
    total: float


def balance(answer: WhyNot, instance: MatchingInstance, named: int) -> Balance | None:
    """Gains and losses, the `named` strongest by name and any wish; None where nothing is compared."""
    if answer.there is None or answer.now is None or not answer.differences:
        return None
    people = [d for d in answer.differences if d.side == "household" and d.criterion != NEUTRAL_START]
    told = [d for d in sorted(people, key=lambda d: -abs(d.gain)) if _points(d.gain)]
    told = [d for k, d in enumerate(told) if k < named or _is_wish(d, instance)]
    shown = [(d, _points(d.gain)) for d in told]
    town = _points(sum(d.gain for d in answer.differences if d.side == "municipality"))
    total = round(_points(answer.there.value) - _points(answer.now.value), 1)
    return Balance(
        better=tuple(one for one in shown if one[1] > 0),
        worse=tuple(one for one in shown if one[1] < 0),
        rest=round(total - town - sum(points for _, points in shown), 1),
        town=town,
        total=total,
    )


def balance_lines(answer: WhyNot, instance: MatchingInstance, lang: str, named: int) -> list[str]:
    """One line each: what is better there, what is worse, all the rest, the town's own interest, the sum."""
    found = balance(answer, instance, named)
    if found is None:
        return []
    sides = (("why.not.better", found.better), ("why.not.worse", found.worse))
    lines = [say(code, lang, criteria=_listed(told, instance, lang)) for code, told in sides if told]
    if found.rest:
        lines.append(say("why.not.rest", lang, points=signed(found.rest, lang, 1)))
    if found.town:
        lines.append(say("why.not.town", lang, points=signed(found.town, lang, 1)))
    return [*lines, say("why.not.sum", lang, points=signed(found.total, lang, 1))]


def balance_words(answer: WhyNot, instance: MatchingInstance, lang: str, named: int) -> list[str]:
    """The strongest in one line, with the sum of all; nothing where nothing is compared."""
    found = balance(answer, instance, named)
    if found is None:
        return []
    criteria = _listed((*found.better, *found.worse), instance, lang)
    points = signed(found.total, lang, 1)
    return [say("why.not.balance" if criteria else "why.not.sum", lang, criteria=criteria, points=points)]


def wish_rank(answer: WhyNot, instance: MatchingInstance) -> int | None:
    """Which wish of the household the place is, counted from 1; None where it is none."""
    wishes = instance.profiles.households[instance.cohort_data.row[answer.household]].wish_ags or ()
    return wishes.index(answer.ags) + 1 if answer.ags in wishes else None


def _listed(told: Iterable[Points], instance: MatchingInstance, lang: str) -> str:
    return listing(
        (
            say(
                "why.not.gain",
                lang,
                criterion=criterion_label(difference.criterion, instance.catalogue, lang),
                points=signed(points, lang, 1),
            )
            for difference, points in told
        ),
        lang,
    )


def _is_wish(difference: Difference, instance: MatchingInstance) -> bool:
    criterion = instance.catalogue.by_id.get(difference.criterion)
    return criterion is not None and criterion.measure is MeasureName.RANK


def _points(share: float) -> float:
    """Hundredths, to a tenth."""
    return round(100 * share, 1)
