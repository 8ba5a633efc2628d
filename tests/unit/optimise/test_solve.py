"""What `solve` promises: order of the levels, limits, starts, repeatability, honest proof."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from rematch.optimise import Levels, Prices, Problem, Solution, WarmStart, certified_bound, solve, verify
from rematch.optimise.exact import depth_first, search
from rematch.optimise.presolve import presolve
from tests.unit.optimise.instances import cohort, with_served

SESSION = {"households": 16, "municipalities": 5}
LARGE = {"households": 90, "municipalities": 10}


def rank(solution: Solution) -> tuple[float, float, float]:
    return solution.persons_placed, -solution.shortfall, solution.objective


def test_persons_come_before_value() -> None:
    """One big household of little value goes before two small ones of great value."""
    value, capacity = np.array([[1.0], [9.0], [9.0]]), np.array([[4.0]])
    demand = np.array([[4.0], [1.0], [1.0]])
    problem = Problem(value=value, demand=demand, capacity=capacity, persons=np.array([4, 1, 1]))
    assert solve(problem).assignment.tolist() == [0, -1, -1]


def test_shortfall_comes_before_value_and_after_persons() -> None:
    value = np.array([[5.0, 1.0], [5.0, 1.0]])
    problem = Problem(value=value, persons=np.array([2, 2]), minimum=np.array([0.0, 3.0]))
    solution = solve(problem)
    assert sorted(solution.assignment.tolist()) == [1, 1]
    assert (solution.persons_placed, solution.shortfall, solution.objective) == (4, 0.0, 2.0)


def test_a_pledge_that_cannot_be_met_is_counted_never_an_error() -> None:
    solution = solve(Problem(value=np.ones((2, 1)), minimum=np.array([9.0])))
    assert (solution.shortfall, solution.shortfall_bound, solution.status) == (7.0, 7.0, "optimal")


def test_without_place_first_a_loss_is_left_unplaced() -> None:
    value = np.array([[-1.0, -2.0], [3.0, 1.0]])
    assert solve(Problem(value=value, place_first=False)).assignment.tolist() == [-1, 0]
    assert solve(Problem(value=value)).assignment.tolist() == [0, 0]


def test_a_cost_per_move_keeps_households_where_they_are() -> None:
    value = np.array([[1.0, 1.2]])
    previous = np.array([0])
    assert solve(Problem(value=value, previous=previous, move_cost=0.3)).assignment.tolist() == [0]
    moved = solve(Problem(value=value, previous=previous, move_cost=0.1))
    assert moved.assignment.tolist() == [1]
    assert moved.objective == pytest.approx(1.1)


def test_soft_links_draw_households_together_and_half_as_much_to_a_near_place() -> None:
    value = np.array([[1.0, 0.0, 0.0], [0.8, 0.9, 0.9]])
    near = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.0], [0.5, 0.0, 1.0]])
    free = Problem(value=value, soft_links=[(0, 1, 0.3)], closeness=near)
    assert (solve(free).assignment.tolist(), solve(free).objective) == ([0, 0], pytest.approx(2.1))
    full = Problem(value=value, soft_links=[(0, 1, 0.3)], closeness=near, apart=[(0, 1)])
    assert (solve(full).assignment.tolist(), solve(full).objective) == ([0, 2], pytest.approx(2.05))


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_empty_and_single_problems_are_answered(shape: tuple[int, int]) -> None:
    solution = solve(Problem(value=np.ones(shape)))
    assert solution.status == "optimal"
    assert solution.objective == min(shape)


def test_nobody_allowed_anywhere_leaves_all_unplaced_and_proven() -> None:
    solution = solve(Problem(value=np.full((3, 2), np.nan), minimum=np.array([2.0, 0.0])))
    assert solution.assignment.tolist() == [-1, -1, -1]
    assert (solution.status, solution.persons_bound, solution.shortfall) == ("optimal", 0, 2.0)


def test_the_same_problem_gives_the_same_plan_cold_and_on_a_used_workbench() -> None:
    used = WarmStart()
    for seed in range(3):
        solve(cohort(**SESSION, weights=seed), workbench=used)
    asked = cohort(**SESSION, weights=7)
    again, cold = solve(asked, workbench=used), solve(asked)
    assert again.assignment.tolist() == cold.assignment.tolist()
    assert rank(again) == rank(cold)
    assert again.status == cold.status == "optimal"


def test_among_plans_worth_the_same_cold_warm_and_started_runs_choose_the_same() -> None:
    ties = Problem(
        value=np.ones((8, 3)) * 2,
        demand=np.ones((8, 1)),
        capacity=np.full((3, 1), 2.0),
        minimum=np.full(3, 2.0),
    )
    used, cold = WarmStart(), solve(ties)
    solve(replace(ties, value=ties.value * np.array([1.0, 2.0, 3.0])), workbench=used)
    assert used.levels == cold.levels
    assert solve(ties, workbench=used).assignment.tolist() == cold.assignment.tolist()
    assert solve(ties, start=cold.assignment[::-1]).assignment.tolist() == cold.assignment.tolist()


def test_a_workbench_notices_that_more_than_values_changed() -> None:
    used = WarmStart()
    solve(cohort(**SESSION), workbench=used)
    fewer = cohort(**SESSION, fill=0.8)
    assert rank(solve(fewer, workbench=used)) == rank(solve(fewer))


def test_known_levels_lead_to_the_same_optimum() -> None:
    first, moved = solve(cohort(**SESSION)), cohort(**SESSION, weights=3)
    quick = solve(moved, known=Levels(first.persons_placed, first.shortfall))
    assert rank(quick) == pytest.approx(rank(solve(moved)))
    assert quick.status == "optimal"


def test_above_session_size_a_work_limit_gives_a_sound_plan_with_an_honest_gap() -> None:
    asked = cohort(**LARGE)
    solution = solve(asked, work_limit=6)
    assert verify(asked, solution.assignment).violations == ()
    assert solution.certified_bound == solution.bound
    assert solution.proof == "certificate"
    assert 0 <= solution.gap < 0.03
    assert solution.bound >= solve(asked, work_limit=30).objective


def test_going_on_from_the_last_plan_never_makes_it_worse() -> None:
    asked = cohort(**LARGE)
    first = solve(asked, work_limit=1)
    later = solve(asked, work_limit=12, start=first.assignment)
    assert rank(later) >= rank(first)


def test_a_limited_run_is_repeated_to_the_same_plan() -> None:
    asked = cohort(**LARGE)
    assert solve(asked, work_limit=8).assignment.tolist() == solve(asked, work_limit=8).assignment.tolist()


def test_a_limit_of_nothing_still_answers_with_a_plan_and_a_bound() -> None:
    asked = cohort(**SESSION)
    solution = solve(asked, work_limit=0)
    assert verify(asked, solution.assignment).violations == ()
    assert solution.bound >= solve(asked).objective
    assert solution.gap >= 0


def test_a_search_cut_short_keeps_the_bound_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower than what prices prove, never below the best plan, and said to be the solver's."""
    asked = with_served(cohort(households=30, municipalities=5, fill=1.0, seed=0), seed=0)
    best = solve(asked)
    monkeypatch.setattr(depth_first, "MOST_NODES", 1)
    short = solve(asked, work_limit=2)
    assert best.objective - 1e-6 <= short.bound < short.certified_bound - 1e-3
    assert short.status == "feasible" and short.proof == "solver"


def test_a_gap_that_is_asked_for_is_kept() -> None:
    asked = cohort(**SESSION)
    solution, best = solve(asked, gap=0.05), solve(asked)
    assert solution.gap <= 0.05
    assert solution.objective >= best.objective / 1.05


@pytest.mark.parametrize("start", [None, [-1] * 16, [0] * 16, [4] * 16])
def test_a_start_that_breaks_rules_does_no_harm(start: object) -> None:
    asked = cohort(**SESSION)
    assert rank(solve(asked, start=start)) == pytest.approx(rank(solve(asked)))  # type: ignore[arg-type]


def test_a_seed_shuffles_ties_and_nothing_else() -> None:
    ties = Problem(value=np.ones((6, 2)), demand=np.ones((6, 1)), capacity=np.full((2, 1), 2.0))
    plans = {tuple(solve(ties, seed=seed).assignment) for seed in range(6)}
    assert len(plans) > 1
    assert {sum(j >= 0 for j in plan) for plan in plans} == {4}


@pytest.mark.parametrize("factor", [2.0**-30, 2.0**30])
def test_very_small_and_very_large_values_are_solved_as_well(factor: float) -> None:
    asked = cohort(**SESSION)
    scaled = replace(asked, value=asked.value * factor)
    assert solve(scaled).objective / factor == pytest.approx(solve(asked).objective)


def test_above_and_below_the_size_of_the_exact_search_plans_are_worth_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = cohort(**SESSION)
    exact = solve(asked)
    monkeypatch.setattr(search, "EXACT_PAIRS", 10)
    large = solve(asked)
    assert rank(large) == pytest.approx(rank(exact))
    assert large.status == exact.status == "optimal"


def test_prices_travel_as_lists_and_prove_the_same() -> None:
    asked = replace(cohort(**SESSION), apart=[(0, 1)], soft_links=[(2, 3, 0.5)])
    solution = solve(asked)
    again = Prices.from_lists(json.loads(json.dumps(solution.prices.as_lists())), presolve(asked))
    levels = {"persons": solution.persons_placed, "shortfall": solution.shortfall}
    assert certified_bound(asked, again, **levels) == pytest.approx(solution.certified_bound, abs=1e-12)


@pytest.mark.parametrize(("n", "m"), [(700, 1), (1, 700), (60, 12)])
def test_long_thin_and_identical_shapes_are_answered_within_a_limit(n: int, m: int) -> None:
    """All households alike, all places alike, room for nine of ten."""
    room = np.full((m, 1), np.ceil(0.9 * n / m))
    asked = Problem(value=np.ones((n, m)), demand=np.ones((n, 1)), capacity=room)
    solution = solve(asked, work_limit=5)
    assert verify(asked, solution.assignment).violations == ()
    assert solution.persons_placed == min(n, int(room.sum()))
    assert solution.status == "optimal"


def test_threads_that_share_a_workbench_get_what_a_solve_alone_gives() -> None:
    """Reruns of one visit may overlap: each plan is the best for its own values, nobody is left out."""
    problem = cohort(seed=3, **SESSION)
    draw = np.random.default_rng(3)
    asked = [
        replace(problem, value=problem.value * draw.uniform(0.5, 1.5, problem.value.shape)) for _ in range(40)
    ]
    shared = WarmStart()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda one: solve(one, workbench=shared), asked))
    assert [rank(one) for one in found] == [pytest.approx(rank(solve(one)), abs=1e-6) for one in asked]
    assert {one.status for one in found} == {"optimal"}
