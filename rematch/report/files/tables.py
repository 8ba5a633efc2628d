"""A table of coded rows as a spreadsheet file, safe to open: no text of it ever runs as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import isfinite

import xlsxwriter

from rematch.cells import defused
from rematch.texts import say, separators

Cell = str | float | int | bool | None
Rows = Sequence[Mapping[str, Cell]]

MAX_XLSX_TEXT = 32_767
MAX_WIDTH = 60
MAX_SHEET_NAME = 31
MAX_HEADER = 250
SHARES = {"fit", "fit_people", "fit_town"}
"""Columns whose numbers are shares of 1."""


def plan_csv(
    rows: Rows,
    labels: Mapping[str, str],
    *,
    note: str | None = None,
    lang: str = "en",
) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, columns and their order as in `labels`.

    As spreadsheets of the language open it: where a comma parts decimals, semicolons part cells. The first
    line is the header. `note` stands in a last column of every row, so that it outlives sorting,
    filtering and copying: there belongs that people are invented.
    """
    text = io.StringIO(newline="")
    point = separators(lang)[0]
    writer = csv.writer(text, lineterminator="\r\n", delimiter=";" if point == "," else ",")
    beside = [defused(note)] if note else []
    head = [*labels.values(), *([say("file.note", lang)] if note else [])]
    writer.writerow([defused(label) for label in head])
    writer.writerows([*(_plain(row.get(column), point) for column in labels), *beside] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def plan_xlsx(
    rows: Rows,
    labels: Mapping[str, str],
    *,
    note: str | None = None,
    beside: Mapping[str, Rows] | None = None,
    lang: str = "en",
    title: str | None = None,
    day: date | None = None,
) -> bytes:
    """The rows as an Excel workbook, with the same cells as `plan_csv`; texts stay texts.

    Each sheet is one table from the first row on, its header; shares of 1 are percentages in the reader's own
    notation. `beside` are further sheets by their names, with the columns of the first where they have these,
    else with columns called as their rows call them; `title` is the first's name. `note` has a sheet of its
    own and heads every printed page. With a `day` the same rows give the same bytes.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        title = title or say("file.plan", lang)
        made = {} if day is None else {"created": datetime.combine(day, time(12))}
        workbook.set_properties({"title": title, "comments": note or "", **made})
        _sheet(workbook, title[:MAX_SHEET_NAME], rows, labels, note)
        for name, table in (beside or {}).items():
            columns = {column: column for row in table[:1] for column in row}
            if columns.keys() >= labels.keys():
                columns = dict(labels)
            _sheet(workbook, name[:MAX_SHEET_NAME], table, columns, note)
        if note:
            workbook.add_worksheet(say("file.note", lang)).write_string(0, 0, note[:MAX_XLSX_TEXT])
    return content.getvalue()


def _sheet(
    workbook: xlsxwriter.Workbook, name: str, rows: Rows, labels: Mapping[str, str], note: str | None
) -> None:
    """A table object, so that a screen reader says the header with every cell; empty without columns."""
    sheet = workbook.add_worksheet(name)
    share = workbook.add_format({"num_format": "0.0%"})
    for column, (key, label) in enumerate(labels.items()):
        form = share if key in SHARES else None
        sheet.set_column(column, column, _width(label, [row.get(key) for row in rows]), form)
        for line, row in enumerate(rows, start=1):
            _write(sheet, line, column, row.get(key), form)
    if labels:
        heads = [{"header": label[:MAX_XLSX_TEXT]} for label in labels.values()]
        options = {"columns": heads, "style": "Table Style Light 1"}
        sheet.add_table(0, 0, max(1, len(rows)), len(heads) - 1, options)
    sheet.freeze_panes(1, 0)
    if note:
        sheet.set_header("&L" + note.replace("&", "&&")[:MAX_HEADER])


def _plain(value: Cell, point: str) -> Cell:
    if isinstance(value, float):
        return repr(value).replace(".", point) if isfinite(value) else None
    return defused(value) if isinstance(value, str) else value


def _write(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Cell, form: object) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:MAX_XLSX_TEXT])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None and isfinite(value):
        sheet.write_number(row, column, value, form)


def _width(label: str, cells: Sequence[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(MAX_WIDTH, max(len(label), longest) + 2)
