"""The marks of an ODS file: all sheets in one part, with rows and cells that say how often they repeat."""

import re
from collections.abc import Mapping

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.files.archives import Archive
from rematch.intake.files.ods_styles import OdsStyles
from rematch.intake.files.spreadsheet_scan import (
    Elements,
    Listener,
    Marks,
    columns,
    has_words,
    listen,
    whole,
)

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_ABOUT_COMMENT = {"creator", "date", "date-string", "creator-initials", "meta-creator-initials"}
_UNSEEN = {"collapse", "filter"}
_FAULT = re.compile(r"#[A-Z0-9/]+[!?]?|#N/A|Err:\d+|Fehler:\d+")


def marks(archive: Archive) -> dict[str, Marks]:
    """The marks by the sheet's name."""
    manifest = _MANIFEST in archive.names and archive.read(_MANIFEST)
    if manifest and b"encryption-data" in manifest:
        raise Unreadable("intake.encrypted")
    styles, elements = OdsStyles(), Elements()
    content = _Content(styles)
    for name, listener in ((_STYLES, styles), (_CONTENT, content)):
        if name == _CONTENT or name in archive.names:
            with archive.open(name) as part:
                listen(part, listener, elements)
    named = {sheet.name: sheet for sheet in content.sheets}
    if len(named) < len(content.sheets):
        raise Unreadable("intake.damaged_spreadsheet")
    return named


class _Content(Listener):
    """The sheets' rows and cells as they pass by."""

    def __init__(self, styles: OdsStyles) -> None:
        self.sheets: list[Marks] = []
        self._row = self._column = self._rows = self._column_width = self._spaces = 0
        self._cell: Mapping[str, str] | None = None
        self._styles, self._struck = styles, False
        self._row_style, self._column_styles = "", dict[int, str]()
        self._text: list[str] = []
        self._comment: list[str] | None = None
        self._in_comment = ""

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            if len(self.sheets) >= limits.MAX_SHEETS:
                raise Unreadable("intake.too_many_sheets", limit=limits.MAX_SHEETS)
            self.sheets.append(Marks(attributes.get("name", "")))
            self._row = self._column_width = 0
            self._column_styles = {}
        elif not self.sheets:
            self._styles.opens(name, attributes)
        elif name == "table-column":
            self._add_column(attributes)
        elif name == "table-row":
            self._begin_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._text, self._spaces = attributes, [], 0
            self._begin_style(attributes)
        elif name == "annotation":
            self._comment = []
        elif self._comment is not None:
            self._in_comment = name if name in _ABOUT_COMMENT else ""
        elif name == "span":
            self._struck |= self._styles.strikes(attributes.get("style-name"))
        elif name == "condition" and self._styles.strikes(attributes.get("apply-style-name")):
            self.sheets[-1].strike_rule = True
        elif name == "s":
            self._spaces += whole(attributes.get("c"), 1)

    def closes(self, name: str) -> None:
        if name == "table-row":
            self._row += self._rows
        elif name == "annotation" and self._comment is not None:
            self.sheets[-1].comment(self._row, self._column, "".join(self._comment))
            self._comment = None
        elif self._comment is not None and name == "p":
            self._comment.append(" ")
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None

    def says(self, text: str) -> None:
        if self._comment is not None:
            self._comment += [] if self._in_comment else [text]
        elif self._cell is not None:
            self._text.append(text)

    def _begin_style(self, cell: Mapping[str, str]) -> None:
        """A cell's own style, else that of its row, else that of its column."""
        own = cell.get("style-name") or self._row_style or self._column_styles.get(self._column)
        self._struck = self._styles.strikes(own)
        self.sheets[-1].strike_rule |= self._styles.may_strike(own)

    def _add_column(self, attributes: Mapping[str, str]) -> None:
        count = whole(attributes.get("number-columns-repeated"), 1)
        if attributes.get("visibility") in _UNSEEN:
            self.sheets[-1].hidden_columns.update(columns(self._column_width, count))
        if style := attributes.get("default-cell-style-name"):
            self._column_styles |= dict.fromkeys(columns(self._column_width, count), style)
        self._column_width += count

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._rows = whole(attributes.get("number-rows-repeated"), 1)
        self._column = 0
        self._row_style = attributes.get("default-cell-style-name", "")
        if attributes.get("visibility") in _UNSEEN:
            seen = min(self._rows, limits.MAX_ROWS)
            self.sheets[-1].hidden_rows.update(range(self._row, self._row + seen))

    def _end_cell(self, cell: Mapping[str, str]) -> None:
        text, first = "".join(self._text), self._column
        times = whole(cell.get("number-columns-repeated"), 1)
        self._column += times
        content = text or cell.get("value-type")
        if content or "formula" in cell:
            sheet = self.sheets[-1]
            sheet.reach(self._row + self._rows - 1, self._column - 1, times * self._rows)
            written = max(len(text) + self._spaces, len(cell.get("string-value", "")))
            sheet.read(written, times * self._rows)
            self._note(sheet, cell, first, text)
            if self._struck:
                sheet.struck |= self._places(first)
            if cell.get("value-type") == "float" and has_words(text):
                sheet.shown |= dict.fromkeys(self._places(first), text)
            if cell.get("value-type") == "percentage":
                sheet.percent |= self._places(first)

    def _places(self, first: int) -> set[tuple[int, int]]:
        """Every place that a cell with its repetitions takes."""
        return {(self._row + down, at) for down in range(self._rows) for at in range(first, self._column)}

    def _note(self, sheet: Marks, cell: Mapping[str, str], column: int, text: str) -> None:
        """What is to be told about a cell with content: merged, a formula without a value, an error."""
        down, across = whole(cell.get("number-rows-spanned"), 1), whole(cell.get("number-columns-spanned"), 1)
        if len(sheet.spans) < limits.MAX_SPANS:
            sheet.merge(self._row, column, self._row + down - 1, column + across - 1)
        if "formula" in cell and not (text or cell.get("value-type")):
            sheet.valueless.append((self._row, column))
        elif "formula" in cell and _FAULT.fullmatch(text):
            sheet.faulty.append((self._row, column))
