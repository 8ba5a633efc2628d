"""The yardstick set: the same problems every time, of the kinds that are published."""

import numpy as np
import pytest

from rematch.bench.yardstick.problems import FULL, KINDS, SETS, SetProblem, yardsticks


@pytest.mark.parametrize("kind", KINDS)
def test_a_problem_of_the_set_is_the_same_every_time(kind: str) -> None:
    """What one run measured, another one can measure again."""
    one, other = (SetProblem(kind, 20, 4).problem() for _ in range(2))
    assert np.array_equal(one.value, other.value, equal_nan=True)
    assert np.array_equal(one.demand, other.demand) and np.array_equal(one.capacity, other.capacity)


def test_every_problem_has_a_name_of_its_own() -> None:
    """So that each line of the table says which it is."""
    names = [one.name for name in SETS for one in yardsticks(name)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", ["c", "d", "e"])
def test_the_published_kinds_have_room_for_four_fifths_of_the_mean_need(kind: str) -> None:
    """As in the formula 0.8 sum_i a_ij / m, rounded down."""
    problem = SetProblem(kind, 50, 5).problem()
    room = problem.demand[:, :, 0].sum(axis=0) * FULL / 5
    assert (problem.capacity[:, 0] <= room).all() and (problem.capacity[:, 0] > room - 1).all()


def test_in_kind_d_the_cheaper_a_place_the_more_is_needed_there() -> None:
    """Cost and need add up to 111, give or take ten: prices alone lead astray."""
    problem = SetProblem("d", 50, 5).problem()
    total = problem.demand[:, :, 0] - problem.value
    assert total.min() >= 101 and total.max() <= 121 and total.min() < total.max()
