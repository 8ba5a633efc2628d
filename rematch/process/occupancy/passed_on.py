"""What may leave the coordinators' hands: rows that count too few are put together with those beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rematch.process.occupancy.breakdowns import StatisticRow

LEAST_PERSONS, LEAST_HOUSEHOLDS = 5, 3


@dataclass(frozen=True)
class PassedOn:
    """Rows put together, by their keys, and what they count together."""

    keys: tuple[str, ...]
    persons: int
    households: int


def passed_on(rows: Sequence[StatisticRow]) -> tuple[PassedOn, ...]:
    """Each of at least five persons of three households; nothing where all rows together are fewer.

    Rows are taken in their order until there are enough; what is left at the end joins the last. Which go
    together says that some are small, never how small: of what is put together only the sum is told.
    """
    found: list[list[StatisticRow]] = []
    begun: list[StatisticRow] = []
    for row in rows:
        begun.append(row)
        if _enough(begun):
            found.append(begun)
            begun = []
    if found and begun:
        found[-1].extend(begun)
    return tuple(_together(group) for group in found)


def _together(rows: Sequence[StatisticRow]) -> PassedOn:
    households = {one.offer.number for row in rows for one in row.counted}
    persons = sum(row.persons for row in rows)
    return PassedOn(tuple(row.key for row in rows), persons, len(households))


def _enough(rows: Sequence[StatisticRow]) -> bool:
    counted = _together(rows)
    return counted.persons >= LEAST_PERSONS and counted.households >= LEAST_HOUSEHOLDS
