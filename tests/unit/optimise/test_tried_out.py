"""Units of housing and served needs as decisions: hundreds of tiny problems against trying everything out."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from rematch.optimise import Prices, Problem, certified_bound, forced_bounds, solve, verify
from rematch.optimise.exact import search
from rematch.optimise.fairness.levels import Search, floor
from rematch.optimise.fairness.targets import Yardstick
from rematch.optimise.heuristics.baselines import (
    best_places_without_limits,
    first_come_first_served,
    random_within_rules,
    spread_by_shares,
)
from rematch.optimise.presolve import presolve
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny_housed, tiny_served
from tests.unit.optimise.trying_out import best, every, reached

DRAWN: dict[str, Callable[[int], Problem]] = {
    "housed": tiny_housed,
    "served": tiny_served,
    "both": lambda seed: tiny_served(seed, housed=True),
}
decided = pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)


@pytest.fixture
def only_priced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut and price for the smallest problems too."""
    monkeypatch.setattr(search, "EXACT_PAIRS", 0)


@seeds(range(150))
@decided
def test_solve_finds_what_trying_out_every_plan_and_unit_finds(
    seed: int, drawn: Callable[[int], Problem]
) -> None:
    """Persons, shortfall and value, units and what is served included, and the bounds say the same."""
    problem = drawn(seed)
    wanted, solution = best(problem), solve(problem)
    assert reached(problem) == pytest.approx(wanted, abs=1e-6)
    assert (solution.status, solution.bound) == ("optimal", pytest.approx(wanted[2], abs=1e-6))
    assert solution.persons_bound == wanted[0] or not problem.place_first
    assert solution.shortfall_bound <= -wanted[1] + 1e-9
    assert solution.certified_bound >= wanted[2] - 1e-9


@seeds(range(300, 400))
@decided
@pytest.mark.usefixtures("only_priced")
def test_cut_and_price_finds_the_same(seed: int, drawn: Callable[[int], Problem]) -> None:
    """Pairs priced in with classes and needs, neighbourhoods, proof: the brute force's optimum."""
    problem = drawn(seed)
    solution, wanted = solve(problem), best(problem)
    assert reached(problem) == pytest.approx(wanted, abs=1e-6)
    assert solution.status == "optimal"
    assert solution.certified_bound >= wanted[2] - 1e-9


@seeds(range(500, 540))
@decided
@pytest.mark.usefixtures("only_priced")
def test_with_next_to_no_work_the_plan_keeps_the_rules_and_the_bounds_hold(
    seed: int, drawn: Callable[[int], Problem]
) -> None:
    """Persons, shortfall and value of the best plan lie within what a limited run says."""
    problem = drawn(seed)
    limited, wanted = solve(problem, work_limit=1), best(problem)
    assert verify(problem, limited.assignment, limited.unit, limited.served).violations == ()
    assert not problem.place_first or limited.persons_placed <= wanted[0] <= limited.persons_bound
    if reached(problem, work_limit=1)[:2] == wanted[:2]:
        assert limited.objective - 1e-6 <= wanted[2] <= limited.bound + 1e-6


@seeds(range(700, 800))
@decided
def test_whatever_the_prices_no_plan_is_worth_more_than_the_certificate(
    seed: int, drawn: Callable[[int], Problem]
) -> None:
    """Prices of classes and of served units among them, of any sign and size."""
    problem, draw = drawn(seed), np.random.default_rng(seed)
    free, ranks = Prices.zero(presolve(problem)), list(every(problem).values())
    for _ in range(10):
        prices = replace(
            free,
            capacity=draw.normal(0.1, 0.3, free.capacity.shape),
            persons=float(draw.normal(0.2, 0.5)),
            minimum=draw.normal(0.1, 0.3, free.minimum.shape),
            classes=draw.normal(0.1, 0.4, free.classes.shape),
        )
        persons, missing, _ = ranks[draw.integers(len(ranks))]
        bound = certified_bound(problem, prices, persons=persons, shortfall=-missing)
        assert bound >= max(w for p, s, w in ranks if p >= persons and s >= missing) - 1e-9


@seeds(range(850, 900))
@decided
def test_no_plan_with_a_forced_pair_is_worth_more_than_its_bound(
    seed: int, drawn: Callable[[int], Problem]
) -> None:
    """For all plans that place as many persons and miss no more pledges."""
    problem = drawn(seed)
    solution = solve(problem)
    persons = solution.persons_placed if problem.place_first else 0
    bounds = forced_bounds(problem, solution.prices, persons=persons, shortfall=solution.shortfall)
    for plan, (placed, missing, worth) in every(problem).items():
        if placed >= persons and -missing <= solution.shortfall:
            assert all(bounds[i, j] >= worth - 1e-9 for i, j in enumerate(plan) if j >= 0)


@seeds(range(1100, 1130))
@decided
def test_simple_procedures_give_plans_that_keep_the_rules(seed: int, drawn: Callable[[int], Problem]) -> None:
    """By the same rules; everybody's best without limits is no less than the plan (soft links aside)."""
    problem = replace(drawn(seed), soft_links=())
    for plan in (
        random_within_rules(problem, seed),
        first_come_first_served(problem),
        spread_by_shares(problem, np.ones(problem.m)),
    ):
        assert verify(problem, plan).ok
    alone = best_places_without_limits(problem)
    endless = replace(
        problem,
        class_count=np.where(problem.class_count > 0, np.inf, 0),
        served_capacity=np.full_like(problem.served_capacity, np.inf),
    )
    assert verify(endless, alone).objective >= solve(problem).objective - 1e-9


@seeds(range(1200, 1240))
@decided
def test_the_worst_off_is_as_well_off_as_in_the_best_of_all_plans(
    seed: int, drawn: Callable[[int], Problem]
) -> None:
    """Fairness reads places alone, keeps units and musts: most households, then the least fit."""
    problem, draw = drawn(seed), np.random.default_rng(seed)
    fit = draw.random(problem.value.shape).round(1)
    by = Yardstick(fit, fit, np.ones(problem.n))
    fair = floor(Search(problem, solve(problem), by, None, 0), 1.0)
    found = fair.solution
    assert verify(fair.problem, found.assignment, found.unit, found.served).ok
    ranks = every(problem)
    first = max(ranks.values())[:2]
    plans = [plan for plan, reached in ranks.items() if reached[:2] == first]
    most = max(sum(j >= 0 for j in plan) for plan in plans)
    if most == 0:
        return
    full = {
        plan: min(fit[i, j] for i, j in enumerate(plan) if j >= 0)
        for plan in plans
        if sum(j >= 0 for j in plan) == most
    }
    least = max(full.values())
    assert (by.least(found.assignment) or 0.0) == pytest.approx(least)
    worth = max(ranks[plan][2] for plan, reaches in full.items() if reaches >= least)
    assert found.objective == pytest.approx(worth, abs=1e-6)
