"""Generalised assignment problems in the OR-Library's text format run through the core unchanged."""

from itertools import product

import numpy as np
import pytest

from rematch.optimise import Problem, solve, verify
from tests.seeds import seeds

BY_HAND = """
2 3
 4 9 2
 6 3 7
 2 3 2
 3 2 2
 4 4
"""


def as_problem(text: str) -> Problem:
    """ "m n", then m rows of n costs, m rows of n uses, m capacities; numbers may break anywhere.

    Jobs are households, agents municipalities; the least cost is the greatest value.
    """
    numbers = np.array(text.split(), dtype=float)
    m, n = (int(number) for number in numbers[:2])
    costs, uses = numbers[2 : 2 + 2 * m * n].reshape(2, m, n)
    return Problem(
        value=-costs.T,
        demand=uses.T[:, :, None],
        capacity=numbers[2 + 2 * m * n :].reshape(m, 1),
        place_first=True,
    )


def as_text(costs: np.ndarray, uses: np.ndarray, capacity: np.ndarray) -> str:
    rows = [costs.shape, *costs, *uses, capacity]
    return "\n".join(" ".join(str(int(number)) for number in row) for row in rows)


def least_cost(problem: Problem) -> float | None:
    """By trying every assignment of all jobs; None where none fits."""
    plans = (np.array(plan) for plan in product(range(problem.m), repeat=problem.n))
    costs = [-check.objective for plan in plans if (check := verify(problem, plan)).ok]
    return min(costs, default=None)


def test_an_instance_written_by_hand_is_solved_to_its_least_cost() -> None:
    """Two agents, three jobs, line breaks as in the published files."""
    problem = as_problem(BY_HAND)
    solution = solve(problem)
    assert solution.status == "optimal"
    assert -solution.objective == least_cost(problem)


@seeds(range(20))
def test_generated_instances_are_solved_to_their_least_cost(seed: int) -> None:
    """Drawn as type C is: uses 5 to 25, costs 10 to 50, capacities 80 % of an even share of the uses."""
    rng = np.random.default_rng(seed)
    m, n = 3, 6
    uses, costs = rng.integers(5, 26, (m, n)), rng.integers(10, 51, (m, n))
    problem = as_problem(as_text(costs, uses, np.ceil(0.8 * uses.sum(axis=1) / m + 8)))
    solution, least = solve(problem), least_cost(problem)
    assert verify(problem, solution.assignment).ok
    if least is None:
        assert solution.persons_placed < n
    else:
        assert (solution.persons_placed, -solution.objective) == (n, pytest.approx(least))
