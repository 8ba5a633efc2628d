"""Places held on each day, by municipality and resource: the same figures whatever window is looked at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, Profiles, ResourceId
from rematch.process.history import History
from rematch.process.places import pledged, taken_back
from rematch.store import Offer

Floats = NDArray[np.float64]
Held = Literal["offered", "accepted", "present", "held_back"]
HELD: tuple[Held, ...] = ("present", "accepted", "offered", "held_back")
"""How a place is taken, the surest first."""


@dataclass(frozen=True, eq=False)
class DaySeries:
    """One resource of one municipality, in its units: an entry for each day from `first` on.

    `pledged` is what is stated now, None where no limit is.
    """

    ags: Ags
    resource: ResourceId
    first: date
    pledged: float | None
    held: dict[Held, Floats]

    @property
    def taken(self) -> Floats:
        """All that is not free."""
        return np.asarray(sum(self.held.values()))

    @property
    def free(self) -> Floats | None:
        """What is left; below 0 where more is taken than is pledged now."""
        return None if self.pledged is None else self.pledged - self.taken


def daily(
    history: History, profiles: Profiles, catalogue: Catalogue, first: date, last: date
) -> tuple[DaySeries, ...]:
    """A series for each stated or taken resource of each municipality, in the order of the profiles.

    ValueError where `last` comes before `first`.
    """
    days = (last - first).days + 1
    if days < 1:
        raise ValueError("the last day comes before the first")
    held: dict[tuple[Ags, ResourceId], dict[Held, Floats]] = defaultdict(
        lambda: {kind: np.zeros(days) for kind in HELD}
    )
    for offer, kind, since, until in _spans(history):
        begin = max(0, (since - first).days)
        end = days if until is None else max(begin, (until - first).days)
        for resource, amount in offer.needs.items():
            held[offer.ags, resource][kind][begin:end] += amount
    found = []
    for town in profiles.municipalities:
        stated = pledged(town, catalogue)
        named = dict.fromkeys([*stated, *(resource for ags, resource in held if ags == town.ags)])
        found += [
            DaySeries(town.ags, resource, first, stated.get(resource), held[town.ags, resource])
            for resource in named
        ]
    return tuple(found)


def holding(history: History, ags: Ags, resource: ResourceId, held: Held, day: date) -> tuple[Offer, ...]:
    """The offers whose units a series counts on a day."""
    return tuple(
        offer
        for offer, kind, since, until in _spans(history)
        if (offer.ags, kind) == (ags, held)
        and offer.needs.get(resource)
        and since <= day
        and (until is None or day < until)
    )


def _spans(history: History) -> Iterator[tuple[Offer, Held, date, date | None]]:
    """What takes a place from a day until another, half open."""
    for claim in history.claims():
        yield claim.offer, claim.hold, claim.since, claim.until
    for offer, since, until in taken_back(history):
        yield offer, "held_back", since, until
