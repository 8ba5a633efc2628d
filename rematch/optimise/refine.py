"""Plans from the relaxation: what it leaves open is decided first, then a few municipalities at a time.

At the prices, a plan's distance to the bound is a sum over municipalities: what each unit there gives up
against its best reduced value, and the price of the room left unused. The search begins where most is lost
(large neighbourhood search: Shaw 1998; Pisinger, Ropke 2010).
"""

from dataclasses import dataclass

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.core import Bools, Core
from rematch.optimise.exact import ExactModel
from rematch.optimise.master import Priced, best_pairs
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.repair import greedy
from rematch.optimise.rest import rest
from rematch.optimise.search import Enough, better
from rematch.optimise.solution import Levels

SURE = 0.9
NODES = 30
OPEN, OPEN_AT_MOST, NEAR = 6, 400, 4
"""Best pairs of a unit that are open where the relaxation tears it apart, and in a neighbourhood."""
AROUND = 6


def first_plan(units: Core, priced: Priced, levels: Levels) -> Ints:
    """Units the relaxation places nearly whole stay there; the rest is a small model; leftovers by price."""
    sure = priced.shares.max(axis=1, initial=0.0) > SURE
    begin = np.where(sure, priced.shares.argmax(axis=1), UNPLACED)
    begin = greedy(units, begin, np.full(units.value.shape, -np.inf))
    score = np.where(units.allowed, priced.reduced, -np.inf)
    torn = max(1, int((begin == UNPLACED).sum()))
    open_pairs = best_pairs(units, score, max(2, min(OPEN, OPEN_AT_MOST // torn)))
    open_pairs &= (begin == UNPLACED)[:, None]
    return greedy(units, improved(units, begin, open_pairs, levels), score)


def improved(units: Core, plan: Ints, pairs: Bools, levels: Levels) -> Ints:
    """A better plan in which only these pairs [u, m] change, within NODES.

    Once the first levels are reached they are kept; before, all three are searched at once.
    """
    part = rest(units, plan, pairs)
    if not part.core.allowed.any():
        return plan
    model, here = ExactModel(part.core), part.plan()
    persons = levels.persons - (units.persons_placed(plan) - part.core.persons_placed(here))
    missing = levels.shortfall - (units.shortfall(plan) - part.core.shortfall(here))
    if part.core.persons_placed(here) >= persons and part.core.shortfall(here) <= missing:
        model.keep(persons, missing)
        model.aim_value()
    else:
        model.keep(0.0, float(part.core.minimum.sum()))
        model.aim_all(_beyond_any_value(units))
    found = model.solve(Budget(NODES), here).plan
    return plan if found is None else better(units, plan, part.whole(found))


def _beyond_any_value(units: Core) -> float:
    """More than moving one person can win or lose."""
    each = np.abs(units.value) / np.maximum(units.persons, 1)[:, None]
    return 3.0 * float(each.max(initial=0.0)) + 1e-9


@dataclass
class Neighbourhoods:
    """Which municipalities are searched next, from what the plan loses where."""

    units: Core
    priced: Priced

    def __post_init__(self) -> None:
        self._draw = np.random.default_rng(len(self.units.persons))
        self._near = best_pairs(self.units, np.where(self.units.allowed, self.priced.reduced, -np.inf), NEAR)
        self._tries = np.zeros(len(self.units.minimum))

    def next(self, plan: Ints, count: int) -> Bools:
        """The best pairs [u, m] among so many related municipalities, for units that are there or nowhere."""
        m = len(self.units.minimum)
        worst = self.loss(plan) / (1.0 + self._tries) ** 2
        first = int(np.argmax(worst + 1e-9 * self._draw.random(m)))
        self._tries[first] += 1
        relation = self._related(plan, first) + 0.1
        relation[first] = np.inf
        order = np.argsort(-np.log(relation) - self._draw.gumbel(size=m), kind="stable")
        chosen = np.zeros(m, dtype=bool)
        chosen[order[:count]] = True
        here = np.append(chosen, True)[plan]
        worth = np.where(chosen & self.units.allowed, self.priced.reduced, -np.inf)
        pairs: Bools = best_pairs(self.units, worth, NEAR) & here[:, None]
        return pairs

    def loss(self, plan: Ints) -> Floats:
        """What is lost at each municipality [m] against the bound; of the unplaced, where they fit best."""
        units, reduced = self.units, self.priced.reduced
        best = np.maximum(reduced.max(axis=1, initial=-np.inf), 0.0)
        placed = np.flatnonzero(plan != UNPLACED)
        lost = np.bincount(
            plan[placed], best[placed] - reduced[placed, plan[placed]], minlength=len(units.minimum)
        )
        used = np.zeros_like(units.capacity)
        demand = units.demand[placed] if units.demand.ndim == 2 else units.demand[placed, plan[placed]]
        np.add.at(used, plan[placed], demand)
        room = np.where(np.isfinite(units.capacity), units.capacity - used, 0.0)
        lost += (room * self.priced.prices.capacity).sum(axis=1)
        for i in np.flatnonzero((plan == UNPLACED) & units.allowed.any(axis=1)):
            lost[int(reduced[i].argmax())] += best.sum()
        return np.asarray(lost, dtype=np.float64)

    def _related(self, plan: Ints, first: int) -> Floats:
        """How many units at one of two places have the other among their best [m]."""
        m = len(self.units.minimum)
        back = self._near[:, first] & (plan != UNPLACED)
        related: Floats = self._near[plan == first].sum(axis=0) + np.bincount(plan[back], minlength=m)
        return related.astype(np.float64)


def refined(
    units: Core, plan: Ints, priced: Priced, levels: Levels, *, budget: Budget, enough: Enough
) -> Ints:
    """Neighbourhoods until it is enough; larger ones after a round without a better plan.

    Without a work limit it ends after a round that improved nothing, and the proof takes over.
    """
    m = len(units.minimum)
    search, stale = Neighbourhoods(units, priced), 0
    while (budget.work is not None or stale < m) and not budget.over and not enough(plan):
        pairs = search.next(plan, min(m, AROUND + stale // m))
        best = improved(units, plan, pairs, levels)
        budget.spend(1)
        stale = 0 if units.rank(best) > units.rank(plan) else stale + 1
        plan = best
    return plan
