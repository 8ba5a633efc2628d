"""The plan of a round as a workbook: what it is, everybody, and a sheet for each municipality."""

from datetime import date

from rematch.process.papers.minutes import Minutes
from rematch.report.files.plan import COLUMNS, plan_rows
from rematch.report.files.tables import Cell, plan_xlsx
from rematch.report.papers.minutes import by_words, mark, offer_row, proof_words, title
from rematch.texts import date as day_words
from rematch.texts import say

LEFT_OUT = frozenset({"ags", "decided"})
"""Columns of the plan's file that tell nothing more here."""


def plan_book(facts: Minutes, lang: str, day: date) -> bytes:
    """Title and day, all lines of the plan with how their offers stand, then the same by municipality.

    It names households and their needs: for coordinators alone. Shares of 1 are written as percentages.
    """
    rows = _rows(facts, lang)
    labels = {name: say(f"column.{name}", lang) for name in COLUMNS if name not in LEFT_OUT}
    labels |= {name: say(f"papers.column.{name}", lang) for name in ("offer", "stands", "ended")}
    sheets = {
        sheet_name(place, ags): [row for row in rows if row["ags"] == ags]
        for ags, place in facts.places.items()
        if any(row["ags"] == ags for row in rows)
    }
    return plan_xlsx(
        rows,
        labels,
        note=f"{title(facts, lang)} · {mark(facts.invented, lang, day)}",
        beside={say("papers.book.about", lang): _about(facts, lang, day), **sheets},
        lang=lang,
        title=say("papers.book.all", lang),
        day=day,
    )


def sheet_name(place: str, ags: str) -> str:
    """A name that spreadsheets take, at most 31 characters: the municipality's, its AGS keeping it apart."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in place)
    return f"{plain[:22].strip()} {ags}"


def _rows(facts: Minutes, lang: str) -> list[dict[str, Cell]]:
    """The plan's lines as in its own file, and beside each the household's last offer."""
    pins = {one.household: one.reason for one in facts.pins}
    decided = {id: ("", reason) for id, reason in pins.items()}
    offers = {one.household: offer_row(one, lang) for one in facts.offers}
    return [
        {
            **row,
            "offer": (offer := offers.get(row["household"], {})).get("offer"),  # type: ignore[call-overload]
            "stands": offer.get("stands"),
            "ended": offer.get("reason"),
        }
        for row in plan_rows(facts.checked.instance, facts.lines, lang, decided=decided)
    ]


def _about(facts: Minutes, lang: str, day: date) -> list[dict[str, Cell]]:
    what, told = say("papers.column.field", lang), say("papers.column.handed", lang)
    lines = {
        "title": title(facts, lang),
        "day": day_words(day, lang),
        "decided_on": day_words(facts.decision.day, lang),
        "by": by_words(facts.decision.by, lang),
        "words": facts.decision.words,
        "run": facts.checked.run.run_id,
        "proof": proof_words(facts, lang),
        "mark": mark(facts.invented, lang, day),
    }
    return [{what: say(f"papers.about.{name}", lang), told: words} for name, words in lines.items()]
