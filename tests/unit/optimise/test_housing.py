"""Classes of housing units as a decision: hundreds of tiny problems against trying out everything."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest

from rematch.bench.direct import solve_directly
from rematch.errors import Contradiction, RematchError
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
from rematch.optimise.housing import assign
from rematch.optimise.policy.relaxation import Decisions, least_release, pledges_out_of_reach
from rematch.optimise.presolve import presolve
from tests.property.test_optimise_brute_force import keeps_the_rules, rank
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny_housed

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


@pytest.mark.parametrize("flats", range(6))
def test_one_more_flat_leaves_nobody_without_a_place(flats: int) -> None:
    """Five households accept flat and hostel; with five hostel units all are placed, whatever the flats."""
    problem = Problem(
        value=np.full((5, 1), 0.5),
        class_place=np.array([0, 0]),
        class_count=np.array([flats, 5.0]),
        class_value=np.tile([0.1, 0.04], (5, 1)),
    )
    solution = solve(problem)
    assert solution.persons_placed == 5
    assert (solution.unit == 0).sum() == flats


def test_among_equals_a_household_keeps_the_class_it_had_then_takes_the_plainest() -> None:
    """Three alike and three classes alike: who had the last keeps it, the others fill the first."""
    problem = Problem(
        value=np.ones((3, 1)),
        class_place=np.zeros(3, dtype=int),
        class_count=np.array([2, 2, 1]),
        class_value=np.full((3, 3), 0.1),
        previous_unit=np.array([-1, 2, -1]),
    )
    assert solve(problem).unit.tolist() == [0, 2, 0]


def test_a_better_unit_goes_before_the_one_a_household_had() -> None:
    problem = Problem(
        value=np.ones((1, 1)),
        class_place=np.zeros(2, dtype=int),
        class_count=np.ones(2),
        class_value=np.array([[0.1, 0.2]]),
        previous_unit=np.array([0]),
    )
    assert solve(problem).unit.tolist() == [1]


def test_linked_households_take_each_a_unit_of_their_own() -> None:
    """Two units at the second place, one at the first: both go where there are two."""
    problem = Problem(
        value=np.array([[2.0, 1.0], [2.0, 1.0]]),
        linked=[(0, 1)],
        class_place=np.array([0, 1, 1]),
        class_count=np.ones(3),
        class_value=np.array([[0.0, 0.0, 0.0], [0.0, np.nan, 0.0]]),
    )
    solution = solve(problem)
    assert (solution.assignment.tolist(), solution.unit.tolist()) == ([1, 1], [1, 2])


def test_no_unit_anywhere_places_nobody_and_that_is_proven() -> None:
    problem = Problem(value=np.ones((2, 2)), class_place=np.zeros(0, dtype=int), class_value=np.zeros((2, 0)))
    solution = solve(problem)
    assert (solution.persons_placed, solution.persons_bound, solution.status) == (0, 0, "optimal")


def test_pins_without_enough_units_are_a_contradiction_and_the_least_release_is_found() -> None:
    """Two pinned to one unit: refused with both named; releasing one pin is enough."""
    free = Problem(
        value=np.ones((2, 1)),
        class_place=np.zeros(1, dtype=int),
        class_count=np.ones(1),
        class_value=np.zeros((2, 1)),
    )
    with pytest.raises(Contradiction) as refused:
        replace(free, pins={0: 0, 1: 0})
    assert (refused.value.code, refused.value.params["households"]) == ("pins.units", (0, 1))
    assert len(least_release(free, Decisions(pins=((0, 0), (1, 0)))).pins) == 1


def test_a_pledge_beyond_what_can_be_housed_is_out_of_reach() -> None:
    """Room for all, one unit: the two of the greater household are the most there can be."""
    problem = Problem(
        value=np.ones((2, 1)),
        persons=np.array([1, 2]),
        minimum=np.array([3.0]),
        class_place=np.zeros(1, dtype=int),
        class_count=np.ones(1),
        class_value=np.zeros((2, 1)),
    )
    assert pledges_out_of_reach(problem) == {0: 2}


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


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"class_place": [2], "class_count": [1], "class_value": [[0]] * 2}, "problem.index", "class_place"),
        ({"class_place": [0], "class_value": [[0]] * 2}, "problem.shape", "class_count"),
        (
            {"class_place": [0], "class_count": [0.5], "class_value": [[0]] * 2},
            "problem.not_whole",
            "class_count",
        ),
        (
            {"class_place": [0], "class_count": [-1], "class_value": [[0]] * 2},
            "problem.negative",
            "class_count",
        ),
        ({"class_place": [0], "class_count": [1], "class_value": [[0]]}, "problem.shape", "class_value"),
        (
            {"class_place": [0], "class_count": [1], "class_value": [[np.inf]] * 2},
            "problem.not_finite",
            "class_value",
        ),
        ({"class_value": [[0]] * 2}, "problem.shape", "class_value"),
        (
            {"class_place": [0], "class_count": [1], "class_value": [[0]] * 2, "previous_unit": [1, 0]},
            "problem.index",
            "previous_unit",
        ),
    ],
)
def test_malformed_classes_are_refused_with_the_name_of_the_field(
    given: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RematchError) as refused:
        Problem(value=np.ones((2, 2)), **given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


@seeds(range(200))
def test_units_are_assigned_as_well_as_by_trying_all(seed: int) -> None:
    """As many rows as can be served, at the least cost of any such choice of columns."""
    draw = np.random.default_rng(seed)
    rows, columns = int(draw.integers(1, 6)), int(draw.integers(1, 4))
    cost = np.where(draw.random((rows, columns)) < 0.7, draw.normal(0, 1, (rows, columns)), np.inf)
    count = draw.integers(0, 3, columns).astype(float)
    taken = assign(cost, count)
    served = np.flatnonzero(taken >= 0)
    assert (np.bincount(taken[served], minlength=columns) <= count).all()

    def total(choice: tuple[int, ...]) -> tuple[int, float]:
        of = [i for i, c in enumerate(choice) if c >= 0]
        return -len(of), float(sum(cost[i, choice[i]] for i in of))

    choices = (
        choice
        for choice in product(range(-1, columns), repeat=rows)
        if all(choice.count(c) <= count[c] for c in range(columns)) and np.isfinite(total(choice)[1])
    )
    totals = {choice: total(choice) for choice in choices}
    assert len(served) == -min(totals.values())[0]
    rows_served = [i in served for i in range(rows)]
    least = min(t for choice, t in totals.items() if [c >= 0 for c in choice] == rows_served)
    assert total(tuple(taken.tolist())) == pytest.approx(least)


def test_prices_of_classes_travel_as_lists() -> None:
    """What was written is read back, and nothing is written where there are no classes."""
    problem = tiny_housed(3)
    units = presolve(problem)
    prices = solve(problem).prices
    assert np.array_equal(Prices.from_lists(prices.as_lists(), units).classes, prices.classes)
    assert "classes" not in solve(cohort(households=6, municipalities=2)).prices.as_lists()


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


def test_a_greater_problem_keeps_its_rules_and_an_honest_gap_with_classes() -> None:
    """Above the exact size places and units are verified and the bound lies above the plan."""
    plain = cohort(households=90, municipalities=10)
    draw = np.random.default_rng(2)
    problem = replace(
        plain,
        class_place=np.repeat(np.arange(10), 3),
        class_count=np.full(30, 3.0),
        class_value=np.where(draw.random((90, 30)) < 0.6, draw.random((90, 30)) * 0.2, np.nan),
    )
    limited = solve(problem, work_limit=6)
    assert verify(problem, limited.assignment, limited.unit).ok
    assert limited.certified_bound == limited.bound
    assert -1e-9 <= limited.gap < 0.03


@pytest.mark.parametrize("scarce", [0.9, 1.1])
def test_at_session_size_the_proven_optimum_is_what_highs_finds_alone(scarce: float) -> None:
    """Three classes a place, units for fewer or a few more households than there are; prices prove it."""
    plain, draw = cohort(households=24, municipalities=6, seed=3), np.random.default_rng(4)
    order = np.argsort(draw.random((24, 3)), axis=1)
    score = np.where(draw.random((24, 3)) < 0.7, np.array([1.0, 0.7, 0.4])[order], np.nan)
    problem = replace(
        plain,
        class_place=np.repeat(np.arange(6), 3),
        class_count=np.floor(draw.dirichlet(np.full(18, 4.0)) * 24 * scarce),
        class_value=np.tile(0.1 * score * plain.persons[:, None], 6),
    )
    solution = solve(problem)
    check = verify(problem, solution.assignment, solution.unit)
    assert check.ok and solution.status == "optimal"
    alone = solve_directly(presolve(problem), 0.0, 30.0)
    assert alone.finished and alone.objective == pytest.approx(check.objective, abs=1e-5)
    at = {"persons": check.persons_placed, "shortfall": check.shortfall}
    assert certified_bound(problem, solution.prices, **at) >= check.objective - 1e-9
