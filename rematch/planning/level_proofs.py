"""Persons and shortfall come before the value: whether counting proves them, or only the solver's word."""

import numpy as np

from rematch.optimise import Levels, Problem
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Floats
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.store.records import Counted

TOLERANCE = 1e-6


def level_proofs(
    problem: Problem, reached: Levels, *, persons_bound: float, shortfall_bound: float
) -> tuple[Counted, Counted]:
    """How it is known that no plan places more persons than `reached`, and that none misses less.

    The bounds are the solver's; where counting gives the same nobody needs to believe it.
    """
    units = presolve(problem)
    persons = reached.persons >= persons_bound, reached.persons >= most_persons(units)
    missed = reached.shortfall - TOLERANCE
    shortfall = missed <= shortfall_bound, missed <= least_shortfall(units)
    return _how(*persons), _how(*shortfall)


def most_persons(units: ReducedProblem) -> float:
    """Persons that no plan exceeds: min(those with any possible place, sum_j min(those possible at j, room)).

    Room at j is the least capacity of the resources that every unit needs one of per person.
    """
    per_person = [
        k
        for k in range(units.capacity.shape[1])
        if units.demand.ndim == 2 and np.array_equal(units.demand[:, k], units.persons)
    ]
    room = units.capacity[:, per_person].min(axis=1, initial=np.inf)
    return float(min(units.placeable, np.minimum(_possible(units), room).sum()))


def least_shortfall(units: ReducedProblem) -> float:
    """Shortfall that no plan stays below: max(sum_j (L_j - those possible at j)+, sum_j L_j - persons)."""
    alone = np.maximum(0.0, units.minimum - _possible(units)).sum()
    return float(max(alone, units.minimum.sum() - most_persons(units)))


def _possible(units: ReducedProblem) -> Floats:
    possible: Floats = units.persons.astype(np.float64) @ units.allowed
    return possible


def _how(bound_reached: bool, counted: bool) -> Counted:
    if counted:
        return "counted"
    return "solver" if bound_reached else "unproven"
