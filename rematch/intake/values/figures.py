"""Numbers, amounts, coordinates, days and ages in foreign cells."""

import math
import re
from dataclasses import replace
from datetime import date

from rematch.intake.matching.targets import Meaning, Target
from rematch.intake.quantities import numerals
from rematch.intake.quantities.amounts import read_amount
from rematch.intake.quantities.days import likely_day, opening_day, plain_day, read_day, serial_day
from rematch.intake.quantities.units import asked_in, factor, measured
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, ParseIssue, proposed, unclear
from rematch.intake.values.raw_cell import RawCell
from rematch.intake.values.wishes import divided
from rematch.intake.words import fold, is_missing, words

OPENINGS = ("available_from", "place_from", "free_from")
"""Days from which on something holds: a month alone means its first day."""

_NO_LIMIT = {
    **dict.fromkeys(("place_from", "free_from"), words("openings", "at_once")),
    **dict.fromkeys(("place_to", "free_to"), words("openings", "for_good")),
}
"""Days of an offer, and words by which it has no such limit; without the day it counts as open."""

MANY = 100_000
"""More places or people than that in one cell are asked about."""


def number(cell: RawCell, target: Target) -> ParsedCell:
    """A number as Germans or the English write it; asked about where it may be either.

    A unit beside it or in its header is converted to the one asked for, with a word; or asked about.
    """
    if isinstance(cell.typed, date):
        return unclear("intake.became_day", error=True)
    if isinstance(cell.typed, bool):
        return unclear("intake.number_ticked", error=True)
    if is_missing(cell.text) and fold(cell.text) != "nan":
        return UNKNOWN
    found = measured(cell.text)
    read = _bare(cell if found.unit == "" else replace(cell, text=found.figures))
    unit = found.unit if found.unit is not None else cell.unit
    return read if not unit or read.value is None else _converted(read, unit, target)


def _converted(read: ParsedCell, unit: str, target: Target) -> ParsedCell:
    by = factor(unit, asked_in(target))
    if by is None:
        return unclear("intake.unit_unclear")
    if by == 1.0:
        return read
    value = read.value * by
    value = float(math.floor(value + 1e-9)) if target.name == "age" else round(value, 2)
    return ParsedCell(
        numerals.written(value),
        int(value) if value.is_integer() else value,
        (
            *read.doubts,
            ParseIssue(_CONVERTED.get(unit, "intake.unit_converted"), {}, numerals.written(value)),
        ),
    )


_CONVERTED = {"share": "intake.share_or_percent"}
"""A unit that nothing but a column's numbers shows is told by another question."""


def _bare(cell: RawCell) -> ParsedCell:
    if isinstance(cell.typed, float | int):
        return _figure(float(cell.typed))
    value = numerals.read_number(cell.text, cell.decimal)
    if value is None:
        word = numerals.number_word(cell.text)
        doubt = ParseIssue("intake.not_a_number", {}, None if word is None else str(word), error=True)
        return ParsedCell(doubts=(doubt,))
    if numerals.is_ambiguous(cell.text) and cell.decimal is None:
        return proposed(numerals.written(value), value, "intake.ambiguous_number")
    return _figure(value)


def _figure(value: float) -> ParsedCell:
    return ParsedCell(numerals.written(value), int(value) if value.is_integer() else value)


def whole(cell: RawCell, target: Target) -> ParsedCell:
    """A whole number; an ambiguous separator can only divide thousands here."""
    if cell.typed is None and numerals.is_ambiguous(cell.text) and cell.decimal is None:
        thousands = numerals.read_number(cell.text, None) or 0.0
        return proposed(numerals.written(thousands), int(thousands), "intake.ambiguous_number")
    if cell.typed is None and numerals.is_ambiguous(cell.text):
        return _figure(numerals.read_number(cell.text, None) or 0.0)
    read = number(cell, target)
    if isinstance(read.value, float):
        return unclear("intake.not_whole", error=True)
    return read


def amount(cell: RawCell, target: Target) -> ParsedCell:
    """How many places or people, also in words: of a span the lower end, to be confirmed."""
    read = whole(cell, target)
    if isinstance(read.value, int):
        return _sane(read)
    if any(doubt.code == "intake.unit_unclear" for doubt in read.doubts):
        return read
    told = None if isinstance(cell.typed, date | bool) else read_amount(cell.text)
    if told is None:
        return read
    if told.aside:
        return unclear("intake.amount_unclear")
    aside = told.step_free if target.name == "capacity_persons" else None
    more = {"capacity_step_free": str(aside)} if aside is not None else {}
    code = "intake.amount_occupied" if told.occupied else "intake.amount_in_words"
    doubt = ParseIssue(code, {}, str(told.least))
    return ParsedCell(str(told.least), told.least, (doubt,), more)


def _sane(number: ParsedCell) -> ParsedCell:
    if number.value < 0:
        return unclear("intake.negative", error=True)
    if number.value > MANY:
        return ParsedCell(
            number.text, number.value, (*number.doubts, ParseIssue("intake.absurd", {}, number.text))
        )
    return number


def coordinate(cell: RawCell, _target: Target) -> ParsedCell:
    """Degrees; a dot never divides thousands here."""
    if is_missing(cell.text):
        return UNKNOWN
    value = float(cell.typed) if isinstance(cell.typed, float | int) else numerals.read_coordinate(cell.text)
    return unclear("intake.not_a_number", error=True) if value is None else ParsedCell(repr(value), value)


def day(cell: RawCell, target: Target) -> ParsedCell:
    """A day, never read with the month first; of a month from which on something holds the first."""
    if isinstance(cell.typed, date):
        return _iso(plain_day(cell.typed))
    if is_missing(cell.text):
        return UNKNOWN
    if (read := read_day(cell.text)) is not None:
        return _iso(read)
    if target.name in OPENINGS and (first := opening_day(cell.text)) is not None:
        return proposed(first.isoformat(), first.isoformat(), "intake.day_opening")
    if fold(cell.text) in _NO_LIMIT.get(target.name, ()):
        return UNKNOWN
    if (serial := serial_day(cell.text)) is not None:
        return proposed(serial.isoformat(), serial.isoformat(), "intake.day_serial")
    likely = likely_day(cell.text)
    if likely is None:
        return unclear("intake.offer_day_unclear" if target.name in _NO_LIMIT else "intake.day_unclear")
    return ParsedCell(doubts=(ParseIssue("intake.day_ambiguous", {"likely": likely.isoformat()}),))


def birth(cell: RawCell, target: Target) -> ParsedCell:
    """A day of birth, or its year alone; two digits of a year are of the last hundred years."""
    text = cell.text.strip()
    if is_missing(text):
        return UNKNOWN
    if _YEAR.fullmatch(text):
        return ParsedCell(text[:4], int(text[:4]))
    read = day(cell, target)
    if read.text.startswith("20") and (short := _SHORT_YEAR.fullmatch(text)):
        century = "19" if int(short[1]) > date.today().year % 100 else "20"
        read = _iso(date.fromisoformat(century + read.text[2:]))
    sure = read.text and not read.doubts
    return read if sure else unclear("intake.birth_date_unclear", error=True)


def births(cell: RawCell, target: Target) -> ParsedCell:
    """The days of birth of all members in one cell, one behind the other."""
    if isinstance(cell.typed, date):
        return birth(cell, target)
    alone = _ONLY_DAYS.fullmatch(cell.text.strip())
    parts = _DAYS.findall(cell.text) if alone else _BETWEEN.split(cell.text)
    days = [] if is_missing(cell.text) else [part.strip() for part in parts if part.strip()]
    found = [birth(replace(cell, text=one), target) for one in days]
    if any(not one.text for one in found):
        return unclear("intake.birth_date_unclear", error=True)
    said = [one.text for one in found]
    return ParsedCell("|".join(said), said or None)


_DAYS = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d\d-\d\d", re.ASCII)
_ONLY_DAYS = re.compile(rf"(?:(?:{_DAYS.pattern})[\s,;|/]*)+", re.ASCII)
_BETWEEN = re.compile(r"[;,|\n]|\s(?:und|and|та|и|і|й|i|oraz)\s")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}\.\s*\d{1,2}\.\s*(\d\d)", re.ASCII)


def _iso(day: date) -> ParsedCell:
    return ParsedCell(day.isoformat(), day.isoformat())


def ages(cell: RawCell, _target: Target) -> ParsedCell:
    """The ages of all members in one cell; one that is said to be unknown is a person all the same."""
    parts = [] if is_missing(cell.text) else [part for part in divided(cell.text) if part.strip()]
    found = [number(RawCell(part, None, None, says_no=True, unit=cell.unit), _AGE) for part in parts]
    read = [age.value for age in found if isinstance(age.value, int) and 0 <= age.value <= 120]
    if len(read) < len(found):
        return unclear("intake.not_a_number", error=True)
    doubts = [ParseIssue(d.code, d.params) for age in found for d in age.doubts]
    return ParsedCell("|".join(map(str, read)), read or None, tuple(doubts[:1]))


_AGE = Target("age", Meaning.WHOLE, "member")
