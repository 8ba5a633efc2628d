"""Units beside numbers: of the same kind they are converted, of another kind they are asked about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rematch.intake.matching.targets import Target
from rematch.intake.words import fold, meanings

SIZES: Mapping[str, tuple[str, float]] = {
    "day": ("time", 1.0),
    "week": ("time", 7.0),
    "month": ("time", 365.25 / 12),
    "year": ("time", 365.25),
    "minute": ("way", 1.0),
    "hour": ("way", 60.0),
    "metre": ("length", 1.0),
    "kilometre": ("length", 1000.0),
    "percent": ("percent", 1.0),
    "share": ("percent", 100.0),
    "euro": ("euro", 1.0),
    "euro_per_m2": ("euro_per_m2", 1.0),
    "hours_per_week": ("hours_per_week", 1.0),
    "people": ("people", 1.0),
    "rooms": ("rooms", 1.0),
    "flats": ("flats", 1.0),
    "pieces": ("pieces", 1.0),
}
"""Unit -> what it measures, and how many of the smallest one it is."""

_OF_BASE = {
    **dict.fromkeys(("age", "ages"), "year"),
    **dict.fromkeys(("rooms",), "rooms"),
    **dict.fromkeys(("capacity_persons", "pledge_min", "pledge_max"), "people"),
    "capacity_flat": "flats",
    "rent_budget": "euro",
}
_SAME = {("euro", "euro_per_m2"), ("hour", "hours_per_week")}
"""Units that stand for another where it is asked for: the column says the rest."""

_COUNTED = ("people", "flats")

_NUMBER = r"[+-]?\d[\d.,\s\u00a0\u2007\u2009\u202f'’]*"
_BEHIND = re.compile(rf"({_NUMBER})(\D.*)?", re.S)
_BEFORE = re.compile(rf"(€|eur|euro)\s*({_NUMBER})", re.I)
_IN_HEADER = re.compile(
    r"[\[(]\s*(?:in\s+|w\s+|у\s+|в\s+)?([^()\[\]]+?)\s*[\])]|\b(?:in|w|у|в)\s+(\S+?)\s*\??$", re.I
)
_SIGNS = str.maketrans({"€": " euro ", "%": " percent ", "²": "2", "/": " per "})


@dataclass(frozen=True)
class NumberWithUnit:
    """The figures of a text, and the unit beside them: None for none, an empty text for one nobody knows."""

    figures: str
    unit: str | None


def measured(text: str) -> NumberWithUnit:
    """A number and what stands beside it."""
    stripped = text.strip().replace("−", "-")
    if found := _BEFORE.fullmatch(stripped):
        return NumberWithUnit(found[2], "euro")
    found = _BEHIND.fullmatch(stripped)
    if not found or not (found[2] or "").strip(" .,"):
        return NumberWithUnit(text, None)
    return NumberWithUnit(found[1].strip(), named(found[2]) or "")


def named(words: str) -> str | None:
    """The unit that these words name as a whole."""
    return meanings("units").get(_unit_words(words))


def of_header(header: str) -> str | None:
    """The unit a header names: in brackets, or after "in" at its end."""
    for brackets, last in _IN_HEADER.findall(header):
        if unit := named(brackets or last):
            return unit
    return None


def asked_in(target: Target) -> str | None:
    """The unit in which our column counts, if it has one."""
    if target.field is not None and target.field.unit is not None:
        return _of_field(target.field.unit.en)
    return _OF_BASE.get(target.name)


def factor(unit: str, asked: str | None) -> float | None:
    """By what a number in this unit is multiplied to be in the one asked for; None if it cannot be."""
    counted = ("people", "rooms", "pieces") if asked is None else ("pieces",) * (asked in _COUNTED)
    if unit == asked or (unit, asked) in _SAME or unit in counted:
        return 1.0
    if not unit or asked is None or SIZES[unit][0] != SIZES[asked][0]:
        return None
    return SIZES[unit][1] / SIZES[asked][1]


@cache
def _of_field(words: str) -> str | None:
    return named(words)


def _unit_words(words: str) -> str:
    return fold(words.translate(_SIGNS))
