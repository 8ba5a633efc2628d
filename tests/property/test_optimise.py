"""What must hold for every problem, on generated ones: no solver needed to know it."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.errors import Contradiction
from rematch.optimise import Problem, Solution, solve, verify
from rematch.optimise.heuristics.baselines import (
    best_places_without_limits,
    first_come_first_served,
    random_within_rules,
    spread_by_shares,
)
from tests.unit.optimise.instances import cohort, tiny

few = settings(max_examples=40, deadline=None, derandomize=True)
problems = st.one_of(
    st.integers(0, 10**6).map(tiny),
    st.integers(0, 10**6).map(lambda seed: cohort(households=9, municipalities=4, seed=seed)),
)


def rank(problem: Problem, plan: object) -> tuple[float, float, float]:
    """(persons, -shortfall, value), persons only where they come first."""
    check = verify(problem, plan)  # type: ignore[arg-type]
    return (check.persons_placed if problem.place_first else 0), -check.shortfall, check.objective


def at_least(better: tuple[float, float, float], worse: tuple[float, float, float]) -> bool:
    return better[:2] > worse[:2] or (better[:2] == worse[:2] and better[2] >= worse[2] - 1e-6)


def same(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return at_least(one, other) and at_least(other, one)


@few
@given(problems)
def test_every_plan_passes_verify_and_its_numbers_are_those_of_verify(problem: Problem) -> None:
    solution = solve(problem)
    check = verify(problem, solution.assignment)
    assert check.violations == ()
    found = (solution.objective, solution.persons_placed, solution.shortfall)
    assert found == (check.objective, check.persons_placed, check.shortfall)
    assert solution.bound >= solution.objective
    assert solution.certified_bound >= solution.bound - 1e-9


@few
@given(problems, st.integers(1, 3))
def test_more_places_never_make_the_best_plan_worse(problem: Problem, more: int) -> None:
    roomier = replace(problem, capacity=problem.capacity + more, maximum=problem.maximum + more)
    assert at_least(_best(roomier), _best(problem))


@few
@given(problems, st.integers(0, 10**6))
def test_a_pin_never_makes_the_best_plan_better(problem: Problem, number: int) -> None:
    i, j = number % problem.n, (number // 7) % problem.m
    try:
        pinned = replace(problem, pins={**problem.pins, i: problem.pins.get(i, j)})
    except Contradiction:
        return
    assert at_least(_best(problem), _best(pinned))


@few
@given(problems, st.integers(0, 10**6))
def test_the_order_of_households_and_municipalities_changes_nothing_but_ties(
    problem: Problem, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    shuffled = reordered(problem, draw.permutation(problem.n), draw.permutation(problem.m))
    assert same(_best(problem), _best(shuffled))


@few
@given(problems, st.floats(0.1, 50))
def test_values_times_a_constant_change_nothing(problem: Problem, factor: float) -> None:
    links = [(i, other, bonus * factor) for i, other, bonus in problem.soft_links]
    scaled = replace(
        problem, value=problem.value * factor, move_cost=problem.move_cost * factor, soft_links=links
    )
    persons, missing, worth = _best(scaled)
    assert same((persons, missing, worth / factor), _best(problem))


@few
@given(problems)
def test_the_plan_is_at_least_as_good_as_every_baseline_that_keeps_the_rules(problem: Problem) -> None:
    best = _best(problem)
    shares = np.ones(problem.m) / problem.m
    for plan in (
        random_within_rules(problem),
        first_come_first_served(problem),
        spread_by_shares(problem, shares),
    ):
        assert verify(problem, plan).violations == ()
        assert at_least(best, rank(problem, plan))


@few
@given(problems)
def test_best_places_without_limits_are_worth_at_least_every_plan(problem: Problem) -> None:
    alone = replace(problem, soft_links=())
    dream = verify(alone, best_places_without_limits(alone)).objective
    assert dream >= solve(alone).objective - 1e-9


def _best(problem: Problem) -> tuple[float, float, float]:
    solution: Solution = solve(problem)
    assert solution.status == "optimal"
    return rank(problem, solution.assignment)


def reordered(problem: Problem, rows: np.ndarray, columns: np.ndarray) -> Problem:  # type: ignore[type-arg]
    """The same problem with household rows[i] as number i and municipality columns[j] as number j."""
    new_i, new_j = np.argsort(rows), np.append(np.argsort(columns), -1)
    whole = problem.demand.ndim == 3
    return replace(
        problem,
        value=problem.value[rows][:, columns],
        demand=problem.demand[rows][:, columns] if whole else problem.demand[rows],
        capacity=problem.capacity[columns],
        persons=problem.persons[rows],
        minimum=problem.minimum[columns],
        maximum=problem.maximum[columns],
        pins={int(new_i[i]): int(new_j[j]) for i, j in problem.pins.items()},
        vetoes={(int(new_i[i]), int(new_j[j])) for i, j in problem.vetoes},
        linked=[tuple(new_i[list(group)].tolist()) for group in problem.linked],
        apart=[tuple(new_i[list(pair)].tolist()) for pair in problem.apart],
        previous=new_j[problem.previous[rows]],
        soft_links=[(int(new_i[i]), int(new_i[other]), bonus) for i, other, bonus in problem.soft_links],
        closeness=problem.closeness[columns][:, columns],
    )
