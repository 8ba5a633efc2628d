"""Answers from Microsoft and Google Forms: what is the tool's own, and who sent it twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Table
from rematch.intake.survey.kobo import names_household
from rematch.intake.words import fold, words

_OWN_ID = re.compile(r"id")
_IN_ONE_WORD = re.compile(r"(haushalts|familien|fall)(id|nr|nummer|kennung|code)")


def recognises(table: Table) -> bool:
    """Whether it begins with the tool's own columns: when it was sent, or an ID with start and end."""
    said = [fold(name) for name in table.columns]
    stamped = bool(said) and said[0] in words("forms", "stamps")
    timed = bool(set(said) & words("forms", "begun")) and bool(set(said) & words("forms", "sent"))
    return stamped or (timed and "id" in said[:1])


def as_answered(table: Table, notes: SheetNotes) -> Table:
    """The answers alone; a row that says the same as an earlier one in everything is asked about.

    The tool's ID is the household's only where no column of the answers names it. Senders are never read.
    """
    own = [name for name in table.columns if fold(name) in _tool_words()]
    answers = [name for name in table.columns if name not in own and not _OWN_ID.fullmatch(fold(name))]
    _tell_twice(table, answers, notes)
    named = any(_names_household(name) for name in answers)
    gone = {*own, *(name for name in table.columns if named and _OWN_ID.fullmatch(fold(name)))}
    return replace(table.only(name for name in table.columns if name not in gone), numbered=not named)


def _tool_words() -> frozenset[str]:
    return frozenset().union(*(words("forms", part) for part in ("stamps", "begun", "sent")))


def _tell_twice(table: Table, answers: Sequence[str], notes: SheetNotes) -> None:
    same: dict[tuple[str, ...], int] = {}
    for line in table.lines:
        first = same.setdefault(tuple(line.cells[name] for name in answers), line.number)
        if first != line.number:
            notes.on(table.sheet).warn(line.number, None, "intake.sent_twice", first=first)


def _names_household(name: str) -> bool:
    return names_household(name) or bool(_IN_ONE_WORD.fullmatch(fold(name)))
