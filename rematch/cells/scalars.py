"""One value in a cell, each read and, where its text is not the value itself, written."""

import math
import re
from datetime import date

from rematch.cells.faults import CellFault, shown
from rematch.criteria.measuring.standards import CEFR, NATIVE
from rematch.model import LAND, Ags, Level

YES = frozenset({"yes", "true", "1", "ja"})
NO = frozenset({"no", "false", "0", "nein"})
NATIVE_WORD = Level.NATIVE.value
MAX_ID = 64

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[+-]?[\d.]*\d,\d+", re.ASCII)
_AGS = re.compile(r"\d{8}", re.ASCII)
_STATE = re.compile(LAND)
LANDS = tuple(f"DE-{code}" for code in "SH HH NI HB NW HE RP BW BY SL BE BB MV SN ST TH".split())  # noqa: SIM905
"""The Länder by the first two digits of their municipalities, from 01 to 16."""


def flag(text: str) -> bool:
    """Yes or no, in the few spellings of the format."""
    word = text.lower()
    if word not in YES | NO:
        raise CellFault("data.not_a_flag", value=shown(text))
    return word in YES


def flag_cell(value: bool) -> str:
    """The cell of yes or no."""
    return "yes" if value else "no"


def is_number(text: str) -> bool:
    """Whether the cell is a number as the format has it."""
    return _NUMBER.fullmatch(text) is not None


def number(text: str, low: float | None = None, high: float | None = None) -> float:
    """A finite number with a decimal point, within the closed bounds."""
    if _COMMA.fullmatch(text):
        raise CellFault("data.decimal_comma", value=shown(text))
    if not is_number(text) or not math.isfinite(value := float(text)):
        raise CellFault("data.not_a_number", value=shown(text))
    if low is not None and value < low:
        raise CellFault("data.too_small", value=shown(text), least=low)
    if high is not None and value > high:
        raise CellFault("data.too_large", value=shown(text), most=high)
    return value


def whole(text: str, low: float | None = None, high: float | None = None) -> int:
    """A whole number within the closed bounds."""
    value = number(text, low, high)
    if not value.is_integer():
        raise CellFault("data.not_whole", value=shown(text))
    return int(value)


def number_cell(value: float) -> str:
    """Shortest decimal that reads back the same, without a needless `.0`."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def day(text: str) -> date:
    """A date as YYYY-MM-DD."""
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellFault("data.not_a_date", value=shown(text))


def ags(text: str) -> Ags:
    """The eight digits of a municipality."""
    if not _AGS.fullmatch(text):
        raise CellFault("data.not_an_ags", value=shown(text))
    return Ags(text)


def state(text: str) -> str:
    """A Land by its ISO 3166-2 code, or by the two digits its municipalities begin with."""
    if len(text) == 2 and text.isdecimal() and 1 <= int(text) <= len(LANDS):
        return LANDS[int(text) - 1]
    if not _STATE.fullmatch(text):
        raise CellFault("data.not_a_state", value=shown(text))
    return text


def reason(text: str) -> str:
    """A reason in somebody's own words; a bare yes or no is none, and is not repeated."""
    if text.lower() in YES | NO:
        raise CellFault("data.reason_in_words")
    return text


def identifier(text: str) -> str:
    """A household's pseudonymous id: no separators, no spaces."""
    if len(text) > MAX_ID or not text.isprintable() or any(c in text for c in " |:;,/"):
        raise CellFault("data.not_an_id", limit=MAX_ID)
    return text


def level(text: str) -> str:
    """A CEFR level, A0 to C2."""
    if text.upper() not in CEFR:
        raise CellFault("data.not_a_level", value=shown(text))
    return text.upper()


def spoken(text: str) -> float:
    """How well a language is spoken: 0 (A0) to 6 (C2), 7 as a native."""
    return NATIVE if text.lower() == NATIVE_WORD else float(CEFR.index(level(text)))


def spoken_cell(value: float) -> str:
    """The level of a language as a word."""
    return NATIVE_WORD if value == NATIVE else CEFR[int(value)]
