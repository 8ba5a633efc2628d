"""Fairness against trying out every plan, and what must hold for every policy."""

import numpy as np
import pytest

from rematch.optimise import Problem, solve, verify
from rematch.optimise.fairness.levels import STEP, Fair, Search, floor, group_floors, leximin, place_floors
from rematch.optimise.fairness.targets import Yardstick
from tests.property.test_optimise_brute_force import Plan, plans, rank
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny

SEEDS = range(120)
FULL = 100


def measured(problem: Problem, seed: int) -> Yardstick:
    """Fits drawn for every pair, and two groups of households."""
    draw = np.random.default_rng(seed)
    fit = draw.random((problem.n, problem.m)).round(1)
    allowed = ~np.isnan(problem.value)
    for i, j in problem.vetoes:
        allowed[i, j] = False
    best = np.where(allowed, fit, 0.0).max(axis=1, keepdims=True)
    relative = np.where(best > 0, fit / np.where(best > 0, best, 1.0), 1.0)
    group = draw.random(problem.n) < 0.5
    groups = tuple(rows for rows in (group, ~group) if rows.any())
    return Yardstick(np.minimum(relative, 1.0), fit, problem.persons + 1.0, groups)


def searched(problem: Problem, by: Yardstick) -> Search:
    return Search(problem, solve(problem), by, None, 0)


def best_first(problem: Problem) -> list[Plan]:
    """Every plan that places most persons and then misses least."""
    every = plans(problem)
    most = max(rank(problem, plan)[:2] for plan in every)
    return [plan for plan in every if rank(problem, plan)[:2] == most]


def fits(by: Yardstick, plan: Plan) -> list[float]:
    """Relative fits from the worst off, the unplaced first."""
    return sorted(by.relative[i, j] if j >= 0 else -1.0 for i, j in enumerate(plan))


def as_plan(fair: Fair) -> Plan:
    return tuple(int(j) for j in fair.solution.assignment)


def sound(problem: Problem, fair: Fair, fair_plans: list[Plan]) -> None:
    """The most value of all plans that are fair in this way, verified and proven."""
    worth = max(rank(problem, plan)[2] for plan in fair_plans)
    assert verify(fair.problem, fair.solution.assignment).ok
    assert fair.exact and fair.solution.status == "optimal"
    assert rank(problem, as_plan(fair))[2] == pytest.approx(worth, abs=1e-6)
    assert fair.solution.certified_bound >= worth - 1e-9


@seeds(SEEDS)
def test_a_floor_is_a_share_of_the_best_possible_one_and_leaves_fewest_unplaced(seed: int) -> None:
    """The best floor is what trying out every plan finds; under it the plan has the most value."""
    problem = tiny(seed)
    by, every = measured(problem, seed), best_first(problem)
    placed = max(sum(j >= 0 for j in plan) for plan in every)
    fewest = [plan for plan in every if sum(j >= 0 for j in plan) == placed]
    best = max((fits(by, plan)[problem.n - placed] if placed else 1.0) for plan in fewest)
    share = (0.5, 0.9, 1.0)[seed % 3]
    fair = floor(searched(problem, by), share)
    assert fair.best == pytest.approx(best)
    kept = [p for p in fewest if all(r < 0 or r >= share * best - 1e-12 for r in fits(by, p))]
    sound(problem, fair, kept)


@seeds(SEEDS)
def test_leximin_is_the_lexicographically_greatest_sorted_vector(seed: int) -> None:
    """To full depth no plan's sorted relative fits are greater; to less, none are up to that depth."""
    problem = tiny(seed)
    by, every = measured(problem, seed), best_first(problem)
    best = max(fits(by, plan) for plan in every)
    fair = leximin(searched(problem, by), FULL)
    assert fits(by, as_plan(fair)) == best
    sound(problem, fair, [plan for plan in every if fits(by, plan) == best])
    depth = 1 + seed % 2
    settled = [r for r in best if r <= sorted({r for r in best if r >= 0} or {0.0})[: depth + 1][-1]]
    count = sum(r in {-1.0, *sorted({r for r in best if r >= 0})[:depth]} for r in best)
    assert fits(by, as_plan(leximin(searched(problem, by), depth)))[:count] == settled[:count]


@seeds(SEEDS)
def test_the_least_group_s_mean_is_as_great_as_any_plan_has_it(seed: int) -> None:
    """Within one step; under a share of it the plan has at least the value of every plan that keeps it."""
    problem = tiny(seed)
    by, every = measured(problem, seed), best_first(problem)

    def least(plan: Plan) -> float:
        return min(by.group_mean(np.array(plan), g) for g in range(len(by.groups)))

    fair = group_floors(searched(problem, by), 0.9)
    best = max(least(plan) for plan in every)
    assert best - STEP <= fair.best <= best + 1e-6
    sound(problem, fair, [plan for plan in every if least(plan) >= 0.9 * fair.best - 1e-7])


@seeds(SEEDS)
def test_the_least_municipality_s_mean_is_as_great_as_any_plan_has_it(seed: int) -> None:
    """Within one step, municipalities with nobody aside."""
    problem = tiny(seed)
    by, every = measured(problem, seed), best_first(problem)

    def least(plan: Plan) -> float:
        means = (by.place_mean(np.array(plan), j) for j in range(problem.m))
        return min((mean for mean in means if mean is not None), default=1.0)

    fair = place_floors(searched(problem, by), 0.9)
    best = max(least(plan) for plan in every)
    assert best - STEP <= fair.best <= best + 1e-6
    sound(problem, fair, [plan for plan in every if least(plan) >= 0.9 * fair.best - 1e-7])


@pytest.mark.parametrize("seed", range(6))
def test_no_policy_has_more_value_than_none_and_a_floor_never_lowers_the_least(seed: int) -> None:
    """On cohorts of ten: persons and shortfall stay, value is given up, the worst off are not worse off."""
    problem = cohort(households=10, municipalities=4, seed=seed)
    by, free = measured(problem, seed), solve(problem)
    before = fits(by, tuple(free.assignment))
    for share in (0.3, 0.7, 1.0):
        kept = floor(searched(problem, by), share)
        after = fits(by, as_plan(kept))
        unplaced, had = after.count(-1.0), before.count(-1.0)
        assert unplaced <= had
        assert unplaced < had or after[unplaced] >= before[had] - 1e-12
    for fair in (
        kept,
        leximin(searched(problem, by), 3),
        group_floors(searched(problem, by), 1.0),
        place_floors(searched(problem, by), 1.0),
    ):
        assert fair.solution.objective <= free.objective + 1e-6
        assert fair.solution.persons_placed == free.persons_placed
        assert fair.solution.shortfall == free.shortfall
        assert fair.solution.status == "optimal" and fair.exact
        assert verify(fair.problem, fair.solution.assignment).ok
