"""Delimited text as a grid: whatever the separator, with broken quotes found and nothing lost."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from rematch.intake import limits
from rematch.intake.files.characters import Cleaning
from rematch.intake.sheets.sheet import Grid, SheetNotes, SheetRecord

_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?[,;\t|]*\s*", re.I)
_SAMPLE = 200
_COMMENT = re.compile(r"#+\s*\w")
ONLY_BELOW = 0.2
MAX_BROKEN_QUOTES = 50
"""After so many, the rest of the file is read as if quotes meant nothing."""

Raw = tuple[int, list[str]]


def read_delimited(text: str, notes: SheetNotes) -> Grid | None:
    """The rows of a text file; None, with the reason among the findings, if it is beyond the limits."""
    if not _within_limits(text, notes):
        return None
    lines = list(io.StringIO(text, newline=""))
    start, separator = _separator(lines)
    records = list(_records(lines, start, separator, notes))
    widths = Counter(len(cells) for _, cells in records if any(cells))
    usual = widths.most_common(1)[0][0] if widths else 0
    cleaning = Cleaning()
    rows = [
        SheetRecord(number, tuple(cleaning.clean(cell, number) for cell in cells))
        for number, cells in records
        if not _is_comment(cells, usual)
    ]
    cleaning.tell(notes)
    return Grid(tuple(rows), ragged=True)


def _within_limits(text: str, notes: SheetNotes) -> bool:
    """Counted before anything is taken apart; a separator within quotes is counted too."""
    lines = max(text.count("\n"), text.count("\r"))
    if lines > limits.MAX_ROWS:
        notes.error(limits.MAX_ROWS, None, "data.too_many_rows", limit=limits.MAX_ROWS)
    elif lines + max(map(text.count, _SEPARATORS)) > limits.MAX_CELLS:
        notes.error(None, None, "intake.too_many_cells", limit=limits.MAX_CELLS)
    elif len(text) > limits.MAX_CHARACTERS:
        notes.error(None, None, "intake.too_much_text", limit=limits.MAX_CHARACTERS)
    else:
        return True
    return False


def _separator(lines: Sequence[str]) -> tuple[int, str]:
    """The first line with content, and what separates the cells: as the file says, or the likeliest."""
    if lines and (said := _SEPARATOR_LINE.fullmatch(lines[0])):
        return 1, said[1]
    return 0, max(_SEPARATORS, key=lambda separator: _regularity(lines, separator))


def _regularity(lines: Sequence[str], separator: str) -> float:
    """How regular the first rows are if this separates them: share of rows of the usual width, times it.

    What is only below the first row separates the values of a list oftener than the cells of a table.
    """
    try:
        rows = [row for row in csv.reader(lines[:_SAMPLE], delimiter=separator) if any(map(str.strip, row))]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, times = max(widths.items(), key=lambda item: item[1] * min(item[0], 12))
    heard = 1.0 if len(rows[0]) > 1 else ONLY_BELOW
    return heard * (times / len(rows)) ** 2 * min(width, 12)


def _records(lines: Sequence[str], start: int, separator: str, notes: SheetNotes) -> Iterator[Raw]:
    """Rows with the number of the line they begin in; a quote that never ends is told and taken as text."""
    for _ in range(MAX_BROKEN_QUOTES):
        reader = csv.reader(islice(lines, start, None), delimiter=separator, strict=True)
        done = 0
        try:
            for cells in reader:
                _tell_swallowed(cells, separator, start + done + 1, reader.line_num - done, notes)
                yield start + done + 1, cells
                done = reader.line_num
            return
        except csv.Error:
            start += done
        yield start + 1, _as_it_stands(lines[start], start + 1, separator, notes)
        start += 1
    notes.error(start + 1, None, "intake.quotes_broken")
    for number, line in enumerate(islice(lines, start, None), start + 1):
        yield number, line.rstrip("\r\n").split(separator)


def _tell_swallowed(cells: Sequence[str], separator: str, number: int, lines: int, notes: SheetNotes) -> None:
    """A quoted cell over several lines that look like whole rows: was its quote closed where it should be?"""
    if lines > 1 and len(cells) > 3:
        inner = (line for cell in cells for line in cell.splitlines()[1:])
        if any(line.count(separator) == len(cells) - 1 for line in inner):
            notes.warn(number, None, "intake.quote_swallows", count=lines)


def _as_it_stands(line: str, number: int, separator: str, notes: SheetNotes) -> list[str]:
    """The cells of one line whose quotes do not fit or that is too long, and what is wrong with it."""
    line = line.rstrip("\r\n")
    if len(line) > csv.field_size_limit():
        notes.error(number, None, "data.cell_too_long", limit=limits.MAX_CELL_CHARACTERS)
        return []
    if line.count('"') % 2 == 0:
        notes.warn(number, None, "intake.quote_inside")
        return next(csv.reader([line], delimiter=separator), [])
    notes.error(number, None, "intake.quote_open")
    return [cell.removeprefix('"') for cell in line.split(separator)]


def _is_comment(cells: Sequence[str], usual: int) -> bool:
    """A line that begins with # and is not a row like the others, such as a header "# | Name | ..."."""
    filled = sum(1 for cell in cells if cell.strip())
    return bool(cells) and bool(_COMMENT.match(cells[0].strip())) and (filled == 1 or len(cells) < usual)
