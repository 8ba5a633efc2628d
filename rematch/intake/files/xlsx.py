"""The marks of an XLSX file: a part for each sheet, and its texts in a part they share."""

import posixpath
from collections.abc import Mapping

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.files.archives import Archive
from rematch.intake.files.cell_styles import CellStyles, is_struck
from rematch.intake.files.spreadsheet_scan import Elements, Listener, Marks, columns, listen, place, whole

_TRUE = {"1", "true"}
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_SAID = ("author", "comment", "threadedComment")


def marks(archive: Archive) -> dict[str, Marks]:
    """The marks by the sheet's name; every XML part is read, for any of them could be a sheet."""
    texts, styles, elements = _Texts(), CellStyles(), Elements()
    named = [name for name in archive.parts if name.endswith(".xml")]
    shared = [name for name in named if "sharedstrings" in name.lower()]
    for name in shared:
        _hear(archive, name, texts, elements)
    if _STYLES in named:
        _hear(archive, _STYLES, styles, elements)
    sheets: dict[str, Marks] = {}
    for name in named:
        if name not in shared and name != _STYLES:
            sheet = _Sheet(texts, styles)
            _hear(archive, name, sheet, elements)
            sheets[name] = sheet.marks
    for name, sheet_marks in sheets.items():
        _add_comments(archive, name, sheet_marks, elements)
    parted = _sheets(archive, elements)
    if not sheets.keys() >= set(parted.values()):
        raise Unreadable("intake.damaged_spreadsheet")
    return {name: sheets[part] for name, part in parted.items()}


def _hear(archive: Archive, name: str, listener: Listener, elements: Elements) -> None:
    with archive.open(name) as part:
        listen(part, listener, elements)


def _add_comments(archive: Archive, sheet: str, marks: Marks, elements: Elements) -> None:
    """What is hung on the cells of a sheet; of a thread its own part, not the copy for older programs."""
    folder, name = posixpath.split(sheet)
    relations = _Relations()
    if (part := f"{folder}/_rels/{name}.rels") not in archive.names:
        return
    _hear(archive, part, relations, elements)
    told: dict[tuple[int, int], list[str]] = {}
    paths = [_path(target, folder) for target in relations.targets.values() if "comment" in target.lower()]
    for path in sorted(paths, key=lambda path: "threaded" in path.lower()):
        if path in archive.parts:
            comments = _Comments()
            _hear(archive, path, comments, elements)
            told |= comments.told
    for (row, column), texts in told.items():
        marks.comment(row, column, " ".join(texts))


def _sheets(archive: Archive, elements: Elements) -> dict[str, str]:
    """The part of each sheet by its name."""
    book, relations = _Book(), _Relations()
    _hear(archive, _BOOK, book, elements)
    _hear(archive, _RELATIONS, relations, elements)
    named = dict(book.sheets)
    if len(named) < len(book.sheets):
        raise Unreadable("intake.damaged_spreadsheet")
    if len(named) > limits.MAX_SHEETS:
        raise Unreadable("intake.too_many_sheets", limit=limits.MAX_SHEETS)
    return {name: _path(relations.targets.get(key, "")) for name, key in named.items()}


def _path(target: str, folder: str = "xl") -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


class _Book(Listener):
    """The sheets' names and the keys of their parts."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))


class _Relations(Listener):
    """Which part a key means."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Comments(Listener):
    """What is hung on cells, by row and column from 0, without the author's name that begins it."""

    def __init__(self) -> None:
        self.told: dict[tuple[int, int], list[str]] = {}
        self._authors: list[str] = []
        self._text: list[str] | None = None
        self._place = (0, 0)

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _SAID:
            self._text = []
        if name in _SAID and "ref" in attributes:
            self._place = place(attributes["ref"])

    def closes(self, name: str) -> None:
        if self._text is None or name not in _SAID:
            return
        text, self._text = "".join(self._text).strip(), None
        if name == "author":
            self._authors.append(f"{text}:")
            return
        begun = next((author for author in self._authors if len(author) > 1 and text.startswith(author)), "")
        self.told.setdefault(self._place, []).append(text.removeprefix(begun))

    def says(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


class _Texts(Listener):
    """How long each shared text is, and which have words that are struck through."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.struck: set[int] = set()

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            if len(self.lengths) >= limits.MAX_CELLS:
                raise Unreadable("intake.too_many_cells", limit=limits.MAX_CELLS)
            self.lengths.append(0)
        elif is_struck(name, attributes):
            self.struck.add(len(self.lengths) - 1)

    def says(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)
            if self.lengths[-1] > limits.MAX_CELL_CHARACTERS + 1000:
                raise Unreadable("data.cell_too_long", limit=limits.MAX_CELL_CHARACTERS)


class _Sheet(Listener):
    """One sheet's rows and cells as they pass by."""

    def __init__(self, texts: _Texts, styles: CellStyles) -> None:
        self.marks = Marks()
        self._texts, self._styles = texts, styles
        self._struck = self._percent = False
        self._words: str | None = None
        self._row = self._column = -1
        self._kind = ""
        self._formula = self._child = self._in_cell = self._in_value = False
        self._value: list[str] = []

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row, self._column = whole(attributes.get("r"), self._row + 2) - 1, -1
            if attributes.get("hidden") in _TRUE:
                self.marks.hidden_rows.add(self._row)
        elif self._in_cell:
            self._child = True
            self._formula |= name == "f"
            self._struck |= is_struck(name, attributes)
            self._in_value = name in ("v", "t")
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = whole(attributes.get("min"), 1), whole(attributes.get("max"), 1)
            self.marks.hidden_columns.update(columns(first - 1, last - first + 1))
        elif self._rule_strikes(name, attributes):
            self.marks.strike_rule = True
        elif name == "mergeCell" and len(self.marks.spans) < limits.MAX_SPANS:
            start, _, end = attributes.get("ref", "").partition(":")
            self.marks.merge(*place(start), *place(end or start))

    def _rule_strikes(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Whether a rule does, by a style of the workbook or, in an extension of it, by one of its own."""
        return is_struck(name, attributes) or (
            name == "cfRule" and self._styles.rule_strikes(attributes.get("dxfId"))
        )

    def closes(self, name: str) -> None:
        if name == "c" and self._in_cell:
            self._end_cell()
        elif name in ("v", "t"):
            self._in_value = False

    def says(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = place(attributes["r"])
        else:
            self._row, self._column = max(self._row, 0), self._column + 1
        self._kind = attributes.get("t", "")
        self._struck, self._percent = self._styles.of(attributes.get("s"))
        self._words = self._styles.words_of(attributes.get("s"))
        self._formula = self._child = self._in_value = False
        self._in_cell = True
        self._value = []

    def _end_cell(self) -> None:
        self._in_cell = self._in_value = False
        if not self._child:
            return
        self.marks.reach(self._row, self._column)
        value = "".join(self._value)
        lengths = self._texts.lengths
        shared = self._kind == "s" and value.isdecimal() and int(value[:9]) < len(lengths)
        self.marks.read(lengths[int(value[:9])] if shared else len(value))
        if self._struck or (shared and int(value[:9]) in self._texts.struck):
            self.marks.struck.add((self._row, self._column))
        if self._percent:
            self.marks.percent.add((self._row, self._column))
        if self._words and self._kind in ("", "n"):
            self.marks.shown[self._row, self._column] = self._words
        if self._formula and not value and self._kind != "str":
            self.marks.valueless.append((self._row, self._column))
        elif self._kind == "e":
            self.marks.faulty.append((self._row, self._column))
