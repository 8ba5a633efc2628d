"""Arriving households by week: seven days each, counted back from a day, the last of which is that day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from rematch.model import HouseholdId, ResourceId
from rematch.process.days import day_of
from rematch.process.history import History

WEEK = timedelta(days=7)
MOST = 260
"""Weeks that are counted at most, the last five years."""


@dataclass(frozen=True)
class ArrivedHousehold:
    """A household that came on a day, known from the day `known` on.

    `persons` None where nobody said; `needs` are its units of each resource, as far as they are told;
    `household` is which one of the cohort it was, None where only counts are known.
    """

    day: date
    known: date
    persons: int | None = None
    needs: Mapping[ResourceId, float] = field(default_factory=dict)
    household: HouseholdId | None = None


def arrivals(history: History) -> tuple[ArrivedHousehold, ...]:
    """Every arrival that was entered, with the day on which it was."""
    found = []
    for offer in history.offers:
        for one in history.of("relocation", offer.number):
            if one.event == "arrive":
                told = offer.persons, offer.needs, offer.household
                found.append(ArrivedHousehold(one.day, day_of(one.at), *told))
    return tuple(found)


def weekly(known: Iterable[ArrivedHousehold], until: date, begins: date | None = None) -> tuple[int, ...]:
    """Households in each whole week from `begins`, the first arrival where nothing is said, through `until`.

    Oldest first; days before the first whole week are left out.
    """
    days = [one.day for one in known if one.day <= until]
    first = begins or min(days, default=until)
    counts = [0] * min(MOST, ((until - first).days + 1) // WEEK.days)
    for day in days:
        back = (until - day).days // WEEK.days
        if back < len(counts):
            counts[-1 - back] += 1
    return tuple(counts)
