"""Numbers as people write them: decimal comma or point, decided for a column, not guessed for a cell."""

import math
import re
from collections.abc import Iterable
from typing import Literal

from rematch.intake.words import fold, section

Decimal = Literal[",", "."]

_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u2007\u2009\u202f'’](?=\d{3}(?!\d))")
_AFTER_SIGN = re.compile(r"^([+-])\s+(?=\d)")
_UNIT = re.compile(
    r"(€|eur|euro|%|prozent|percent|km|min|minuten|minutes|monate|months|wochen|weeks|jahre|years|"
    r"personen|person|persons|people|pers\.?|plätze|places|осіб|чоловік|человек)$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d*[.,]\d+", re.ASCII)
_GROUPED = {
    ",": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII),
    ".": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII),
}
_POWER = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,3}", re.ASCII)


def bare(text: str) -> str:
    """The figures of a text: without spaces between thousands, a currency or a unit at its end."""
    joined = _THOUSANDS.sub("", text.strip().replace("−", "-"))
    return _AFTER_SIGN.sub(r"\1", _UNIT.sub("", joined).removeprefix("€").strip())


def decimal_of(texts: Iterable[str]) -> Decimal | None:
    """The decimal sign that the cells of a column show; None if none does, or they contradict each other."""
    signs = {sign for text in texts if (sign := _sign(bare(text))) is not None}
    return signs.pop() if len(signs) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether the text is one number with a decimal comma and another with a decimal point, as 1.150 is."""
    return bool(_ONE_GROUP.fullmatch(bare(text)))


def read_number(text: str, decimal: Decimal | None) -> float | None:
    """The number that is written, None if it is none; an ambiguous one is read by `decimal`.

    Not numbers here: nan, inf and what overflows to it, hexadecimal, underscores, digits of other scripts.
    """
    figures = bare(text)
    sign = (decimal or _thousands(figures)) if _ONE_GROUP.fullmatch(figures) else _sign(figures)
    if _WHOLE.fullmatch(figures) or _POWER.fullmatch(figures):
        plain = figures
    elif sign is None:
        return None
    else:
        other = "." if sign == "," else ","
        plain = figures.replace(other, "").replace(sign, ".")
    value = float(plain)
    return value if math.isfinite(value) else None


def read_coordinate(text: str) -> float | None:
    """A coordinate: comma or point, it separates the decimals, for coordinates have no thousands."""
    figures = bare(text)
    if not (_WHOLE.fullmatch(figures) or _DECIMAL.fullmatch(figures)):
        return None
    return float(figures.replace(",", "."))


def number_word(text: str) -> int | None:
    """The number of a small number's word."""
    value = section("numbers").get(fold(text))
    return value if isinstance(value, int) else None


def written(value: float) -> str:
    """The number as our own format has it."""
    return str(int(value)) if value.is_integer() else repr(value)


def _sign(figures: str) -> Decimal | None:
    """The decimal sign of an unambiguous number with a sign in it."""
    if _ONE_GROUP.fullmatch(figures):
        return None
    if _DECIMAL.fullmatch(figures):
        return "," if "," in figures else "."
    if _GROUPED[","].fullmatch(figures):
        return ","
    return "." if _GROUPED["."].fullmatch(figures) else None


def _thousands(figures: str) -> Decimal:
    """The decimal sign by which one separator before three figures divides thousands."""
    return "," if "." in figures else "."
