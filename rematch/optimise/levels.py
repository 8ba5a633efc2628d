"""Persons before shortfall before value: each level solved, proven, and kept for the next."""

from dataclasses import replace

import numpy as np

from rematch.optimise.budget import Budget
from rematch.optimise.certificate import Prices, upper_bound
from rematch.optimise.core import Core
from rematch.optimise.exact import ExactModel, Relaxed
from rematch.optimise.problem import UNPLACED, Ints
from rematch.optimise.repair import kept
from rematch.optimise.solution import OPTIMAL_WITHIN, Found, Levels


def climb(
    model: ExactModel, plan: Ints, budget: Budget, *, known: Levels | None = None, gap: float = 0.0
) -> Found:
    """The best plan of the exact model, from a plan [u] that keeps the rules."""
    units = model.units
    if known is None:
        model.keep(0.0, float(units.minimum.sum()))
        plan, persons_bound = most_persons(model, plan, budget)
        model.keep(units.persons_placed(plan), float(units.minimum.sum()))
        plan, shortfall_bound = least_shortfall(model, plan, budget)
    else:
        persons_bound, shortfall_bound = known.persons, known.shortfall
    found = Found(plan, persons_bound, shortfall_bound, Prices.zero(units))
    return best_value(model, found, known or found.levels(units), budget, gap)


def most_persons(model: ExactModel, plan: Ints, budget: Budget) -> tuple[Ints, int]:
    """First level: a plan with as many persons placed as possible, and a bound on them."""
    units = model.units
    if not units.place_first or units.persons_placed(plan) == units.placeable:
        return plan, units.placeable
    model.aim_persons()
    bound = persons_bound(units, model.relax().prices)
    if units.persons_placed(plan) >= bound:
        return plan, bound
    run = model.solve(budget, plan)
    plan = _better(units, plan, run.plan)
    return plan, units.persons_placed(plan) if run.finished else bound


def least_shortfall(model: ExactModel, plan: Ints, budget: Budget) -> tuple[Ints, float]:
    """Second level: with that many persons, as little shortfall as possible, and a bound on it."""
    units = model.units
    if units.shortfall(plan) == 0.0:
        return plan, 0.0
    model.aim_shortfall()
    bound = shortfall_bound(units, model.relax().prices, units.persons_placed(plan))
    if units.shortfall(plan) <= bound:
        return plan, bound
    run = model.solve(budget, plan)
    plan = _better(units, plan, run.plan)
    return plan, units.shortfall(plan) if run.finished else bound


def best_value(model: ExactModel, found: Found, levels: Levels, budget: Budget, gap: float) -> Found:
    """Third level: with those persons and that shortfall, as much value as possible."""
    units = model.units
    model.keep(levels.persons, levels.shortfall)
    model.aim_value()
    relaxed = model.relax()
    plan = _better(units, found.plan, _whole(units, relaxed))
    found = replace(found, plan=plan, prices=relaxed.prices)
    if _close_enough(units, found, levels, gap):
        return found
    run = model.solve(budget, plan)
    plan = _better(units, plan, run.plan)
    return replace(found, plan=plan, solver_bound=run.bound if run.finished else None)


def persons_bound(units: Core, prices: Prices) -> int:
    """Persons that no plan exceeds: the certificate with every pair worth its persons."""
    worth = np.where(units.allowed, units.persons[:, None], 0.0)
    counted = replace(units, value=worth, soft_links=())
    free = replace(prices, soft=prices.soft[:0])
    bound = upper_bound(counted, free, persons=0.0, shortfall=float(units.minimum.sum()))
    return min(units.placeable, int(np.floor(bound + OPTIMAL_WITHIN)))


def shortfall_bound(units: Core, prices: Prices, persons: float) -> float:
    """Shortfall that no plan with these persons stays below: the certificate with value -sum_j short_j.

    The term of short_j is tau_j - 1, so tau_j <= 1 takes the place of sigma.
    """
    nothing = replace(units, value=np.zeros_like(units.value), soft_links=())
    priced = replace(prices, minimum=np.minimum(prices.minimum, 1.0), soft=prices.soft[:0])
    bound = max(0.0, -upper_bound(nothing, priced, persons=persons, shortfall=0.0))
    return float(np.ceil(bound - OPTIMAL_WITHIN)) if units.whole_minima else bound


def _close_enough(units: Core, found: Found, levels: Levels, gap: float) -> bool:
    reached = units.rank(found.plan)
    if reached[:2] < (levels.persons if units.place_first else 0, -levels.shortfall):
        return False
    bound = upper_bound(units, found.prices, persons=levels.persons, shortfall=levels.shortfall)
    within = max(OPTIMAL_WITHIN * max(1.0, abs(reached[2])), gap * abs(reached[2]))
    return bound - reached[2] <= within


def _whole(units: Core, relaxed: Relaxed) -> Ints | None:
    """The relaxation's point as a plan, if it tears no unit apart."""
    shares = relaxed.shares
    if (np.abs(shares - np.round(shares)) > OPTIMAL_WITHIN).any():
        return None
    return np.where(shares.max(axis=1, initial=0.0) > 0.5, shares.argmax(axis=1), UNPLACED)


def _better(units: Core, plan: Ints, other: Ints | None) -> Ints:
    """The better of two plans; of the other only what keeps the rules to the last unit."""
    if other is None:
        return plan
    other = kept(units, other)
    return other if units.rank(other) > units.rank(plan) else plan
