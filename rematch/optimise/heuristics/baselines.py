"""Plans to compare with: what simple procedures do under the same rules. All return [n], -1 unplaced."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from rematch.optimise.checks import amounts, shaped
from rematch.optimise.heuristics.greedy import GreedyConstruction
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import UNPLACED, Floats, Ints, Problem
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.served import beyond_reach


def random_within_rules(problem: Problem, seed: int = 0) -> Ints:
    """Households in random order, each to a random possible place."""
    units = presolve(problem)
    draw = np.random.default_rng(seed)
    filling = GreedyConstruction(units)
    filling.fill(draw.random(units.value.shape), [int(i) for i in draw.permutation(len(units.persons))])
    return units.spread(filling.plan)


def first_come_first_served(problem: Problem) -> Ints:
    """Households in the order given, each to its best place that still has room."""
    units = presolve(problem)
    filling = GreedyConstruction(units)
    filling.fill(units.possible(), range(len(units.persons)))
    return units.spread(filling.plan)


def spread_by_shares(problem: Problem, shares: ArrayLike) -> Ints:
    """Households in the order given, each to the possible place furthest below its share [m] of persons."""
    units = presolve(problem)
    target = _target(units, amounts("shares", shaped("shares", shares, (problem.m,))))
    filling = GreedyConstruction(units)
    for i in range(len(units.persons)):
        there = np.zeros(problem.m)
        placed = filling.plan != UNPLACED
        np.add.at(there, filling.plan[placed], units.persons[placed])
        filling.fill(np.broadcast_to(target - there, units.value.shape), [i])
    return units.spread(filling.plan)


def best_places_without_limits(problem: Problem) -> Ints:
    """Each household at its best place as if nobody else were there: soft links aside, an upper bound.

    Pins, vetoes and hard links hold; capacities, maxima and households to keep apart do not count.
    A household with nothing above 0 stays unplaced, since a plan may leave it so.
    """
    units = presolve(
        replace(
            problem,
            value=np.where(beyond_reach(problem), np.nan, problem.value),
            served_must=np.zeros_like(problem.served_must),
            capacity=np.full_like(problem.capacity, np.inf),
            maximum=np.full(problem.m, np.inf),
            class_count=np.where(problem.class_count > 0, np.inf, 0.0),
            apart=(),
        )
    )
    value = np.where(units.allowed, units.possible(), -np.inf)
    wanted = units.pinned | (value.max(axis=1, initial=-np.inf) > 0)
    best = value.argmax(axis=1) if problem.m else np.full(len(wanted), UNPLACED)
    return units.spread(np.where(wanted, best, UNPLACED))


def _target(units: ReducedProblem, shares: Floats) -> Floats:
    """Persons [m] each municipality would take if its share were met exactly."""
    total: Floats = shares / max(float(shares.sum()), 1e-9) * float(units.persons.sum())
    return total
