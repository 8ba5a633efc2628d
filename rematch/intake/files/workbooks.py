"""XLSX and ODS as grids: checked as a stream first, their values then read by a library."""

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeGuard

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, load_workbook

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.files import archives, ods, xlsx
from rematch.intake.files.characters import Cleaning
from rematch.intake.files.file_type import Kind
from rematch.intake.files.spreadsheet_scan import NUMBER, Marks
from rematch.intake.findings import shown
from rematch.intake.sheets.sheet import Grid, SheetNotes, SheetRecord, letter, listed
from rematch.intake.sheets.tables import Percent, Typed

Value = int | float | str | bool | time | date | datetime | timedelta
_MARKS = {Kind.XLSX: xlsx.marks, Kind.ODS: ods.marks}
_PANIC = "PanicException"
_MAX_TOLD = 100


def read_workbook(kind: Kind, content: bytes, notes: SheetNotes) -> list[tuple[str, Grid]]:
    """The sheets a person sees, by name; none, with the reason among the findings, if it cannot be used."""
    try:
        with archives.opened(content) as archive:
            marks = _MARKS[kind](archive)
            if sum(sheet.height * sheet.width for sheet in marks.values()) > limits.MAX_CELLS:
                raise Unreadable("intake.too_many_cells", limit=limits.MAX_CELLS)
            clean = archives.packed_anew(archive)
        return list(_sheets(clean, marks, notes))
    except Unreadable as fault:
        notes.error(None, None, fault.code, **fault.params)
        return []


def _sheets(content: bytes, marks: dict[str, Marks], notes: SheetNotes) -> Iterator[tuple[str, Grid]]:
    book = _opened(content)
    for sheet in book.sheets_metadata:
        here = notes.on(shown(sheet.name))
        if sheet.name not in marks or sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            if marks[sheet.name].cells:
                here.warn(None, None, "intake.sheet_hidden")
        elif marks[sheet.name].cells:
            yield shown(sheet.name), _grid(book, sheet.name, marks[sheet.name], here)


def _opened(content: bytes) -> CalamineWorkbook:
    try:
        return load_workbook(io.BytesIO(content))
    except BaseException as error:
        raise _unreadable(error) from error


def _rows(book: CalamineWorkbook, name: str) -> list[list[Value]]:
    try:
        rows: list[list[Value]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return rows
    except BaseException as error:
        raise _unreadable(error) from error


def _unreadable(error: BaseException) -> BaseException:
    """A fault of the file; the library's own panic, which is no Exception, is one too."""
    if isinstance(error, CalamineError | ValueError | OSError) or type(error).__name__ == _PANIC:
        return Unreadable("intake.damaged_spreadsheet")
    return error


def _grid(book: CalamineWorkbook, name: str, marks: Marks, notes: SheetNotes) -> Grid:
    cleaning = Cleaning()
    rows = _rows(book, name)
    if not rows:
        raise Unreadable("intake.damaged_spreadsheet")
    written = [_record(number, values, cleaning, marks, notes) for number, values in enumerate(rows, start=1)]
    struck = tuple(record for record in written if _is_struck(record, marks))
    records = tuple(_unstruck(record, marks, notes) for record in written if not _is_struck(record, marks))
    for record in struck:
        notes.warn(record.number, None, "intake.struck_row")
    cleaning.tell(notes)
    _tell_cells(marks.valueless, marks, "intake.formula_without_value", notes)
    _tell_cells(marks.faulty, marks, "intake.cell_fault", notes)
    if marks.strike_rule:
        notes.warn(None, None, "intake.strike_rule")
    unseen = [record.number for record in records if record.number - 1 in marks.hidden_rows and record.filled]
    if unseen:
        notes.warn(unseen[0], None, "intake.rows_hidden", count=len(unseen), rows=listed(unseen))
    return Grid(
        records, frozenset(marks.hidden_columns), tuple(marks.spans), struck=struck, comments=marks.comments
    )


def _tell_cells(places: Iterable[tuple[int, int]], marks: Marks, code: str, notes: SheetNotes) -> None:
    for told, (row, column) in enumerate(places):
        if told < _MAX_TOLD and column not in marks.hidden_columns:
            notes.error(row + 1, letter(column), code, cell=f"{letter(column)}{row + 1}")


def _is_struck(record: SheetRecord, marks: Marks) -> bool:
    """Whether what begins a row is struck through, for then all of it is meant."""
    return not record.blank and (record.number - 1, record.filled[0]) in marks.struck


def _unstruck(record: SheetRecord, marks: Marks, notes: SheetNotes) -> SheetRecord:
    """The row without what is struck through in it."""
    struck = [at for at in record.filled if (record.number - 1, at) in marks.struck]
    for at in struck:
        notes.warn(record.number, letter(at), "intake.struck_cell")
    cells = tuple("" if at in struck else cell for at, cell in enumerate(record.cells))
    return replace(record, cells=cells, typed={at: v for at, v in record.typed.items() if at not in struck})


def _record(
    number: int, values: list[Value], cleaning: Cleaning, marks: Marks, notes: SheetNotes
) -> SheetRecord:
    texts: list[str] = []
    typed: dict[int, Typed] = {}
    for column, value in enumerate(values):
        if (number - 1, column) in marks.percent and _is_finite(value):
            typed[column] = Percent(f"{float(value) * 100:.12g}")
            texts.append(f"{_written(typed[column])} %")
            continue
        if (number - 1, column) in marks.shown and _is_finite(value):
            shown_as = marks.shown[number - 1, column].replace(NUMBER, _written(value))
            texts.append(cleaning.clean(shown_as, number))
            if any(map(str.isdecimal, shown_as)):
                typed[column] = float(value)
            continue
        if isinstance(value, str):
            texts.append(cleaning.clean(value, number) if value else "")
            continue
        texts.append(_written(value))
        if isinstance(value, float) and not math.isfinite(value):
            notes.error(
                number, letter(column), "intake.not_finite", value=texts[-1], cell=f"{letter(column)}{number}"
            )
        elif (kept := _typed(value)) is not None:
            typed[column] = kept
    return SheetRecord(number, tuple(texts), typed)


def _is_finite(value: Value) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _written(value: Value) -> str:
    """A typed value as text: ISO for dates and times, numbers with the 15 digits a spreadsheet keeps."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float) and math.isfinite(value):
        return format(Decimal(f"{value:.15g}"), "f")
    return str(value)


def _typed(value: Value) -> Typed | None:
    if isinstance(value, bool | float | date):
        return value
    return float(value) if isinstance(value, int) else None
