"""Days as people write them; a day that could be another one, or lacks its year, is no day."""

import re
from datetime import date, datetime, timedelta

from rematch.intake.words import fold, meanings, words

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ].*)?", re.ASCII)
_DOTS = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})([ ,]+\d{1,2}:\d{2}(:\d{2})?)?", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
_NAMED_FIRST = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})")
_YEAR_SAID = re.compile(r"(?<=\d)\s*(року|р\.?|года|г\.?|roku|r\.?)$")
_SERIAL = re.compile(r"[2-6]\d{4}([.,]0+)?", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{4})", re.ASCII)
_MONTH_LAST = re.compile(r"(\d{4})[./-](\d{1,2})", re.ASCII)
_MONTH_NAMED = re.compile(r"(\w+) (20\d\d)")
_EXCEL_ORIGIN = date(1899, 12, 30)
_CENTURY = 100


def read_day(text: str) -> date | None:
    """The one day that is written, None if there is none or more than one.

    Day and month as 14.03.2023, 14. März 2023, 2023-03-14 or, where no other reading is possible,
    14/03/2023. Months never come first, except as words.
    """
    stripped = _YEAR_SAID.sub("", text.strip())
    if found := (_ISO.fullmatch(stripped) or _YEAR_FIRST.fullmatch(stripped)):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTS.fullmatch(stripped):
        year = int(found[3])
        return _day(year + 2000 if year < _CENTURY else year, int(found[2]), int(found[1]))
    if (found := _SLASHES.fullmatch(stripped)) and int(found[1]) > 12:
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return _named(fold(stripped))


def opening_day(text: str) -> date | None:
    """The first day that a text means which says from when on: "ab Mai 2027", "not before 12/2026".

    A month is its first day; the end or the middle of one, a quarter and "until" are none.
    """
    said = _YEAR_SAID.sub("", " ".join(text.replace(",", " ").split()).strip(" .!"))
    for begins in sorted(words("openings"), key=len, reverse=True):
        if fold(said).startswith(f"{begins} "):
            said = " ".join(said.split()[len(begins.split()) :])
            break
    return read_day(said) or _month(said)


def _month(text: str) -> date | None:
    """The first day of a month in figures or in words, of this century."""
    if found := _MONTH_FIRST.fullmatch(text):
        month, year = int(found[1]), int(found[2])
    elif found := _MONTH_LAST.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _MONTH_NAMED.fullmatch(fold(text)):
        month, year = int(meanings("months").get(found[1], 0)), int(found[2])
    else:
        return None
    return _day(year, month, 1) if 2000 <= year < 2100 else None


def likely_day(text: str) -> date | None:
    """What an ambiguous text probably means: day before month."""
    stripped = text.strip()
    if found := _SLASHES.fullmatch(stripped):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _day(year, second, first)
    return None


def serial_day(text: str) -> date | None:
    """The day that a spreadsheet's serial number stands for, from 1954 to 2091."""
    if not _SERIAL.fullmatch(text.strip()):
        return None
    return _EXCEL_ORIGIN + timedelta(days=int(text.strip()[:5]))


def plain_day(value: date | datetime) -> date:
    """The day of a typed date, whatever its time."""
    return value.date() if isinstance(value, datetime) else value


def _named(folded: str) -> date | None:
    if found := _NAMED.fullmatch(folded):
        day, month, year = found[1], found[2], found[3]
    elif found := _NAMED_FIRST.fullmatch(folded):
        month, day, year = found[1], found[2], found[3]
    else:
        return None
    number = meanings("months").get(month)
    return _day(int(year), int(number), int(day)) if number else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
