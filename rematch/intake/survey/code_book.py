"""A table of codes and what they mean, beside answers that are codes: the answers read by it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rematch.intake.findings import Findings
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.survey.multi_select import BETWEEN
from rematch.intake.words import fold, words

_QUESTION = re.compile(r"\w+")
Book = Mapping[str, str]
"""What codes mean."""


def decoded(tables: Sequence[Table], findings: Findings) -> list[Table]:
    """The tables with answers in words; the code books among them are gone, which is told.

    Codes count for the question that the book names, without one for every column that holds nothing but
    such codes, if they are no numbers. A cell with another code stays as it is.
    """
    books = [table for table in tables if _is_book(table)]
    answers = [table for table in tables if table not in books]
    if not books or not answers:
        return list(tables)
    known: dict[str, dict[str, str]] = {}
    for book in books:
        for line in book.lines:
            code, label = _cell(book, line, "codes"), _cell(book, line, "labels")
            if code and label:
                known.setdefault(fold(_cell(book, line, "questions")), {})[code] = label
        findings.warn(book.file, None, None, "intake.code_book", sheet=book.sheet, count=len(book.lines))
    return [_in_words(table, known) for table in answers]


def _is_book(table: Table) -> bool:
    said = {fold(name) for name in table.columns}
    parts = {part: words("code_book", part) for part in ("codes", "labels", "questions", "beside")}
    return bool(said & parts["codes"] and said & parts["labels"]) and not said - frozenset().union(
        *parts.values()
    )


def _cell(book: Table, line: Line, part: str) -> str:
    name = next((name for name in book.columns if fold(name) in words("code_book", part)), None)
    return line.cells[name] if name is not None else ""


def _in_words(table: Table, known: Mapping[str, Book]) -> Table:
    books = {name: book for name in table.columns if (book := _book_of(table, name, known))}
    lines = tuple(
        replace(
            line,
            cells={n: _said(c, books[n]) if n in books else c for n, c in line.cells.items()},
            typed={n: v for n, v in line.typed.items() if n not in books},
        )
        for line in table.lines
    )
    return replace(table, lines=lines) if books else table


def _book_of(table: Table, name: str, known: Mapping[str, Book]) -> Book | None:
    code = _QUESTION.match(name)
    if code and fold(code[0]) in known and code[0]:
        return known[fold(code[0])]
    book = known.get("")
    if book is None or any(code.isdecimal() for code in book):
        return None
    parts = {part for line in table.lines for part in line.cells[name].split(BETWEEN) if part}
    return book if parts and parts <= book.keys() else None


def _said(cell: str, book: Book) -> str:
    parts = cell.split(BETWEEN)
    return BETWEEN.join(book[part] for part in parts) if all(part in book for part in parts) else cell
