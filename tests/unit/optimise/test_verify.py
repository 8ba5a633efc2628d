"""`verify` lists what is wrong with a plan and never raises."""

import numpy as np
import pytest

from rematch.optimise import Problem, verify

PROBLEM = Problem(
    value=[[1.0, 2.0], [3.0, np.nan], [0.5, 0.25], [1.0, 1.0]],  # type: ignore[arg-type]
    demand=[[2], [1], [1], [0]],  # type: ignore[arg-type]
    capacity=[[2], [2]],  # type: ignore[arg-type]
    persons=[3, 2, 1, 1],  # type: ignore[arg-type]
    minimum=[4, 1],  # type: ignore[arg-type]
    maximum=[5, 4],  # type: ignore[arg-type]
    pins={1: 0},
    vetoes={(2, 1)},
    linked=[(0, 3)],
    apart=[(1, 2)],
    previous=[0, 0, -1, 1],  # type: ignore[arg-type]
    move_cost=0.5,
)


def codes(plan: object) -> list[str]:
    return [violation.code for violation in verify(PROBLEM, plan).violations]  # type: ignore[arg-type]


def test_a_plan_within_the_rules_is_counted_by_hand() -> None:
    check = verify(PROBLEM, [1, 0, -1, 1])
    assert check.violations == ()
    assert check.ok
    assert check.objective == pytest.approx(2.0 - 0.5 + 3.0 + 1.0)
    assert check.persons_placed == 3 + 2 + 1
    assert check.shortfall == 4 - 2


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ([1, 1, -1, 1], ["plan.not_allowed", "plan.pin_broken", "plan.over_capacity", "plan.over_maximum"]),
        ([0, 0, -1, 0], ["plan.over_capacity", "plan.over_maximum"]),
        ([-1, -1, -1, -1], ["plan.pin_broken"]),
        ([-1, 0, 1, -1], ["plan.vetoed"]),
        ([1, 0, -1, 0], ["plan.link_broken"]),
        ([1, 0, -1, -1], ["plan.link_broken"]),
        ([-1, 0, 0, -1], ["plan.apart_broken"]),
    ],
)
def test_every_broken_rule_is_named(plan: list[int], expected: list[str]) -> None:
    assert codes(plan) == expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ([0, 0], "plan.length"),
        ([[0, 0, 0, 0]], "plan.length"),
        (None, "plan.length"),
        ("nonsense", "plan.unreadable"),
        ([1, 0, "x", 1], "plan.unreadable"),
        ([1, 0, np.nan, 1], "plan.out_of_range"),
        ([1, 0, 2, 1], "plan.out_of_range"),
        ([1, 0, -2, 1], "plan.out_of_range"),
        ([1, 0, 0.5, 1], "plan.out_of_range"),
        ([1, 0, np.inf, 1], "plan.out_of_range"),
    ],
)
def test_a_plan_that_cannot_be_read_is_listed_not_raised(plan: object, expected: str) -> None:
    assert expected in codes(plan)
