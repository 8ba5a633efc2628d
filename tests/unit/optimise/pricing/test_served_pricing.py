"""Served needs in cut and price: the same relaxation from few pairs, and plans up to the size of a Land."""

import numpy as np
import pytest

from rematch.bench.direct import solve_directly
from rematch.optimise import Levels, Problem, certified_bound, solve, verify
from rematch.optimise.budget import Budget
from rematch.optimise.exact.branch_and_bound import ExactModel
from rematch.optimise.heuristics.greedy import greedy
from rematch.optimise.presolve import presolve
from rematch.optimise.pricing.dual_ascent import ascend
from rematch.optimise.pricing.effort import Effort
from rematch.optimise.pricing.restricted_master import relaxation
from rematch.optimise.proof.certificate import upper_bound
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny_served, with_served
from tests.unit.optimise.trying_out import every


def land(seed: int) -> Problem:
    """A smaller Land in which half of what is wanted of three served resources is there."""
    return with_served(cohort(households=120, municipalities=12, seed=seed), seed=seed, resources=3)


@pytest.mark.parametrize("seed", range(3))
def test_the_relaxation_over_few_pairs_is_that_over_all(seed: int) -> None:
    """Its prices prove it: no pair outside, with what it could be served, has a better reduced value."""
    units = presolve(land(seed))
    levels = Levels(0, float(units.minimum.sum()))
    priced = relaxation(units, levels, greedy(units))
    dense = ExactModel(units)
    dense.keep(levels.persons, levels.shortfall)
    dense.aim_value()
    dense.cut_off(priced.prices.covers)
    assert priced.complete and priced.rounds <= 4
    assert priced.columns < 0.35 * units.pairs
    assert priced.value == pytest.approx(dense.relax().value, rel=1e-6)
    assert priced.bound == pytest.approx(priced.value, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_the_ascent_alone_comes_close_to_the_relaxation(seed: int) -> None:
    """Within half a percent, and never below it."""
    units = presolve(land(seed))
    levels = Levels(0, float(units.minimum.sum()))
    best = relaxation(units, levels, greedy(units), effort=Effort(cut_passes=0)).bound
    prices = ascend(units, levels)
    found = upper_bound(units, prices, persons=levels.persons, shortfall=levels.shortfall)
    assert best - 1e-9 <= found <= 1.005 * best


@seeds(range(7000, 7100))
def test_where_some_may_move_the_best_of_all_such_plans_is_found(seed: int) -> None:
    """Those who stay may lose units to those who come, and get what these leave."""
    problem = tiny_served(seed, housed=seed % 2 == 1)
    units, draw = presolve(problem), np.random.default_rng(seed)
    plan = greedy(units)
    rows = (draw.random(len(plan)) < 0.6) & ~units.pinned
    free = units.allowed & rows[:, None]
    model = ExactModel(units)
    model.keep(0.0, float(units.minimum.sum()))
    model.aim_value()
    found = model.solve(Budget(), plan, free).plan if free.any() else plan
    assert found is not None
    assert verify(problem, units.spread(found)).ok
    ranks = every(problem)
    of_units = {other: units.gather(np.array(other)) for other in ranks}
    best = max(ranks[other][2] for other, gathered in of_units.items() if (gathered == plan)[~rows].all())
    assert units.worth(found) == pytest.approx(best, abs=1e-6)


def test_who_stays_gives_a_unit_to_who_comes_and_gains_more_by_it() -> None:
    """Only the second may move; at the first's place it is worth more to it than to the first."""
    problem = Problem(
        value=np.array([[1.0, np.nan], [1.0, 1.2]]),
        served_need=np.ones((2, 1)),
        served_capacity=np.array([[1.0], [0.0]]),
        served_value=np.array([[[0.1], [0.0]], [[0.5], [0.0]]]),
    )
    units, plan = presolve(problem), np.array([0, 1])
    model = ExactModel(units)
    model.keep(0.0, 0.0)
    model.aim_value()
    found = model.solve(Budget(), plan, np.array([[False, False], [True, True]])).plan
    assert found is not None and found.tolist() == [0, 0]


@seeds(range(8000, 8060))
def test_a_model_that_grew_pair_by_pair_is_the_one_built_at_once(seed: int) -> None:
    """Whichever of a row's needs and of those who must be served come first: the same rows and optimum."""
    units, draw = presolve(tiny_served(seed)), np.random.default_rng(seed)
    parts = draw.integers(0, 2, units.allowed.shape)
    grown, whole = ExactModel(units, units.allowed & (parts == 0)), ExactModel(units)
    grown.aim_value()
    grown.relax()
    grown.widen(units.allowed)
    for model in (grown, whole):
        model.keep(0.0, float(units.minimum.sum()))
        model.aim_value()
    expected = whole.relax().value
    assert grown.relax(warm=True).value == (None if expected is None else pytest.approx(expected, abs=1e-7))
    assert sorted(map(str, grown.model.rows)) == sorted(map(str, whole.model.rows))


@pytest.mark.parametrize("seed", range(4))
def test_at_session_size_the_proven_optimum_is_what_highs_finds_alone(seed: int) -> None:
    """Two served resources for half of what is wanted, some of it essential; prices prove it."""
    problem = with_served(cohort(households=24, municipalities=6, seed=seed), seed=seed)
    solution = solve(problem)
    check = verify(problem, solution.assignment, solution.unit, solution.served)
    assert check.ok and solution.status == "optimal"
    alone = solve_directly(presolve(problem), 0.0, 30.0)
    assert alone.finished and alone.objective == pytest.approx(check.objective, abs=1e-5)
    at = {"persons": check.persons_placed, "shortfall": check.shortfall}
    assert certified_bound(problem, solution.prices, **at) >= check.objective - 1e-9


def test_a_greater_problem_keeps_its_rules_and_an_honest_gap_with_needs() -> None:
    """Above the exact size what is served is verified and the bound lies above the plan."""
    problem = with_served(cohort(households=90, municipalities=10), seed=2)
    limited = solve(problem, work_limit=6)
    assert verify(problem, limited.assignment, limited.unit, limited.served).ok
    assert limited.certified_bound == limited.bound
    assert -1e-9 <= limited.gap < 0.03
