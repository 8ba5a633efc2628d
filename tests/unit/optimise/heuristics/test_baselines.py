"""What the simple procedures do, on a problem small enough to follow by hand."""

import numpy as np

from rematch.optimise import Problem, solve, verify
from rematch.optimise.heuristics.baselines import (
    best_places_without_limits,
    first_come_first_served,
    random_within_rules,
    spread_by_shares,
)
from tests.unit.optimise.instances import cohort

VALUE = np.array([[0.6, 0.5], [0.9, 0.1], [0.8, 0.7]])
ONE_EACH = Problem(value=VALUE, demand=np.ones((3, 1)), capacity=np.array([[1.0], [2.0]]))


def test_who_comes_first_takes_the_best_place() -> None:
    assert first_come_first_served(ONE_EACH).tolist() == [0, 1, 1]
    assert solve(ONE_EACH).assignment.tolist() == [1, 0, 1]


def test_pins_go_before_whoever_comes_first() -> None:
    pinned = Problem(value=VALUE, demand=np.ones((3, 1)), capacity=np.array([[1.0], [2.0]]), pins={2: 0})
    assert first_come_first_served(pinned).tolist() == [1, 1, 0]


def test_best_places_ignore_limits_and_keep_hard_rules() -> None:
    value = VALUE.copy()
    value[1, 0] = np.nan
    barred = Problem(value=value, demand=np.ones((3, 1)), capacity=np.array([[1.0], [2.0]]), vetoes={(2, 0)})
    assert best_places_without_limits(ONE_EACH).tolist() == [0, 0, 0]
    assert best_places_without_limits(barred).tolist() == [0, 1, 1]


def test_shares_are_met_as_nearly_as_whole_households_allow() -> None:
    crowd = Problem(value=np.ones((12, 3)))
    spread = spread_by_shares(crowd, [0.5, 0.25, 0.25])
    assert np.bincount(spread).tolist() == [6, 3, 3]


def test_a_seed_repeats_the_random_plan_and_another_changes_it() -> None:
    asked = cohort(households=16, municipalities=5)
    assert random_within_rules(asked, 3).tolist() == random_within_rules(asked, 3).tolist()
    assert random_within_rules(asked, 3).tolist() != random_within_rules(asked, 4).tolist()


def test_every_baseline_but_the_bound_keeps_the_rules() -> None:
    asked = cohort(households=40, municipalities=6)
    shares = np.ones(6) / 6
    for plan in (random_within_rules(asked), first_come_first_served(asked), spread_by_shares(asked, shares)):
        assert verify(asked, plan).violations == ()
        assert (plan >= 0).any()
