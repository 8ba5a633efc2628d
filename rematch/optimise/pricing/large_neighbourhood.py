"""Plans from the relaxation: what it leaves open is decided first, then a few municipalities at a time.

At the prices, a plan's distance to the bound is a sum over municipalities: what each unit there gives up
against its best reduced value, and the price of the room left unused. The search begins where most is lost
(large neighbourhood search: Shaw 1998; Pisinger, Ropke 2010).
"""

from dataclasses import dataclass, replace

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.exact.branch_and_bound import ExactModel
from rematch.optimise.exact.search import Enough, better, reaches
from rematch.optimise.heuristics.greedy import greedy
from rematch.optimise.pricing.restricted_master import MasterResult, at, best_pairs
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.proof.cover_cuts import FRACTION
from rematch.optimise.reduced_problem import Bools, ReducedProblem
from rematch.optimise.solution import Levels

SURE = 0.9
NODES, FEW = 60, 10
"""Nodes of one neighbourhood, and as long as people are to be placed who have no place."""
NEAR = 4
"""Best pairs of a unit among the municipalities of a neighbourhood."""
AROUND, AT_MOST = 5, 9
"""Municipalities of a neighbourhood: one more for every second that brought nothing."""
LIGHT = 3
"""Pairs per unit, on average, that lose least: a wide neighbourhood has no others."""
WIDE, WIDEST = 15, 20
"""Municipalities of a wide one, as far as that is under a third of all: one more for every tenth in vain."""
WITHIN = 0.1
"""How near to its own best a wide one is searched, as a share of the gap that is wanted."""


def first_plan(units: ReducedProblem, priced: MasterResult) -> Ints:
    """Units the relaxation places nearly whole stay there; then its parts of units, then prices decide."""
    sure = priced.shares.max(axis=1, initial=0.0) > SURE
    plan = np.where(sure, priced.shares.argmax(axis=1), UNPLACED)
    torn = np.where(priced.shares > FRACTION, priced.shares, -np.inf)
    for score in (torn, priced.reduced):
        plan = greedy(units, plan, np.where(units.allowed, score, -np.inf))
    return plan


def mended(
    units: ReducedProblem, plan: Ints, priced: MasterResult, levels: Levels, *, budget: Budget, gap: float
) -> Ints:
    """A better plan of pairs that the relaxation has a share of, for units that are not wholly where it says.

    Few pairs, and no other neighbourhood brought as much for its time (RENS: Berthold 2014).
    """
    if budget.over:
        return plan
    budget.spend(1)
    used = priced.shares > FRACTION
    pairs = used & (used != at(units, plan)).any(axis=1)[:, None]
    return large_neighbourhood_search(priced.model, plan, pairs, levels, budget, gap=gap)


def large_neighbourhood_search(
    model: ExactModel, plan: Ints, pairs: Bools, levels: Levels, budget: Budget, *, gap: float = 0.0
) -> Ints:
    """A better plan in which only these pairs [u, m] change, within NODES; the last `gap` may stay open.

    Once the first levels are reached they are kept; before, all three are searched at once, and nothing
    stays open as long as somebody is without a place. Of the budget only matters whether anybody waits.
    """
    units = model.units
    units_in: Bools = pairs.any(axis=1) & ~units.pinned
    pairs = (pairs | at(units, plan)) & units_in[:, None]
    if not pairs.any():
        return plan
    model.widen(pairs | at(units, plan))
    target, nodes = np.inf, NODES
    if reaches(units, plan, levels):
        model.keep(levels.persons, levels.shortfall)
        model.aim_value()
    else:
        model.keep(0.0, float(units.minimum.sum()))
        gap, nodes, person = 0.0, FEW, _beyond_any_value(units)
        model.aim_all(person)
        unserved = replace(units, served=None).worth(plan)
        target = person * (levels.persons - levels.shortfall / 2 - 0.5) + unserved
    return better(
        units, plan, model.solve(budget.endless().nodes(nodes), plan, pairs, gap=gap, target=target).plan
    )


def _beyond_any_value(units: ReducedProblem) -> float:
    """More than moving one person can win or lose."""
    each = (np.abs(units.value) + units.greatest_housed()) / np.maximum(units.persons, 1)[:, None]
    return 3.0 * float(each.max(initial=0.0)) + 1e-9


@dataclass
class Neighbourhoods:
    """Which municipalities are searched next, from what the plan loses where; `near` its own best, a share.

    Without a work limit they are wide once the first levels are reached, and end once as many as there are
    municipalities were in vain: the proof of what is left to the `gap` takes over, at once where one is
    nearly the whole problem.
    """

    units: ReducedProblem
    priced: MasterResult
    levels: Levels
    near: float = 0.0
    gap: float = 0.0

    def __post_init__(self) -> None:
        self._draw = np.random.default_rng(len(self.units.persons))
        self._near = best_pairs(self.units, np.where(self.units.allowed, self.priced.reduced, -np.inf), NEAR)
        self._tries = np.zeros(len(self.units.minimum))
        self._light = _light(self.units, self.priced.reduced)

    def refined(self, plan: Ints, budget: Budget, enough: Enough) -> Ints:
        """Neighbourhoods until it is enough, larger ones the more of them brought nothing."""
        m = len(self.units.minimum)
        patience, failed = m if m >= 2 * AROUND else 0, 0
        while (budget.work is not None or failed < patience) and not budget.over and not enough(plan):
            wide = budget.work is None and reaches(self.units, plan, self.levels)
            pairs = self.next(plan, _count(m, failed, wide=wide), light=wide)
            near = WITHIN * self.gap if wide else self.near
            best = large_neighbourhood_search(self.priced.model, plan, pairs, self.levels, budget, gap=near)
            budget.spend(1)
            failed += self.units.rank(best) <= self.units.rank(plan)
            plan = best
        return plan

    def next(self, plan: Ints, count: int, *, light: bool = False) -> Bools:
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
        among = chosen & (self._light if light else self.units.allowed)
        worth = np.where(among, self.priced.reduced, -np.inf)
        pairs: Bools = best_pairs(self.units, worth, NEAR) & here[:, None]
        return pairs

    def loss(self, plan: Ints) -> Floats:
        """What is lost at each municipality [m] against the bound; of the unplaced, where they fit best."""
        units, reduced = self.units, self.priced.reduced
        best = np.maximum(reduced.max(axis=1, initial=-np.inf), 0.0)
        placed = np.flatnonzero(plan != UNPLACED)
        given_up = best[placed] - reduced[placed, plan[placed]]
        lost = np.bincount(plan[placed], given_up, minlength=len(units.minimum)).astype(np.float64)
        used = np.zeros_like(units.capacity)
        demand = units.demand[placed] if units.demand.ndim == 2 else units.demand[placed, plan[placed]]
        np.add.at(used, plan[placed], demand)
        room = np.where(np.isfinite(units.capacity), units.capacity - used, 0.0)
        lost += (room * self.priced.prices.capacity).sum(axis=1)
        if units.served is not None:
            prices = self.priced.prices.capacity[:, units.served.columns]
            lost += units.served.missed(units.spread(plan), prices)
        for i in np.flatnonzero((plan == UNPLACED) & units.allowed.any(axis=1)):
            lost[int(reduced[i].argmax())] += best.sum()
        return np.asarray(lost, dtype=np.float64)

    def _related(self, plan: Ints, first: int) -> Floats:
        """How many units at one of two places have the other among their best [m]."""
        m = len(self.units.minimum)
        back = self._near[:, first] & (plan != UNPLACED)
        related: Floats = self._near[plan == first].sum(axis=0) + np.bincount(plan[back], minlength=m)
        return related.astype(np.float64)


def _count(m: int, failed: int, *, wide: bool) -> int:
    """Municipalities of the next neighbourhood, of `m`, after so many in vain."""
    if wide:
        return min(m, WIDEST, max(AROUND, min(WIDE, m // 3)) + failed // 10)
    return min(m, AT_MOST, AROUND + failed // 2)


def _light(units: ReducedProblem, reduced: Floats) -> Bools:
    """The pairs [u, m] that lose least against their unit's best, LIGHT per unit on average."""
    best = reduced.max(axis=1, initial=-np.inf)
    lost = np.where(units.allowed, best[:, None] - np.where(units.allowed, reduced, 0.0), np.inf)
    count = min(LIGHT * len(best), int(units.allowed.sum()))
    most = np.partition(lost.ravel(), count - 1)[count - 1] if count else -np.inf
    light: Bools = units.allowed & (lost <= most)
    return light
