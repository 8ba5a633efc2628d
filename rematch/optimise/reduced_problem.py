"""The problem the searches work on: units of linked households, possible pairs, worth of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rematch.optimise.housing import UnitClasses
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import UNPLACED, Floats, Ints, SideConstraint
from rematch.optimise.served import ServedNeeds

Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class ReducedProblem:
    """u units (households hard-linked to each other are one), m municipalities, k resources.

    `value` [u, m] has moving costs, links inside a unit and what is served in any case in it, and 0 where
    not allowed; the last resource of `demand` and `capacity` is the pledged maximum, the s before it are the
    served ones, demanded by who must have them. `classes` of housing units and needs that may be `served` are
    those of the households: each member of a unit has its own.
    """

    value: Floats
    allowed: Bools
    demand: Floats
    capacity: Floats
    persons: Ints
    minimum: Floats
    pinned: Bools
    apart: tuple[tuple[int, int], ...]
    soft_links: tuple[tuple[int, int, float], ...]
    closeness: Floats
    place_first: bool
    unit_of: Ints
    ceilings: tuple[SideConstraint, ...] = ()
    classes: UnitClasses | None = None
    served: ServedNeeds | None = None

    @property
    def pairs(self) -> int:
        """Number of pairs a plan can choose from."""
        return int(np.count_nonzero(self.allowed))

    @property
    def whole_minima(self) -> bool:
        """Whether the shortfall of every plan is a whole number."""
        return bool((self.minimum == np.floor(self.minimum)).all())

    @cached_property
    def open(self) -> Bools:
        """Units [u] that have at least one possible place."""
        return np.asarray(self.allowed.any(axis=1))

    @cached_property
    def placeable(self) -> int:
        """Persons in units that have at least one possible place."""
        return int(self.persons[self.open].sum())

    @cached_property
    def limited(self) -> Bools:
        """Resources [m, k] of which there is not as much as anybody wants."""
        return np.isfinite(self.capacity)

    @property
    def linked(self) -> tuple[tuple[int, int], ...]:
        """The two units of each soft link, whatever it is worth."""
        return tuple((first, second) for first, second, _ in self.soft_links)

    @cached_property
    def _members(self) -> "Layers":
        return layers(self.unit_of)

    @cached_property
    def _needs(self) -> "Layers":
        return () if self.served is None else layers(self.unit_of[self.served.who])

    def must(self, persons: float) -> Bools:
        """Units [u] in every plan that places so many persons: the pinned, and those too big to leave out."""
        spare = self.placeable - persons
        return self.pinned | ((self.persons > spare + TOLERANCE) & self.open)

    def used(self, prices: Floats) -> Floats:
        """Price [u, m] of the units each pair uses, at prices [m, k] per unit."""
        if self.demand.ndim == 2:
            return self.demand @ prices.T
        priced: Floats = np.einsum("umk,mk->um", self.demand, prices)
        return priced

    def demand_at(self, j: int) -> Floats:
        """Units [u, k] that each unit uses at municipality j."""
        return self.demand if self.demand.ndim == 2 else self.demand[:, j]

    def binding(self, j: int) -> Ints:
        """Resources that all who may go to municipality j could want more of than there is."""
        more: Bools = self.demand_at(j)[self.allowed[:, j]].sum(axis=0) > self.capacity[j]
        if self.served is not None:
            more[self.served.resource[self.served.decided[j]]] = True
        return np.flatnonzero(more)

    def persons_placed(self, plan: Ints) -> int:
        """Persons with a place in this plan [u]."""
        return int(self.persons[plan != UNPLACED].sum())

    def shortfall(self, plan: Ints) -> float:
        """Persons missing to the pledged minima in this plan [u]."""
        placed = plan != UNPLACED
        there = np.bincount(plan[placed], weights=self.persons[placed], minlength=len(self.minimum))
        return float(np.maximum(0.0, self.minimum - there).sum())

    def housed(self, prices: Floats | None = None) -> Floats:
        """Worth [u, m] of the best fitting classes less their prices [c], summed over members."""
        if self.classes is None:
            return np.zeros_like(self.value)
        return added(self.classes.best(prices), self._members, len(self.persons))

    def greatest_housed(self) -> Floats:
        """Greatest size [u, 1] of what classes can be worth to a unit, its members' sum."""
        if self.classes is None:
            return np.zeros((len(self.persons), 1))
        sizes = np.abs(np.nan_to_num(self.classes.value)).max(axis=1, initial=0.0)
        return summed(sizes, self.unit_of, len(self.persons))[:, None]

    def best_served(self, prices: Floats | None = None) -> Floats:
        """Worth [u, m] of what may be served less its prices [m, k], summed over members."""
        if self.served is None:
            return np.zeros_like(self.value)
        net = self.served.net(None if prices is None else prices[:, self.served.columns])
        return added(net, self._needs, len(self.persons))

    def possible(self) -> Floats:
        """Value [u, m] housed and served best, as if nobody else were there; 0 where not allowed."""
        return np.where(self.allowed, self.value + self.housed() + self.best_served(), 0.0)

    def members(self, units: Ints | list[int]) -> Ints:
        """Households of these units."""
        among = np.zeros(len(self.persons), dtype=bool)
        among[units] = True
        return np.flatnonzero(among[self.unit_of])

    def suffice(self, j: int, units: Ints | list[int]) -> bool:
        """Whether j has a fitting unit of housing for every member of these units."""
        return self.classes is None or self.classes.suffice(j, self.members(units))

    def each_housed(self, j: int, units: Ints, beside: list[int]) -> Bools:
        """Whether each of these units [a] by itself finds housing at j beside some others."""
        if self.classes is None:
            return np.ones(len(units), dtype=bool)
        alone = np.array([unit not in beside for unit in units.tolist()], dtype=bool)
        number = np.full(len(self.persons), -1)
        number[units[alone]] = np.flatnonzero(alone)
        group = number[self.unit_of]
        return self.classes.each_suffices(j, group, len(units), self.members(beside))

    def worth_nothing_but(self, value: Floats) -> "ReducedProblem":
        """The same rules with these values [u, m] alone: no soft link, class or service is worth anything."""
        classes = None if self.classes is None else self.classes.worthless()
        return replace(self, value=value, soft_links=(), classes=classes, served=None)

    def keeps_ceilings(self, plan: Ints) -> bool:
        """Whether no sum over this plan [u] passes its limit."""
        placed = np.flatnonzero(plan != UNPLACED)
        sums = (float(ceiling.cost[placed, plan[placed]].sum()) - ceiling.limit for ceiling in self.ceilings)
        return all(over <= TOLERANCE for over in sums)

    def worth(self, plan: Ints) -> float:
        """Third level of this plan [u]: values, moving costs, soft links, classes and what is served."""
        placed = np.flatnonzero(plan != UNPLACED)
        near = (bonus * self.closeness[plan[i], plan[j]] for i, j, bonus in self._linked_in(plan))
        decided = 0.0
        if self.classes is not None:
            decided += self.classes.worth(self.classes.house_all(self.spread(plan)))
        if self.served is not None:
            decided += float(self.served.worth(self.spread(plan)).sum())
        return float(self.value[placed, plan[placed]].sum() + sum(near)) + decided

    def rank(self, plan: Ints) -> tuple[float, float, float]:
        """What plans are compared by, in this order: persons, less shortfall, worth."""
        persons = self.persons_placed(plan) if self.place_first else 0
        return persons, -self.shortfall(plan), self.worth(plan)

    def _linked_in(self, plan: Ints) -> Iterator[tuple[int, int, float]]:
        return (link for link in self.soft_links if UNPLACED not in (plan[link[0]], plan[link[1]]))

    def spread(self, plan: Ints) -> Ints:
        """The plan of the units [u] as a plan of the households [n]."""
        return plan[self.unit_of]

    def gather(self, assignment: Ints) -> Ints:
        """A plan of the households [n] as one of the units [u]; a unit that is torn apart is unplaced."""
        plan = np.full(len(self.persons), UNPLACED, dtype=np.int64)
        plan[self.unit_of] = assignment
        torn = self.unit_of[plan[self.unit_of] != assignment]
        plan[torn] = UNPLACED
        return plan

    def same_structure(self, other: "ReducedProblem") -> bool:
        """Whether only the values differ."""
        arrays = ("allowed", "demand", "capacity", "persons", "minimum", "pinned", "closeness", "unit_of")
        plain = ("apart", "place_first", "linked")
        return (
            all(np.array_equal(getattr(self, name), getattr(other, name)) for name in arrays)
            and all(getattr(self, name) == getattr(other, name) for name in plain)
            and self._same_ceilings(other)
            and _same(self.classes, other.classes, "place", "count", "fits")
            and _same(self.served, other.served, "who", "what", "need", "must")
        )

    def _same_ceilings(self, other: "ReducedProblem") -> bool:
        return len(self.ceilings) == len(other.ceilings) and all(
            mine.limit == theirs.limit and np.array_equal(mine.cost, theirs.cost)
            for mine, theirs in zip(self.ceilings, other.ceilings, strict=True)
        )


def _same(mine: object | None, theirs: object | None, *names: str) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return all(np.array_equal(getattr(mine, name), getattr(theirs, name)) for name in names)


def summed(array: NDArray, unit_of: Ints, size: int) -> NDArray:  # type: ignore[type-arg]
    """Sums of the rows [n, ...] of each unit [size, ...]."""
    return added(array, layers(unit_of), size)


Layers = tuple[tuple[Ints, Ints], ...]


def layers(unit_of: Ints) -> Layers:
    """Rows and their units in order: the first row of each unit, the second of those that have one, ..."""
    order = np.argsort(unit_of, kind="stable")
    ordered = unit_of[order]
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    found = (order[number[order] == k] for k in range(int(number.max(initial=-1)) + 1))
    return tuple((rows, unit_of[rows]) for rows in found)


def added(array: NDArray, rows_of: Layers, size: int) -> NDArray:  # type: ignore[type-arg]
    """`summed`, where the layers are known."""
    first, *more = rows_of or ((np.zeros(0, dtype=np.int64),) * 2,)
    rows, units = first
    if len(units) == size:
        total = array[rows]
    else:
        total = np.zeros((size, *array.shape[1:]), dtype=array.dtype)
        total[units] = array[rows]
    for rows, units in more:
        total[units] += array[rows]
    return total
