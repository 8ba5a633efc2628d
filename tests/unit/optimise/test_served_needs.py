"""Served needs: what is expected of them, by hand, and at the size of a session and above."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.errors import Contradiction
from rematch.optimise import Prices, Problem, WarmStart, solve
from rematch.optimise.heuristics.baselines import best_places_without_limits
from rematch.optimise.policy.relaxation import Decisions, least_release, pledges_out_of_reach
from rematch.optimise.presolve import presolve
from tests.unit.optimise.instances import cohort, with_served

FAMILIES = Problem(
    value=np.tile([1.0, 0.9], (5, 1)),
    served_need=np.ones((5, 1)),
    served_capacity=np.array([[2.0], [2.0]]),
    served_value=np.full((5, 2, 1), 0.5),
)
"""Five families with one child each, two towns with two childcare places each."""


def test_five_families_with_a_child_spread_over_two_towns_with_two_places_each() -> None:
    """Nothing is promised twice: two at each are served, the fifth goes where the rest of the fit is best."""
    solution = solve(FAMILIES)
    assert np.bincount(solution.assignment).tolist() == [3, 2]
    assert np.bincount(solution.assignment, solution.served[:, 0]).tolist() == [2.0, 2.0]
    assert solution.objective == pytest.approx(3 * 1.0 + 2 * 0.9 + 4 * 0.5)
    assert solution.status == "optimal"


def test_where_there_is_enough_for_all_the_place_is_part_of_the_value() -> None:
    """Nothing is left to decide, and everybody is served."""
    problem = replace(FAMILIES, served_capacity=np.array([[5.0], [np.inf]]))
    assert presolve(problem).served is None
    assert solve(problem).served.tolist() == [[1]] * 5


def test_a_need_can_be_served_in_part() -> None:
    """Two units for one who wants three: both are given, and counted."""
    problem = Problem(
        value=np.ones((1, 1)),
        served_need=np.array([[3]]),
        served_capacity=np.array([[2.9]]),
        served_value=np.array([[[0.1]]]),
    )
    solution = solve(problem)
    assert (solution.served.tolist(), solution.objective) == ([[2]], pytest.approx(1.2))


def test_who_must_be_served_goes_where_that_is_possible_or_nowhere() -> None:
    """Better at the first place, which has one unit of the two: the second it is; without that, none."""
    problem = Problem(
        value=np.array([[1.0, 0.1]]),
        served_need=np.array([[2]]),
        served_capacity=np.array([[1.0], [2.0]]),
        served_value=np.zeros((1, 2, 1)),
        served_must=np.array([[True]]),
    )
    solution = solve(problem)
    assert (solution.assignment.tolist(), solution.served.tolist()) == ([1], [[2]])
    nowhere = solve(replace(problem, served_capacity=np.array([[1.0], [1.0]])))
    assert (nowhere.assignment.tolist(), nowhere.served.tolist(), nowhere.status) == ([-1], [[0]], "optimal")


def test_who_must_be_served_comes_before_who_gains_more() -> None:
    problem = Problem(
        value=np.ones((2, 1)),
        served_need=np.ones((2, 1)),
        served_capacity=np.ones((1, 1)),
        served_value=np.array([[[0.9]], [[0.1]]]),
        served_must=np.array([[False], [True]]),
    )
    solution = solve(problem)
    assert (solution.assignment.tolist(), solution.served.tolist()) == ([0, 0], [[0], [1]])


def test_of_two_who_must_be_served_by_one_unit_one_stays_out() -> None:
    """As a capacity would: the greater household is placed."""
    problem = Problem(
        value=np.ones((2, 1)),
        persons=np.array([1, 3]),
        served_need=np.ones((2, 1)),
        served_capacity=np.ones((1, 1)),
        served_value=np.zeros((2, 1, 1)),
        served_must=np.ones((2, 1)),
    )
    solution = solve(problem)
    assert (solution.assignment.tolist(), solution.persons_bound) == ([-1, 0], 3)


def test_among_equals_who_was_served_there_before_is_served_again() -> None:
    """Only there: what the first had at another place decides nothing."""
    problem = Problem(
        value=np.array([[np.nan, 1.0]] * 3),
        served_need=np.ones((3, 1)),
        served_capacity=np.array([[9.0], [1.0]]),
        served_value=np.full((3, 2, 1), 0.2),
        previous=np.array([0, 1, 1]),
        previous_served=np.array([[1], [0], [1]]),
    )
    assert solve(problem).served.tolist() == [[0], [0], [1]]


def test_two_who_shared_two_units_go_on_sharing_them() -> None:
    """What each had goes before what either wants beside it."""
    problem = Problem(
        value=np.ones((2, 1)),
        served_need=np.full((2, 1), 2),
        served_capacity=np.full((1, 1), 2.0),
        served_value=np.full((2, 1, 1), 0.2),
        previous=np.zeros(2, dtype=int),
        previous_served=np.ones((2, 1)),
    )
    assert solve(problem).served.tolist() == [[1], [1]]


def test_who_gains_more_goes_before_who_was_served_before() -> None:
    problem = Problem(
        value=np.ones((2, 1)),
        served_need=np.ones((2, 1)),
        served_capacity=np.ones((1, 1)),
        served_value=np.array([[[0.2]], [[0.3]]]),
        previous=np.zeros(2, dtype=int),
        previous_served=np.array([[1], [0]]),
    )
    assert solve(problem).served.tolist() == [[0], [1]]


def test_a_unit_that_adds_nothing_is_given_where_one_is_left() -> None:
    """A weight of zero takes nobody's place away."""
    idle = replace(FAMILIES, served_value=np.zeros((5, 2, 1)))
    solution = solve(idle)
    assert (solution.assignment.tolist(), int(solution.served.sum())) == ([0] * 5, 2)


def test_linked_households_keep_their_own_needs_and_gains() -> None:
    """One place, two units, three wanted by two linked households: the dearer ones are served."""
    problem = Problem(
        value=np.ones((2, 1)),
        linked=[(0, 1)],
        served_need=np.array([[2], [1]]),
        served_capacity=np.array([[2.0]]),
        served_value=np.array([[[0.1]], [[0.4]]]),
    )
    solution = solve(problem)
    assert (solution.served.tolist(), solution.objective) == ([[1], [1]], pytest.approx(2.5))


def test_pins_who_cannot_all_be_served_are_a_contradiction_and_the_least_release_is_found() -> None:
    """Two pinned who must have the one unit: refused with both named; releasing one pin is enough."""
    free = Problem(
        value=np.ones((2, 1)),
        served_need=np.ones((2, 1)),
        served_capacity=np.ones((1, 1)),
        served_value=np.zeros((2, 1, 1)),
        served_must=np.ones((2, 1)),
    )
    with pytest.raises(Contradiction) as refused:
        replace(free, pins={0: 0, 1: 0})
    assert refused.value.code == "pins.served"
    assert refused.value.params == {"households": (0, 1), "municipalities": (0,), "served": 0}
    assert len(least_release(free, Decisions(pins=((0, 0), (1, 0)))).pins) == 1
    assert replace(free, pins={0: 0, 1: 0}, served_must=np.zeros((2, 1))).pins


def test_a_pledge_beyond_who_must_be_served_is_out_of_reach() -> None:
    """Room for all, one unit that both must have: the two of the greater household are the most."""
    problem = Problem(
        value=np.ones((2, 1)),
        persons=np.array([1, 2]),
        minimum=np.array([3.0]),
        served_need=np.ones((2, 1)),
        served_capacity=np.ones((1, 1)),
        served_value=np.zeros((2, 1, 1)),
        served_must=np.ones((2, 1)),
    )
    assert pledges_out_of_reach(problem) == {0: 2}


def test_everybody_at_the_best_place_does_not_wait_for_who_is_pinned_there() -> None:
    """Two who must have the one unit there: as if nobody else were, it is the other's best place too."""
    problem = Problem(
        value=np.array([[1.0, 0.0], [1.0, 0.5]]),
        pins={0: 0},
        served_need=np.ones((2, 1)),
        served_capacity=np.ones((2, 1)),
        served_value=np.zeros((2, 2, 1)),
        served_must=np.ones((2, 1)),
    )
    assert best_places_without_limits(problem).tolist() == [0, 0]
    assert solve(problem).assignment.tolist() == [0, 1]
    nowhere = replace(problem, served_capacity=np.array([[1.0], [0.0]]), pins={}, vetoes=[(1, 0)])
    assert best_places_without_limits(nowhere).tolist() == [0, -1]


def test_a_kept_model_gives_what_a_new_one_gives_when_gains_and_capacities_change() -> None:
    """Gains alone keep the model, another capacity builds a new one."""
    problem = with_served(cohort(households=12, municipalities=4, seed=6), seed=1)
    draw, bench = np.random.default_rng(5), WarmStart()
    solve(problem, workbench=bench)
    for step in range(8):
        value = problem.served_value * draw.random(problem.served_value.shape)
        problem = replace(problem, served_value=value)
        if step == 4:
            problem = replace(problem, served_capacity=problem.served_capacity + 1)
        warm, cold = solve(problem, workbench=bench), solve(problem)
        assert warm.objective == pytest.approx(cold.objective, abs=1e-6)
        assert warm.status == "optimal"


def test_only_other_gains_leave_the_structure_as_it_is() -> None:
    """A kept model is priced anew for them; whoever wants something else needs a model of their own."""
    units = presolve(FAMILIES)
    dearer = replace(FAMILIES, served_value=2 * FAMILIES.served_value)
    assert presolve(dearer).same_structure(units)
    for change in (
        {"served_need": np.array([[1], [1], [1], [1], [2]])},
        {"served_must": np.array([[1], [0], [0], [0], [0]])},
        {"served_capacity": np.array([[2.0], [3.0]])},
        {"served_value": np.zeros((5, 2, 1))},
    ):
        assert not presolve(replace(FAMILIES, **change)).same_structure(units)  # type: ignore[arg-type]


def test_prices_travel_as_lists_with_those_of_served_units() -> None:
    problem = with_served(cohort(households=10, municipalities=3), seed=2)
    prices = solve(problem).prices
    assert prices.capacity.shape == (3, 4 + 2 + 1)
    back = Prices.from_lists(prices.as_lists(), presolve(problem))
    assert np.array_equal(back.capacity, prices.capacity)
