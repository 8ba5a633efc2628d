"""Served needs at the door and in `verify`: what is malformed is refused, what is broken is named."""

import numpy as np
import pytest

from rematch.errors import RematchError
from rematch.optimise import Problem, verify


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"served_need": [[1], [0.5]]}, "problem.not_whole", "served_need"),
        ({"served_need": [[1], [-1]]}, "problem.negative", "served_need"),
        ({"served_need": [[1]]}, "problem.shape", "served_need"),
        ({"served_need": [1, 1]}, "problem.shape", "served_need"),
        ({"served_need": [[1, 1], [1, 1]]}, "problem.shape", "served_capacity"),
        ({"served_need": []}, "problem.shape", "served_capacity"),
        ({"served_capacity": [[1]]}, "problem.shape", "served_capacity"),
        ({"served_capacity": []}, "problem.shape", "served_capacity"),
        ({"served_capacity": [[1], [-1]]}, "problem.negative", "served_capacity"),
        ({"served_capacity": [[1], [np.nan]]}, "problem.not_finite", "served_capacity"),
        ({"served_value": [[0], [0]]}, "problem.shape", "served_value"),
        ({"served_value": []}, "problem.shape", "served_value"),
        ({"served_value": [[[0], [-1]]] * 2}, "problem.negative", "served_value"),
        ({"served_value": [[[0], [np.nan]]] * 2}, "problem.not_finite", "served_value"),
        ({"served_value": [[[0], [np.inf]]] * 2}, "problem.not_finite", "served_value"),
        ({"served_value": "much"}, "problem.not_numbers", "served_value"),
        ({"served_must": [[2], [0]]}, "problem.above_one", "served_must"),
        ({"served_must": [True]}, "problem.shape", "served_must"),
        ({"previous_served": [[0.5], [0]]}, "problem.not_whole", "previous_served"),
    ],
)
def test_malformed_needs_are_refused_with_the_name_of_the_field(
    given: dict[str, object], code: str, field: str
) -> None:
    sound = {"served_need": [[1], [2]], "served_capacity": [[1], [2]], "served_value": [[[0], [1]]] * 2}
    with pytest.raises(RematchError) as refused:
        Problem(value=np.ones((2, 2)), **{**sound, **given})  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


CHECKED = Problem(
    value=np.array([[1.0, 1.0], [1.0, 1.0], [1.0, np.nan]]),
    served_need=np.array([[2, 0], [1, 1], [1, 0]]),
    served_capacity=np.array([[2.0, 0.0], [np.inf, 1.0]]),
    served_value=np.array([[[0.1, 0.0]] * 2, [[0.2, 0.3]] * 2, [[0.4, 0.0]] * 2]),
    served_must=np.array([[False, False], [False, True], [False, False]]),
)


@pytest.mark.parametrize(
    ("plan", "served", "expected"),
    [
        ([0, 1, 0], [[1, 0], [1, 1], [1, 0]], []),
        ([0, 1, 0], [[2, 0], [1, 1], [1, 0]], ["plan.over_served"]),
        ([0, 1, 0], [[0, 0], [0, 0], [0, 0]], ["plan.not_served"]),
        ([0, 1, 0], [[0, 0], [2, 1], [0, 0]], ["plan.served_beyond_need"]),
        ([0, 1, 0], [[0, 1], [0, 1], [-1, 0]], ["plan.served_beyond_need"] * 2 + ["plan.over_served"]),
        ([0, -1, 0], [[0, 0], [1, 0], [0, 0]], ["plan.served_unplaced"]),
        ([0, -1, 0], [[0, 0], [0, 0], [0, 0]], []),
        ([0, 1, 0], [[0.5, 0], [1, 1], [np.nan, 0]], ["plan.served_not_whole"] * 2),
        ([0, 1, 0], [[1, 0], [1, 1]], ["plan.served_shape", "plan.not_served"]),
        ([0, 1, 0], "all", ["plan.unreadable", "plan.not_served"]),
        ([0, 0, 0], None, ["plan.not_served"]),
        ([0, 1, 0], None, []),
    ],
)
def test_verify_names_every_way_in_which_serving_can_be_wrong(
    plan: list[int], served: object, expected: list[str]
) -> None:
    check = verify(CHECKED, plan, served=served)  # type: ignore[arg-type]
    assert [violation.code for violation in check.violations] == expected


def test_a_violation_says_who_where_and_how_many() -> None:
    check = verify(CHECKED, [0, 1, 0], served=[[2, 0], [1, 0], [1, 0]])
    missing, over = check.violations
    assert missing.params == {"household": 1, "served": 1, "units": 0, "need": 1}
    assert over.params == {"municipality": 0, "served": 0, "used": 3.0, "capacity": 2.0}


def test_the_objective_counts_what_is_served_and_without_it_the_best_for_the_places() -> None:
    worse = verify(CHECKED, [0, 1, 0], served=[[2, 0], [1, 1], [0, 0]])
    assert worse.objective == pytest.approx(3.0 + 2 * 0.1 + 0.2 + 0.3)
    assert verify(CHECKED, [0, 1, 0]).objective == pytest.approx(3.0 + 0.1 + 0.4 + 0.2 + 0.3)
