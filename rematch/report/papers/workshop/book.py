"""A workshop as a workbook: every ballot with its weights, the spread, the plans, what was agreed."""

from collections.abc import Mapping
from datetime import date

from rematch.report.files.tables import Cell, plan_xlsx
from rematch.report.papers.minutes import mark
from rematch.report.papers.workshop import words
from rematch.report.papers.workshop.minutes import about, title
from rematch.texts import say
from rematch.workshop.minutes import WorkshopMinutes

Rows = list[dict[str, Cell]]


def workshop_book(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str, day: date) -> bytes:
    """Sheets under names of this language; `labels` are the groups'. It names nobody, texts stay texts."""
    rows = _ballots(facts, labels, lang)
    sheets: dict[str, Rows] = {
        "opinions.title": _spread(facts, labels, lang),
        "opinions.reasons": _reasons(facts, labels, lang),
        "plans.head": _plans(facts, lang),
        "papers.workshop.agreed": _agreed(facts, labels, lang),
        "papers.book.about": [{say("papers.column.handed", lang): line} for line in about(facts, lang)],
    }
    return plan_xlsx(
        rows,
        {column: column for column in rows[0]} if rows else {},
        note=f"{title(facts, lang)} · {mark(facts.invented, lang, day)}",
        beside={say(name, lang): table for name, table in sheets.items() if table},
        lang=lang,
        title=say("papers.workshop.sheet", lang),
        day=day,
    )


def _ballots(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str) -> Rows:
    """A line a ballot: what was found how important, and the weights it stands for."""
    weight = say("papers.workshop.weight", lang)
    return [
        {
            say("papers.workshop.in_round", lang): one.results.round,
            say("papers.workshop.ballot", lang): at,
            **{labels[group]: value for group, value in zip(facts.groups, swings, strict=True)},
            **{
                f"{labels[group]}: {weight}": value
                for group, value in zip(facts.groups, weights, strict=True)
            },
        }
        for one in facts.rounds
        for at, (swings, weights) in enumerate(zip(one.swings, one.weights, strict=True), 1)
    ]


def _spread(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str) -> Rows:
    named = {name: say(f"opinions.column.{name}", lang) for name in ("topic", "lower", "median", "upper")}
    return [
        {
            say("papers.workshop.in_round", lang): one.results.round,
            named["topic"]: labels[group.group],
            **{named[name]: getattr(group, name) for name in ("lower", "median", "upper")},
        }
        for one in facts.rounds
        for group in one.results.spread
    ]


def _reasons(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str) -> Rows:
    return [
        {
            say("papers.workshop.in_round", lang): one.results.round,
            say("opinions.column.topic", lang): labels[reason.topic],
            say("papers.column.reason", lang): f"{say(f'opinions.side.{reason.side}', lang)} {reason.text}",
        }
        for one in facts.rounds
        for reason in one.reasons
    ]


def _plans(facts: WorkshopMinutes, lang: str) -> Rows:
    return [
        {
            say("papers.workshop.in_round", lang): one.results.round,
            say("plans.head", lang): say(f"plans.{plan.figures.name}", lang),
            **{
                say(f"plans.row.{name}", lang): words.figure_words(plan.figures, name, lang)
                for name in words.FIGURES
            },
            say("plans.row.proof", lang): words.proven_words(plan.figures, lang),
        }
        for one in facts.rounds
        for plan in one.plans
    ]


def _agreed(facts: WorkshopMinutes, labels: Mapping[str, str], lang: str) -> Rows:
    if facts.agreed is None:
        return []
    topic, weight = say("opinions.column.topic", lang), say("papers.workshop.weight", lang)
    return [{topic: labels[g], weight: facts.agreed.groups.get(g, 1.0)} for g in facts.groups]
