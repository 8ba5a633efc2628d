"""Several values in a cell, separated by `|`: as a list, or as keys with a value each."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from rematch.cells.faults import CellFault, shown

NOTHING = "none"
"""Known to be empty, which an empty cell (unknown) is not."""
APART = "|"

Word = TypeVar("Word", bound=StrEnum)


def several(text: str) -> tuple[str, ...]:
    """The values of a cell, each once; `none` is known to be empty."""
    if text.lower() == NOTHING:
        return ()
    values = tuple(value.strip() for value in text.split(APART))
    if not all(values):
        raise CellFault("data.empty_value")
    if len(set(values)) < len(values):
        raise CellFault("data.value_twice", value=shown(next(v for v in values if values.count(v) > 1)))
    return values


def beside(text: str, words: type[Word], blank: Word) -> tuple[Word, ...]:
    """One of `words` for each value of another cell, in its order; an empty one is `blank`.

    Raises CellFault without the text, in which somebody may have written what is nobody's business.
    """
    if text.lower() == NOTHING:
        return ()
    said = [value.strip().lower() for value in text.split(APART)]
    if any(value and value not in list(words) for value in said):
        raise CellFault("data.not_one_of_each", options=tuple(word.value for word in words))
    return tuple(words(value) if value else blank for value in said)


def joined(values: Iterable[str]) -> str:
    """The cell of several values; of none at all, that it is known to be empty."""
    return APART.join(values) or NOTHING


def pairs(text: str) -> list[tuple[str, str]]:
    """The keys of a cell with their values, in their order."""
    found: list[tuple[str, str]] = []
    for entry in several(text):
        key, colon, value = (part.strip() for part in entry.partition(":"))
        if not (key and colon and value):
            raise CellFault("data.not_a_pair", value=shown(entry))
        if key in dict(found):
            raise CellFault("data.value_twice", value=shown(key))
        found.append((key, value))
    return found


def paired(values: Mapping[str, str]) -> str:
    """The cell of keys with a value each."""
    return joined(f"{key}:{value}" for key, value in values.items())
