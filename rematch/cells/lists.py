"""Several values in a cell, separated by `|`: as a list, or as keys with a value each."""

from collections.abc import Iterable, Mapping

from rematch.cells.faults import CellFault, shown

NOTHING = "none"
"""Known to be empty, which an empty cell (unknown) is not."""
APART = "|"


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
