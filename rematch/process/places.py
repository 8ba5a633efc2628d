"""Places by municipality, resource and day: pledged, and who holds how many of them.

On every day free + offered + accepted + present + held back = pledged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rematch.criteria.catalogue import PERSONS, Catalogue
from rematch.criteria.housing.unit_types import COUNTED, counted_units
from rematch.model import Ags, Municipality, Profiles, ResourceId
from rematch.process.history import Claim, History
from rematch.process.machines import Hold
from rematch.store import Offer


@dataclass(frozen=True)
class PlaceCount:
    """One resource of one municipality on one day, in its units; `pledged` None where no limit is stated."""

    ags: Ags
    resource: ResourceId
    pledged: float | None
    offered: float
    accepted: float
    present: float
    held_back: float

    @property
    def taken(self) -> float:
        """All that is not free."""
        return self.offered + self.accepted + self.present + self.held_back

    @property
    def free(self) -> float | None:
        """What is left; below 0 where more is taken than is pledged now."""
        return None if self.pledged is None else self.pledged - self.taken


def pledged(town: Municipality, catalogue: Catalogue) -> dict[ResourceId, float]:
    """What a municipality states of each resource, by its list of units where that counts it.

    Of persons no more than it pledges; a resource of which it states nothing is left out.
    """
    found: dict[ResourceId, float] = {}
    for resource in catalogue.resources:
        listed = bool(town.units) and (resource.demand.per == "unit" or resource.id in COUNTED)
        amount = counted_units(town, resource) if listed else town.capacity.get(resource.id)
        if amount is not None:
            found[resource.id] = amount
    if town.pledge_max is not None:
        found[PERSONS] = min(found.get(PERSONS, town.pledge_max), town.pledge_max)
    return found


def places(history: History, profiles: Profiles, catalogue: Catalogue, day: date) -> tuple[PlaceCount, ...]:
    """Every stated or taken resource of every municipality on a day, in the order of the profiles."""
    claims = [claim for claim in history.claims() if claim.on(day)]
    found = []
    for one in profiles.municipalities:
        own = [claim for claim in claims if claim.offer.ags == one.ags]
        back = held_back(history, one.ags, day)
        stated = pledged(one, catalogue)
        named = dict.fromkeys([*stated, *(r for claim in own for r in claim.offer.needs), *back])
        found += [_place(one.ags, resource, stated, own, back) for resource in named]
    return tuple(found)


def lacking(
    history: History, profiles: Profiles, catalogue: Catalogue, offer: Offer, day: date
) -> tuple[ResourceId, ...]:
    """The resources of which too little is left on the day for the offer, its own claim aside.

    All of them where its municipality takes part no more.
    """
    others = replace(history, offers=tuple(one for one in history.offers if one.number != offer.number))
    if offer.ags not in profiles.names:
        return tuple(offer.needs)
    town = {one.resource: one for one in places(others, profiles, catalogue, day) if one.ags == offer.ags}
    return tuple(
        resource
        for resource, amount in offer.needs.items()
        if (here := town.get(resource)) is not None and here.free is not None and amount > here.free
    )


def held_back(history: History, ags: Ags, day: date) -> dict[ResourceId, float]:
    """What a municipality took back of what had been offered, in units of each resource."""
    found: dict[ResourceId, float] = {}
    for offer, since, until in taken_back(history):
        if offer.ags == ags and since <= day and (until is None or day < until):
            for resource, amount in offer.needs.items():
                found[resource] = found.get(resource, 0.0) + amount
    return found


def taken_back(history: History) -> Iterator[tuple[Offer, date, date | None]]:
    """The offers whose places their municipality took back: from which day, until which it gave them again.

    Half open; None where it has not.
    """
    for offer in history.offers:
        days = {one.event: one.day for one in history.of("offer", offer.number)}
        if "withdraw_place" in days:
            yield offer, days["withdraw_place"], days.get("give_back")


def _place(
    ags: Ags,
    resource: ResourceId,
    stated: Mapping[ResourceId, float],
    claims: Iterable[Claim],
    back: Mapping[ResourceId, float],
) -> PlaceCount:
    taken: dict[Hold, float] = {"offered": 0.0, "accepted": 0.0, "present": 0.0}
    for claim in claims:
        taken[claim.hold] += claim.offer.needs.get(resource, 0.0)
    return PlaceCount(ags, resource, stated.get(resource), **taken, held_back=back.get(resource, 0.0))
