"""Persons before shortfall before value: each level solved, proven, and kept for the next."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.exact.branch_and_bound import ExactModel, Relaxed
from rematch.optimise.exact.depth_first import depth_first
from rematch.optimise.exact.search import as_good, better, reaches, search_for
from rematch.optimise.exact.tightening import tightened
from rematch.optimise.problem import UNPLACED, Ints
from rematch.optimise.proof.certificate import Prices, upper_bound
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.solution import OPTIMAL_WITHIN, Levels, SearchResult

STOP_WITHIN = 1e-7
HOPE = 2 / 3
"""Of a limit: for plans that place everybody, before it is proven whether there are any."""
PASSES = 10
"""Of cuts at the root; most models have no broken cover left after five."""


def solve_lexicographic(
    model: ExactModel, plan: Ints, budget: Budget, *, known: Levels | None = None, gap: float = 0.0
) -> SearchResult:
    """The best plan of the exact model, from a plan [u] that keeps the rules."""
    units = model.units
    persons, shortfall = units.placeable, 0.0
    if known is not None:
        persons, shortfall = known.persons, known.shortfall
    plan = within_ceilings(model, plan, budget)
    if known is None:
        hope = budget.share(HOPE)
        found = everybody_placed(model, plan, hope, gap)
        if found is not None and not hope.over:
            return found
        plan = plan if found is None else found.plan
        plan, persons = most_persons(model, plan, persons, budget)
        plan, shortfall = least_shortfall(model, plan, shortfall, budget)
    found = SearchResult(plan, persons, shortfall, Prices.zero(units), columns=units.pairs)
    return best_value(model, found, known or found.levels(units), budget, gap)


def everybody_placed(model: ExactModel, plan: Ints, budget: Budget, gap: float) -> SearchResult | None:
    """The best plan among those that place everybody and miss no pledge, where one was found.

    Nobody can do better on the first two levels, so that nothing has to be searched for them.
    """
    units = model.units
    hoped = Levels(units.placeable if units.place_first else 0, 0.0)
    found = SearchResult(plan, units.placeable, 0.0, Prices.zero(units), columns=units.pairs)
    found = best_value(model, found, hoped, budget, gap, hoped=True)
    return found if reaches(units, found.plan, hoped) else None


def within_ceilings(model: ExactModel, plan: Ints, budget: Budget) -> Ints:
    """Any plan that keeps the ceilings, where the one to begin with does not."""
    units = model.units
    if units.keeps_ceilings(plan):
        return plan
    model.keep(0.0, float(units.minimum.sum()))
    model.aim_persons()
    return better(units, plan, model.solve(budget.share(1 / 3), None).plan)


def most_persons(model: ExactModel, plan: Ints, most: int, budget: Budget) -> tuple[Ints, int]:
    """First level: a plan with as many persons placed as possible, and a bound on them (at first `most`)."""
    units = model.units
    if not units.place_first or units.persons_placed(plan) >= most:
        return plan, most
    model.keep(0.0, float(units.minimum.sum()))
    model.aim_persons()
    relaxed = model.relax(budget)
    bound = min(most, persons_bound(units, relaxed.prices))

    def enough(plan: Ints) -> bool:
        return units.persons_placed(plan) >= bound

    plan, finished = _searched(model, relaxed, plan, budget.share(1 / 3), enough)
    return plan, units.persons_placed(plan) if finished else bound


def least_shortfall(model: ExactModel, plan: Ints, least: float, budget: Budget) -> tuple[Ints, float]:
    """Second level: with that many persons, as little shortfall as possible, and a bound on it."""
    units = model.units
    if units.shortfall(plan) <= least:
        return plan, least
    persons = units.persons_placed(plan)
    model.keep(persons, float(units.minimum.sum()))
    model.aim_shortfall()
    relaxed = model.relax(budget)
    bound = max(least, shortfall_bound(units, relaxed.prices, persons))

    def enough(plan: Ints) -> bool:
        return units.shortfall(plan) <= bound

    plan, finished = _searched(model, relaxed, plan, budget.share(1 / 3), enough)
    return plan, units.shortfall(plan) if finished else bound


def best_value(
    model: ExactModel,
    found: SearchResult,
    levels: Levels,
    budget: Budget,
    gap: float,
    *,
    hoped: bool = False,
) -> SearchResult:
    """Third level: with those persons and that shortfall, as much value as possible.

    Levels that are only `hoped` for need not be reached by any plan: then it is left at the plan found.
    """
    units = model.units
    model.keep(levels.persons, levels.shortfall)
    model.aim_value()
    relaxed = tightened(model, PASSES, budget)
    if hoped and relaxed.value is None:
        return found
    bound = upper_bound(units, relaxed.prices, persons=levels.persons, shortfall=levels.shortfall)

    def enough(plan: Ints) -> bool:
        worth = units.worth(plan)
        return reaches(units, plan, levels) and bound - worth <= max(STOP_WITHIN, gap) * abs(worth)

    whole = _whole(relaxed)
    plan = as_good(units, found.plan, whole)
    found = replace(found, plan=plan, prices=relaxed.prices)
    if enough(plan):
        return found
    known = plan if reaches(units, plan, levels) else None
    run = depth_first(model, relaxed, known, levels, budget, gap=gap)
    plan = better(units, plan, run.plan)
    if not run.finished or (run.plan is None and not hoped):
        known = plan if reaches(units, plan, levels) else None
        run = model.solve(budget, known, gap=gap, thorough=True)
    plan = as_good(units, plan, run.plan) if run.finished else better(units, plan, run.plan)
    return replace(found, plan=plan, solver_bound=run.bound if np.isfinite(run.bound) else None)


def persons_bound(units: ReducedProblem, prices: Prices) -> int:
    """Persons that no plan exceeds: the certificate with every pair worth its persons."""
    worth = np.where(units.allowed, units.persons[:, None], 0.0)
    counted = units.worth_nothing_but(worth)
    free = replace(prices, soft=prices.soft[:0])
    bound = upper_bound(counted, free, persons=0.0, shortfall=float(units.minimum.sum()))
    return min(units.placeable, int(np.floor(bound + OPTIMAL_WITHIN)))


def shortfall_bound(units: ReducedProblem, prices: Prices, persons: float) -> float:
    """Shortfall that no plan with these persons stays below: the certificate with value -sum_j short_j.

    The term of short_j is tau_j - 1, so tau_j <= 1 takes the place of sigma.
    """
    nothing = units.worth_nothing_but(np.zeros_like(units.value))
    priced = replace(prices, minimum=np.minimum(prices.minimum, 1.0), soft=prices.soft[:0])
    bound = max(0.0, -upper_bound(nothing, priced, persons=persons, shortfall=0.0))
    return float(np.ceil(bound - OPTIMAL_WITHIN)) if units.whole_minima else bound


def _searched(
    model: ExactModel, relaxed: Relaxed, plan: Ints, budget: Budget, enough: Callable[[Ints], bool]
) -> tuple[Ints, bool]:
    """A better plan where there is one, and whether the search proved it best."""
    plan = better(model.units, plan, _whole(relaxed))
    if enough(plan):
        return plan, True
    run = search_for(model.units)(model, relaxed, plan, budget, enough)
    plan = better(model.units, plan, run.plan)
    return plan, run.finished or enough(plan)


def _whole(relaxed: Relaxed) -> Ints | None:
    """The relaxation's point as a plan, if it tears no unit apart."""
    shares = relaxed.shares
    if (np.abs(shares - np.round(shares)) > OPTIMAL_WITHIN).any():
        return None
    return np.where(shares.max(axis=1, initial=0.0) > 0.5, shares.argmax(axis=1), UNPLACED)
