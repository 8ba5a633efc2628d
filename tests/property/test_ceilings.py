"""Sums over the plan that may not pass a limit, of any sign, against trying out every plan."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.errors import Contradiction, RematchError
from rematch.optimise import Prices, Problem, SideConstraint, certified_bound, solve, verify
from rematch.optimise.exact.search import EXACT_PAIRS
from rematch.optimise.presolve import presolve
from tests.property.test_optimise_brute_force import Plan, plans, rank
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny


def used(ceiling: SideConstraint, plan: Plan) -> float:
    return sum(float(ceiling.cost[i, j]) for i, j in enumerate(plan) if j >= 0)


def limited(seed: int) -> tuple[Problem, list[Plan]]:
    """A tiny problem under one or two ceilings, tight ones and some that no plan keeps; its plans."""
    problem, draw = tiny(seed), np.random.default_rng(seed)
    every = plans(problem)
    ceilings = []
    for _ in range(draw.integers(1, 3)):
        cost = draw.integers(-2, 3, (problem.n, problem.m)).astype(float)
        reach = [used(SideConstraint(cost, 0.0), plan) for plan in every]
        ceilings.append(SideConstraint(cost, float(draw.choice([*reach, min(reach) - 1.0]))))
    problem = replace(problem, ceilings=ceilings)
    return problem, [plan for plan in every if all(used(c, plan) <= c.limit for c in ceilings)]


@seeds(range(300))
def test_solve_under_ceilings_finds_what_trying_out_every_plan_finds(seed: int) -> None:
    """The best plan that keeps them, proven; where none does, that is said."""
    problem, every = limited(seed)
    if not every:
        with pytest.raises(Contradiction) as refused:
            solve(problem)
        assert refused.value.code == "problem.no_plan"
        return
    best = max(rank(problem, plan) for plan in every)
    solution = solve(problem)
    assert verify(problem, solution.assignment).ok
    assert rank(problem, tuple(solution.assignment)) == pytest.approx(best, abs=1e-6)
    assert solution.status == "optimal"
    assert solution.bound == pytest.approx(best[2], abs=1e-6)
    assert solution.certified_bound >= best[2] - 1e-9


@seeds(range(400, 500))
def test_no_plan_under_ceilings_is_worth_more_than_the_certificate(seed: int) -> None:
    """Whatever the prices are, those of the ceilings included."""
    problem, every = limited(seed)
    draw = np.random.default_rng(seed)
    free = Prices.zero(presolve(problem))
    for plan in every[:20]:
        persons, missing, _ = rank(problem, plan)
        prices = Prices(
            **{name: draw.normal(0.1, 0.3, np.shape(price)) for name, price in vars(free).items()}
        )
        prices = replace(prices, persons=float(prices.persons))
        bound = certified_bound(problem, prices, persons=persons, shortfall=-missing)
        reach = [rank(problem, other) for other in every]
        assert bound >= max(w for placed, lack, w in reach if placed >= persons and lack >= missing) - 1e-9


@seeds(range(500, 560))
def test_verify_names_every_ceiling_that_a_plan_passes(seed: int) -> None:
    """Exactly those, with what is used."""
    problem, _ = limited(seed)
    for plan in plans(problem)[:50]:
        over = [k for k, ceiling in enumerate(problem.ceilings) if used(ceiling, plan) > ceiling.limit]
        broken = verify(problem, plan).violations
        assert [v.params["ceiling"] for v in broken if v.code == "plan.over_ceiling"] == over
        assert all(v.code == "plan.over_ceiling" for v in broken)


def test_large_problems_keep_ceilings_too() -> None:
    """Cut and price: the plan keeps them, and its bound is above it."""
    problem = cohort(households=60, municipalities=16, seed=4)
    free = solve(problem, work_limit=5)
    low = np.where(np.nan_to_num(problem.value, nan=0.0) < 0.75 * problem.persons[:, None], 1.0, 0.0)
    here = float(low[np.arange(problem.n), free.assignment][free.assignment >= 0].sum())
    assert here > 2 and np.isfinite(problem.value).sum() > EXACT_PAIRS
    tight = replace(problem, ceilings=[SideConstraint(low, here - 2)])
    solution = solve(tight, work_limit=5)
    assert verify(tight, solution.assignment).ok
    assert solution.persons_placed <= free.persons_bound
    assert used(tight.ceilings[0], tuple(solution.assignment)) <= here - 2
    assert solution.bound >= solution.objective


@pytest.mark.parametrize("cost", [np.full((2, 2), np.nan), np.ones((3, 2)), "x"])
def test_a_malformed_ceiling_is_refused_by_name(cost: object) -> None:
    """Shape, numbers and finiteness are checked at the door."""
    with pytest.raises(RematchError) as refused:
        Problem(value=np.ones((2, 2)), ceilings=[SideConstraint(cost, 1.0)])
    assert refused.value.params["field"] == "ceilings"
