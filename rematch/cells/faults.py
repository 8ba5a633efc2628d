"""What is wrong with one cell, and how a message repeats it."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

MAX_SHOWN = 40
MAX_CHOICES = 12


class CellFault(ValueError):
    """What is wrong with one cell: a code and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def shown(text: str) -> str:
    """A coded value as a message may repeat it: on one line and short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"


def alike(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known names like this one, the most similar first."""
    return tuple(get_close_matches(name.lower(), list(known), n=3))


def choices(word: str, options: Collection[str]) -> tuple[str, ...]:
    """What to offer instead of `word`: the options like it, or all, as far as they are few."""
    return alike(word, options) or tuple(options)[:MAX_CHOICES]


def one_of(text: str, options: Collection[str]) -> str:
    """One of these words; raises CellFault with those like it."""
    if text not in options:
        raise CellFault("data.not_an_option", value=shown(text), options=choices(text, options))
    return text
