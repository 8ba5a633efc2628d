"""Exports of LimeSurvey: codes or whole questions as headers, one column for each possible answer."""

import re
from dataclasses import replace

from rematch.intake.sheets.sheet import SheetNotes
from rematch.intake.sheets.tables import Table
from rematch.intake.survey.arrays import joined
from rematch.intake.survey.kobo import naming
from rematch.intake.survey.multi_select import UNASKED, Choices, are_ticks, gathered
from rematch.intake.words import fold

_ID = re.compile(r"id|(id )?(response|antwort) id")
_SUBMITTED = re.compile(r"(submitdate )?(date submitted|datum abgeschickt|absendedatum)|submitdate")
_LAST_PAGE = re.compile(r"(lastpage )?(last page|letzte seite)|lastpage")
_TECHNICAL = re.compile(
    r"(startlanguage )?(start ?language|start ?sprache|ausgangssprache)|startlanguage|"
    r"(seed )?(seed|zufallsstartwert)|"
    r"(startdate )?(date started|datum gestartet)|startdate|"
    r"(datestamp )?(date last action|datum letzte aktivitaet)|datestamp|"
    r"(ipaddr )?(ip address|ip adresse)|ipaddr|"
    r"(refurl )?(referrer url|referenz url|weiterleitungs url)|refurl|"
    r"(token )?(access code|zugangscode|zugangsschluessel)|token|"
    r"(interviewtime )?(total time|gesamtzeit)|interviewtime|group ?time.*|gruppenzeit.*|question time.*"
)
_CODE_AND_TEXT = re.compile(r"(\w+)\[(\w+)\]\.\s*(.*?)\s*\[([^\[\]]+)\]", re.S)
_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.S)
_COMMENT = re.compile(r"comment|kommentar|\w+comment")


def recognises(table: Table) -> bool:
    """Whether it has a number for each answer, and the day it was sent or the last page seen."""
    return _one(table, _ID) is not None and bool(_one(table, _SUBMITTED) or _one(table, _LAST_PAGE))


def as_answered(table: Table, notes: SheetNotes) -> Table:
    """The finished answers, each question one column, the technical columns left out."""
    table = replace(_finished(_said(table), notes), numbered=naming(table.only(_answers(table))) is None)
    table = joined(gathered(table, _questions(table), notes))
    unread = (_SUBMITTED, _LAST_PAGE, _TECHNICAL)
    return table.only(n for n in table.columns if not any(p.fullmatch(fold(n)) for p in unread))


def _answers(table: Table) -> list[str]:
    """The columns but for the tool's number of an answer."""
    return [name for name in table.columns if not _ID.fullmatch(fold(name))]


def _one(table: Table, pattern: re.Pattern[str]) -> str | None:
    return next((name for name in table.columns if pattern.fullmatch(fold(name))), None)


def _said(table: Table) -> Table:
    """The answers with "N/A", which means not asked, empty."""
    lines = (
        replace(line, cells={n: "" if fold(c) in UNASKED else c for n, c in line.cells.items()})
        for line in table.lines
    )
    return replace(table, lines=tuple(lines))


def _finished(table: Table, notes: SheetNotes) -> Table:
    """Without the answers that were never sent; each is told by its row."""
    submitted = _one(table, _SUBMITTED)
    if submitted is None:
        return table
    for line in table.lines:
        if not line.cells[submitted]:
            notes.on(table.sheet).warn(line.number, None, "intake.unfinished")
    return replace(table, lines=tuple(line for line in table.lines if line.cells[submitted]))


def _questions(table: Table) -> dict[str, Choices]:
    """Columns "question [answer]" or "code[answer]" of ticks; numbers and Likert words are no ticks."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for name in table.columns:
        if found := _CODE_AND_TEXT.fullmatch(name):
            base, label = f"{found[1]}. {found[3]}", found[4]
        elif found := _BRACKETED.fullmatch(name):
            base, label = found[1], found[2]
        else:
            continue
        if not _COMMENT.fullmatch(fold(label)):
            grouped.setdefault(base, []).append((name, label))
    return {b: choices for b, choices in grouped.items() if are_ticks(table, choices, digits=False)}
