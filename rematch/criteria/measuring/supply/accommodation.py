"""Accommodation of which only the type is known: how much of each there is, and in which order it is taken.

All units of one type at one municipality are a class; which class a household takes is decided by the plan.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rematch.criteria.catalogue import Catalogue, Resource
from rematch.criteria.columns import Flags, Floats, Ints
from rematch.criteria.measuring.measures import ScoreMatrix
from rematch.criteria.measuring.supply.demand import binding, stated_capacity
from rematch.criteria.measuring.supply.rooms import crowded
from rematch.model import Household, Profiles, ResourceId
from rematch.scenario import Scenario

FIRST, STEP, LAST = 1.0, 0.3, 0.1
"""Score of the type named first, what each further place in the order takes off, and the least that stays."""


@dataclass(frozen=True, eq=False)
class Accommodation:
    """t types at m municipalities for n households; class j * t + k is type k at municipality j.

    types   [t]     in the catalogue's order
    count   [m, t]  whole units, inf = no limit
    score   [n, t]  1, 0.7, 0.4, then 0.1 in the household's order, NaN = not accepted; 1 if it named none
    said    [n]     whether the household answered at all
    small   [n, m, t]  even the largest unit of the type there is too small for the household
    """

    types: tuple[ResourceId, ...]
    count: Floats
    score: Floats
    said: Flags
    small: Flags

    @property
    def place(self) -> Ints:
        """[u] municipality of each class."""
        return np.repeat(np.arange(len(self.count)), len(self.types))

    def type_of(self, number: int) -> ResourceId:
        """The type of a class."""
        return self.types[number % len(self.types)]

    def number(self, j: int, kind: ResourceId) -> int:
        """The class of a type at municipality j."""
        return j * len(self.types) + self.types.index(kind)

    @cached_property
    def by_class(self) -> Floats:
        """[n, u] score of each class, NaN = not accepted, or too small."""
        fitting = np.where(self.small, np.nan, self.score[:, None])
        return fitting.reshape(len(self.score), -1)

    @cached_property
    def best(self) -> Floats:
        """[n, m] score of the best accepted type of which a unit is there and fits, NaN where none does."""
        there = np.where((self.count[None] >= 1) & ~self.small, self.score[:, None], np.nan)
        return _best(there)

    @cached_property
    def accepted(self) -> Flags:
        """[n, m] whether there is a unit of an accepted type at all, of whatever size."""
        return ~np.isnan(_best(np.where(self.count[None] >= 1, self.score[:, None], np.nan)))


def _best(scores: Floats) -> Floats:
    """[n, m] the greatest of [n, m, t], NaN where all are."""
    best = np.nan_to_num(scores, nan=-1.0).max(axis=2, initial=-1.0)
    return np.where(best >= 0, best, np.nan)


def accommodation(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Accommodation | None:
    """The types that take part, None where there are none; the scenario's limits replace what is stated.

    Capacity that nobody stated is no limit. Parts of a unit are none.
    """
    types = tuple(r for r in binding(profiles, catalogue, scenario) if r.demand.per == "unit")
    if not types:
        return None
    capacity = stated_capacity(profiles, types, scenario)
    orders = [_named(household, types) for household in profiles.households]
    too_small = crowded(profiles, catalogue, scenario)
    roomy = np.zeros((len(orders), len(capacity)), dtype=bool)
    return Accommodation(
        tuple(resource.id for resource in types),
        np.where(np.isnan(capacity), np.inf, np.floor(capacity)),
        np.array([_scores(order, types) for order in orders], dtype=float).reshape(-1, len(types)),
        np.array([order is not None for order in orders], dtype=bool),
        np.stack([too_small.get(resource.id, roomy) for resource in types], axis=-1),
    )


def type_name(resource: Resource) -> str:
    """How the answers of households call a type."""
    return resource.demand.type or str(resource.id)


def preferred(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> ScoreMatrix:
    """[n, m] the score of the best accepted type there, 0 where there is none; unsaid: not applicable."""
    homes = accommodation(profiles, catalogue, scenario)
    shape = (len(profiles.households), len(profiles.municipalities))
    if homes is None:
        return ScoreMatrix(np.full(shape, np.nan), np.zeros(shape, dtype=bool))
    said = np.broadcast_to(homes.said[:, None], shape)
    return ScoreMatrix(np.where(said, np.nan_to_num(homes.best), np.nan), ~said)


def _named(household: Household, types: tuple[Resource, ...]) -> tuple[str, ...] | None:
    field = types[0].demand.field
    words = household.answers.get(field) if field else None
    return tuple(str(word) for word in words) if isinstance(words, tuple) else None


def _scores(order: tuple[str, ...] | None, types: tuple[Resource, ...]) -> list[float]:
    if not order:
        return [FIRST] * len(types)
    names = [type_name(resource) for resource in types]
    known = [word for word in order if word in names]
    return [max(LAST, FIRST - STEP * known.index(name)) if name in known else np.nan for name in names]
