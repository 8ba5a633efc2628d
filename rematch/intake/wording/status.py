"""Whether a row still counts, as a column of states or a note says it: withdrawn, cancelled, reserved."""

import re
from datetime import date

from rematch.intake.words import begins_a_word, fold, meanings, section, words

IN, OUT = "in", "out"
_MARK_AFTER = re.compile(r"[!\s]+$")
_MAY = ("mai", "may", "maj", "май")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[/–-](?:20)?(\d\d)|(?:0[1-9]|1[0-2])\d\d)?(?!\d)", re.ASCII)
"""A year, two of them as in 2025/26, or the first figures of a day as in 20251231."""
_QUARTER = re.compile(r"\b(?:Q|Quartal |кв |kwartał )([1-4])\b", re.I)
_WEEK = re.compile(r"\b(?:KW|CW|week|Woche|тиждень|неделя|tydzień)[ ._-]?(\d{1,2})\b", re.I)
_SHEET = "лист"
"""What a spreadsheet program calls a sheet, and somebody November for short."""


def status_of(text: str) -> str | None:
    """`in` or `out` where the whole cell says so; None where a person has to say what it means."""
    folded = _bare(text.removeprefix("validation_status_"))
    if folded in words("status", "out"):
        return OUT
    return IN if folded in words("status", "in") else None


def says_out(text: str, *, whole: bool) -> bool:
    """Whether a text says that its row does not count: as a whole, or in words anywhere in it."""
    folded = _bare(text)
    if whole or not folded:
        return folded in words("status", "surely_out")
    spaced = f" {folded.replace('?', ' ')} "
    return any(f" {word} " in spaced for word in words("status", "surely_out")) or begins_a_word(
        text, section("status")["sounds_out"]
    )


def is_trial(text: str) -> bool:
    """Whether a text says as a whole that its row only tries out the form."""
    return fold(text) in words("tried") or begins_a_word(text, section("tried")["stems"])


def is_set_aside(sheet: str) -> bool:
    """Whether a sheet is called like one that seldom holds what counts: old, a copy, a template, a draft."""
    said = f" {fold(sheet)} "
    return any(f" {word} " in said for word in words("set_aside"))


def question_of_name(sheet: str, file: str, day: date) -> str | None:
    """The question about a table whose sheet or file is called as if it did not count on that day."""
    if says_out(sheet, whole=False) or says_out(file, whole=False):
        return "intake.sheet_sounds_out"
    if is_set_aside(sheet):
        return "intake.sheet_set_aside"
    return "intake.sheet_of_time" if any(_is_of_another_time(name, day) for name in (sheet, file)) else None


def _is_of_another_time(name: str, day: date) -> bool:
    """Whether it names years, quarters, months or weeks, and none of them is the day's."""
    years = {
        int(year) for found in _YEAR.findall(name) for year in (found[0], f"20{found[1]}") if year != "20"
    }
    called = {meanings("months").get(word) for word in fold(name).split() if _is_of_month(word)} - {None}
    quarters, weeks = ({int(n) for n in found.findall(name)} for found in (_QUARTER, _WEEK))
    return (
        bool(years and day.year not in years)
        or bool(called and str(day.month) not in called)
        or bool(quarters and (day.month + 2) // 3 not in quarters)
        or bool(weeks and day.isocalendar().week not in weeks)
    )


def _is_of_month(word: str) -> bool:
    """Whether it is long enough for the name of a month: of three letters but May, it may be of another."""
    return word != _SHEET and (len(word) > 3 or word in _MAY)


def is_ending(header: str) -> bool:
    """Whether a column says of a row that it is no more, by a yes, a mark or a day: cancelled, left on."""
    said = [word for word in fold(header.rstrip("?! ")).split() if word not in words("status", "beside")]
    return " ".join(said) in words("status", "ending")


def _bare(text: str) -> str:
    return fold(_MARK_AFTER.sub("", text))
