"""A table of coded rows as a spreadsheet file, safe to open: no text of it ever runs as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from math import isfinite

import xlsxwriter

from rematch.cells import defused

Cell = str | float | int | bool | None
Rows = Sequence[Mapping[str, Cell]]

MAX_XLSX_TEXT = 32_767
MAX_WIDTH = 60
MAX_SHEET_NAME = 31


def plan_csv(rows: Rows, labels: Mapping[str, str], *, note: str | None = None) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, columns and their order as in `labels`.

    `note` becomes the first line, above the header: there belongs that people are invented.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if note:
        writer.writerow([defused(note)])
    writer.writerow([defused(label) for label in labels.values()])
    writer.writerows([_plain(row.get(column)) for column in labels] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def plan_xlsx(
    rows: Rows,
    labels: Mapping[str, str],
    *,
    note: str | None = None,
    beside: Mapping[str, Rows] | None = None,
) -> bytes:
    """The rows as an Excel workbook, with the same cells as `plan_csv`; texts stay texts.

    `beside` are further sheets by their names, whose columns are called as their rows call them.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True})
        _fill(workbook.add_worksheet(), rows, labels, bold, note)
        for name, table in (beside or {}).items():
            columns = {column: column for row in table[:1] for column in row}
            _fill(workbook.add_worksheet(name[:MAX_SHEET_NAME]), table, columns, bold, note)
    return content.getvalue()


def _fill(
    sheet: "xlsxwriter.worksheet.Worksheet",
    rows: Rows,
    labels: Mapping[str, str],
    bold: "xlsxwriter.format.Format",
    note: str | None,
) -> None:
    top = 0
    if note:
        sheet.write_string(0, 0, note[:MAX_XLSX_TEXT], bold)
        top = 1
    for column, (name, label) in enumerate(labels.items()):
        sheet.write_string(top, column, label[:MAX_XLSX_TEXT], bold)
        sheet.set_column(column, column, _width(label, [row.get(name) for row in rows]))
    for line, row in enumerate(rows, start=top + 1):
        for column, name in enumerate(labels):
            _write(sheet, line, column, row.get(name))
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(rows), max(0, len(labels) - 1))


def _plain(value: Cell) -> Cell:
    if isinstance(value, float) and not isfinite(value):
        return None
    return defused(value) if isinstance(value, str) else value


def _write(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Cell) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:MAX_XLSX_TEXT])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None and isfinite(value):
        sheet.write_number(row, column, value)


def _width(label: str, cells: Sequence[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(MAX_WIDTH, max(len(label), longest) + 2)
