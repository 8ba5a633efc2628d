"""What one more of each capacity would be worth, of the linear relaxation: the smallest such prices.

Many prices can prove the same optimum. With EASE units more of everything the dual's value grows by EASE
times the sum of its prices, so that among all that were optimal those of the least sum are left.
"""

from dataclasses import dataclass, replace

import numpy as np

from rematch.optimise.exact.branch_and_bound import ExactModel, Relaxed
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Floats, Problem
from rematch.optimise.reduced_problem import ReducedProblem

EASE = 1e-3
"""Units that are added to every capacity."""
WITHIN = 1e-6


@dataclass(frozen=True, eq=False)
class CapacityPrices:
    """Value that one more unit would bring, >= 0; 0 where nobody can use it.

    capacity [m, k]  of each resource
    persons  [m]     of the pledged maximum, a person
    classes  [c]     of each class of housing units, none where housing is no decision
    minimum  [m]     what a person more or less pledged at least would cost
    """

    capacity: Floats
    persons: Floats
    classes: Floats
    minimum: Floats


def smallest_prices(problem: Problem, ease: float = EASE) -> CapacityPrices:
    """The prices of a problem's relaxation that misses as little of the pledged minima as it can.

    Persons first is no part of it. A pair that needs more than is left has been removed before (a price could
    not keep it out), so nobody takes of what is not there.
    """
    units = presolve(problem)
    if not units.pairs:
        nothing = np.zeros(problem.m)
        return CapacityPrices(
            np.zeros_like(problem.capacity), nothing, np.zeros(len(problem.class_count)), nothing
        )
    found = _relaxed(_eased(units, ease)).prices
    k = problem.capacity.shape[1]
    return CapacityPrices(found.capacity[:, :k], found.capacity[:, -1], found.classes, found.minimum)


def _eased(units: ReducedProblem, ease: float) -> ReducedProblem:
    classes = None if units.classes is None else replace(units.classes, count=units.classes.count + ease)
    return replace(units, capacity=units.capacity + ease, classes=classes)


def _relaxed(units: ReducedProblem) -> Relaxed:
    """The best value where no pledge is missed, else where as little as possible is."""
    model = ExactModel(units)
    model.keep(0.0, 0.0)
    model.aim_value()
    found = model.relax()
    if found.value is not None:
        return found
    model.keep(0.0, float(units.minimum.sum()))
    model.aim_shortfall()
    missed = -(model.relax().value or 0.0)
    model.keep(0.0, missed + WITHIN)
    model.aim_value()
    return model.relax()
