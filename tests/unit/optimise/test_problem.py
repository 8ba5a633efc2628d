"""The door: malformed input and contradicting pins are refused by name."""

import pickle

import numpy as np
import pytest

from rematch.errors import Contradiction, RematchError
from rematch.optimise import Problem, SideConstraint, solve, verify
from rematch.optimise.checks import GREATEST

VALUE = [[1.0, 2.0], [3.0, np.nan], [0.5, 0.5]]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"value": [1.0, 2.0]}, "problem.shape", "value"),
        ({"value": [["a", 1]]}, "problem.not_numbers", "value"),
        ({"value": [[np.inf, 1.0]]}, "problem.not_finite", "value"),
        ({"demand": [[1.0], [2.0]], "capacity": [[1.0], [1.0]]}, "problem.shape", "demand"),
        ({"demand": [[1.0]] * 3}, "problem.shape", "capacity"),
        ({"demand": [[np.nan]] * 3, "capacity": [[1.0]] * 2}, "problem.not_finite", "demand"),
        ({"demand": [[-1.0]] * 3, "capacity": [[1.0]] * 2}, "problem.negative", "demand"),
        ({"demand": [[1.0]] * 3, "capacity": [[np.nan]] * 2}, "problem.not_finite", "capacity"),
        ({"persons": [1.5, 1, 1]}, "problem.not_whole", "persons"),
        ({"persons": [-1, 1, 1]}, "problem.negative", "persons"),
        ({"minimum": [1.0, np.inf]}, "problem.not_finite", "minimum"),
        ({"maximum": [1.0, 2.0, 3.0]}, "problem.shape", "maximum"),
        ({"pins": {3: 0}}, "problem.index", "pins"),
        ({"vetoes": [(0, -1)]}, "problem.index", "vetoes"),
        ({"apart": [(1, 1)]}, "problem.not_a_pair", "apart"),
        ({"linked": [(0, 9)]}, "problem.index", "linked"),
        ({"previous": [0, 2, -1]}, "problem.index", "previous"),
        ({"move_cost": np.nan}, "problem.not_finite", "move_cost"),
        ({"soft_links": [(0, 1, -0.5)]}, "problem.negative", "soft_links"),
        ({"closeness": [[1.0, 2.0], [0.0, 1.0]]}, "problem.above_one", "closeness"),
        ({"value": [[10**400, 1.0]]}, "problem.not_numbers", "value"),
        ({"persons": [2**63, 1, 1]}, "problem.too_large", "persons"),
        ({"persons": [1e300, 1, 1]}, "problem.too_large", "persons"),
        ({"pins": {"a": 0}}, "problem.index", "pins"),
        ({"pins": {None: 0}}, "problem.index", "pins"),
        ({"pins": {np.nan: 0}}, "problem.index", "pins"),
        ({"pins": 3}, "problem.not_a_pair", "pins"),
        ({"vetoes": "ab"}, "problem.not_a_pair", "vetoes"),
        ({"vetoes": [(0,)]}, "problem.not_a_pair", "vetoes"),
        ({"linked": [0, 1]}, "problem.not_a_pair", "linked"),
        ({"soft_links": [(0, 1)]}, "problem.not_a_pair", "soft_links"),
        ({"soft_links": [(0, 1, "a")]}, "problem.not_numbers", "soft_links"),
        ({"soft_links": [(0, 1, (1,))]}, "problem.shape", "soft_links"),
        ({"move_cost": "a"}, "problem.not_finite", "move_cost"),
        ({"move_cost": 1e300}, "problem.too_large", "move_cost"),
        ({"value": [[1e300, 1.0]]}, "problem.too_large", "value"),
        ({"minimum": [1e300, 0.0]}, "problem.too_large", "minimum"),
        (
            {"class_place": [0, 1], "class_count": [1, 1], "class_value": [[-1e300, 0.0]] * 3},
            "problem.too_large",
            "class_value",
        ),
        ({"class_place": [0, (1,)]}, "problem.not_numbers", "class_place"),
        ({"place_first": None}, "problem.not_true_or_false", "place_first"),
        ({"place_first": np.nan}, "problem.not_true_or_false", "place_first"),
        ({"ceilings": 1.0}, "problem.not_listed", "ceilings"),
        ({"ceilings": [1.0]}, "problem.not_listed", "ceilings"),
        ({"ceilings": [SideConstraint(np.ones((3, 2)), np.nan)]}, "problem.not_finite", "ceilings"),
        ({"ceilings": [SideConstraint(np.ones((3, 2)), "a")]}, "problem.not_finite", "ceilings"),
        ({"ceilings": [SideConstraint(np.full((3, 2), 1e300), 1.0)]}, "problem.too_large", "ceilings"),
    ],
)
def test_malformed_input_is_refused_with_the_name_of_the_field(
    given: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RematchError) as refused:
        Problem(**{"value": VALUE, **given})  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"seed": -1}, "problem.negative", "seed"),
        ({"seed": "a"}, "problem.not_whole", "seed"),
        ({"gap": np.nan}, "problem.not_finite", "gap"),
        ({"gap": -0.1}, "problem.negative", "gap"),
        ({"work_limit": -1}, "problem.negative", "work_limit"),
        ({"work_limit": 1.5}, "problem.not_whole", "work_limit"),
        ({"time_limit": np.nan}, "problem.not_finite", "time_limit"),
        ({"start": [0, 0]}, "problem.no_start", "start"),
        ({"start": [0, 7, -1]}, "problem.no_start", "start"),
    ],
)
def test_solve_refuses_what_is_no_limit_no_seed_and_no_start(
    given: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RematchError) as refused:
        solve(Problem(value=VALUE), **given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


@pytest.mark.parametrize("plan", [[10**400, 0, 0], "abc", [None] * 3, [[0]], [1e300, np.inf, 0.5], 7])
def test_verify_never_raises_on_what_is_no_plan(plan: object) -> None:
    """What cannot be read is a violation and counts as unplaced."""
    problem = Problem(
        value=VALUE, served_need=[[1]] * 3, served_capacity=[[1.0]] * 2, served_value=np.ones((3, 2, 1))
    )
    assert not verify(problem, plan).ok  # type: ignore[arg-type]
    assert not verify(problem, [0, 0, 0], served=plan).ok  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "code", "households", "municipalities"),
    [
        ({"pins": {1: 1}}, "pins.not_allowed", (1,), (1,)),
        ({"pins": {0: 1}, "vetoes": [(0, 1)]}, "pins.vetoed", (0,), (1,)),
        ({"pins": {0: 0, 2: 1}, "linked": [(0, 2)]}, "pins.linked", (0, 2), (0, 1)),
        ({"pins": {0: 1}, "linked": [(0, 1)]}, "pins.linked_not_allowed", (0, 1), (1,)),
        ({"pins": {0: 0, 1: 0}, "apart": [(0, 1)]}, "pins.apart", (0, 1), (0,)),
        ({"pins": {0: 0}, "linked": [(0, 2)], "apart": [(0, 2)]}, "pins.apart", (0, 2), (0,)),
        ({"pins": {0: 0, 1: 0}, "demand": [[2]] * 3, "capacity": [[3]] * 2}, "pins.capacity", (0, 1), (0,)),
        ({"pins": {0: 1, 2: 1}, "persons": 3, "maximum": [9, 5]}, "pins.maximum", (0, 2), (1,)),
    ],
)
def test_pins_that_cannot_hold_are_a_contradiction_that_names_them(
    given: dict[str, object], code: str, households: tuple[int, ...], municipalities: tuple[int, ...]
) -> None:
    with pytest.raises(Contradiction) as refused:
        Problem(value=VALUE, **given)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.params["households"] == households
    assert refused.value.params["municipalities"] == municipalities


def test_arrays_are_copies_that_nobody_can_change() -> None:
    given = np.array(VALUE)
    problem = Problem(value=given)
    given[0, 0] = 99.0
    assert problem.value[0, 0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        problem.value[0, 0] = 5.0


def test_defaults_are_one_person_no_resource_no_limit() -> None:
    problem = Problem(value=np.array(VALUE))
    assert problem.persons.tolist() == [1, 1, 1]
    assert (problem.demand.shape, problem.capacity.shape) == ((3, 0), (2, 0))
    assert solve(problem).objective == 2.0 + 3.0 + 0.5


def test_a_problem_survives_the_way_to_another_process() -> None:
    problem = Problem(value=np.array(VALUE), pins={0: 1}, linked=[(0, 2)])
    again = pickle.loads(pickle.dumps(problem))
    assert again.pins == {0: 1}
    assert np.array_equal(again.value, problem.value, equal_nan=True)


@pytest.mark.parametrize("seed", [2.0**63, np.array(2.0), 10**30])
def test_whole_numbers_of_any_kind_are_seeds(seed: object) -> None:
    """As work limits are: 5.0 is 5."""
    given = Problem(value=VALUE)
    assert solve(given, seed=seed, work_limit=5.0).objective == solve(given).objective  # type: ignore[arg-type]


def test_the_greatest_numbers_let_in_are_solved() -> None:
    """At the edge of what is let in: a plan that keeps the rules, and a bound that is not below it."""
    most = GREATEST
    problem = Problem(
        value=np.array([[most, 1.0], [-most, most / 2]]),
        demand=np.array([[most], [1.0]]),
        capacity=np.array([[most], [most]]),
        minimum=np.array([most, 0.0]),
        maximum=np.array([most, np.inf]),
        ceilings=[SideConstraint(np.full((2, 2), most), most)],
        move_cost=most,
        previous=np.array([0, 1]),
    )
    solution = solve(problem)
    assert verify(problem, solution.assignment).ok
    assert solution.bound >= solution.objective
