"""CSV as a table of text: encoding, shape and header checked, rows counted as a spreadsheet does."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rematch.cells import undefused
from rematch.intake.findings import Findings, shown
from rematch.intake.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS


class Percent(float):
    """A number that its file shows in percent: 7.9 where 0.079 is stored and 7.9 % is seen."""


Typed = float | bool | date | datetime
"""What a cell can be where the file's format itself says so."""


@dataclass(frozen=True)
class Line:
    """One row: its number in the spreadsheet and its cells by column, empty text for an empty cell.

    `cells` is what a person sees (trimmed; a typed date as ISO, a typed number with a decimal point),
    `typed` the value of those cells that the format types: the text "1.150" is no number, 1.15 is one.
    """

    number: int
    cells: dict[str, str]
    typed: Mapping[str, Typed] = field(default_factory=dict)

    def renamed(self, names: Mapping[str, str]) -> "Line":
        """The cells of these columns alone, each by its new name."""
        cells = {new: self.cells.get(old, "") for old, new in names.items()}
        return Line(self.number, cells, {names[old]: v for old, v in self.typed.items() if old in names})


@dataclass(frozen=True)
class Table:
    """One table as text; every reader of a format ends here, and everything else begins here.

    `sheet` is the sheet of a spreadsheet it stood on, `header` the row of its (last) header line.
    Cells of the columns in `several` are answers separated by ` | `; `none` says that nothing was ticked.
    `parent` is the column with the household's id where the lines are the persons of another table.
    `letters` are those of the columns on their sheet. `numbered`: the ids are a survey tool's own numbers.
    `left` are rows that a person left out, `struck` those that the file strikes through.
    `comments` hang on cells, by the number of their row and the column.
    """

    file: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    sheet: str | None = None
    header: int = 1
    several: frozenset[str] = frozenset()
    parent: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    numbered: bool = False
    left: tuple[Line, ...] = ()
    struck: tuple[Line, ...] = ()
    comments: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def renamed(self, names: Mapping[str, str]) -> "Table":
        """These columns alone, in this order, each by its new name."""
        lines, struck = (tuple(one.renamed(names) for one in part) for part in (self.lines, self.struck))
        several = frozenset(names[name] for name in self.several if name in names)
        parent = names.get(self.parent) if self.parent else None
        letters = {new: self.letters[old] for old, new in names.items() if old in self.letters}
        columns = tuple(names.values())
        comments = {
            row: {names.get(column, column): text for column, text in here.items()}
            for row, here in self.comments.items()
        }
        kept = replace(self, columns=columns, lines=lines, struck=struck, comments=comments)
        return replace(kept, several=several, parent=parent, letters=letters)

    def only(self, names: Iterable[str]) -> "Table":
        """These columns alone."""
        return self.renamed({name: name for name in names})


def read_csv(file: str, content: bytes, findings: Findings) -> Table | None:
    """The table in a CSV file; None, with the reason among the findings, if it has no usable header."""
    text = decoded(file, content, findings)
    if text is None:
        return None
    records = _records(file, text, findings)
    _, header = next(records, (1, []))
    columns = tuple(name.strip() for name in header)
    if not _usable(file, columns, findings):
        return None
    return Table(file, columns, tuple(_lines(file, columns, records, findings)))


def decoded(file: str, content: bytes, findings: Findings) -> str | None:
    """The file's text, a byte order mark removed; None if it is too large, binary or not UTF-8."""
    if len(content) > MAX_FILE_BYTES:
        findings.error(file, None, None, "data.file_too_large", limit=MAX_FILE_BYTES // 1024**2)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.error(file, content[: error.start].count(b"\n") + 1, None, "data.not_utf8")
        return None
    if "\0" in text:
        findings.error(file, text[: text.index("\0")].count("\n") + 1, None, "data.nul_bytes")
        return None
    return text


def _records(file: str, text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            if number > MAX_ROWS:
                findings.error(file, number, None, "data.too_many_rows", limit=MAX_ROWS)
                return
            yield number, record
    except csv.Error:
        findings.error(file, number + 1, None, "data.not_csv")


def _usable(file: str, columns: tuple[str, ...], findings: Findings) -> bool:
    if not any(columns):
        findings.error(file, 1, None, "data.no_header")
    elif len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        findings.error(file, 1, None, "data.not_comma")
    elif len(columns) > MAX_COLUMNS:
        findings.error(file, 1, None, "data.too_many_columns", limit=MAX_COLUMNS)
    else:
        for name, times in Counter(columns).items():
            if times > 1 and name:
                findings.error(file, 1, shown(name), "data.header_twice", times=times)
        return True
    return False


def _lines(
    file: str, columns: tuple[str, ...], records: Iterable[tuple[int, list[str]]], findings: Findings
) -> Iterator[Line]:
    for number, record in records:
        cells = [undefused(cell.strip()) for cell in record]
        if not any(cells):
            continue
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if len(cells) != len(columns):
            findings.error(file, number, None, "data.ragged", found=len(cells), expected=len(columns))
            continue
        for name, cell in zip(columns, cells, strict=True):
            if len(cell) > MAX_CELL_CHARACTERS:
                findings.error(file, number, shown(name), "data.cell_too_long", limit=MAX_CELL_CHARACTERS)
        yield Line(number, dict(zip(columns, cells, strict=True)))
