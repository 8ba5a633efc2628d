"""A sheet as it stands in the file: rows of cells, before anybody knows which of them is the header."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from rematch.intake.findings import Findings
from rematch.intake.sheets.tables import Typed


@dataclass(frozen=True)
class SheetRecord:
    """One row: its number, the text of its cells, and the value of those that the format types."""

    number: int
    cells: tuple[str, ...]
    typed: Mapping[int, Typed] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Nothing stands in it."""
        return not any(self.cells)

    @property
    def filled(self) -> tuple[int, ...]:
        """The positions at which something stands."""
        return tuple(at for at, cell in enumerate(self.cells) if cell)

    def at(self, column: int) -> str:
        """The text in one column, empty beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Span:
    """Merged cells: rows and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows with the blank ones, the columns nobody sees, and its merged cells.

    `ragged` says that rows may be too short or too long, as in a text file. `struck` are rows that are struck
    through, which are none of `records`; `comments` hang on cells, by row and column from 0.
    """

    records: tuple[SheetRecord, ...]
    hidden: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    ragged: bool = False
    struck: tuple[SheetRecord, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetNotes:
    """Findings about one sheet of one file."""

    findings: Findings
    file: str
    sheet: str | None = None

    def on(self, sheet: str | None) -> Self:
        """The same for another sheet of the file."""
        return replace(self, sheet=sheet)

    def error(self, row: int | None, column: str | None, code: str, **params: object) -> None:
        """Note what must be mended."""
        self.findings.error(self.file, row, column, code, sheet=self.sheet, **params)

    def warn(self, row: int | None, column: str | None, code: str, **params: object) -> None:
        """Note what is odd."""
        self.findings.warn(self.file, row, column, code, sheet=self.sheet, **params)


def letter(column: int) -> str:
    """A column's name in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def listed(rows: list[int], most: int = 8) -> str:
    """Row numbers as a message names them: the first few."""
    return ", ".join(map(str, rows[:most])) + (", …" if len(rows) > most else "")
