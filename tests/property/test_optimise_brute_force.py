"""Hundreds of tiny problems, with every kind of decision in them, against trying out every plan."""

from itertools import product

import numpy as np
import pytest

from rematch.optimise import Prices, Problem, certified_bound, forced_bounds, solve, verify
from rematch.optimise.presolve import presolve
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny

SEEDS = range(300)
Plan = tuple[int, ...]


def plans(problem: Problem) -> list[Plan]:
    """Every plan that keeps all rules."""
    every = product(range(-1, problem.m), repeat=problem.n)
    return [plan for plan in every if keeps_the_rules(problem, plan)]


def keeps_the_rules(p: Problem, plan: Plan) -> bool:
    placed = [(i, j) for i, j in enumerate(plan) if j >= 0]
    if any(np.isnan(p.value[i, j]) or (i, j) in p.vetoes for i, j in placed):
        return False
    if any(plan[i] != j for i, j in p.pins.items()) or any(len({plan[i] for i in g}) > 1 for g in p.linked):
        return False
    if any(plan[i] == plan[o] >= 0 for i, o in p.apart):
        return False
    return all(_has_room(p, [i for i, there in placed if there == j], j) for j in range(p.m))


def _has_room(p: Problem, there: list[int], j: int) -> bool:
    demand = p.demand if p.demand.ndim == 2 else p.demand[:, j]
    return bool((demand[there].sum(axis=0) <= p.capacity[j]).all() and p.persons[there].sum() <= p.maximum[j])


def rank(p: Problem, plan: Plan) -> tuple[int, float, float]:
    """(persons, -shortfall, value) of a plan; persons count only where they come first."""
    placed = [(i, j) for i, j in enumerate(plan) if j >= 0]
    persons = sum(int(p.persons[i]) for i, _ in placed)
    missing = sum(
        max(0.0, p.minimum[j] - sum(p.persons[i] for i, at in placed if at == j)) for j in range(p.m)
    )
    worth = sum(p.value[i, j] - p.move_cost * (p.previous[i] not in (-1, j)) for i, j in placed)
    near = sum(b * p.closeness[plan[i], plan[o]] for i, o, b in p.soft_links if plan[i] >= 0 and plan[o] >= 0)
    return (persons if p.place_first else 0), -missing, worth + near


@seeds(SEEDS)
def test_solve_finds_what_trying_out_every_plan_finds(seed: int) -> None:
    problem = tiny(seed)
    best = max(rank(problem, plan) for plan in plans(problem))
    solution = solve(problem)
    assert rank(problem, tuple(solution.assignment)) == pytest.approx(best, abs=1e-6)
    assert solution.status == "optimal"
    assert solution.objective == pytest.approx(best[2], abs=1e-6)
    assert solution.bound == pytest.approx(best[2], abs=1e-6)
    assert solution.shortfall_bound <= -best[1] + 1e-9
    assert solution.persons_bound == best[0] or not problem.place_first
    assert solution.certified_bound >= best[2] - 1e-9


@seeds(range(1000, 1040))
def test_verify_accepts_exactly_the_plans_that_keep_the_rules(seed: int) -> None:
    problem = tiny(seed)
    for plan in product(range(-1, problem.m), repeat=problem.n):
        check = verify(problem, plan)
        assert (not check.violations) == keeps_the_rules(problem, plan)
        if not check.violations:
            persons, missing, worth = rank(problem, plan)
            assert (-check.shortfall, check.objective) == pytest.approx((missing, worth))
            assert check.persons_placed == persons or not problem.place_first


@seeds(range(2000, 2150))
def test_no_plan_is_worth_more_than_the_certificate_whatever_the_prices(seed: int) -> None:
    problem, draw = tiny(seed), np.random.default_rng(seed)
    free = Prices.zero(presolve(problem))
    every = [rank(problem, plan) for plan in plans(problem)]
    for _ in range(10):
        size = draw.choice([0.0, 0.1, 1.0])
        prices = Prices(
            capacity=draw.normal(0.1, 0.3, free.capacity.shape) * size,
            persons=float(draw.normal(0.2, 0.5) * size),
            minimum=draw.normal(0.1, 0.3, free.minimum.shape) * size,
            apart=draw.normal(0.1, 0.3, free.apart.shape),
            soft=draw.random(free.soft.shape),
            ceilings=draw.normal(0.1, 0.3, free.ceilings.shape) * size,
        )
        persons, missing, _ = every[draw.integers(len(every))]
        bound = certified_bound(problem, prices, persons=persons, shortfall=-missing)
        reach = [worth for placed, lack, worth in every if placed >= persons and lack >= missing]
        assert bound >= max(reach) - 1e-9


@seeds(range(3000, 3080))
def test_no_plan_with_a_forced_pair_is_worth_more_than_its_bound(seed: int) -> None:
    problem = tiny(seed)
    solution = solve(problem)
    persons = solution.persons_placed if problem.place_first else 0
    bounds = forced_bounds(problem, solution.prices, persons=persons, shortfall=solution.shortfall)
    for plan in plans(problem):
        placed, missing, worth = rank(problem, plan)
        if placed >= persons and -missing <= solution.shortfall:
            assert all(bounds[i, j] >= worth - 1e-9 for i, j in enumerate(plan) if j >= 0)
