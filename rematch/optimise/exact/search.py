"""How a level is searched: branch and bound, or above a size neighbourhoods of a rounded relaxation first."""

from collections.abc import Callable

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.exact.branch_and_bound import ExactModel, Relaxed, Run
from rematch.optimise.heuristics.greedy import kept
from rematch.optimise.problem import EXACT_PAIRS, UNPLACED, Ints
from rematch.optimise.reduced_problem import Bools, ReducedProblem
from rematch.optimise.solution import OPTIMAL_WITHIN, Levels

Enough = Callable[[Ints], bool]
Search = Callable[[ExactModel, Relaxed, Ints, Budget, Enough], Run]

NODES = 30
AROUND = 4


def exactly(units: ReducedProblem) -> bool:
    """Whether the problem is small enough for the exact model; above, cut and price (`priced`)."""
    return units.pairs <= EXACT_PAIRS


def search_for(units: ReducedProblem) -> Search:
    """The search that suits this many pairs."""
    return branch_and_bound if exactly(units) else neighbourhoods_first


def branch_and_bound(
    model: ExactModel, _relaxed: Relaxed, plan: Ints, budget: Budget, _enough: Enough
) -> Run:
    """The whole model, to its end or the budget's."""
    return model.solve(budget, plan, thorough=True)


def neighbourhoods_first(
    model: ExactModel, relaxed: Relaxed, plan: Ints, budget: Budget, enough: Enough
) -> Run:
    """A rounded relaxation, then neighbourhoods; the whole model only where no work limit forbids it."""
    plan = rounded(model, relaxed, plan, budget)
    plan = neighbourhoods(model, plan, budget, enough)
    if budget.work is not None or budget.over or enough(plan):
        return Run(plan, np.inf, finished=False)
    run = model.solve(budget, plan, thorough=True)
    return Run(better(model.units, plan, run.plan), run.bound, run.finished)


def rounded(model: ExactModel, relaxed: Relaxed, plan: Ints, budget: Budget) -> Ints:
    """Units the relaxation places nearly whole stay there; the rest is a small model of its own."""
    shares = relaxed.shares
    sure = shares.max(axis=1, initial=0.0) > 0.9
    at = np.where(sure, shares.argmax(axis=1), UNPLACED)
    free = model.units.allowed & ~sure[:, None]
    return better(model.units, plan, model.solve(budget.nodes(NODES), at, free).plan)


def neighbourhoods(model: ExactModel, plan: Ints, budget: Budget, enough: Enough) -> Ints:
    """Free all units at a few municipalities at a time; at more of them once two rounds improved nothing.

    Without a work limit it ends there, and the whole model takes over.
    """
    m = len(model.units.minimum)
    draw = np.random.default_rng(len(plan))
    stale = 0
    while (budget.work is not None or stale < 2 * m) and not budget.over and not enough(plan):
        free = around(model.units, plan, stale % m, AROUND + stale // (2 * m), draw)
        best = better(model.units, plan, model.solve(budget.nodes(NODES), plan, free).plan)
        budget.spend(1)
        stale = 0 if model.units.rank(best) > model.units.rank(plan) else stale + 1
        plan = best
    return plan


def around(units: ReducedProblem, plan: Ints, j: int, count: int, draw: np.random.Generator) -> Bools:
    """Pairs [u, m] of a municipality and so many others, for the units that are there or nowhere."""
    others = np.setdiff1d(np.arange(len(units.minimum)), [j])
    chosen = np.append(draw.choice(others, min(count, len(others)), replace=False), j)
    here = np.isin(plan, chosen) | (plan == UNPLACED)
    pairs: Bools = units.allowed & here[:, None] & np.isin(np.arange(len(units.minimum)), chosen)[None, :]
    return pairs


def reaches(units: ReducedProblem, plan: Ints, levels: Levels) -> bool:
    """Whether the plan keeps the ceilings, places as many persons and misses as few pledged ones."""
    persons = not units.place_first or units.persons_placed(plan) >= levels.persons
    return (
        units.keeps_ceilings(plan) and persons and units.shortfall(plan) <= levels.shortfall + OPTIMAL_WITHIN
    )


def better(units: ReducedProblem, plan: Ints, other: Ints | None) -> Ints:
    """The better of two plans; of the other only what keeps the rules to the last unit."""
    if other is None:
        return plan
    other = kept(units, other)
    if units.keeps_ceilings(other) != units.keeps_ceilings(plan):
        return other if units.keeps_ceilings(other) else plan
    return other if units.rank(other) > units.rank(plan) else plan


def as_good(units: ReducedProblem, plan: Ints, other: Ints | None) -> Ints:
    """The other plan, unless it breaks a rule or is worse: of equal plans the solver's is repeatable."""
    if other is None or not (np.array_equal(kept(units, other), other) and units.keeps_ceilings(other)):
        return better(units, plan, other)
    reached, wanted = units.rank(other), units.rank(plan)
    near = wanted[2] - OPTIMAL_WITHIN * max(1.0, abs(wanted[2]))
    return other if reached[:2] > wanted[:2] or (reached[:2] == wanted[:2] and reached[2] >= near) else plan
