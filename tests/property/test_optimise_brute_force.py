"""Hundreds of tiny problems, with every kind of decision in them, against trying out every plan."""

from itertools import product

import numpy as np
import pytest

from rematch.errors import Contradiction
from rematch.optimise import Prices, Problem, certified_bound, solve, verify
from rematch.optimise.core import as_core

SEEDS = range(300)
Plan = tuple[int, ...]


def tiny(seed: int) -> Problem:
    """A random problem of up to 5 households and 3 municipalities; pins are tried until they hold."""
    draw = np.random.default_rng(seed)
    for _ in range(50):
        try:
            return _drawn(draw)
        except Contradiction:
            continue
    raise AssertionError("no drawn pins hold")


def _drawn(draw: np.random.Generator) -> Problem:
    n, m, k = int(draw.integers(1, 6)), int(draw.integers(1, 4)), int(draw.integers(0, 4))
    value = np.where(draw.random((n, m)) < 0.8, draw.normal(0.5, 0.6, (n, m)).round(2), np.nan)
    shape = (n, m, k) if draw.random() < 0.3 else (n, k)
    some = lambda p: draw.random() < p  # noqa: E731
    pair = lambda: tuple(int(i) for i in draw.choice(n, 2, replace=False))  # noqa: E731
    return Problem(
        value=value,
        demand=draw.integers(0, 4, shape),
        capacity=np.where(draw.random((m, k)) < 0.2, np.inf, draw.integers(0, 8, (m, k))),
        persons=draw.integers(0, 5, n),
        minimum=draw.integers(0, 7, m) if some(0.6) else np.zeros(m),
        maximum=draw.integers(2, 10, m) if some(0.5) else np.full(m, np.inf),
        pins={int(draw.integers(n)): int(draw.integers(m))} if some(0.3) else {},
        vetoes={(int(draw.integers(n)), int(draw.integers(m)))} if some(0.3) else (),
        linked=[pair()] if n > 1 and some(0.3) else (),
        apart=[pair()] if n > 1 and some(0.3) else (),
        previous=draw.integers(-1, m, n) if some(0.4) else None,
        move_cost=float(draw.choice([0.0, 0.3])),
        place_first=some(0.75),
        soft_links=[(*pair(), 0.7)] if n > 1 and some(0.4) else (),
        closeness=np.maximum(np.eye(m), draw.choice([0.0, 0.5], (m, m))),
    )


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


@pytest.mark.parametrize("seed", SEEDS)
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


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_verify_accepts_exactly_the_plans_that_keep_the_rules(seed: int) -> None:
    problem = tiny(seed)
    for plan in product(range(-1, problem.m), repeat=problem.n):
        check = verify(problem, plan)
        assert (not check.violations) == keeps_the_rules(problem, plan)
        if not check.violations:
            persons, missing, worth = rank(problem, plan)
            assert (-check.shortfall, check.objective) == pytest.approx((missing, worth))
            assert check.persons_placed == persons or not problem.place_first


@pytest.mark.parametrize("seed", range(2000, 2150))
def test_no_plan_is_worth_more_than_the_certificate_whatever_the_prices(seed: int) -> None:
    problem, draw = tiny(seed), np.random.default_rng(seed)
    free = Prices.zero(as_core(problem))
    every = [rank(problem, plan) for plan in plans(problem)]
    for _ in range(10):
        size = draw.choice([0.0, 0.1, 1.0])
        prices = Prices(
            capacity=draw.normal(0.1, 0.3, free.capacity.shape) * size,
            persons=float(draw.normal(0.2, 0.5) * size),
            minimum=draw.normal(0.1, 0.3, free.minimum.shape) * size,
            apart=draw.normal(0.1, 0.3, free.apart.shape),
            soft=draw.random(free.soft.shape),
        )
        persons, missing, _ = every[draw.integers(len(every))]
        bound = certified_bound(problem, prices, persons=persons, shortfall=-missing)
        reach = [worth for placed, lack, worth in every if placed >= persons and lack >= missing]
        assert bound >= max(reach) - 1e-9
