"""The strategy-proof baseline: by lot, own best place, as many persons placed as can be."""

import itertools
from dataclasses import replace

import numpy as np

from rematch.errors import Contradiction
from rematch.optimise import Problem, solve, verify
from rematch.optimise.heuristics.constrained_priority import constrained_priority
from rematch.optimise.problem import UNPLACED
from tests import demo
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny, tiny_served


@seeds(range(40), chunk=20)
def test_it_keeps_the_rules_and_places_as_many_persons_as_the_best_plan(seed: int) -> None:
    """On generated problems with pins, vetoes, links and pledges."""
    problem = cohort(households=9, municipalities=4, seed=seed)
    best = solve(problem)
    liking = np.random.default_rng(seed).random(problem.value.shape)
    check = verify(problem, constrained_priority(problem, liking, best.assignment, seed))
    assert check.violations == ()
    if problem.place_first:
        assert check.persons_placed == best.persons_placed


@seeds(range(30), chunk=15)
def test_no_household_gets_a_place_it_likes_better_by_stating_another_liking(seed: int) -> None:
    """Every other order of the places, for every household of tiny problems."""
    problem = tiny(seed)
    best = solve(problem).assignment
    true = np.random.default_rng(seed).permuted(
        np.tile(np.arange(problem.m, dtype=float), (problem.n, 1)), axis=1
    )
    honest = constrained_priority(problem, true, best, seed)
    for i, said in itertools.product(range(problem.n), itertools.permutations(range(problem.m))):
        stated = true.copy()
        stated[i] = said
        got = constrained_priority(problem, stated, best, seed)[i]
        assert _liked(true, i, got) <= _liked(true, i, honest[i])


@seeds(range(40), chunk=20)
def test_who_must_be_served_is_and_what_serving_adds_is_not_heard(seed: int) -> None:
    """The same plan whatever a unit adds, since priorities of a household are in it."""
    problem, draw = replace(tiny_served(seed), place_first=True), np.random.default_rng(seed)
    best, liking = solve(problem), draw.random(problem.value.shape)
    plan = constrained_priority(problem, liking, best.assignment, seed)
    check = verify(problem, plan)
    assert check.violations == () and check.persons_placed == best.persons_placed
    other = replace(problem, served_value=draw.random(problem.served_value.shape))
    assert constrained_priority(other, liking, best.assignment, seed).tolist() == plan.tolist()


def test_the_first_one_drawn_gets_the_best_place_that_costs_nobody_else_one() -> None:
    """In the session cohort: at each place it likes better, fewer persons can be placed; value is lost."""
    report = demo.cold()
    problem, liking = report.instance.problem, report.instance.fits.people
    plan = constrained_priority(problem, liking, report.assignment, 3)
    first = int(np.random.default_rng(3).permutation(problem.n)[0])
    for j in np.flatnonzero(~np.isnan(problem.value[first])).tolist():
        if liking[first, j] > liking[first, plan[first]]:
            assert _placed_with(problem, first, j) < report.solution.persons_placed
    assert verify(problem, plan).objective < report.solution.objective


def _liked(liking: np.ndarray, i: int, j: int) -> float:
    return -1.0 if j == UNPLACED else float(liking[i, j])


def _placed_with(problem: Problem, i: int, j: int) -> int:
    """Persons that can be placed with household i at j; -1 where decisions forbid it."""
    try:
        return solve(replace(problem, pins={**problem.pins, i: j})).persons_placed
    except Contradiction:
        return -1
