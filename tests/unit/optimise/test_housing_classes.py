"""Classes of housing units: what is expected of them, by hand, and at the size of a session and above."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from rematch.bench.direct import solve_directly
from rematch.errors import Contradiction, RematchError
from rematch.optimise import Prices, Problem, certified_bound, solve, verify
from rematch.optimise.housing import assign, unit_classes
from rematch.optimise.policy.relaxation import Decisions, least_release, pledges_out_of_reach
from rematch.optimise.presolve import presolve
from tests.seeds import seeds
from tests.unit.optimise.instances import cohort, tiny_housed


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


@seeds(range(60))
def test_units_suffice_exactly_where_everybody_can_be_housed(seed: int) -> None:
    """Sets of classes counted against sets of households say the same as housing them one by one."""
    draw = np.random.default_rng(seed)
    many, kinds = int(draw.integers(1, 7)), int(draw.integers(0, 5))
    problem = Problem(
        value=np.ones((many, 1)),
        class_place=np.zeros(kinds, dtype=int),
        class_count=draw.choice([0.0, 1.0, 2.0, np.inf], kinds, p=[0.3, 0.4, 0.25, 0.05]),
        class_value=np.where(draw.random((many, kinds)) < 0.5, 0.0, np.nan),
    )
    classes = unit_classes(problem)
    assert classes is not None
    for size in range(many + 1):
        some = draw.permutation(many)[:size]
        assert classes.suffice(0, some) == bool((classes.house(0, some) >= 0).all())
