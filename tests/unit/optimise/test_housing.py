"""Classes of housing units as a decision: hundreds of tiny problems against trying out everything."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest

from rematch.optimise import Prices, Problem, certified_bound, solve, verify
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
from tests.property.test_optimise_brute_force import keeps_the_rules, rank
from tests.seeds import seeds
from tests.unit.optimise.instances import tiny_housed

Plan = tuple[int, ...]
Rank = tuple[int, float, float]


def every(problem: Problem) -> dict[Plan, Rank]:
    """Every plan that keeps all rules and can be housed, with the rank that its best units give it."""

    @cache
    def housed(j: int, there: tuple[int, ...]) -> float | None:
        """The greatest worth of units at j for these households by trying all; None where none suffice."""
        here = [c for c, place in enumerate(problem.class_place) if place == j]  # type: ignore[arg-type]
        worths = [
            sum(problem.class_value[i, c] for i, c in zip(there, taken, strict=True))
            for taken in product(here, repeat=len(there))
            if all(taken.count(c) <= problem.class_count[c] for c in here)
        ]
        return max((float(worth) for worth in worths if not np.isnan(worth)), default=None)

    ranks = {}
    for plan in product(range(-1, problem.m), repeat=problem.n):
        if keeps_the_rules(problem, plan):
            worths = [housed(j, tuple(i for i in range(problem.n) if plan[i] == j)) for j in range(problem.m)]
            if None not in worths:
                persons, missing, worth = rank(problem, plan)
                ranks[plan] = persons, missing, worth + sum(w for w in worths if w is not None)
    return ranks


def best(problem: Problem) -> Rank:
    return max(every(problem).values())


def reached(problem: Problem, **how: int) -> Rank:
    solution = solve(problem, **how)  # type: ignore[arg-type]
    assert verify(problem, solution.assignment, solution.unit).violations == ()
    persons = solution.persons_placed if problem.place_first else 0
    return persons, -solution.shortfall, solution.objective


@pytest.fixture
def only_priced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut and price for the smallest problems too."""
    monkeypatch.setattr(search, "EXACT_PAIRS", 0)


@seeds(range(100))
def test_solve_finds_what_trying_out_every_plan_and_unit_finds(seed: int) -> None:
    """Persons, shortfall and value, units included, and the bounds say the same."""
    problem = tiny_housed(seed)
    wanted, solution = best(problem), solve(problem)
    assert reached(problem) == pytest.approx(wanted, abs=1e-6)
    assert (solution.status, solution.bound) == ("optimal", pytest.approx(wanted[2], abs=1e-6))
    assert solution.persons_bound == wanted[0] or not problem.place_first
    assert solution.shortfall_bound <= -wanted[1] + 1e-9
    assert solution.certified_bound >= wanted[2] - 1e-9


@seeds(range(300, 350))
@pytest.mark.usefixtures("only_priced")
def test_cut_and_price_finds_the_same(seed: int) -> None:
    """Pairs priced in with their classes, neighbourhoods, proof of the rest: the brute force's optimum."""
    problem = tiny_housed(seed)
    solution, wanted = solve(problem), best(problem)
    assert reached(problem) == pytest.approx(wanted, abs=1e-6)
    assert solution.status == "optimal"
    assert solution.certified_bound >= wanted[2] - 1e-9


@seeds(range(500, 525))
@pytest.mark.usefixtures("only_priced")
def test_with_next_to_no_work_the_plan_can_be_housed_and_the_bounds_hold(seed: int) -> None:
    """Persons, shortfall and value of the best plan lie within what a limited run says."""
    problem = tiny_housed(seed)
    limited, wanted = solve(problem, work_limit=1), best(problem)
    assert verify(problem, limited.assignment, limited.unit).violations == ()
    assert not problem.place_first or limited.persons_placed <= wanted[0] <= limited.persons_bound
    if reached(problem, work_limit=1)[:2] == wanted[:2]:
        assert limited.objective - 1e-6 <= wanted[2] <= limited.bound + 1e-6


@seeds(range(600, 612))
def test_verify_accepts_exactly_the_units_that_keep_the_rules(seed: int) -> None:
    """For the best places every choice of units is judged and counted as by hand."""
    problem = tiny_housed(seed)
    ranks = every(problem)
    plan = max(ranks, key=ranks.__getitem__)
    place, count = problem.class_place, problem.class_count
    assert place is not None
    for unit in product(range(-1, len(place)), repeat=problem.n):
        homes = [(i, j, c) for i, (j, c) in enumerate(zip(plan, unit, strict=True)) if (j, c) != (-1, -1)]
        kept = all(
            j >= 0 <= c and place[c] == j and problem.class_value[i, c] == problem.class_value[i, c]
            for i, j, c in homes
        )
        kept = kept and all(unit.count(c) <= count[c] for c in range(len(place)))
        check = verify(problem, plan, unit)
        assert check.ok == kept
        if kept:
            worth = sum(problem.class_value[i, c] for i, _, c in homes)
            assert check.objective == pytest.approx(rank(problem, plan)[2] + worth)


@seeds(range(700, 750))
def test_whatever_the_prices_no_plan_is_worth_more_than_the_certificate(seed: int) -> None:
    """Prices of classes among them, of any sign and size."""
    problem, draw = tiny_housed(seed), np.random.default_rng(seed)
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


@seeds(range(800, 850))
def test_one_more_unit_of_any_class_never_makes_a_plan_worse(seed: int) -> None:
    """Compared as persons, less shortfall, value; classes that had none included."""
    problem = tiny_housed(seed)
    before = reached(problem)
    for c in range(len(problem.class_count)):
        more = replace(problem, class_count=problem.class_count + (np.arange(len(problem.class_count)) == c))
        after = reached(more)
        assert after[:2] >= before[:2]
        assert after[:2] > before[:2] or after[2] >= before[2] - 1e-6


@seeds(range(950, 1000))
def test_a_type_appended_to_those_accepted_never_makes_the_plan_worse_nor_unplaces_the_household(
    seed: int,
) -> None:
    """What did not fit a household does, at the least value any class has for it; only a tie unplaces it."""
    drawn, draw = tiny_housed(seed), np.random.default_rng(seed)
    problem = replace(drawn, persons=np.maximum(drawn.persons, 1))
    i, value = int(draw.integers(problem.n)), problem.class_value.copy()
    value[i] = np.where(np.isnan(value[i]), np.nanmin(value[i], initial=0.0), value[i])
    wider = replace(problem, class_value=value)
    before, after = reached(problem), reached(wider)
    assert after[:2] >= before[:2]
    assert after[:2] > before[:2] or after[2] >= before[2] - 1e-6
    if solve(problem).assignment[i] >= 0:
        assert solve(wider).assignment[i] >= 0 or after == pytest.approx(before, abs=1e-6)


@seeds(range(1100, 1125))
def test_simple_procedures_give_plans_that_can_be_housed(seed: int) -> None:
    """By the same rules; everybody's best without limits is no less than the plan (soft links aside)."""
    problem = replace(tiny_housed(seed), soft_links=())
    for plan in (
        random_within_rules(problem, seed),
        first_come_first_served(problem),
        spread_by_shares(problem, np.ones(problem.m)),
    ):
        assert verify(problem, plan).ok
    alone = best_places_without_limits(problem)
    endless = replace(problem, class_count=np.where(problem.class_count > 0, np.inf, 0))
    assert verify(endless, alone).objective >= solve(problem).objective - 1e-9


@seeds(range(1200, 1230))
def test_the_worst_off_is_as_well_off_as_in_the_best_of_all_plans_that_can_be_housed(seed: int) -> None:
    """Most persons, least shortfall, most households placed, then the greatest least fit: brute force."""
    problem, draw = tiny_housed(seed), np.random.default_rng(seed)
    fit = draw.random(problem.value.shape).round(1)
    by = Yardstick(fit, fit, np.ones(problem.n))
    fair = floor(Search(problem, solve(problem), by, None, 0), 1.0)
    assert verify(fair.problem, fair.solution.assignment, fair.solution.unit).ok
    ranks = every(problem)
    first = max(ranks.values())[:2]
    plans = [plan for plan, reached in ranks.items() if reached[:2] == first]
    most = max(sum(j >= 0 for j in plan) for plan in plans)
    if most == 0:
        return
    least = max(
        min(fit[i, j] for i, j in enumerate(plan) if j >= 0)
        for plan in plans
        if sum(j >= 0 for j in plan) == most
    )
    assert (by.least(fair.solution.assignment) or 0.0) == pytest.approx(least)
