"""Cut and price: the same answers as the exact model, from few of the pairs, with bounds that hold."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.errors import Contradiction
from rematch.optimise import Levels, Problem, SideConstraint, solve, verify
from rematch.optimise.budget import Budget
from rematch.optimise.exact import search
from rematch.optimise.exact.branch_and_bound import ExactModel
from rematch.optimise.heuristics.greedy import greedy
from rematch.optimise.presolve import presolve
from rematch.optimise.pricing import column_generation
from rematch.optimise.pricing.dual_ascent import ascend
from rematch.optimise.pricing.effort import QUICK, Effort
from rematch.optimise.pricing.large_neighbourhood import Neighbourhoods, large_neighbourhood_search
from rematch.optimise.pricing.restricted_master import relaxation
from rematch.optimise.proof.certificate import Prices, upper_bound
from rematch.optimise.proof.cover_cuts import separate
from tests.property.test_optimise_brute_force import plans
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny

LAND = {"households": 120, "municipalities": 12}


def reached(problem: Problem, plan: object) -> tuple[float, float, float]:
    check = verify(problem, plan)  # type: ignore[arg-type]
    assert check.violations == ()
    return (check.persons_placed if problem.place_first else 0), -check.shortfall, check.objective


@pytest.fixture
def only_priced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "EXACT_PAIRS", 0)


@seeds(range(5000, 5250))
def test_cut_and_price_finds_what_the_exact_model_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several resources, demands by place, pledges, pins, links, bonuses, moving costs, people left over."""
    problem = tiny(seed)
    exact = solve(problem)
    with monkeypatch.context() as patch:
        patch.setattr(search, "EXACT_PAIRS", 0)
        column_generation = solve(problem)
    assert reached(problem, column_generation.assignment) == pytest.approx(
        reached(problem, exact.assignment), abs=1e-6
    )
    assert column_generation.status == "optimal"
    assert column_generation.certified_bound >= exact.objective - 1e-9


@seeds(range(5250, 5400))
@pytest.mark.parametrize("priced", [False, True], ids=["prices of the ascent alone", "with a relaxation"])
def test_a_quick_answer_keeps_the_rules_is_no_worse_and_claims_no_more_than_is_true(
    seed: int, priced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As larger problems are answered after a moved weight, from the plan before."""
    problem = tiny(seed)
    exact, before = solve(problem), solve(tiny_with_other_values(problem, seed))
    doing = replace(QUICK, untouched=0.0) if priced else replace(QUICK, near=1e9)
    with monkeypatch.context() as patch:
        patch.setattr(search, "EXACT_PAIRS", 0)
        patch.setattr(column_generation, "effort", lambda _pairs, _budget: doing)
        quick = solve(problem, work_limit=5, start=before.assignment)
    assert quick.rounds <= int(priced)
    assert reached(problem, quick.assignment) >= reached(problem, before.assignment)
    assert quick.bound >= exact.objective - 1e-9 or quick.persons_placed < exact.persons_placed
    assert quick.persons_bound >= exact.persons_placed
    if quick.status == "optimal":
        assert reached(problem, quick.assignment) == pytest.approx(reached(problem, exact.assignment))


@pytest.mark.parametrize("seed", range(5))
def test_as_long_as_somebody_has_no_place_no_search_ends_because_it_is_near_enough(seed: int) -> None:
    """A gap that may stay open is one of the value: a thousandth of the whole sum would be whole persons."""
    units = presolve(cohort(households=60, municipalities=8, seed=seed, fill=1.0))
    plan, levels = greedy(units), Levels(units.placeable, 0.0)
    assert units.persons_placed(plan) < units.placeable
    model = ExactModel(units)
    found = large_neighbourhood_search(model, plan, units.allowed, levels, Budget(), gap=1.0)
    assert units.persons_placed(found) > units.persons_placed(plan)


def tiny_with_other_values(problem: Problem, seed: int) -> Problem:
    """The same rules, other values: as if a weight had been moved since."""
    draw = np.random.default_rng(seed)
    return replace(problem, value=problem.value + draw.normal(0.0, 0.2, problem.value.shape))


@seeds(range(5500, 5560))
def test_cut_and_price_under_ceilings_finds_what_the_exact_model_finds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sums over the plan of any sign; where no plan keeps them both say so."""
    problem, draw = tiny(seed), np.random.default_rng(seed)
    cost = draw.integers(-2, 3, (problem.n, problem.m)).astype(float)
    problem = replace(problem, ceilings=[SideConstraint(cost, float(draw.integers(-2, 3)))])
    try:
        exact = solve(problem)
    except Contradiction:
        exact = None
    with monkeypatch.context() as patch:
        patch.setattr(search, "EXACT_PAIRS", 0)
        if exact is None:
            with pytest.raises(Contradiction):
                solve(problem)
            return
        column_generation = solve(problem)
    wanted = reached(problem, exact.assignment)
    assert reached(problem, column_generation.assignment) == pytest.approx(wanted, abs=1e-6)
    assert column_generation.status == "optimal"
    assert column_generation.certified_bound >= exact.objective - 1e-9


@pytest.mark.parametrize("weights", range(3))
def test_where_the_model_with_all_pairs_can_be_solved_both_agree(weights: int) -> None:
    """Above the threshold: the exact optimum lies between the plan and both bounds, cuts included."""
    problem = cohort(households=60, municipalities=14, weights=weights, fill=1.08)
    column_generation, units = solve(problem, gap=0.001), presolve(problem)
    model = ExactModel(units)
    model.keep(column_generation.persons_placed, column_generation.shortfall)
    model.aim_value()
    proven = model.solve(Budget(), column_generation.assignment, gap=1e-5)
    assert proven.plan is not None and proven.finished
    best = units.worth(proven.plan)
    assert column_generation.objective <= best + 1e-6 <= column_generation.bound + 1e-4 * best
    assert column_generation.certified_bound >= best - 1e-6
    assert column_generation.gap <= 0.001


@pytest.mark.parametrize("weights", range(3))
def test_what_is_proven_up_to_a_gap_still_bounds_the_best_plan(
    weights: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof leaves out pairs that cannot lift a plan beyond the gap; its bound counts them too."""
    problem = cohort(households=60, municipalities=14, weights=weights, fill=1.15)
    best = solve(problem, gap=1e-4)
    monkeypatch.setattr(column_generation, "first_plan", lambda units, _priced: greedy(units, None))
    monkeypatch.setattr(column_generation, "mended", lambda _units, plan, *_others, **_more: plan)
    monkeypatch.setattr(Neighbourhoods, "refined", lambda _self, plan, *_others: plan)
    begun = solve(problem, gap=1.0)
    near = solve(problem, gap=0.999 * begun.gap)
    assert (near.persons_placed, near.shortfall) == (best.persons_placed, best.shortfall)
    assert begun.objective < best.objective <= near.bound + 1e-6
    assert near.bound >= begun.objective * (1.0 + 0.998 * begun.gap)
    assert near.gap <= 0.999 * begun.gap


@seeds(range(6000, 6120))
@pytest.mark.usefixtures("only_priced")
def test_with_next_to_no_work_the_plan_keeps_every_rule_and_the_bound_holds(seed: int) -> None:
    problem = tiny(seed)
    limited, best = solve(problem, work_limit=1), solve(problem)
    assert reached(problem, best.assignment) >= reached(problem, limited.assignment)[:2]
    if (limited.persons_placed, limited.shortfall) == (best.persons_placed, best.shortfall):
        assert limited.bound >= best.objective - 1e-6
    assert limited.persons_bound >= best.persons_placed
    assert limited.shortfall_bound <= best.shortfall + 1e-6


@pytest.mark.parametrize("passes", [0, 2])
@pytest.mark.parametrize("fill", [1.1, 1.0, 0.9])
def test_the_relaxation_over_few_pairs_is_that_over_all(fill: float, passes: int) -> None:
    """With the cuts it found as rows of the model with all pairs; without cuts it is the plain one."""
    units = presolve(cohort(**LAND, fill=fill))
    levels = Levels(0, float(units.minimum.sum()))
    column_generation = relaxation(units, levels, greedy(units), effort=Effort(cut_passes=passes))
    dense = ExactModel(units)
    dense.keep(levels.persons, levels.shortfall)
    dense.aim_value()
    plain = dense.relax().value
    dense.cut_off(column_generation.prices.covers)
    assert column_generation.complete
    assert column_generation.rounds <= 4
    assert (column_generation.value < plain - 0.1) == (passes > 0)
    assert column_generation.value == pytest.approx(dense.relax().value, rel=1e-6)
    assert column_generation.bound == pytest.approx(column_generation.value, rel=1e-6)


def test_few_pairs_of_many_become_columns() -> None:
    units = presolve(cohort(households=500, municipalities=50, fill=1.1))
    column_generation = relaxation(units, Levels(0, float(units.minimum.sum())), greedy(units))
    assert column_generation.rounds <= 4
    assert column_generation.columns <= 0.12 * units.pairs


@pytest.mark.parametrize("seed", range(4))
def test_the_ascent_alone_comes_close_to_the_relaxation(seed: int) -> None:
    units = presolve(cohort(**LAND, seed=seed, fill=1.05))
    levels = Levels(0, float(units.minimum.sum()))
    best = relaxation(units, levels, greedy(units)).bound

    def bound(prices: Prices) -> float:
        return upper_bound(units, prices, persons=levels.persons, shortfall=levels.shortfall)

    start = bound(Prices.zero(units))
    alone = bound(ascend(units, levels))
    assert best - 1e-6 <= alone <= best + 0.1 * (start - best)


@seeds(range(7000, 7120))
def test_where_some_may_move_the_best_of_all_such_plans_is_found(seed: int) -> None:
    """Units that stay leave the others what is left of room, pledges, bonuses and places kept apart."""
    problem = tiny(seed)
    units, draw = presolve(problem), np.random.default_rng(seed)
    plan = greedy(units)
    rows = (draw.random(len(plan)) < 0.6) & ~units.pinned
    model = ExactModel(units)
    model.keep(0.0, float(units.minimum.sum()))
    model.aim_all(100.0)
    free = units.allowed & rows[:, None]
    found = model.solve(Budget(), plan, free).plan if free.any() else plan
    assert found is not None
    assert verify(problem, units.spread(found)).violations == ()

    def worth(other: np.ndarray) -> float:
        persons, missing = units.persons_placed(other), units.shortfall(other)
        return units.worth(other) + 100.0 * (persons - missing / 2)

    same = [units.gather(np.array(other)) for other in plans(problem)]
    best = max(worth(other) for other in same if (other == plan)[~rows].all())
    assert worth(found) == pytest.approx(best, abs=1e-6)


@seeds(range(8000, 8060))
def test_a_model_that_grew_pair_by_pair_is_the_one_built_at_once(seed: int) -> None:
    """Pairs and cuts added to the solver while it keeps its basis, under ceilings too: the same optimum."""
    problem, draw = tiny(seed), np.random.default_rng(seed)
    ceiling = SideConstraint(draw.integers(0, 3, (problem.n, problem.m)).astype(float), 6.0)
    units = presolve(replace(problem, ceilings=[ceiling]))
    parts = draw.integers(0, 3, units.allowed.shape)
    grown, whole = ExactModel(units, units.allowed & (parts == 0)), ExactModel(units)
    for model in (grown, whole):
        model.keep(0.0, float(units.minimum.sum()))
        model.aim_value()
    shares = whole.relax().shares
    cuts = separate(units, shares)
    grown.relax()
    grown.widen(units.allowed & (parts == 1))
    for model in (grown, whole):
        model.cut_off(cuts)
    grown.widen(units.allowed)
    grown.keep(0.0, float(units.minimum.sum()))
    grown.aim_value()
    expected = whole.relax(warm=True).value
    assert grown.relax(warm=True).value == (None if expected is None else pytest.approx(expected, abs=1e-7))
    assert str(sorted(map(str, grown.model.rows))) == str(sorted(map(str, whole.model.rows)))


def test_a_gap_that_is_asked_for_is_proven_and_kept() -> None:
    asked = cohort(**LAND, fill=1.02)
    loose, close = solve(asked, gap=0.02), solve(asked, gap=0.002)
    assert loose.gap <= 0.02
    assert close.gap <= 0.002
    assert close.bound <= loose.bound + 1e-6
    assert loose.columns < 0.6 * np.isfinite(asked.value).sum()


def test_a_warm_limited_run_is_repeated_from_the_plan_it_started_with() -> None:
    first, moved = solve(cohort(**LAND), work_limit=4), cohort(**LAND, weights=3)
    one = solve(moved, work_limit=6, start=first.assignment)
    other = solve(moved, work_limit=6, start=first.assignment)
    assert one.assignment.tolist() == other.assignment.tolist()
    assert one.prices.as_lists() == other.prices.as_lists()


def hard() -> dict[str, Problem]:
    draw, base = np.random.default_rng(5), cohort(**LAND)
    n, m = base.value.shape
    singles, large = np.ones(n, dtype=int), draw.integers(6, 10, n)
    city = np.where(np.arange(m) == 3, 1.0, 0.1) * np.ones((n, m))
    alike = np.ones((n, 1)) * draw.random(n)[:, None] * np.ones((1, m))

    def filled(persons: np.ndarray, share: float, value: np.ndarray | None = None) -> Problem:
        given = draw.random((n, m)) if value is None else value
        room = np.full(m, np.floor(share * persons.sum() / m))
        return Problem(value=given * persons[:, None], persons=persons, maximum=room)

    return {
        "exactly full": replace(base, maximum=_shares(base.persons, m, 1.0)),
        "95 of 100 places": replace(base, maximum=_shares(base.persons, m, 0.95)),
        "120 for 100 places": replace(base, maximum=_shares(base.persons, m, 1 / 1.2)),
        "five resources": cohort(**LAND, resources=5, fill=1.03),
        "all singles": filled(singles, 1.0),
        "all large families": filled(large, 1.05),
        "everybody wants one city": filled(base.persons, 1.1, city),
        "ties": filled(base.persons, 1.1, np.full((n, m), 0.5)),
        "identical municipalities": filled(base.persons, 1.05, alike),
        "nobody allowed": replace(base, value=np.full((n, m), np.nan)),
        "one household": Problem(value=draw.random((1, 700))),
        "one municipality": Problem(value=draw.random((700, 1)), maximum=np.array([300.0])),
    }


def _shares(persons: np.ndarray, m: int, fill: float) -> np.ndarray:
    places = np.full(m, int(fill * persons.sum()) // m, dtype=float)
    places[: int(fill * persons.sum()) % m] += 1
    return places


@pytest.mark.parametrize("name", list(hard()))
def test_hard_instances_keep_every_rule_and_their_bounds_hold(name: str) -> None:
    """Bounds of a limited run lie above what a longer search reaches on the same level."""
    problem = hard()[name]
    first = solve(problem, work_limit=2)
    longer = solve(problem, work_limit=20, start=first.assignment)
    assert reached(problem, longer.assignment) >= reached(problem, first.assignment)
    for solution in (first, longer):
        assert solution.persons_placed <= solution.persons_bound
        assert solution.shortfall >= solution.shortfall_bound - 1e-9
        assert solution.bound >= solution.objective
    assert first.persons_bound >= longer.persons_placed
    if (first.persons_placed, first.shortfall) == (longer.persons_placed, longer.shortfall):
        assert first.bound >= longer.objective - 1e-6
        assert longer.certified_bound >= longer.objective
