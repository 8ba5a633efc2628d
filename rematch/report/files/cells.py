"""A value as a cell of our CSV; the inverse of what `rematch.intake` reads."""

import re
from collections.abc import Iterable

from rematch.criteria.catalogue import FieldType
from rematch.criteria.measuring.standards import LEVELS
from rematch.model import Value

NOTHING = "none"
"""Known to be empty, which an empty cell (unknown) is not."""

_FORMULA = re.compile(r"(?![+-]?[0-9.]+([eE][+-]?[0-9]+)?$)'*[=+\-@＝＋－＠]")


def cell(value: Value | None, kind: FieldType) -> str:
    """The cell of a value of this type; unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        shown = (lambda v: LEVELS[int(v)]) if kind is FieldType.LANGUAGES else number
        return several(f"{key}:{shown(value[key])}" for key in sorted(value))
    return several(entry if isinstance(entry, str) else "/".join(map(number, entry)) for entry in value)


def number(value: float) -> str:
    """Shortest decimal that reads back the same, without a needless `.0`."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def several(words: Iterable[str]) -> str:
    """Words in one cell."""
    return "|".join(words) or NOTHING


def defused(text: str) -> str:
    """The cell with an apostrophe before what a spreadsheet program would run; reading takes it off again."""
    return f"'{text}" if _FORMULA.match(text) else text
