"""Numbers, percentages, dates and lists as German and English write them; Babel's patterns, parsed once."""

import datetime
import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern

ABSENT = "–"


def number(value: float | None, lang: str, digits: int = 0) -> str:
    """`value` with exactly `digits` decimals; a dash where there is none, ∞ where it has no limit."""
    return _written(value, lang, f"#,##0{_decimals(digits)}")


def percent(share: float | None, lang: str, digits: int = 0) -> str:
    """A share of 1 as a percentage: 0.256 is 26 %."""
    return _written(share, lang, _percent_pattern(lang, digits))


def signed(value: float, lang: str, digits: int = 0, *, share: bool = False) -> str:
    """A change, with its sign; one that rounds to nothing is ±0."""
    if round(value, digits + 2 if share else digits) == 0:
        return "±" + (percent(0, lang, digits) if share else number(0, lang, digits))
    written = percent(abs(value), lang, digits) if share else number(abs(value), lang, digits)
    return ("+" if value > 0 else "−") + written


def date(day: datetime.date | None, lang: str) -> str:
    """A day written out: 22. November 2026, 22 November 2026."""
    return ABSENT if day is None else format_date(day, "long", locale=_locale(lang))


def moment(at: datetime.datetime, lang: str) -> str:
    """A day and the time on it, in this machine's zone: 22. November 2026, 14:05."""
    here = at.astimezone()
    return f"{date(here.date(), lang)}, {format_time(here, 'short', locale=_locale(lang))}"


def listing(words: Iterable[str], lang: str) -> str:
    """Several words as one phrase: A, B und C."""
    return format_list(list(words), locale=_locale(lang))


def _written(value: float | None, lang: str, pattern: str) -> str:
    if value is None or math.isnan(value):
        return ABSENT
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return str(_pattern(pattern).apply(_half_up(value, pattern), _locale(lang)))


def _half_up(value: float, pattern: str) -> Decimal:
    """The number a person would round to: 0.125 to two decimals is 0.13, and no minus zero."""
    shown = len(pattern.partition(".")[2].rstrip("% \xa0")) + (2 if "%" in pattern else 0)
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP) + 0


def _decimals(digits: int) -> str:
    return "." + "0" * digits if digits else ""


@lru_cache(maxsize=32)
def _percent_pattern(lang: str, digits: int) -> str:
    stands: str = _locale(lang).percent_formats[None].pattern
    return stands.replace("#,##0", f"#,##0{_decimals(digits)}")


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@lru_cache(maxsize=4)
def _locale(lang: str) -> Locale:
    return Locale("de", "DE") if lang == "de" else Locale("en", "GB")
