"""Tables side by side on one sheet, with a blank column between: each as if it stood there alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from rematch.intake.sheets import contacts, headers
from rematch.intake.sheets.headers import Header
from rematch.intake.sheets.sheet import Grid, SheetNotes, SheetRecord
from rematch.intake.words import fold

FEWEST = 2
"""Columns that make a table beside another one."""


def apart(grid: Grid, notes: SheetNotes) -> list[Grid]:
    """The sheet's tables side by side, each with the other columns blank; the whole sheet if it is one.

    A blank column alone divides nothing: the parts have the same header, or end at different rows, or one
    is about places and the other about people.
    """
    parts = [_only(grid, columns) for columns in _between_blank(grid) if len(columns) >= FEWEST]
    found = [(part, header) for part in parts if (header := _header(part)) is not None]
    if len(found) < FEWEST or not all(_are_two(one, other) for one, other in pairwise(found)):
        return [grid]
    first = min(header.last for _, header in found)
    notes.warn(first, None, "intake.side_by_side", count=len(found))
    return [part for part, _ in found]


def _between_blank(grid: Grid) -> Iterator[range]:
    """The columns between blank ones."""
    filled = sorted({at for record in grid.records for at in record.filled})
    for _, run in groupby(enumerate(filled), key=lambda pair: pair[1] - pair[0]):
        columns = [at for _, at in run]
        yield range(columns[0], columns[-1] + 1)


def _only(grid: Grid, columns: range) -> Grid:
    return replace(
        grid,
        records=tuple(_cells_in(record, columns) for record in grid.records),
        struck=tuple(_cells_in(record, columns) for record in grid.struck),
        comments={place: text for place, text in grid.comments.items() if place[1] in columns},
    )


def _cells_in(record: SheetRecord, columns: range) -> SheetRecord:
    return replace(
        record,
        cells=tuple(cell if at in columns else "" for at, cell in enumerate(record.cells)),
        typed={at: value for at, value in record.typed.items() if at in columns},
    )


def _header(part: Grid) -> Header | None:
    rows = [record for record in part.records if record.filled]
    return headers.find(rows, part, max(len(record.filled) for record in rows)) if rows else None


def _are_two(one: tuple[Grid, Header], other: tuple[Grid, Header]) -> bool:
    said = [{fold(name) for name in header.names.values()} for _, header in (one, other)]
    lengths = [_length(part.records, header) for part, header in (one, other)]
    if None in lengths:
        return False
    places = [contacts.is_about_places(header.names.values()) for _, header in (one, other)]
    return said[0] == said[1] or lengths[0] != lengths[1] or places[0] != places[1]


def _length(records: Sequence[SheetRecord], header: Header) -> int | None:
    """How many rows stand below the header without a gap; None where rows come after a gap."""
    filled = [bool(record.filled) for record in records if record.number > header.last]
    length = filled.index(False) if False in filled else len(filled)
    return None if any(filled[length:]) or length == 0 else length
