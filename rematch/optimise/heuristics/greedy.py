"""A plan that keeps every rule, by placing units one after the other where there is room."""

from collections.abc import Iterable

import numpy as np

from rematch.optimise.housing import NONE, UnitClasses
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.reduced_problem import Bools, ReducedProblem


class GreedyConstruction:
    """A plan in the making: who is where and what room is left; pinned units stand from the start."""

    def __init__(self, units: ReducedProblem) -> None:
        self.units = units
        self.plan: Ints = np.full(len(units.persons), UNPLACED, dtype=np.int64)
        self.room: Floats = units.capacity.copy()
        self._housing = None if units.classes is None else _Housing(units, units.classes)
        self._apart: dict[int, list[int]] = {}
        for first, second in units.apart:
            self._apart.setdefault(first, []).append(second)
            self._apart.setdefault(second, []).append(first)
        for i in np.flatnonzero(units.pinned):
            self.put(int(i), int(np.flatnonzero(units.allowed[i])[0]))

    def possible(self, i: int) -> Bools:
        """Places [m] where unit i is allowed, has room, and meets nobody it is kept apart from."""
        demand = self.units.demand[i]
        free: Bools = self.units.allowed[i] & (demand <= self.room + TOLERANCE).all(axis=1)
        for other in self._apart.get(i, ()):
            if self.plan[other] != UNPLACED:
                free[self.plan[other]] = False
        if self._housing is not None:
            self._housing.keep_possible(self.plan, i, free)
        return free

    def put(self, i: int, j: int) -> None:
        """Unit i goes to j."""
        self.plan[i] = j
        self.room[j] -= self.units.demand_at(j)[i]
        if self._housing is not None:
            self._housing.put(self.plan, i, j)

    def keep(self, wished: Ints, order: Iterable[int]) -> None:
        """Units go where `wished` has them as far as the rules let them, in this order."""
        self._put_all(np.where(self.plan == UNPLACED, wished, UNPLACED))
        for i in order:
            j = wished[i]
            if self.plan[i] == UNPLACED and j != UNPLACED and self.possible(i)[j]:
                self.put(i, int(j))

    def _put_all(self, wished: Ints) -> None:
        """Those of `wished` [u] go at once whose place has room for all of them: nobody would be left out."""
        units, both = self.units, np.where(self.plan == UNPLACED, wished, self.plan)
        coming = np.flatnonzero(wished != UNPLACED)
        at = wished[coming]
        used = np.zeros_like(self.room)
        np.add.at(used, at, units.demand[coming] if units.demand.ndim == 2 else units.demand[coming, at])
        fits = (used <= self.room + TOLERANCE).all(axis=1) & (np.bincount(at, minlength=len(used)) > 0)
        fits[at[~units.allowed[coming, at]]] = False
        fits[[both[one] for one, other in units.apart if both[one] == both[other] != UNPLACED]] = False
        for j in np.flatnonzero(fits).tolist():
            fits[j] = units.suffice(j, np.flatnonzero(both == j))
        here = coming[fits[at]]
        self.plan[here] = wished[here]
        self.room[fits] -= used[fits]
        if self._housing is not None:
            self._housing.put_all(self.plan, fits)

    def fill(self, score: Floats, order: Iterable[int]) -> None:
        """Units still without a place take the possible one with the best score [u, m] above -inf."""
        for i in order:
            if self.plan[i] == UNPLACED:
                best = np.where(self.possible(i), score[i], -np.inf)
                if best.size and best.max() > -np.inf:
                    self.put(i, int(np.argmax(best)))


class _Housing:
    """A class for everybody placed so far; those at a place may change theirs to let one more in."""

    def __init__(self, units: ReducedProblem, classes: UnitClasses) -> None:
        self._units, self._classes = units, classes
        self._taken: Ints = np.full(len(units.unit_of), NONE, dtype=np.int64)
        self._left: Floats = classes.count.copy()

    def keep_possible(self, plan: Ints, i: int, free: Bools) -> None:
        """Out of the `free` places [m] go those without housing for unit i beside those there."""
        places = np.flatnonzero(free)
        simply = np.zeros_like(free)
        if len(members := self._units.members([i])) == 1:
            simply[self._classes.place[self._classes.fits[members[0]] & (self._left > 0)]] = True
        for j in places[~simply[places]].tolist():
            free[j] = self._units.suffice(j, np.append(np.flatnonzero(plan == j), i))

    def put_all(self, plan: Ints, places: Bools) -> None:
        """All who are at these places [m] take their class anew."""
        at = self._classes
        for j in np.flatnonzero(places).tolist():
            there, here = self._units.members(np.flatnonzero(plan == j)), at.at[j]
            self._taken[there] = at.house(j, there)
            used = np.bincount(self._taken[there], minlength=len(self._left))
            self._left[here] = at.count[here] - used[here]

    def put(self, plan: Ints, i: int, j: int) -> None:
        """Unit i is at j now."""
        members, here = self._units.members([i]), self._classes.at[j]
        costs = np.where(self._left[here] > 0, self._classes.costs[members[0], here], np.inf)
        if len(members) == 1 and np.isfinite(costs).any():
            self._taken[members] = here[costs.argmin()]
        else:
            there = self._units.members(np.flatnonzero(plan == j))
            self._taken[there] = self._classes.house(j, there)
        taken = self._taken[self._classes.place[self._taken] == j]
        used = np.bincount(taken[taken != NONE], minlength=len(self._left))
        self._left[here] = self._classes.count[here] - used[here]


def kept(units: ReducedProblem, wished: Ints) -> Ints:
    """What of a plan [u] keeps every rule: all of it where it breaks none."""
    if _keeps_all(units, wished):
        return wished
    filling = GreedyConstruction(units)
    filling.keep(wished, range(len(wished)))
    return filling.plan


def _keeps_all(units: ReducedProblem, plan: Ints) -> bool:
    placed = np.flatnonzero(plan != UNPLACED)
    at = plan[placed]
    if not units.allowed[placed, at].all() or (plan[units.pinned] == UNPLACED).any():
        return False
    used = np.zeros_like(units.capacity)
    np.add.at(used, at, units.demand[placed] if units.demand.ndim == 2 else units.demand[placed, at])
    together = any(plan[first] == plan[second] != UNPLACED for first, second in units.apart)
    enough = bool((used <= units.capacity + TOLERANCE).all()) and not together
    return enough and all(units.suffice(j, np.flatnonzero(plan == j)) for j in np.unique(at).tolist())


def greedy(units: ReducedProblem, wished: Ints | None = None, score: Floats | None = None) -> Ints:
    """A plan near `wished`: what of it keeps the rules, then the biggest units first to their best place."""
    filling = GreedyConstruction(units)
    if wished is not None:
        filling.keep(wished, range(len(wished)))
    begun = filling.plan.copy()
    value = units.possible()
    wanted = (units.persons > 0)[:, None] & units.place_first | (value > 0)
    biggest_first = (int(i) for i in np.argsort(-units.persons, kind="stable"))
    filling.fill(np.where(wanted, value if score is None else score, -np.inf), biggest_first)
    return filling.plan if units.keeps_ceilings(filling.plan) else begun
