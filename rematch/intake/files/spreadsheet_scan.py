"""What a spreadsheet's XML says beside its values, read as a stream with every limit counted on the way.

The values themselves come from a library that lays a sheet out densely: two cells far apart would take
all memory there is. So nothing goes to it whose extent was not counted here before.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.files.archives import ArchivePart
from rematch.intake.sheets.sheet import Span

Opens = Callable[[str, dict[str, str]], None]
Closes = Callable[[str], None]
NUMBER = "\0"
_NO_WORDS = re.compile(r"\d[.,\d]*E[+-]?\d+|\bEUR\b", re.ASCII)
_CHUNK = 1 << 16
_LAST_COLUMN = 16_384
_PARSED = frozenset({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "US-ASCII"})
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)


@dataclass
class Marks:
    """One sheet's hidden rows and columns, merged cells, formulas without a value, and cells with an error.

    `struck` are the cells of which all or some is struck through; `percent` those shown in percent.
    `strike_rule`: cells are struck through by a rule, which is not worked out here. `comments` are what
    people have hung on cells, without their names; `shown` are numbers with words that only their format
    says, the number itself as NUMBER where the file does not write it out.

    Rows and columns count from 0. `cells` counts what is there, `height` and `width` how far it reaches.
    """

    name: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    valueless: list[tuple[int, int]] = field(default_factory=list)
    faulty: list[tuple[int, int]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)
    strike_rule: bool = False
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0
    characters: int = 0
    height: int = 0
    width: int = 0

    def reach(self, row: int, column: int, cells: int = 1) -> None:
        """Count cells up to this place; raises Unreadable beyond the limits."""
        self.cells += cells
        if row < self.height and column < self.width and self.cells <= limits.MAX_CELLS:
            return
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
        if self.width > limits.MAX_COLUMNS:
            raise Unreadable("data.too_many_columns", limit=limits.MAX_COLUMNS)
        if self.height > limits.MAX_ROWS:
            raise Unreadable("data.too_many_rows", limit=limits.MAX_ROWS)
        if max(self.cells, self.height * self.width) > limits.MAX_CELLS:
            raise Unreadable("intake.too_many_cells", limit=limits.MAX_CELLS)

    def read(self, length: int, times: int = 1) -> None:
        """Count the characters of a cell; raises Unreadable beyond the limits."""
        if length > limits.MAX_CELL_CHARACTERS:
            raise Unreadable("data.cell_too_long", limit=limits.MAX_CELL_CHARACTERS)
        self.characters += length * times
        if self.characters > limits.MAX_CHARACTERS:
            raise Unreadable("intake.too_much_text", limit=limits.MAX_CHARACTERS)

    def comment(self, row: int, column: int, text: str) -> None:
        """Take a comment in; raises Unreadable beyond the limits."""
        if said := " ".join(text.split()):
            self.read(len(said))
            before = self.comments.get((row, column), "")
            self.comments[row, column] = f"{before} {said}".strip()

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note merged cells."""
        if bottom > top or right > left:
            self.spans.append(Span(top, left, bottom, right))


def has_words(shown: str) -> bool:
    """Whether a number is shown with words beside it, other than its currency."""
    return any(character.isalpha() for character in _NO_WORDS.sub("", shown))


class Listener:
    """Hears a part's elements by their local names; subclasses say what they mean."""

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def closes(self, name: str) -> None:
        """An element ends."""

    def says(self, text: str) -> None:
        """Text within the innermost element."""


@dataclass
class Elements:
    """How many elements the parts of one file had so far."""

    count: int = 0


def listen(part: ArchivePart, listener: Listener, elements: Elements) -> None:
    """Read one XML part as a stream; raises Unreadable if it is damaged, too large or declares entities."""
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = _counting(listener, elements)
    parser.CharacterDataHandler = listener.says
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.XmlDeclHandler = _refuse_other_encodings
    parser.buffer_text = True
    given = 0
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
            given += len(chunk)
            if given - parser.CurrentByteIndex > limits.MAX_TAG_BYTES:
                raise Unreadable("intake.damaged_spreadsheet")
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError) as error:
        raise Unreadable("intake.damaged_spreadsheet") from error


def _counting(listener: Listener, elements: Elements) -> tuple[Opens, Closes]:
    """Handlers that count elements and how deep they lie before the listener hears of them."""
    depth = 0

    def opens(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        elements.count += 1
        if depth > limits.MAX_DEPTH:
            raise Unreadable("intake.too_deep", limit=limits.MAX_DEPTH)
        if elements.count > limits.MAX_ELEMENTS:
            raise Unreadable("intake.too_many_elements", limit=limits.MAX_ELEMENTS)
        if attributes:
            attributes = {_local(key): value for key, value in attributes.items()}
            if "count" in attributes or "uniqueCount" in attributes:
                _check_counts(attributes)
        listener.opens(_local(name), attributes)

    def closes(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.closes(_local(name))

    return opens, closes


def _check_counts(attributes: Mapping[str, str]) -> None:
    """The library makes room for as many texts or formats as a part says it has, however few they are."""
    if max(whole(attributes.get(key), 0) for key in ("count", "uniqueCount")) > limits.MAX_ELEMENTS:
        raise Unreadable("intake.too_many_elements", limit=limits.MAX_ELEMENTS)


def _refuse_declarations(*_: object) -> None:
    raise Unreadable("intake.entities")


def _refuse_other_encodings(_version: str, encoding: str | None, _standalone: int) -> None:
    """The parser knows four encodings itself and can use what gives each byte a letter."""
    if encoding is None or encoding.upper() in _PARSED:
        return
    try:
        letters = bytes(range(256)).decode(encoding, "replace")
    except (LookupError, UnicodeError):
        letters = ""
    if len(letters) != 256:
        raise Unreadable("intake.damaged_spreadsheet")


def place(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference such as B2; raises Unreadable if it is none."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise Unreadable("intake.damaged_spreadsheet")
    column = 0
    for character in found[1].upper():
        column = column * 26 + ord(character) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def columns(first: int, count: int) -> range:
    """Columns from 0, as many as a sheet can have."""
    return range(first, min(first + count, _LAST_COLUMN))


def whole(text: str | None, otherwise: int) -> int:
    """A count written in an attribute; raises Unreadable if it is none."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Unreadable("intake.damaged_spreadsheet")
    return int(text)


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name[name.rfind(":") + 1 :]
