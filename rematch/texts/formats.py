"""Numbers, percentages, dates and lists as each language writes them, by the CLDR's data and patterns."""

import datetime
import math
from collections.abc import Iterable
from copy import copy
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol

from rematch.texts.folders import locale

ABSENT = "–"
NOISE = Decimal("1e-9")
"""Of a sum of floats; a bound that is above or below the digits shown by no more is not rounded on."""

Bound = Literal["lower", "upper"]
"""Which side of a value a number is proven to be on; rounded to nearest, it would claim more than that."""

_ROUNDING = {"lower": ROUND_FLOOR, "upper": ROUND_CEILING}


def number(value: float | None, lang: str, digits: int = 0, *, bound: Bound | None = None) -> str:
    """`value` with exactly `digits` decimals; a dash where there is none, ∞ where it has no limit.

    Half is rounded up; a `bound` is rounded outward, an upper one up and a lower one down.
    """
    return _written(value, lang, digits, bound, share=False)


def percent(share: float | None, lang: str, digits: int = 0, *, bound: Bound | None = None) -> str:
    """A share of 1 as a percentage: 0.256 is 26 %; rounded as `number` is."""
    return _written(share, lang, digits, bound, share=True)


def signed(value: float, lang: str, digits: int = 0, *, share: bool = False) -> str:
    """A change, with its sign; one that rounds to nothing is ±0."""
    written = _written(abs(value), lang, digits, None, share=share)
    if written == _written(0, lang, digits, None, share=share):
        return "±" + written
    return ("+" if value > 0 else "−") + written


def separators(lang: str) -> str:
    """The signs between whole and decimals and between thousands, as charts are told them: `,.` or `.,`."""
    return get_decimal_symbol(locale(lang)) + get_group_symbol(locale(lang))


def month(day: datetime.date, lang: str) -> str:
    """The month of a day, with its year."""
    return str(format_skeleton("yMMMM", day, locale=locale(lang)))


def month_day(day: datetime.date, lang: str) -> str:
    """A day in its year, short: 22. Nov., 22 Nov."""
    return str(format_skeleton("MMMd", day, locale=locale(lang)))


def date(day: datetime.date | None, lang: str) -> str:
    """A day written out: 22. November 2026, 22 November 2026."""
    return ABSENT if day is None else format_date(day, "long", locale=locale(lang))


def weekday(day: datetime.date, lang: str) -> str:
    """A day written out with its weekday: Montag, 15. Juni 2026."""
    return str(format_date(day, "full", locale=locale(lang)))


def moment(at: datetime.datetime, lang: str) -> str:
    """A day and the time on it, in this machine's zone: 22. November 2026, 14:05."""
    here = at.astimezone()
    return f"{date(here.date(), lang)}, {format_time(here, 'short', locale=locale(lang))}"


def time_of_day(at: datetime.datetime, lang: str) -> str:
    """The time of a moment, in this machine's zone: 14:05."""
    return format_time(at.astimezone(), "short", locale=locale(lang))


def listing(words: Iterable[str], lang: str) -> str:
    """Several words as one phrase: A, B und C."""
    said = list(words)
    return format_list(said, locale=locale(lang)) if len(said) > 1 else "".join(said)


def _written(value: float | None, lang: str, digits: int, bound: Bound | None, *, share: bool) -> str:
    if value is None or math.isnan(value):
        return ABSENT
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return _in_words(_rounded(value, digits + 2 if share else digits, bound), lang, digits, share)


@lru_cache(maxsize=4096)
def _in_words(rounded: Decimal, lang: str, digits: int, share: bool) -> str:
    return str(_pattern(lang, digits, share).apply(rounded, locale(lang)))


def _rounded(value: float, digits: int, bound: Bound | None) -> Decimal:
    """Half up, a bound outward, and no minus zero: 0.125 to two decimals is 0.13."""
    exact, last = Decimal(repr(float(value))), Decimal(1).scaleb(-digits)
    nearest = exact.quantize(last, ROUND_HALF_UP)
    if bound is None or abs(nearest - exact) <= NOISE:
        return nearest + 0
    return exact.quantize(last, _ROUNDING[bound]) + 0


@lru_cache(maxsize=256)
def _pattern(lang: str, digits: int, share: bool) -> NumberPattern:
    """How the language writes a number or a share, with exactly so many decimals."""
    data = locale(lang)
    pattern: NumberPattern = copy(data.percent_formats[None] if share else data.decimal_formats[None])
    pattern.frac_prec = (digits, digits)
    return pattern
