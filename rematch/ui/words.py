"""Texts, numbers and dates in the visitor's language."""

import datetime
import re
from collections.abc import Iterable

from rematch import texts
from rematch.cells import scalars
from rematch.errors import Finding, RematchError
from rematch.ui.shell.state import language

READING_WIDTH = 820
"""Pixels that running text is wide at most: longer lines are hard to read."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$]|&(?=#?\w+;)|^[-+#]|(?<=^\d)[.)]")
_MADE_LATER = re.compile(r"(?<=[:@])(?=[\w+/])|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
JOINER = "\u2060"
"""Nobody sees it; it parts what is made into signs and links after the escapes are read."""


def t(code: str, **params: object) -> str:
    """The text of `code`."""
    return texts.say(code, language(), **params)


def number(value: float | None, digits: int = 0) -> str:
    """A number."""
    return texts.number(value, language(), digits)


def percent(share: float | None, digits: int = 0, *, bound: texts.Bound | None = None) -> str:
    """A share of 1 as a percentage; one that is a bound is rounded outward."""
    return texts.percent(share, language(), digits, bound=bound)


def signed(value: float, digits: int = 0, *, share: bool = False) -> str:
    """A change with its sign."""
    return texts.signed(value, language(), digits, share=share)


def shown_number(cell: str) -> str:
    """A cell of our files as it is written in this language; whatever is no number stays as it is."""
    decimal = texts.separators(language())[0]
    return cell.replace(".", decimal) if scalars.is_number(cell) else cell


def read_number(written: str) -> str:
    """What somebody wrote as a number, as our files write it; whatever is none stays as it is."""
    decimal, group = tuple(texts.separators(language()))
    plain_text = written.strip()
    if re.fullmatch(rf"[-+]?\d{{1,3}}({re.escape(group)}\d{{3}})+({re.escape(decimal)}\d+)?", plain_text):
        plain_text = plain_text.replace(group, "")
    return swapped if scalars.is_number(swapped := plain_text.replace(decimal, ".")) else plain_text


def day(date: datetime.date | None) -> str:
    """A day written out."""
    return texts.date(date, language())


def listing(words: Iterable[str]) -> str:
    """Several words as one phrase."""
    return texts.listing(words, language())


def moment(at: datetime.datetime) -> str:
    """A day and the time on it, in this machine's zone."""
    return texts.moment(at, language())


def time_of_day(at: datetime.datetime) -> str:
    """The time of a moment, in this machine's zone."""
    return texts.time_of_day(at, language())


def plain(text: str) -> str:
    """What a person or a file has named, without any markup of its own where markup is read.

    Names of places, households, cohorts, files, scenarios and labels go through this into every sentence.
    """
    seen = _UNSEEN.sub(" ", text).strip()
    return _SIGNS.sub(r"\\\g<0>", _MADE_LATER.sub(JOINER, seen))


def told(fault: RematchError | Finding, *, bold: bool = False) -> str:
    """What is wrong, and what to do; whatever of a file it repeats is plain text."""
    said = texts.problem(fault, language())
    what = plain(said.what)
    return f"{f'**{what}**' if bold else what} {plain(said.todo)}"
