"""An answer between its cell and its widget: what is shown of a cell, and the cell of what was chosen."""

import datetime
from collections.abc import Mapping, Sequence

NONE = "none"
"""Known to be empty; an empty cell is unknown."""


def chosen(text: str) -> list[str]:
    """Several values in their order."""
    return text.split("|") if text else []


def several(values: Sequence[str]) -> str:
    """The cell of several values; nothing of it said wins over the rest."""
    return NONE if NONE in values else "|".join(values)


def number(text: str) -> float | None:
    """A number as its widget shows it; None where there is none or it is no number."""
    try:
        return float(text)
    except ValueError:
        return None


def figure(value: float | None) -> str:
    """The cell of a number."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def day(text: str) -> datetime.date | None:
    """A day as its widget shows it."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def pairs(text: str) -> dict[str, str]:
    """Key and value of each entry; a value still to be chosen is empty."""
    entries = (entry.partition(":") for entry in chosen(text) if entry != NONE)
    return {key: value for key, _, value in entries}


def paired(values: Mapping[str, str]) -> str:
    """The cell of several keys with their values; one still to be chosen stays visible as such."""
    return "|".join(f"{key}:{value}" for key, value in values.items())


def amounts(values: Mapping[str, float | None], *, nothing: bool = False) -> str:
    """The cell of numbers by key; those not stated are left out, `nothing` is known to be empty."""
    if nothing:
        return NONE
    return paired({key: figure(value) for key, value in values.items() if value is not None})
