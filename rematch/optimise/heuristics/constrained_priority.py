"""A plan that nobody gains by misreporting: the constrained priority mechanism.

Households by lot; each takes the place it likes best among those after which as many persons can still be
placed. That is a constrained priority mechanism (Acharya, Bansak, Hainmueller 2022, "Combining Outcome-Based
and Preference-Based Matching", Political Analysis 30) whose threshold is persons placed: as it hears no
household's likes, none gets a place it likes better by stating other wishes or priorities. What bars a place
is a rule and counts as true.
"""

from dataclasses import replace

import numpy as np

from rematch.errors import Contradiction
from rematch.optimise.heuristics.greedy import greedy
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import UNPLACED, Floats, Ints, Problem
from rematch.optimise.solve import solve


def constrained_priority(problem: Problem, liking: Floats, complete: Ints, seed: int) -> Ints:
    """The plan [n] of the mechanism for a liking [n, m], and a plan that places as many as are to be placed.

    Of hard-linked households the first one drawn chooses for all. Places liked alike come in their order.
    """
    persons = int(problem.persons[complete != UNPLACED].sum())
    bare = _worth_nothing(problem)
    pins = dict(problem.pins)
    for i in np.random.default_rng(seed).permutation(problem.n).tolist():
        if i in pins:
            continue
        for j in _by_liking(bare, liking, i):
            found = complete if complete[i] == j else _completed(bare, {**pins, i: j}, persons, complete)
            if found is not None:
                complete, pins[i] = found, j
                break
    return complete


def _worth_nothing(problem: Problem) -> Problem:
    """The problem with every rule and no value: all that counts is who can be placed at once."""
    value = np.where(np.isnan(problem.value), np.nan, 0.0)
    of_class = np.where(np.isnan(problem.class_value), np.nan, 0.0)
    return replace(
        problem,
        value=value,
        class_value=of_class,
        served_value=np.zeros_like(problem.served_value),
        minimum=np.zeros(problem.m),
        previous=None,
        move_cost=0.0,
        soft_links=(),
        ceilings=(),
        place_first=True,
    )


def _by_liking(problem: Problem, liking: Floats, i: int) -> list[int]:
    """The places household i may go to, the best liked first."""
    possible = [j for j in range(problem.m) if not np.isnan(problem.value[i, j])]
    return sorted((j for j in possible if (i, j) not in problem.vetoes), key=lambda j: -liking[i, j])


def _completed(problem: Problem, pins: dict[int, int], persons: int, near: Ints) -> Ints | None:
    """A plan with these pins that places so many persons, None where there is none."""
    try:
        pinned = replace(problem, pins=pins)
    except Contradiction:
        return None
    units = presolve(pinned)
    near = units.spread(greedy(units, units.gather(near)))
    if problem.persons[near != UNPLACED].sum() < persons:
        near = solve(pinned).assignment
    return near if problem.persons[near != UNPLACED].sum() >= persons else None
