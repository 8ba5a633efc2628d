"""Which class of housing unit a household takes at its place: the best choice for a given plan, no solver.

Equal units of one municipality are a class with a count. Households at one place and its classes are a
transportation problem; shortest augmenting paths solve it exactly (Kuhn 1955; Tomizawa 1971).
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rematch.optimise.checks import Floats, Ints

Bools = NDArray[np.bool_]

NONE = -1

KEPT, PLAINER = 1e-9, 1e-12
"""Among equals a household keeps the class it had, then takes the first one: shares of the greatest value."""
TINY = 1e-14
FEW = 6
"""Up to so many classes at a place every set of them is looked at."""
REMEMBERED = 10_000
"""Answers kept: plans that are compared differ at a few places only."""


class Housed(Protocol):
    """The fields of a `Problem` that housing reads, by the same names and shapes."""

    @property
    def n(self) -> int:
        """Households."""

    @property
    def m(self) -> int:
        """Municipalities."""

    @property
    def class_place(self) -> Ints | None:
        """[c], None where housing is no decision."""

    @property
    def class_count(self) -> Floats:
        """[c]."""

    @property
    def class_value(self) -> Floats:
        """[n, c], NaN = does not fit."""

    @property
    def previous_unit(self) -> Ints:
        """[n]."""


@dataclass(frozen=True, eq=False)
class UnitClasses:
    """n households, m municipalities, c classes of housing units.

    place     [c]     municipality of each class
    count     [c]     units of it, inf = no limit
    value     [n, c]  worth of taking one, NaN = does not fit or there is none
    previous  [n]     class each household had, -1 = none; decides between equals alone
    m                 municipalities
    """

    place: Ints
    count: Floats
    value: Floats
    previous: Ints
    m: int
    _known: dict[tuple[int, bytes], Ints] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def fits(self) -> Bools:
        """Whether a household can take the class [n, c]."""
        return ~np.isnan(self.value)

    @cached_property
    def at(self) -> tuple[Ints, ...]:
        """Classes of each municipality [m], in their order."""
        return tuple(np.flatnonzero(self.place == j) for j in range(self.m))

    @cached_property
    def costs(self) -> Floats:
        """What is least for the class [n, c] a household should take: inf = impossible, ties decided."""
        worth = np.nan_to_num(self.value)
        cost: Floats = np.where(self.fits, -worth / (float(np.abs(worth).max(initial=0.0)) or 1.0), np.inf)
        had = np.flatnonzero(self.previous != NONE)
        cost[had, self.previous[had]] -= KEPT
        cost += PLAINER * np.arange(len(self.place))
        return cost

    def worthless(self) -> "UnitClasses":
        """The same classes with nothing to gain: they only have to suffice."""
        return replace(self, value=np.where(self.fits, 0.0, np.nan))

    def best(self, prices: Floats | None = None) -> Floats:
        """max over the fitting classes c at j of value_hc - price_c [n, m]; -inf where there is none."""
        worth = np.full((len(self.value), self.m), -np.inf)
        for places, classes, value in self._layers:
            net = value if prices is None else value - prices[classes]
            worth[:, places] = np.maximum(worth[:, places], net)
        return worth

    def chosen(self, plan: Ints, prices: Floats) -> Ints:
        """The class [n] each household of a plan [n] takes where it is, if it takes its best; -1 for none."""
        taken = np.full(len(plan), NONE, dtype=np.int64)
        placed = np.flatnonzero(plan >= 0)
        own = self._listed[plan[placed]]
        if own.size:
            value = self.value[placed[:, None], own]
            net = np.where((own != NONE) & ~np.isnan(value), value - prices[own], -np.inf)
            rows, best = np.arange(len(placed)), net.argmax(axis=1)
            taken[placed] = np.where(np.isfinite(net[rows, best]), own[rows, best], NONE)
        return taken

    @cached_property
    def _listed(self) -> Ints:
        """Classes [m, l] of each municipality in their order, -1 beyond the last."""
        most = max((len(here) for here in self.at), default=0)
        listed = np.full((self.m, most), NONE, dtype=np.int64)
        for j, here in enumerate(self.at):
            listed[j, : len(here)] = here
        return listed

    @cached_property
    def _layers(self) -> tuple[tuple[slice | Ints, Ints, Floats], ...]:
        """The first class of each place that has one, then the second, ...: places, classes, worth [n, p]."""
        found = []
        for k in range(max((len(here) for here in self.at), default=0)):
            places = np.array([j for j, here in enumerate(self.at) if len(here) > k], dtype=np.int64)
            classes = np.array([self.at[j][k] for j in places.tolist()], dtype=np.int64)
            value = np.where(self.fits[:, classes], self.value[:, classes], -np.inf)
            found.append((slice(None) if len(places) == self.m else places, classes, value))
        return tuple(found)

    def house(self, j: int, households: Collection[int] | Ints) -> Ints:
        """A class for each of these households at j, of the greatest total worth; -1 for who gets none."""
        rows, here = np.asarray(households, dtype=np.int64), self.at[j]
        asked = (j, rows.tobytes())
        if asked not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            taken = assign(self.costs[np.ix_(rows, here)], self.count[here])
            self._known[asked] = np.where(taken == NONE, NONE, here[taken]) if here.size else taken
        return self._known[asked]

    def suffice(self, j: int, households: Collection[int] | Ints) -> bool:
        """Whether there is a fitting unit at j for each of these households.

        So it is where of every set S of classes no more households need one than S has units (Hall 1935).
        """
        if len(self.at[j]) > FEW:
            return bool((self.house(j, households) != NONE).all())
        fitting, room = self._sets[j]
        needing = np.bincount(fitting[np.asarray(households, dtype=np.int64)], minlength=len(room))
        return bool((_within(len(room)) @ needing <= room).all())

    def each_suffices(self, j: int, group: Ints, count: int, beside: Ints) -> Bools:
        """`suffice` for each of `count` groups by itself and those `beside`; `group` [n], -1 for none."""
        inside = np.flatnonzero(group >= 0)
        if len(self.at[j]) > FEW:
            groups = [np.append(np.flatnonzero(group == number), beside) for number in range(count)]
            return np.array([self.suffice(j, households) for households in groups], dtype=bool)
        fitting, room = self._sets[j]
        needing = np.tile(np.bincount(fitting[beside], minlength=len(room)), (count, 1))
        np.add.at(needing, (group[inside], fitting[inside]), 1)
        return np.asarray((needing @ _within(len(room)).T <= room).all(axis=1))

    @cached_property
    def _sets(self) -> tuple[tuple[Ints, Floats], ...]:
        """Of each municipality [m]: what fits each household [n] as a set of classes; units of each set."""
        found = []
        for here in self.at:
            bits = 1 << np.arange(len(here)) if len(here) <= FEW else np.zeros(len(here), dtype=np.int64)
            sets = np.arange(2 ** len(here) if len(here) <= FEW else 1)
            inside = (sets[:, None] & bits) > 0
            room = np.where(inside, self.count[here], 0.0).sum(axis=1)
            found.append((self.fits[:, here] @ bits, room))
        return tuple(found)

    def house_all(self, plan: Ints) -> Ints:
        """Classes [n] for the households of a plan [n], the best for that plan."""
        unit = np.full(len(plan), NONE, dtype=np.int64)
        for j in np.unique(plan[plan >= 0]).tolist():
            there = np.flatnonzero(plan == j)
            unit[there] = self.house(j, there)
        return unit

    def worth(self, unit: Ints) -> float:
        """Sum of the values of these classes [n]."""
        rows = np.flatnonzero(unit != NONE)
        return float(self.value[rows, unit[rows]].sum())


@cache
def _within(size: int) -> Ints:
    """[s, s] 1 where the set of the column is within that of the row; a set has a bit for each class."""
    sets = np.arange(size)
    inside: Ints = ((sets[:, None] & sets) == sets).astype(np.int64)
    return inside


def unit_classes(problem: Housed) -> UnitClasses | None:
    """The classes of a problem, None where it has none."""
    if problem.class_place is None:
        return None
    value = np.where(problem.class_count >= 1, problem.class_value, np.nan)
    return UnitClasses(problem.class_place, problem.class_count, value, problem.previous_unit, problem.m)


def assign(cost: Floats, count: Floats) -> Ints:
    """One of c columns for each of h rows, no column oftener than its count, at the least total cost.

    `cost` [h, c], inf = impossible. As many rows as possible get one, rows in their order; -1 for the rest.
    Each row comes in by the shortest path of displacements to a column with room: none where its best has.
    """
    rows, columns = cost.shape
    taken = np.full(rows, NONE, dtype=np.int64)
    if not (rows and columns):
        return taken
    first = cost.argmin(axis=1)
    wanted = np.bincount(first, minlength=columns)
    if np.isfinite(cost.min(axis=1)).all() and (wanted <= count).all():
        return np.asarray(first, dtype=np.int64)
    left = count.copy()
    for row, best in enumerate(first.tolist()):
        if left[best] > 0 and np.isfinite(cost[row, best]):
            left[best] -= 1
            taken[row] = best
            continue
        distance, came = _displacements(cost, taken, row)
        end = int(np.where(left > 0, distance, np.inf).argmin())
        if not (left[end] > 0 and np.isfinite(distance[end])):
            continue
        left[end] -= 1
        while came[end] != NONE:
            moved = came[end]
            taken[moved], end = end, int(taken[moved])
        taken[row] = end
    return taken


def _displacements(cost: Floats, taken: Ints, row: int) -> tuple[Floats, Ints]:
    """Least cost [c] of bringing `row` in so that column c gets one more, and who moves there last [c]."""
    distance, came = cost[row].copy(), np.full(cost.shape[1], NONE, dtype=np.int64)
    inside = np.flatnonzero(taken != NONE)
    if not inside.size:
        return distance, came
    change = cost[inside] - cost[inside, taken[inside]][:, None]
    for _ in range(cost.shape[1]):
        through = distance[taken[inside]][:, None] + change
        best = through.argmin(axis=0)
        reached = through[best, np.arange(len(best))]
        nearer = reached < distance - TINY
        if not nearer.any():
            break
        distance = np.where(nearer, reached, distance)
        came = np.where(nearer, inside[best], came)
    return distance, came
