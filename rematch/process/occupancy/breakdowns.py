"""Statistics of those to whom something happened: by age, size, home, month, place and how they stand now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.housing.unit_types import OWN_HOUSING
from rematch.model import Household, HouseholdId, Profiles
from rematch.process.history import History
from rematch.process.occupancy.occurrences import Occurred, Selected
from rematch.store import Offer

Breakdown = Literal["age", "size", "unit", "month", "land", "municipality", "state"]
BREAKDOWNS: tuple[Breakdown, ...] = get_args(Breakdown)
AGES = (0, 3, 6, 18, 27, 60)
"""The first age of each band."""
LARGE = 6
"""Persons of a household from which sizes are counted together."""
UNKNOWN = "unknown"
STATES = (
    *("sent", "accepted", "under_way", "arrived", "moved_on"),
    *("declined", "unanswered", "withdrawn", "withdrawn_after", "place_withdrawn"),
    *("place_returned", "prepared"),
)
"""Where an offer, or its journey once it has begun, may stand; an offer in error is in no statistic."""


@dataclass(frozen=True)
class Share:
    """How many persons of an offer are counted in a row."""

    occurred: Occurred
    persons: int

    @property
    def offer(self) -> Offer:
        """Whose they are."""
        return self.occurred.offer


@dataclass(frozen=True)
class StatisticRow:
    """A row with the list it counts; a household with persons in several rows stands in each."""

    key: str
    counted: tuple[Share, ...]

    @property
    def households(self) -> int:
        """Households with anybody in this row."""
        return len(self.counted)

    @property
    def persons(self) -> int:
        """Persons in this row."""
        return sum(one.persons for one in self.counted)


@dataclass(frozen=True)
class Basis:
    """What statistics are made from: the process, the profiles and the catalogue."""

    history: History
    profiles: Profiles
    catalogue: Catalogue

    @property
    def households(self) -> dict[HouseholdId, Household]:
        """The households by id, as the profiles have them."""
        return {one.id: one for one in self.profiles.households}


def broken_down(basis: Basis, by: Breakdown, of: Selected) -> tuple[StatisticRow, ...]:
    """A row for every key there can be, also where nobody is counted, in an order of the keys alone.

    Ages are those on the day of the profiles (`cohort.as_of`). Persons add up to those of the selection.
    """
    parts = _PARTS[by](basis)
    rows: dict[str, list[Share]] = {key: [] for key in _KEYS[by](basis, of)}
    for one in of.found:
        for key, persons in parts(one).items():
            rows.setdefault(key, []).append(Share(one, persons))
    return tuple(StatisticRow(key, tuple(counted)) for key, counted in rows.items())


def stands(history: History, offer: Offer) -> str:
    """How an offer stands now, or its journey once it has begun."""
    moved = history.state("relocation", offer.number)
    return moved if moved in ("under_way", "arrived", "moved_on") else history.state("offer", offer.number)


def _months(of: Selected) -> list[str]:
    """Every month that has a day of the period."""
    months = range(of.first.year * 12 + of.first.month - 1, of.last.year * 12 + of.last.month)
    return [_month(date(month // 12, month % 12 + 1, 1)) for month in months]


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _ages(basis: Basis) -> Callable[[Occurred], dict[str, int]]:
    households = basis.households

    def parts(one: Occurred) -> dict[str, int]:
        known = households.get(one.offer.household)
        if known is None or known.size != one.offer.persons:
            return {UNKNOWN: one.offer.persons}
        found: dict[str, int] = {}
        for member in known.members:
            band = str(max(first for first in AGES if first <= member.age))
            found[band] = found.get(band, 0) + 1
        return found

    return parts


def _whole(key: Callable[[Occurred], str]) -> Callable[[Occurred], dict[str, int]]:
    return lambda one: {key(one): one.offer.persons}


def _land(basis: Basis) -> Callable[[Occurred], dict[str, int]]:
    states = {one.ags: one.state for one in basis.profiles.municipalities}
    return _whole(lambda one: states.get(one.offer.ags, UNKNOWN))


_KEYS: dict[Breakdown, Callable[[Basis, Selected], Iterable[str]]] = {
    "age": lambda basis, of: [*map(str, AGES), UNKNOWN],
    "size": lambda basis, of: map(str, range(1, LARGE + 1)),
    "unit": lambda basis, of: [*_units(basis.catalogue), UNKNOWN],
    "month": lambda basis, of: _months(of),
    "land": lambda basis, of: sorted({one.state for one in basis.profiles.municipalities}),
    "municipality": lambda basis, of: [one.ags for one in basis.profiles.municipalities],
    "state": lambda basis, of: STATES,
}
_PARTS: dict[Breakdown, Callable[[Basis], Callable[[Occurred], dict[str, int]]]] = {
    "age": _ages,
    "size": lambda basis: _whole(lambda one: str(min(LARGE, one.offer.persons))),
    "unit": lambda basis: _whole(lambda one: one.offer.unit or UNKNOWN),
    "month": lambda basis: _whole(lambda one: _month(one.day)),
    "land": _land,
    "municipality": lambda basis: _whole(lambda one: one.offer.ags),
    "state": lambda basis: _whole(lambda one: stands(basis.history, one.offer)),
}


def _units(catalogue: Catalogue) -> list[str]:
    return [*(one.id for one in catalogue.resources if one.demand.per == "unit"), OWN_HOUSING]
