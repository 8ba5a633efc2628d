"""Accommodation: which classes of units there are, who fits in, and in which order types are taken.

A municipality with a list of units has classes of units alike; one without has a class for each type, of
which only the capacity is known. Which class a household takes is decided by the plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from rematch.criteria.catalogue import Catalogue, Resource
from rematch.criteria.columns import Flags, Floats, Ints
from rematch.criteria.housing.unit_classes import Likeness, classes_of, limited
from rematch.criteria.housing.unit_types import COUNTED, OWN_HOUSING, type_name
from rematch.criteria.measuring.measures import ScoreMatrix
from rematch.criteria.measuring.supply.demand import binding, stated_capacity
from rematch.criteria.measuring.supply.own_housing import confirmed_homes, own_homes
from rematch.criteria.measuring.supply.rooms import SizedClasses, crowded, sizes
from rematch.criteria.measuring.supply.suiting import suiting
from rematch.model import CriterionId, Household, Municipality, Profiles, ResourceId
from rematch.scenario import Scenario

FIRST, STEP, LAST = 1.0, 0.3, 0.1
"""Score of the type named first, what each further place in the order takes off, and the least that stays."""


@dataclass(frozen=True, eq=False)
class Accommodation:
    """u classes of units at m municipalities for n households and t types; every municipality has each type.

    types   [t]     in the catalogue's order
    place   [u]     municipality of each class, ascending
    type    [u]     number of its type, t where it is no unit: a home of one's own
    alike   [u]     what its units have in common
    listed  [m]     whether the municipality keeps a list of units
    count   [u]     whole units, inf = no limit
    score   [n, t]  1, 0.7, 0.4, then 0.1 in the household's order, NaN = not accepted; 1 if it named none
    said    [n]     whether the household answered at all
    small   [n, u]  too few rooms or beds, where the criterion of sizes bars
    suited  [n, u]  of a list for this household but for its size, 1 or 0, NaN if a sex is not stated; else 1
    barred  [n, u]  otherwise not for this household
    unsure  [n, u]  barred only because a sex is not stated
    at_home [n, m]  who has a home of their own there, and takes that
    sizes           by criterion of sizes its score [n, u] in units of a list, NaN where it does not apply
    """

    types: tuple[ResourceId, ...]
    place: Ints
    type: Ints
    alike: tuple[Likeness, ...]
    listed: Flags
    count: Floats
    score: Floats
    said: Flags
    small: Flags
    suited: Floats
    barred: Flags
    unsure: Flags
    at_home: Flags
    sizes: Mapping[CriterionId, Floats] = field(default_factory=dict)

    def type_of(self, number: int) -> ResourceId:
        """The type of a class; OWN_HOUSING where it is no unit."""
        return (*self.types, OWN_HOUSING)[int(self.type[number])]

    def classes(self, j: int, kind: ResourceId) -> Ints:
        """The classes of a type at municipality j, the plainest first."""
        number = (*self.types, OWN_HOUSING).index(kind)
        return np.flatnonzero((self.place == j) & (self.type == number))

    def counted(self, j: int, resource: ResourceId) -> Ints | None:
        """The classes that the list of municipality j counts as such a resource; None where it does not."""
        if not self.listed[j] or resource not in COUNTED:
            return None
        here = np.flatnonzero(self.place == j)
        return here[[COUNTED[resource](self.alike[c]) is True for c in here]]

    @cached_property
    def accepts(self) -> Floats:
        """[n, u] score of the type of each class, NaN = not accepted; whoever is at home takes that alone."""
        here, own = self.at_home[:, self.place], self.type == len(self.types)
        by_type = np.column_stack([self.score, np.full(len(self.score), np.nan)])[:, self.type]
        return np.where(here, np.where(own, FIRST, np.nan), by_type)

    @cached_property
    def by_class(self) -> Floats:
        """[n, u] score of each class, NaN = not accepted, too small, or not for this household."""
        return np.where(self.small | self.barred, np.nan, self.accepts)

    @cached_property
    def best(self) -> Floats:
        """[n, m] score of the best accepted type of which a unit is there and fits, NaN where none does."""
        return self._best(self.by_class)

    def best_size(self, criterion: CriterionId) -> Floats:
        """[n, m] the greatest score of size among the listed units that fit, NaN where none does."""
        return self._best(np.where(np.isnan(self.by_class), np.nan, self.sizes[criterion]))

    @cached_property
    def accepted(self) -> Flags:
        """[n, m] whether there is a unit of an accepted type at all, whatever it is like."""
        return ~np.isnan(self._best(self.accepts))

    @cached_property
    def roomy(self) -> Flags:
        """[n, m] whether such a unit is large enough."""
        return ~np.isnan(self._best(np.where(self.small, np.nan, self.accepts)))

    @cached_property
    def would_fit(self) -> Flags:
        """[n, m] whether one fits, or would if the sex of everybody were stated as it has to be."""
        open_still = np.where(self.small | (self.barred & ~self.unsure), np.nan, self.accepts)
        return ~np.isnan(self._best(open_still))

    def _best(self, scores: Floats) -> Floats:
        """[n, m] the greatest of [n, u] at each municipality where there is a unit, NaN where none is."""
        there = np.where(self.count >= 1, np.nan_to_num(scores, nan=-1.0), -1.0)
        if not len(self.place):
            return np.full((len(scores), len(self.listed)), np.nan)
        best = np.maximum.reduceat(there, np.searchsorted(self.place, np.arange(len(self.listed))), axis=1)
        return np.where(best >= 0, best, np.nan)


def accommodation(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Accommodation | None:
    """The classes that take part, None where there are none; the scenario's limits replace what is stated.

    Capacity by type that nobody stated is no limit. Parts of a unit are none.
    """
    types = tuple(r for r in binding(profiles, catalogue, scenario) if r.demand.per == "unit")
    if not types:
        return None
    stated = stated_capacity(profiles, types, scenario)
    lived_in = [bool(rows.any()) for rows in confirmed_homes(profiles, catalogue).T]
    towns = [
        _classes(town, types, row, scenario) | ({Likeness(OWN_HOUSING): np.inf} if own else {})
        for town, row, own in zip(profiles.municipalities, stated, lived_in, strict=True)
    ]
    alike = tuple(one for town in towns for one in town)
    names = [*(type_name(resource) for resource in types), OWN_HOUSING]
    orders = [_named(household, types) for household in profiles.households]
    place = np.repeat(np.arange(len(towns)), [len(town) for town in towns])
    kinds = np.array([names.index(one.type) for one in alike], dtype=np.int64)
    listed = np.array([bool(town.units) for town in profiles.municipalities], dtype=bool)
    in_list = listed[place] & (kinds < len(types))
    suited = suiting(profiles, catalogue, scenario, alike, in_list)
    few_beds = _few_beds(profiles, alike, in_list)
    sized = SizedClasses(
        place,
        tuple([*(resource.id for resource in types), OWN_HOUSING][kind] for kind in kinds),
        tuple(one if keeps else None for one, keeps in zip(alike, in_list, strict=True)),
    )
    return Accommodation(
        types=tuple(resource.id for resource in types),
        place=place,
        type=kinds,
        alike=alike,
        listed=listed,
        count=np.array([count for town in towns for count in town.values()], dtype=float),
        score=np.array([_scores(order, types) for order in orders], dtype=float).reshape(-1, len(types)),
        said=np.array([order is not None for order in orders], dtype=bool),
        small=crowded(profiles, catalogue, scenario, sized),
        suited=suited,
        barred=few_beds | ~(suited == 1.0),
        unsure=np.isnan(suited) & ~few_beds,
        at_home=own_homes(profiles, catalogue, scenario),
        sizes=sizes(profiles, catalogue, scenario, sized),
    )


def preferred(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> ScoreMatrix:
    """[n, m] the score of the best accepted type there, 0 where there is none; unsaid: not applicable."""
    homes = accommodation(profiles, catalogue, scenario)
    shape = (len(profiles.households), len(profiles.municipalities))
    if homes is None:
        return ScoreMatrix(np.full(shape, np.nan), np.zeros(shape, dtype=bool))
    said = np.broadcast_to(homes.said[:, None], shape)
    return ScoreMatrix(np.where(said, np.nan_to_num(homes.best), np.nan), ~said)


def _classes(
    town: Municipality, types: tuple[Resource, ...], stated: Floats, scenario: Scenario
) -> dict[Likeness, float]:
    """The classes of a municipality with their units."""
    names = tuple(type_name(resource) for resource in types)
    if not town.units:
        counts = np.where(np.isnan(stated), np.inf, np.floor(stated))
        return {Likeness(name): float(count) for name, count in zip(names, counts, strict=True)}
    limits = scenario.limits.get(town.ags, {})
    return limited(classes_of(town, names), {type_name(r): limits[r.id] for r in types if r.id in limits})


def _few_beds(profiles: Profiles, alike: tuple[Likeness, ...], listed: Flags) -> Flags:
    """[n, u] more persons than beds, where a list says how many."""
    beds = np.array([one.persons if keeps else np.inf for one, keeps in zip(alike, listed, strict=True)])
    few: Flags = np.array([household.size for household in profiles.households])[:, None] > beds
    return few


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
