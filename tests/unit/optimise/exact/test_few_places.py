"""Few municipalities that take many households: as near to the best as the solver comes by itself."""

import pytest

from rematch.bench.yardstick.problems import SetProblem
from rematch.optimise import solve, verify
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import EXACT_PAIRS


@pytest.mark.parametrize(("kind", "n"), [("c", 100), ("e", 100), ("c", 200), ("d", 200), ("e", 200)])
def test_everybody_is_placed_and_half_a_per_cent_proven(kind: str, n: int) -> None:
    """Published kinds of generalised assignment, below and above the size that is solved whole at once."""
    problem = SetProblem(kind, n, 5).problem()
    assert (presolve(problem).pairs > EXACT_PAIRS) == (n > 100)
    solution = solve(problem, gap=0.005, time_limit=300.0)
    assert verify(problem, solution.assignment).ok
    assert solution.persons_placed == solution.persons_bound == n
    assert solution.gap <= 0.005


@pytest.mark.parametrize("kind", ["c", "e"])
def test_what_was_proven_to_a_gap_is_no_wrong_bound(kind: str) -> None:
    """The best plan, proven to the end, lies between the plan and the bound of the looser proof."""
    problem = SetProblem(kind, 60, 3).problem()
    loose, best = solve(problem, gap=0.01), solve(problem)
    assert best.status == "optimal"
    assert loose.objective - 1e-6 <= best.objective <= loose.bound + 1e-6
    assert best.certified_bound >= best.objective - 1e-6


def test_a_work_limit_gives_the_same_plan_every_time() -> None:
    """Counted in nodes, whichever of the searches spends them."""
    problem = SetProblem("c", 30, 8).problem()
    one, other = (solve(problem, work_limit=20) for _ in range(2))
    assert one.assignment.tolist() == other.assignment.tolist()
    assert one.bound == other.bound
