"""Who is served with what not everybody gets: whole units wanted, those there are, and their order.

The plan decides the places; within a place the units go by an order that is stated, never by the size of a
household, by how much it answered or by the order of a file: who must be served, then whom the resource names
first, then the household's own priority, then a lot drawn from the scenario's seed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Catalogue, Precedence, Resource
from rematch.criteria.columns import Flags, Floats, Ints
from rematch.criteria.measuring.supply.demand import binding, essential_to, needed, stated_capacity
from rematch.criteria.persons import FULL_AGE
from rematch.model import Household, Profiles, ResourceId
from rematch.scenario import Scenario

CLAIM_FROM = 1
"""Age from which a child has a right to a place in childcare (section 24 (2) and (3) SGB VIII)."""
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class ServedSupply:
    """s resources of which not everybody gets what it wants, for n households at m municipalities.

    resources [s]     in the catalogue's order
    need      [n, s]  whole units wanted
    must      [n, s]  essential: in full, or the household does not go there
    capacity  [m, s]  whole units; where nobody stated any there are none
    rank      [n, s]  place in the stated order, 0 first
    """

    resources: tuple[ResourceId, ...]
    need: Ints
    must: Flags
    capacity: Floats
    rank: Ints

    @property
    def possible(self) -> Floats:
        """[n, m, s] units a household gets where nobody else is."""
        most: Floats = np.minimum(self.need[:, None], self.capacity)
        return most

    def serve(self, plan: Ints) -> Ints:
        """Units [n, s] that each household of a plan [n] (columns, -1 unplaced) gets by the stated order."""
        got = np.zeros_like(self.need)
        for s in range(len(self.resources)):
            asking = np.flatnonzero((plan != NOWHERE) & (self.need[:, s] > 0))
            rows = asking[np.lexsort((self.rank[asking, s], plan[asking]))]
            units, place = self.need[rows, s], plan[rows]
            passed = np.cumsum(units) - units
            passed -= passed[np.searchsorted(place, place)]
            got[rows, s] = np.clip(self.capacity[place, s] - passed, 0, units)
        return got


def served_supply(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> ServedSupply | None:
    """The served resources that take part, None where there are none; limits replace what is stated."""
    resources = tuple(r for r in binding(profiles, catalogue, scenario) if r.binds == "served")
    if not resources:
        return None
    need = np.stack([needed(profiles, resource)[0] for resource in resources], axis=-1).astype(np.int64)
    must = np.stack([essential_to(profiles, resource, catalogue) for resource in resources], axis=-1)
    stated = stated_capacity(profiles, resources, scenario)
    return ServedSupply(
        tuple(resource.id for resource in resources),
        need,
        must & (need > 0),
        np.floor(np.nan_to_num(stated, nan=0.0)),
        np.stack([_ranks(profiles, resource, catalogue, scenario.seed) for resource in resources], axis=-1),
    )


def _ranks(profiles: Profiles, resource: Resource, catalogue: Catalogue, seed: int) -> Ints:
    """[n] each household's place in the order of a resource, 0 first."""
    essential = essential_to(profiles, resource, catalogue)
    keys = [
        (not first, *_key(household, resource, seed))
        for first, household in zip(essential, profiles.households, strict=True)
    ]
    rank = np.empty(len(keys), dtype=np.int64)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return rank


def _key(household: Household, resource: Resource, seed: int) -> tuple[object, ...]:
    """What is least comes first; to whom it does not matter at all, last."""
    priority = household.priorities.get(resource.criterion, 1)
    named = tuple(not PRECEDENCE[word](household, resource) for word in resource.first)
    return (priority == 0, *named, -priority, lot(household, resource, seed))


def lot(household: Household, resource: Resource, seed: int) -> str:
    """A draw that hangs on the seed and on the household's id alone."""
    return hashlib.sha256(f"{seed}|{resource.id}|{household.id}".encode()).hexdigest()


def _lone_adult(household: Household, resource: Resource) -> bool:
    grown = sum(member.age >= FULL_AGE for member in household.members)
    return grown == 1 and household.size > grown


def _legal_claim(household: Household, resource: Resource) -> bool:
    low, high = resource.demand.age or (0, 200)
    return any(max(low, CLAIM_FROM) <= member.age <= high for member in household.members)


PRECEDENCE: dict[Precedence, Callable[[Household, Resource], bool]] = {
    "lone_adult": _lone_adult,
    "legal_claim": _legal_claim,
}
