"""Numbers, amounts, coordinates, days and ages in foreign cells."""

from datetime import date, datetime

from rematch.intake.matching.targets import Target
from rematch.intake.values import numerals
from rematch.intake.values.amounts import read_amount
from rematch.intake.values.days import likely_day, plain_day, read_day, serial_day
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, ParseIssue, proposed, unclear
from rematch.intake.values.raw_cell import RawCell
from rematch.intake.values.wishes import divided
from rematch.intake.words import fold, is_missing

MANY = 100_000
"""More places or people than that in one cell are asked about."""


def number(cell: RawCell, _target: Target) -> ParsedCell:
    """A number as Germans or the English write it; asked about where it may be either."""
    if isinstance(cell.typed, date):
        return unclear("intake.became_day", error=True)
    if isinstance(cell.typed, float | int):
        return _figure(float(cell.typed))
    if is_missing(cell.text) and fold(cell.text) != "nan":
        return UNKNOWN
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
    told = None if isinstance(cell.typed, date | datetime) else read_amount(cell.text)
    if told is None:
        return read
    aside = told.step_free if target.name == "capacity_persons" else None
    more = {"capacity_step_free": str(aside)} if aside is not None else {}
    doubt = ParseIssue("intake.amount_in_words", {}, str(told.least))
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


def day(cell: RawCell, _target: Target) -> ParsedCell:
    """A day, never read with the month first."""
    if isinstance(cell.typed, date):
        return _iso(plain_day(cell.typed))
    if is_missing(cell.text):
        return UNKNOWN
    if (read := read_day(cell.text)) is not None:
        return _iso(read)
    if (serial := serial_day(cell.text)) is not None:
        return proposed(serial.isoformat(), serial.isoformat(), "intake.day_serial")
    likely = likely_day(cell.text)
    if likely is None:
        return unclear("intake.day_unclear")
    return ParsedCell(doubts=(ParseIssue("intake.day_ambiguous", {"likely": likely.isoformat()}),))


def _iso(day: date) -> ParsedCell:
    return ParsedCell(day.isoformat(), day.isoformat())


def ages(cell: RawCell, _target: Target) -> ParsedCell:
    """The ages of all members in one cell."""
    found = [numerals.read_number(part, None) for part in divided(cell.text) if not is_missing(part)]
    read = [int(age) for age in found if age is not None and age.is_integer() and 0 <= age <= 120]
    if len(read) < len(found):
        return unclear("intake.not_a_number", error=True)
    return ParsedCell("|".join(map(str, read)), read or None)
