"""A workshop's minutes: what the room thought, what difference it makes, its plans, what was agreed."""

from collections.abc import Iterator, Mapping
from datetime import date

from rematch.report.papers.minutes import mark
from rematch.report.papers.typesetting import Block, Heading, Lines, Paper, PaperTable, Points, pdf
from rematch.report.papers.workshop import words
from rematch.texts import date as day_words
from rematch.texts import moment, number, say
from rematch.workshop.minutes import RoundMinutes, WorkshopMinutes

SPREAD = ("topic", "least", "lower", "median", "upper", "most")


def workshop_pdf(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str, day: date) -> bytes:
    """The minutes as PDF, of a day; `labels` are the groups' in this language. They name nobody."""
    return pdf(workshop_paper(facts, labels, lang, day))


def workshop_paper(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str, day: date) -> Paper:
    """The same as a paper."""
    return Paper(
        title=title(facts, lang),
        mark=mark(facts.invented, lang, day),
        lang=lang,
        day=day,
        blocks=[
            Lines(list(about(facts, lang))),
            *(block for one in facts.rounds for block in _round(one, labels, lang)),
            *_agreed(facts, labels, lang),
            *(block for one in facts.rounds for block in _ballots(one, facts.groups, labels, lang)),
        ],
    )


def title(facts: WorkshopMinutes, lang: str) -> str:
    """What the minutes are called."""
    if not facts.name:
        return say("papers.workshop.nameless", lang)
    return say("papers.workshop.title", lang, name=facts.name)


def about(facts: WorkshopMinutes, lang: str) -> Iterator[str]:
    """When, on which invented people, how many took part, and until when all of it is kept."""
    yield say(
        "papers.workshop.about",
        lang,
        at=moment(facts.opened_at, lang),
        cohort=facts.cohort,
        households=number(facts.households, lang),
        municipalities=number(facts.municipalities, lang),
    )
    yield say("papers.workshop.joined", lang, count=facts.joined)
    yield say("papers.workshop.prints", lang, data=facts.data, catalogue=facts.catalogue)
    yield say("papers.workshop.kept", lang, day=day_words(facts.delete_on, lang))


def spread_lines(one: RoundMinutes, labels: Mapping[str, str], lang: str) -> list[list[str]]:
    """Per group the least answer, quartiles and the most, in the order of disagreement."""
    return [
        [
            labels[group.group],
            *(
                number(value, lang)
                for value in (
                    min(group.values),
                    group.lower,
                    group.median,
                    group.upper,
                    max(group.values),
                )
            ),
        ]
        for group in one.results.spread
    ]


def _round(one: RoundMinutes, labels: Mapping[str, str], lang: str) -> Iterator[Block]:
    found = one.results
    yield Heading(say("papers.workshop.round", lang, round=found.round, ballots=found.ballots))
    told = [words.foremost(found.spread, labels, lang), words.moved_words(found.moved, lang)]
    yield Lines([line for line in told if line])
    yield PaperTable(
        [say(f"opinions.column.{column}", lang) for column in SPREAD], spread_lines(one, labels, lang)
    )
    yield from _roles(one, labels, lang)
    if one.reasons:
        yield Lines([f"{say('opinions.reasons', lang)}:"])
        yield Points(
            [
                f"{labels[reason.topic]} – {say(f'opinions.side.{reason.side}', lang)} {reason.text}"
                for reason in one.reasons
            ]
        )
    if found.difference is not None:
        told = [
            words.headline(found.difference.told, lang),
            words.difference_words(found.difference.told, lang),
        ]
        yield Lines(told)
    if one.plans:
        figures = [plan.figures for plan in one.plans]
        heads = [say("plans.head", lang), *(say(f"plans.{plan.name}", lang) for plan in figures)]
        yield PaperTable(heads, words.plan_lines(figures, lang), wide=range(len(heads)))
        yield Points(
            [f"{say(f'plans.{p.name}', lang)}: {say(f'plans.{p.name}.text', lang)}" for p in figures]
        )


def _roles(one: RoundMinutes, labels: Mapping[str, str], lang: str) -> Iterator[Block]:
    roles = one.results.roles
    if not roles:
        return
    heads = [
        say("opinions.column.topic", lang),
        *(say("opinions.role", lang, role=say(f"phone.role.{r.role}", lang), count=r.ballots) for r in roles),
    ]
    middles = [{middle.group: words.middle_words(middle, lang) for middle in role.groups} for role in roles]
    rows = [
        [labels[group.group], *(middle[group.group] for middle in middles)] for group in one.results.spread
    ]
    yield PaperTable(heads, rows, wide=range(len(heads)))
    yield Lines([say("opinions.roles.note", lang)])


def _agreed(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str) -> Iterator[Block]:
    """The weights of the median importance, as the session's sliders have them."""
    if facts.agreed is None:
        return
    yield Heading(say("papers.workshop.agreed", lang))
    yield Lines([say("papers.workshop.agreed.text", lang)])
    heads = [say("opinions.column.topic", lang), say("papers.workshop.weight", lang)]
    rows = [[labels[group], number(facts.agreed.groups.get(group, 1.0), lang, 2)] for group in facts.groups]
    yield PaperTable(heads, rows)


def _ballots(
    one: RoundMinutes, groups: tuple[str, ...], labels: Mapping[str, str], lang: str
) -> Iterator[Block]:
    """Every ballot, in no order that tells whose it is."""
    yield Heading(say("papers.workshop.ballots", lang, round=one.results.round))
    yield Lines([say("papers.workshop.ballots.text", lang)])
    heads = [say("papers.workshop.ballot", lang), *(labels[group] for group in groups)]
    rows = [[str(at), *map(str, swings)] for at, swings in enumerate(one.swings, 1)]
    yield PaperTable(heads, rows, wide=range(1, len(heads)))
