"""What a foreign cell means: our own cell for it, the value as it is shown, and what is doubtful."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rematch.base_fields import LINKS
from rematch.intake.findings import shown

_CONTACT = re.compile(r"[^\s@]+@[^\s@]+|(?:\+|0)\d[\d ()/-]{7,}\d")
_PLAIN_ID = re.compile(r"[\w-]+")
_IDS = frozenset({"household_id", "unit", *LINKS})
HIDDEN = "…"


@dataclass(frozen=True)
class ParseIssue:
    """Why a cell is asked about: a code with parameters, and what is taken for the cell if anything is."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    proposal: str | None = None
    error: bool = False


@dataclass(frozen=True)
class ParsedCell:
    """A cell in our words: `text` as our own file has it (empty: unknown), `value` as JSON has it.

    `more` holds cells of further columns of ours that the same text fills.
    """

    text: str = ""
    value: Any = None
    doubts: tuple[ParseIssue, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


UNKNOWN = ParsedCell()


def proposed(text: str, value: object, code: str, **params: object) -> ParsedCell:
    """A value that is taken only once somebody has confirmed it."""
    return ParsedCell(text, value, (ParseIssue(code, params, text),))


def unclear(code: str, *, error: bool = False, **params: object) -> ParsedCell:
    """A cell whose meaning stays unknown, with the reason."""
    return ParsedCell(doubts=(ParseIssue(code, params, error=error),))


def quoted(text: str) -> str:
    """A cell as a message may repeat it: short, on one line, no e-mail address or telephone number."""
    return shown(_CONTACT.sub(HIDDEN, text))


def quoted_as(target: str | None, text: str) -> str:
    """The same of a cell by what it means: an id that looks like a telephone number is shown as it is."""
    return shown(text) if target in _IDS and _PLAIN_ID.fullmatch(text) else quoted(text)
