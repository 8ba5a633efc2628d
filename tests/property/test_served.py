"""What must hold for every problem with served needs, on generated ones."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.errors import Contradiction
from rematch.optimise import Problem, solve, verify
from tests.property.test_optimise import at_least, reordered, same
from tests.unit.optimise.instances import cohort, tiny_served, with_served

few = settings(max_examples=40, deadline=None, derandomize=True)
problems = st.one_of(
    st.integers(0, 10**6).map(tiny_served),
    st.integers(0, 10**6).map(lambda seed: tiny_served(seed, housed=True)),
    st.integers(0, 10**6).map(
        lambda seed: with_served(cohort(households=9, municipalities=4, seed=seed), seed=seed)
    ),
)
Rank = tuple[float, float, float]


@few
@given(problems, st.integers(0, 10**6))
def test_more_units_to_serve_never_make_a_plan_worse(problem: Problem, number: int) -> None:
    """One or two more of any resource anywhere, also where there were none."""
    capacity = problem.served_capacity.copy()
    capacity.flat[number % capacity.size] += 1 + number % 2
    assert at_least(best(replace(problem, served_capacity=capacity)), best(problem))


@few
@given(problems, st.integers(0, 10**6))
def test_a_greater_gain_never_makes_a_plan_worse(problem: Problem, number: int) -> None:
    value = problem.served_value.copy()
    value.flat[number % value.size] += 0.5
    assert at_least(best(replace(problem, served_value=value)), best(problem))


@few
@given(problems, st.integers(0, 10**6))
def test_who_must_be_served_never_makes_a_plan_better(problem: Problem, number: int) -> None:
    must = problem.served_must.copy()
    must.flat[number % must.size] = True
    try:
        bound = replace(problem, served_must=must)
    except Contradiction:
        return
    assert at_least(best(problem), best(bound))


@few
@given(problems, st.integers(0, 10**6))
def test_a_need_beside_others_takes_nothing_from_the_plan(problem: Problem, number: int) -> None:
    """Wanting one unit more, without having to have it, never makes the best plan worse."""
    need = problem.served_need.copy()
    number %= need.size
    if not problem.served_must.flat[number]:
        need.flat[number] += 1
    assert at_least(best(replace(problem, served_need=need)), best(problem))


@few
@given(problems, st.integers(0, 10**6))
def test_the_order_of_households_places_and_resources_changes_nothing_but_ties(
    problem: Problem, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    rows, columns = draw.permutation(problem.n), draw.permutation(problem.m)
    resources = draw.permutation(problem.served_need.shape[1])
    shuffled = replace(
        reordered(without_needs(problem), rows, columns),
        served_need=problem.served_need[rows][:, resources],
        served_must=problem.served_must[rows][:, resources],
        previous_served=problem.previous_served[rows][:, resources],
        served_capacity=problem.served_capacity[columns][:, resources],
        served_value=problem.served_value[rows][:, columns][:, :, resources],
        **classes_reordered(problem, rows, columns),  # type: ignore[arg-type]
    )
    assert same(best(shuffled), best(problem))


@few
@given(problems)
def test_no_other_way_to_serve_the_same_places_is_worth_more(problem: Problem) -> None:
    """Each unit taken from one and given to another, as the rules allow it, adds nothing."""
    solution = solve(problem)
    for giver, taker, s in np.ndindex(problem.n, problem.n, problem.served_need.shape[1]):
        served = solution.served.copy()
        served[giver, s] -= 1
        served[taker, s] += 1
        check = verify(problem, solution.assignment, solution.unit, served)
        assert not check.ok or check.objective <= solution.objective + 1e-9


def best(problem: Problem) -> Rank:
    solution = solve(problem)
    assert solution.status == "optimal"
    check = verify(problem, solution.assignment, solution.unit, solution.served)
    assert check.violations == ()
    return (check.persons_placed if problem.place_first else 0), -check.shortfall, check.objective


def without_needs(problem: Problem) -> Problem:
    bare = np.zeros((problem.n, 0))
    return replace(
        problem,
        served_need=bare,
        served_capacity=(),
        served_value=(),
        served_must=(),
        previous_served=(),
        class_place=None,
        class_count=(),
        class_value=(),
        previous_unit=(),
    )


def classes_reordered(problem: Problem, rows: np.ndarray, columns: np.ndarray) -> dict[str, object]:  # type: ignore[type-arg]
    """The classes with municipalities and households renumbered, in their own order."""
    if problem.class_place is None:
        return {}
    return {
        "class_place": np.argsort(columns)[problem.class_place],
        "class_count": problem.class_count,
        "class_value": problem.class_value[rows],
        "previous_unit": problem.previous_unit[rows],
    }
