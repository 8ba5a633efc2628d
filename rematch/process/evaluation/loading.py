"""A table of answers, as survey tools give it, read row by row: every cell that cannot be read is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from rematch.criteria.catalogue import Catalogue
from rematch.errors import DataErrors, Finding
from rematch.process.evaluation.desk import EnteredSheet, EvaluationDesk
from rematch.process.evaluation.questions import AskedQuestion, asked_questions
from rematch.store import Outcome

FIXED = ("offer", "wave", "adult", "day", "outcome", "lang")
"""The columns before those of the questions."""
NEEDED = ("offer", "wave", "day")
"""Those without which nothing is read; without the others the first adult has answered."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LONGEST = 8
"""Digits of a number."""


@dataclass(frozen=True)
class AnswerTable:
    """A table of a file: its rows by their number in the spreadsheet, each with its cells by column.

    `words` says for a cell's text which answer or outcome it stands for; what is not in it is taken as it is.
    """

    file: str
    sheet: str | None
    header: int
    columns: tuple[str, ...]
    rows: Mapping[int, Mapping[str, str]]
    words: Mapping[str, str]


def answer_columns(catalogue: Catalogue) -> tuple[str, ...]:
    """The columns that are read, in order: which questionnaire it is, then the questions by their ids."""
    return (*FIXED, *(one.id for one in asked_questions(catalogue)))


def sheets_of(table: AnswerTable, desk: EvaluationDesk) -> tuple[EnteredSheet, ...]:
    """The sheets a table holds, each checked; raises DataErrors with all that is wrong, by row and column."""
    asked = {one.id: one for one in asked_questions(desk.catalogue)}
    findings = list(_columns(table, asked))
    read: dict[int, EnteredSheet] = {}
    for number, cells in table.rows.items() if not findings else ():
        row = _AnswerRow(table, number, cells)
        sheet = row.sheet(asked)
        findings += row.wrong
        if sheet is not None:
            read[number] = sheet
    for number, faults in zip(read, desk.faults(list(read.values())), strict=True):
        findings += [_found(table, number, one.part, one.code, one.params) for one in faults]
    if findings:
        raise DataErrors(sorted(findings, key=lambda one: one.row or 0))
    return tuple(read.values())


def _columns(table: AnswerTable, asked: Mapping[str, AskedQuestion]) -> Iterator[Finding]:
    for name in NEEDED:
        if name not in table.columns:
            yield _found(table, table.header, name, "survey.no_column", {"column": name})
    for name in table.columns:
        if name not in FIXED and name not in asked:
            yield _found(table, table.header, name, "survey.no_question", {"question": name})


@dataclass
class _AnswerRow:
    """One row while it is read; what cannot be read is in `wrong`."""

    table: AnswerTable
    number: int
    cells: Mapping[str, str]
    wrong: list[Finding] = field(default_factory=list)

    def sheet(self, asked: Mapping[str, AskedQuestion]) -> EnteredSheet | None:
        """The row as a sheet, None where something in it cannot be read."""
        offer, wave, adult = self._whole("offer"), self._whole("wave"), self._whole("adult", "1")
        day, outcome = self._day(), self._outcome()
        answers = {id: self._answer(question) for id, question in asked.items()}
        if self.wrong or day is None:
            return None
        given = {id: answer for id, answer in answers.items() if answer}
        return EnteredSheet(offer, wave, adult, day, outcome, self._text("lang")[:2].lower(), given)

    def _text(self, column: str) -> str:
        return " ".join(self.cells.get(column, "").split())

    def _whole(self, column: str, default: str = "") -> int:
        text = (self._text(column) or default).removesuffix(".0")
        if text.isdecimal() and text.isascii() and len(text) <= LONGEST:
            return int(text)
        self._tell(column, "survey.not_whole" if text else "survey.empty")
        return 0

    def _day(self) -> date | None:
        """2026-07-01, also with a time behind it, or 1.7.2026."""
        text = self._text("day")
        try:
            if text.count(".") == 2:
                day, month, year = (int(part) for part in text.split("."))
                return date(year, month, day)
            return date.fromisoformat(text[:10])
        except ValueError:
            self._tell("day", "survey.not_a_day" if text else "survey.empty")
            return None

    def _outcome(self) -> Outcome:
        text = self._text("outcome")
        said = self.table.words.get(text, text.lower()) or "answered"
        for one in OUTCOMES:
            if one == said:
                return one
        self._tell("outcome", "survey.no_outcome", outcomes=OUTCOMES)
        return "answered"

    def _answer(self, question: AskedQuestion) -> str:
        text = self._text(question.id)
        said = (
            text.removesuffix(".0") if question.kind == "scale" else self.table.words.get(text, text.lower())
        )
        if said and said not in question.answers:
            self._tell(question.id, "survey.no_such_answer", answers=question.answers)
        return said

    def _tell(self, column: str, code: str, **params: object) -> None:
        self.wrong.append(_found(self.table, self.number, column, code, params))


def _found(table: AnswerTable, row: int, column: str, code: str, params: Mapping[str, object]) -> Finding:
    return Finding(table.file, row, column, code, dict(params), sheet=table.sheet)
