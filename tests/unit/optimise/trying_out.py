"""Tiny problems tried out: every plan, every way to house it, every way to serve it."""

from functools import cache
from itertools import product

import numpy as np

from rematch.optimise import Problem, solve, verify
from tests.property.test_optimise_brute_force import keeps_the_rules, rank

Plan = tuple[int, ...]
Rank = tuple[int, float, float]


def every(problem: Problem) -> dict[Plan, Rank]:
    """Every plan that keeps all rules, with the rank of its best units of housing and units served."""

    @cache
    def served(j: int, s: int, there: tuple[int, ...]) -> float | None:
        """The greatest worth of any way to serve these households; None where not all who must can be."""
        least = [int(problem.served_need[i, s] * problem.served_must[i, s]) for i in there]
        ways = product(
            *(range(low, int(problem.served_need[i, s]) + 1) for i, low in zip(there, least, strict=True))
        )
        worths = [
            sum(units * float(problem.served_value[i, j, s]) for i, units in zip(there, way, strict=True))
            for way in ways
            if sum(way) <= problem.served_capacity[j, s]
        ]
        return max(worths, default=None)

    if problem.class_place is None:
        plans = product(range(-1, problem.m), repeat=problem.n)
        ranked = {plan: rank(problem, plan) for plan in plans if keeps_the_rules(problem, plan)}
    else:
        ranked = housed(problem)
    ranks = {}
    for plan, (persons, missing, worth) in ranked.items():
        there = [tuple(i for i in range(problem.n) if plan[i] == j) for j in range(problem.m)]
        parts = [served(j, s, there[j]) for j, s in np.ndindex(problem.served_capacity.shape)]
        if None not in parts:
            ranks[plan] = persons, missing, worth + sum(part for part in parts if part is not None)
    return ranks


def housed(problem: Problem) -> dict[Plan, Rank]:
    """Every plan that keeps all rules and can be housed, with the rank that its best units give it."""

    @cache
    def worth_at(j: int, there: tuple[int, ...]) -> float | None:
        """The greatest worth of units at j for these households by trying all; None where none suffice."""
        here = [c for c, place in enumerate(problem.class_place) if place == j]  # type: ignore[arg-type]
        worths = [
            sum(problem.class_value[i, c] for i, c in zip(there, taken, strict=True))
            for taken in product(here, repeat=len(there))
            if all(taken.count(c) <= problem.class_count[c] for c in here)
        ]
        return max((float(worth) for worth in worths if not np.isnan(worth)), default=None)

    ranks = {}
    for plan in product(range(-1, problem.m), repeat=problem.n):
        if keeps_the_rules(problem, plan):
            worths = [
                worth_at(j, tuple(i for i in range(problem.n) if plan[i] == j)) for j in range(problem.m)
            ]
            if None not in worths:
                persons, missing, worth = rank(problem, plan)
                ranks[plan] = persons, missing, worth + sum(w for w in worths if w is not None)
    return ranks


def best(problem: Problem) -> Rank:
    """The best rank there is: persons, less shortfall, value."""
    return max(every(problem).values())


def reached(problem: Problem, **how: int) -> Rank:
    """The rank of the plan that `solve` finds, which keeps every rule."""
    solution = solve(problem, **how)  # type: ignore[arg-type]
    assert verify(problem, solution.assignment, solution.unit, solution.served).violations == ()
    persons = solution.persons_placed if problem.place_first else 0
    return persons, -solution.shortfall, solution.objective
