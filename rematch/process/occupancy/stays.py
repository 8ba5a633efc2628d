"""Households in their places: from the day they arrived until the day they moved on, which is not in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rematch.model import Ags
from rematch.process.history import History
from rematch.store import Offer

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A household in the place of its offer; `moved_on` None: as far as is known it is there still."""

    offer: Offer
    arrived: date
    moved_on: date | None = None

    def on(self, day: date) -> bool:
        """Whether it is there at the end of the day."""
        return self.arrived <= day and (self.moved_on is None or day < self.moved_on)

    def nights(self, first: date, last: date) -> int:
        """Nights it was there of those that begin on the days from `first` to `last`."""
        until = last + ONE_DAY if self.moved_on is None else min(self.moved_on, last + ONE_DAY)
        return max(0, (until - max(self.arrived, first)).days)

    def within(self, first: date, last: date) -> bool:
        """Whether it was there between both days, be it for some hours of one."""
        return self.nights(first, last) > 0 or first <= self.arrived <= last


@dataclass(frozen=True)
class StayCount:
    """One municipality from a day to another: who was there, who came, who moved on; each is a list."""

    ags: Ags
    first: date
    last: date
    there: tuple[Stay, ...]
    arrived: tuple[Stay, ...]
    moved_on: tuple[Stay, ...]

    @property
    def persons(self) -> int:
        """Persons who were there, each once, however long."""
        return persons_of(self.there)

    @property
    def nights(self) -> int:
        """Nights of all persons together."""
        return sum(stay.offer.persons * stay.nights(self.first, self.last) for stay in self.there)


def stays(history: History) -> tuple[Stay, ...]:
    """Everybody's stay who has arrived, in the order of the offers."""
    found = []
    for offer in history.offers:
        days = {one.event: one.day for one in history.of("relocation", offer.number)}
        if "arrive" in days:
            found.append(Stay(offer, days["arrive"], days.get("move_on")))
    return tuple(found)


def stay_counts(
    history: History, municipalities: Iterable[Ags], first: date, last: date
) -> tuple[StayCount, ...]:
    """A count for each municipality, from `first` through `last`."""
    known = stays(history)

    def counted(ags: Ags) -> StayCount:
        own = [one for one in known if one.offer.ags == ags]
        return StayCount(
            ags,
            first,
            last,
            there=tuple(one for one in own if one.within(first, last)),
            arrived=tuple(one for one in own if first <= one.arrived <= last),
            moved_on=tuple(one for one in own if one.moved_on and first <= one.moved_on <= last),
        )

    return tuple(map(counted, municipalities))


def persons_of(found: Iterable[Stay]) -> int:
    """Persons in these stays."""
    return sum(one.offer.persons for one in found)
