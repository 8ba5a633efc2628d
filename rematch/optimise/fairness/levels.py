"""Fairness: what a plan owes to the worst off, found by short sequences of solves, then kept by ceilings.

Persons placed and shortfall are those of the best plan without it and stay; fairness binds the value alone.
Every solve begins with a plan that keeps all that was demanded before, so there is always one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rematch.optimise.fairness.targets import FairnessTarget, Kind, Yardstick, meets
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import Floats, Ints, Problem
from rematch.optimise.solution import Solution
from rematch.optimise.solve import WarmStart, solve

STEP = 0.001
"""Means are raised in steps of this size."""
PROBE = 15
"""Work of each step towards the best level, where work is limited at all."""


@dataclass(frozen=True, eq=False)
class Fair:
    """The best plan under the demands, and the problem with them as ceilings.

    `best` is the best possible level (least relative fit, least group's or place's mean; None for leximin),
    `exact` whether every step to it was proven, `resumed` whether the demands were known before.
    """

    problem: Problem
    solution: Solution
    demands: tuple[FairnessTarget, ...]
    best: float | None
    exact: bool
    resumed: bool = False


class Search:
    """A plan that is raised step by step; what it has reached is never given up again."""

    def __init__(
        self,
        problem: Problem,
        best: Solution,
        by: Yardstick,
        work_limit: int | None,
        seed: int,
        *,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        self.problem, self.free, self.by = problem, best, by
        self.plan: Ints = best.assignment
        self.kept: list[FairnessTarget] = []
        self.exact = True
        self._limit, self._seed = work_limit, seed
        self._bench = WarmStart(stopped)

    def most(self, gain: Floats, demands: Sequence[FairnessTarget]) -> tuple[Ints, float, float]:
        """A plan with the greatest gain [n, m] under these demands, its gain, and a bound on any."""
        probe = replace(
            self.problem,
            value=np.where(np.isnan(self.problem.value), np.nan, gain),
            class_value=np.where(np.isnan(self.problem.class_value), np.nan, 0.0),
            served_value=np.zeros_like(self.problem.served_value),
            move_cost=0.0,
            soft_links=(),
            ceilings=[self.by.ceiling(demand) for demand in demands],
        )
        found = self._solve(probe, None if self._limit is None else PROBE)
        return found.assignment, found.objective, found.bound

    def reach(self, demands: Sequence[FairnessTarget]) -> bool:
        """Whether a plan meets these demands beside those kept; if so it becomes the present one."""
        plan, met = self.plan, list(self.kept)
        for demand in demands:
            ceiling = self.by.ceiling(demand)
            if not meets(ceiling, self.plan):
                self.plan, gain, bound = self.most(-ceiling.cost, met)
                if not meets(ceiling, self.plan):
                    proven = bound < -ceiling.limit - TOLERANCE or bound <= gain + TOLERANCE
                    self.exact = self.exact and bool(proven)
                    self.plan = plan
                    return False
            met.append(demand)
        return True

    def highest(self, levels: Floats, demands: Callable[[float], list[FairnessTarget]]) -> float | None:
        """The highest of these ascending levels whose demands some plan meets; None where none does."""
        low, high = -1, len(levels)
        while high - low > 1:
            middle = (low + high) // 2
            if self.reach(demands(float(levels[middle]))):
                low = middle
            else:
                high = middle
        return None if low < 0 else float(levels[low])

    def highest_for(self, levels: Floats, households: int) -> float | None:
        """The highest level that so many households can reach."""
        return self.highest(levels, lambda level: [FairnessTarget("count", level, least=households)])

    def count(self, level: float) -> int:
        """The most households that reach this level under what is kept; from now on kept too."""
        gain = (self.by.relative >= level).astype(float)
        self.plan, most, bound = self.most(gain, self.kept)
        self.exact = self.exact and bool(bound < most + 1 - TOLERANCE)
        self.kept.append(FairnessTarget("count", level, least=round(most)))
        return round(most)

    def finish(self, demands: Sequence[FairnessTarget], best: float | None) -> Fair:
        """The most value under these demands; the plan without fairness where it meets them already."""
        problem = replace(self.problem, ceilings=[self.by.ceiling(demand) for demand in demands])
        if all(meets(ceiling, self.free.assignment) for ceiling in problem.ceilings):
            unpriced = replace(self.free.prices, ceilings=np.zeros(len(demands)))
            return Fair(problem, replace(self.free, prices=unpriced), tuple(demands), best, self.exact)
        return Fair(
            problem, self._as_proven(self._solve(problem, self._limit)), tuple(demands), best, self.exact
        )

    def _solve(self, problem: Problem, work_limit: int | None) -> Solution:
        return solve(
            problem,
            work_limit=work_limit,
            seed=self._seed,
            start=self.plan,
            known=self.free.levels,
            workbench=self._bench,
        )

    def _as_proven(self, fair: Solution) -> Solution:
        """The first levels are as well proven as they were without fairness."""
        proven = not self.problem.place_first or self.free.persons_bound == self.free.persons_placed
        proven = proven and self.free.shortfall <= self.free.shortfall_bound + TOLERANCE
        return replace(
            fair,
            persons_bound=self.free.persons_bound,
            shortfall_bound=self.free.shortfall_bound,
            status=fair.status if proven else "feasible",
        )


def floor(search: Search, share: float) -> Fair:
    """Nobody placed below `share` of the best possible least relative fit; as few unplaced as possible."""
    placed = search.count(0.0)
    best = search.highest_for(_levels(search), placed) or 0.0
    return search.finish(
        [FairnessTarget("count", level, least=placed) for level in (0.0, share * best)], best
    )


def leximin(search: Search, depth: int) -> Fair:
    """The worst off as well off as possible, then the next, for `depth` levels of relative fit.

    At each level: the highest threshold that all not yet settled can reach, then as few as possible who
    do not get beyond it. The sorted relative fits are lexicographically greatest as far as they are settled.
    """
    unsettled, levels = search.count(0.0), _levels(search)
    for _ in range(depth):
        level = search.highest_for(levels, unsettled) if unsettled else None
        if level is None:
            break
        search.kept.append(FairnessTarget("count", level, least=unsettled))
        levels = levels[levels > level]
        unsettled = search.count(float(levels[0])) if levels.size else 0
    return search.finish(search.kept, None)


def group_floors(search: Search, share: float) -> Fair:
    """Every group's mean relative fit at least `share` of the best possible least one."""
    return _means(search, share, "group", range(len(search.by.groups)))


def place_floors(search: Search, share: float) -> Fair:
    """Every municipality's mean fit at least `share` of the best possible least one; the empty ones aside."""
    return _means(search, share, "place", range(search.problem.m))


def _means(search: Search, share: float, kind: Kind, numbers: range) -> Fair:
    def demands(level: float) -> list[FairnessTarget]:
        return [FairnessTarget(kind, level, number) for number in numbers]

    best = search.highest(np.linspace(0.0, 1.0, round(1 / STEP) + 1), demands) or 0.0
    return search.finish(demands(share * best), best)


def _levels(search: Search) -> Floats:
    """The relative fits that occur."""
    return np.unique(search.by.relative[~np.isnan(search.problem.value)])
