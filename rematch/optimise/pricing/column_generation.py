"""Cut and price: the whole search above the size that the exact model solves at once.

That everybody placeable is placed and no pledge missed is tried first; where that is not reached, the
first two levels are found in their order, and the third once more with them.
"""

from dataclasses import replace

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.exact.branch_and_bound import ExactModel, Run
from rematch.optimise.exact.lexicographic import HOPE, least_shortfall, most_persons, within_ceilings
from rematch.optimise.exact.search import Enough, better, reaches
from rematch.optimise.policy.model import Model
from rematch.optimise.policy.rules import policy
from rematch.optimise.pricing.effort import DENSE_PAIRS, effort
from rematch.optimise.pricing.large_neighbourhood import WITHIN, Neighbourhoods, first_plan, mended
from rematch.optimise.pricing.restricted_master import MasterResult, at, relaxation
from rematch.optimise.problem import Ints
from rematch.optimise.proof.certificate import best_reduced
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.solution import OPTIMAL_WITHIN, Levels, SearchResult

STOP_WITHIN = 1e-7
ROUNDED = 1.0 - 1e-6
"""Of the gap that is wanted: rounding must not bring the proven one above it."""


def column_generation(
    units: ReducedProblem,
    plan: Ints,
    budget: Budget,
    *,
    known: Levels | None = None,
    gap: float = 0.0,
    model: Model | None = None,
) -> SearchResult:
    """The best plan found from a plan [u] that keeps the rules, with the prices that bound it.

    `model` is PuLP's, to cut from and to grow; a new one where none is given.
    """
    model = model or policy(units, np.zeros_like(units.allowed))
    levels = known or Levels(units.placeable if units.place_first else 0, 0.0)
    plan, priced, run = price_and_refine(model, plan, levels, budget, gap)
    persons, shortfall = levels.persons, levels.shortfall
    if not reaches(units, plan, levels) and units.pairs <= DENSE_PAIRS:
        whole = ExactModel(units, model=model)
        plan = within_ceilings(whole, plan, budget)
        plan, persons = most_persons(whole, plan, units.placeable, budget)
        plan, shortfall = least_shortfall(whole, plan, 0.0, budget)
        reached = Levels(units.persons_placed(plan), units.shortfall(plan))
        plan, priced, run = price_and_refine(model, plan, reached, budget, gap)
    proven = run.bound if run is not None and np.isfinite(run.bound) else None
    return SearchResult(plan, persons, shortfall, priced.prices, proven, priced.rounds, priced.columns)


def price_and_refine(
    model: Model, plan: Ints, levels: Levels, budget: Budget, gap: float
) -> tuple[Ints, MasterResult, Run | None]:
    """Third level for given first ones: relaxation, first plan, neighbourhoods, and the proof of the rest."""
    units = model.units
    doing = effort(units.pairs, budget)
    priced = relaxation(units, levels, plan, budget, effort=doing, model=model)

    def within(share: float) -> Enough:
        share = max(STOP_WITHIN, gap, share)
        return lambda plan: (
            reaches(units, plan, levels)
            and priced.bound - units.worth(plan) <= share * abs(units.worth(plan))
        )

    if priced.rounds and priced.value is None and not reaches(units, plan, levels):
        return better(units, plan, first_plan(units, priced)), priced, None
    if priced.rounds and not within(doing.untouched)(plan):
        plan = better(units, plan, first_plan(units, priced))
        plan = mended(units, plan, priced, levels, budget=budget, gap=max(doing.torn, WITHIN * gap))
    search = Neighbourhoods(units, priced, levels, near=doing.each, gap=gap)
    plan = search.refined(plan, budget, within(doing.enough))
    if budget.work is not None or budget.over or within(0.0)(plan):
        return plan, priced, None
    if not reaches(units, plan, levels):
        plan, run = _reaching(units, plan, priced, levels, budget=budget.share(HOPE), gap=gap)
        if run is None or run.finished or not reaches(units, plan, levels):
            return plan, priced, run
    return _proven(units, plan, priced, levels, budget=budget, gap=gap)


def _reaching(
    units: ReducedProblem, plan: Ints, priced: MasterResult, levels: Levels, *, budget: Budget, gap: float
) -> tuple[Ints, Run | None]:
    """Branch and bound on all pairs, where no plan reaches the levels yet and the pairs are not too many."""
    if units.pairs > DENSE_PAIRS:
        return plan, None
    model = priced.model
    model.widen(units.allowed)
    model.keep(levels.persons, levels.shortfall)
    model.aim_value()
    run = model.solve(budget, None, gap=gap * ROUNDED, thorough=True)
    return better(units, plan, run.plan), run


def _proven(
    units: ReducedProblem, plan: Ints, priced: MasterResult, levels: Levels, *, budget: Budget, gap: float
) -> tuple[Ints, MasterResult, Run | None]:
    """Branch and bound on the pairs that a plan better by more than `gap` can have.

    With pair (i, j) no plan is worth more than L - best_i + rho_ij; pairs for which that is at most what the
    plan and the gap allow stay outside, and no plan with one of them is worth more than that.
    """
    worth, gap = units.worth(plan), gap * ROUNDED
    allowed = worth + gap * abs(worth)
    best = best_reduced(units, priced.reduced, levels.persons if units.place_first else 0)
    with_pair = priced.bound - best[:, None] + priced.reduced
    pool = (units.allowed & (with_pair >= allowed - OPTIMAL_WITHIN)) | at(units, plan)
    if pool.sum() > DENSE_PAIRS:
        return plan, priced, None
    model = priced.model
    model.widen(pool)
    model.keep(levels.persons, levels.shortfall)
    model.aim_value()
    run = model.solve(budget, plan, pool, gap=gap, thorough=True)
    return better(units, plan, run.plan), priced, replace(run, bound=max(run.bound, allowed))
