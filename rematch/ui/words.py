"""Texts, numbers and dates in the visitor's language."""

import datetime
from collections.abc import Iterable

from rematch import texts
from rematch.ui.state import language


def t(code: str, **params: object) -> str:
    """The text of `code`."""
    return texts.say(code, language(), **params)


def number(value: float | None, digits: int = 0) -> str:
    """A number."""
    return texts.number(value, language(), digits)


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 1 as a percentage."""
    return texts.percent(share, language(), digits)


def signed(value: float, digits: int = 0, *, share: bool = False) -> str:
    """A change with its sign."""
    return texts.signed(value, language(), digits, share=share)


def day(date: datetime.date | None) -> str:
    """A day written out."""
    return texts.date(date, language())


def listing(words: Iterable[str]) -> str:
    """Several words as one phrase."""
    return texts.listing(words, language())


def moment(at: datetime.datetime) -> str:
    """A day and the time on it, in this machine's zone."""
    return texts.moment(at, language())
