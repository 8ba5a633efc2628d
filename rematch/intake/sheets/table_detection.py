"""From a sheet as it stands to its tables; titles, totals, footnotes and contact data left aside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest
from math import inf

from rematch.intake import limits
from rematch.intake.findings import shown
from rematch.intake.sheets import contacts, headers, telling_rows
from rematch.intake.sheets.headers import Header
from rematch.intake.sheets.sheet import Grid, SheetNotes, SheetRecord, letter, listed
from rematch.intake.sheets.side_by_side import apart
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.wording.status import is_trial


@dataclass
class _Draft:
    """A table while its rows are gathered."""

    header: Header
    rows: list[SheetRecord] = field(default_factory=list)
    struck: tuple[SheetRecord, ...] = ()


def tables_of(grid: Grid, notes: SheetNotes) -> list[Table]:
    """The tables on one sheet; what is left aside is among the findings, contact data without its values."""
    parts = [(part, draft) for part in apart(grid, notes) for draft in _drafts(part, notes)]
    tables = (_table(draft, part, notes) for part, draft in parts)
    return [table for table in tables if table is not None]


def _drafts(grid: Grid, notes: SheetNotes) -> list[_Draft]:
    drafts: list[_Draft] = []
    aside: list[SheetRecord] = []
    widest = max((len(record.filled) for record in grid.records), default=0)
    for block in _blocks(grid.records):
        if drafts and not headers.begins_another(block, drafts[-1].header):
            drafts[-1].rows += block
            continue
        width = max(len(record.filled) for record in block)
        header = headers.find(block, grid, width) if width > 1 or widest == 1 else None
        if header is None:
            aside += block
            continue
        aside += [record for record in block if record.number < header.first]
        drafts.append(_Draft(header, [record for record in block if record.number > header.last]))
    for draft, following in zip_longest(drafts, drafts[1:]):
        last = following.header.first if following else inf
        draft.struck = tuple(r for r in grid.struck if draft.header.last < r.number < last)
    if not drafts:
        notes.error(aside[0].number if aside else None, None, "data.no_header")
        return drafts
    _tell_aside(filter(telling_rows.sounds_out, aside), "", notes)
    if quiet := [record.number for record in aside if not telling_rows.sounds_out(record)]:
        notes.warn(quiet[0], None, "intake.rows_aside", count=len(quiet), rows=listed(quiet))
    return drafts


def _blocks(records: Iterable[SheetRecord]) -> Iterator[list[SheetRecord]]:
    """The rows between blank ones."""
    for blank, rows in groupby(records, key=lambda record: record.blank):
        if not blank:
            yield list(rows)


def _table(draft: _Draft, grid: Grid, notes: SheetNotes) -> Table | None:
    """The draft as a table, without what must not or need not be read."""
    header = draft.header
    if len(header.names) > limits.MAX_COLUMNS:
        notes.error(header.last, None, "data.too_many_columns", limit=limits.MAX_COLUMNS)
        return None
    unread = contacts.columns(header.names, draft.rows)
    if contacts.is_list(dict(header.names), unread):
        last = draft.rows[-1].number if draft.rows else header.last
        notes.warn(header.last, None, "intake.contact_table", first=header.first, last=last)
        return None
    rows = _data(draft, notes)
    names = _columns(header, rows, grid, notes)
    unread |= contacts.columns(names, rows)
    for position in sorted(unread & names.keys()):
        notes.warn(header.last, shown(names[position]), "intake.contact_column")
    for record in rows:
        if any(is_trial(record.at(position)) for position in unread):
            notes.warn(record.number, None, "intake.tried_out")
    _tell_merged(rows, grid, notes)
    if grid.ragged:
        _tell_ragged(rows, len(header.cells), notes)
    kept = {position: name for position, name in names.items() if position not in unread}
    if draft.rows and all(map(telling_rows.is_of_template, draft.rows)):
        # A sheet of our workbook that nobody filled in.
        notes.warn(header.last, None, "intake.sheet_unused")
        return None
    if not rows:
        notes.error(header.last, None, "data.no_rows")
    lines = tuple(_line(record, kept, notes) for record in rows)
    struck = tuple(_line(record, kept, notes) for record in draft.struck)
    letters = {name: letter(position) for position, name in kept.items()}
    table = Table(notes.file, tuple(kept.values()), lines, notes.sheet, header.last, letters=letters)
    return replace(table, struck=struck, comments=_comments(grid, kept))


def _comments(grid: Grid, kept: Mapping[int, str]) -> dict[int, dict[str, str]]:
    """What hangs on cells, by row and column; one that is not read is called by its letter."""
    found: dict[int, dict[str, str]] = {}
    for (row, column), text in grid.comments.items():
        found.setdefault(row + 1, {})[kept.get(column, letter(column))] = text
    return found


def _columns(header: Header, rows: Sequence[SheetRecord], grid: Grid, notes: SheetNotes) -> dict[int, str]:
    """The columns a person sees, each with a name of its own."""
    names = dict(header.names)
    if not grid.ragged:
        used = {position for record in rows for position in record.filled}
        for position in sorted(used - names.keys() - grid.hidden):
            names[position] = headers.unnamed(position)
    else:
        for position in range(len(header.cells)):
            if position not in names and any(record.at(position) for record in rows):
                names[position] = headers.unnamed(position)
    for position, name in sorted(names.items()):
        if position not in header.names:
            notes.warn(header.last, name, "intake.header_empty")
    unseen = [name for position, name in names.items() if position in grid.hidden]
    for name in unseen:
        notes.warn(header.last, shown(name), "intake.column_hidden")
    seen = {position: name for position, name in sorted(names.items()) if position not in grid.hidden}
    named, several = headers.distinct(seen)
    for name in several:
        notes.warn(header.last, shown(name), "intake.header_twice")
    return named


def _data(draft: _Draft, notes: SheetNotes) -> list[SheetRecord]:
    """The rows that are data: no repeated headers, totals or footnotes."""
    rows, header = draft.rows, draft.header
    end, width = len(rows), len(header.names)
    while end and telling_rows.is_note(rows[end - 1], width, after_gap=_after_gap(rows, end - 1)):
        end -= 1
    _tell_aside(rows[end:], "intake.footnote", notes)
    if end and telling_rows.adds_up(rows[end - 1], rows[: end - 1]):
        notes.warn(rows[end - 1].number, None, "intake.adds_up")
    return [record for record in rows[:end] if not _is_said_otherwise(record, header, notes)]


def _tell_aside(records: Iterable[SheetRecord], code: str, notes: SheetNotes) -> None:
    """Rows beside a table that are not read, each; what sounds as if rows no longer counted is a question."""
    for record in records:
        out = telling_rows.sounds_out(record)
        notes.warn(record.number, None, "intake.aside_sounds_out" if out else code)


def _is_said_otherwise(record: SheetRecord, header: Header, notes: SheetNotes) -> bool:
    """Whether the row is an example, names tags or rows below, repeats the header or adds up, which is told.

    Not told is the example of our own template, which says itself that it is not loaded.
    """
    if telling_rows.is_of_template(record):
        return True
    if telling_rows.is_example(record):
        notes.warn(record.number, None, "intake.example_row")
    elif telling_rows.is_of_tags(record):
        notes.warn(record.number, None, "intake.tag_row")
    elif header.repeated_by(record):
        notes.warn(record.number, None, "intake.header_again")
    elif telling_rows.is_total(record):
        notes.warn(record.number, None, "intake.total_row")
    elif telling_rows.is_heading(record, len(header.names)):
        notes.warn(record.number, None, "intake.heading_row")
    else:
        return False
    return True


def _after_gap(rows: Sequence[SheetRecord], at: int) -> bool:
    return at > 0 and rows[at].number > rows[at - 1].number + 1


def _line(record: SheetRecord, columns: dict[int, str], notes: SheetNotes) -> Line:
    for position, name in columns.items():
        if len(record.at(position)) > limits.MAX_CELL_CHARACTERS:
            notes.error(record.number, shown(name), "data.cell_too_long", limit=limits.MAX_CELL_CHARACTERS)
    cells = {name: record.at(position) for position, name in columns.items()}
    typed = {columns[position]: value for position, value in record.typed.items() if position in columns}
    return Line(record.number, cells, typed)


def _tell_ragged(rows: Iterable[SheetRecord], width: int, notes: SheetNotes) -> None:
    """Rows of a text file that are shorter or longer than its header."""
    for record in rows:
        if len(record.cells) < width:
            notes.warn(record.number, None, "intake.short_row", found=len(record.cells), expected=width)
        elif any(record.cells[width:]):
            notes.error(record.number, None, "intake.long_row", found=len(record.cells), expected=width)


def _tell_merged(rows: Sequence[SheetRecord], grid: Grid, notes: SheetNotes) -> None:
    """Merged cells among the data: what is written there counts for the first row alone."""
    numbers = {record.number for record in rows}
    merged = sorted({span.top + 1 for span in grid.spans if span.top + 1 in numbers})
    if merged:
        notes.warn(merged[0], None, "intake.merged_cells", count=len(merged), rows=listed(merged))
