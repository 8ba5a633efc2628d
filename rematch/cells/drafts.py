"""A cell while somebody fills it in: what a widget shows of it, and the cell of what was chosen.

Nothing is refused here, only shown as empty; the checks of our own format come after.
"""

import datetime
from collections.abc import Mapping, Sequence

from rematch.cells.faults import CellFault
from rematch.cells.lists import APART, NOTHING, joined
from rematch.cells.scalars import day as read_day
from rematch.cells.scalars import number_cell


def chosen(text: str) -> list[str]:
    """Several values in their order; that there are none is one of them."""
    return text.split(APART) if text else []


def several(values: Sequence[str]) -> str:
    """The cell of several values, none of them unknown; nothing of it said wins over the rest."""
    if not values:
        return ""
    return NOTHING if NOTHING in values else joined(values)


def number(text: str) -> float | None:
    """A number as its widget shows it; None where there is none or it is no number."""
    try:
        return float(text)
    except ValueError:
        return None


def figure(value: float | None) -> str:
    """The cell of a number."""
    return "" if value is None else number_cell(value)


def day(text: str) -> datetime.date | None:
    """A day as its widget shows it."""
    try:
        return read_day(text)
    except CellFault:
        return None


def pairs(text: str) -> dict[str, str]:
    """Key and value of each entry; a value still to be chosen is empty."""
    entries = (entry.partition(":") for entry in chosen(text) if entry != NOTHING)
    return {key: value for key, _, value in entries}


def paired(values: Mapping[str, str]) -> str:
    """The cell of several keys with their values; one still to be chosen stays visible as such."""
    return several([f"{key}:{value}" for key, value in values.items()])


def amounts(values: Mapping[str, float | None], *, nothing: bool = False) -> str:
    """The cell of numbers by key; those not stated are left out, `nothing` is known to be empty."""
    if nothing:
        return NOTHING
    return paired({key: figure(value) for key, value in values.items() if value is not None})
