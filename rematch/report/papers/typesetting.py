"""A paper set as PDF: tagged, PDF/UA-1, in its language, the same bytes for the same words and day.

Words are handed to the template as data, so nothing that somebody wrote is read as markup. Fonts are those
within Typst (Libertinus Serif; Latin, Cyrillic, Greek), so that no machine sets it otherwise.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

import typst

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD: Literal["ua-1"] = "ua-1"
UNSET = "�"
"""Stands for a character that no font has."""
SAFE = ((0x20, 0x24F), (0x370, 0x45F), (0x490, 0x491), (0x2010, 0x2026), (0x20AC, 0x20AC), (0x2610, 0x2610))
"""Characters that the font has for certain."""
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of characters nobody sees, or that turn the direction of others."""


@dataclass(frozen=True)
class Heading:
    """What the following is about."""

    words: str

    def content(self) -> dict[str, Any]:
        """As the template reads it."""
        return {"kind": "heading", "words": self.words}


@dataclass(frozen=True)
class Lines:
    """Sentences, each a paragraph."""

    words: Sequence[str]

    def content(self) -> dict[str, Any]:
        """As the template reads it."""
        return {"kind": "lines", "words": list(self.words)}


@dataclass(frozen=True)
class Points:
    """A list."""

    words: Sequence[str]

    def content(self) -> dict[str, Any]:
        """As the template reads it."""
        return {"kind": "points", "words": list(self.words)}


@dataclass(frozen=True)
class PaperTable:
    """A table under its header; `wide` are the columns that share the width that is left.

    Typst takes a table without a header row, so this is checked here: ValueError where there is none, where a
    head is blank or a row has not one cell for each.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: Sequence[int] = (0,)

    def __post_init__(self) -> None:
        if not self.heads or not all(head.strip() for head in self.heads):
            raise ValueError("a table needs a header")
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("a row has one cell for each head")

    def content(self) -> dict[str, Any]:
        """As the template reads it."""
        rows = [list(row) for row in self.rows]
        return {"kind": "grid", "heads": list(self.heads), "rows": rows, "wide": list(self.wide)}


@dataclass(frozen=True)
class Blank:
    """A line to fill in by hand, after its label."""

    words: str

    def content(self) -> dict[str, Any]:
        """As the template reads it."""
        return {"kind": "blank", "words": self.words}


Block = Heading | Lines | Points | PaperTable | Blank


@dataclass(frozen=True)
class Paper:
    """One paper in a language, of a day; `mark` stands below its title and at the foot of every page.

    `large`: in large letters, for readers who are not used to such papers.
    """

    title: str
    mark: str
    lang: str
    day: date
    blocks: Sequence[Block]
    large: bool = False


def pdf(paper: Paper) -> bytes:
    """The paper as PDF; a character that no font has becomes a sign that says so."""
    content = _visible(
        {
            "title": paper.title or UNSET,
            "mark": paper.mark,
            "lang": paper.lang,
            "large": paper.large,
            "blocks": [one.content() for one in paper.blocks],
        }
    )
    noon = int(datetime.combine(paper.day, time(12), UTC).timestamp())
    try:
        return _set(content, noon)
    except typst.TypstError:
        return _set(_settable(content), noon)


def _set(content: Any, at: int) -> bytes:
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
        timestamp=at,
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
    )
    return bytes(made)


def _visible(value: Any) -> Any:
    """The same without characters that are not to be seen."""
    if isinstance(value, str):
        kept = (" " if unicodedata.category(sign) in HIDDEN else sign for sign in value)
        return " ".join("".join(kept).split())
    return _within(value, _visible)


def _settable(value: Any) -> Any:
    """The same with a sign for each character that the font may not have."""
    if isinstance(value, str):
        return "".join(
            sign if any(low <= ord(sign) <= high for low, high in SAFE) else UNSET for sign in value
        )
    return _within(value, _settable)


def _within(value: Any, each: Any) -> Any:
    if isinstance(value, dict):
        return {key: each(entry) for key, entry in value.items()}
    return [each(entry) for entry in value] if isinstance(value, list) else value
