"""What not everybody gets, through the instance: never promised twice, and worth what a plain sum says."""

from itertools import product

import numpy as np
import pytest

from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.instance.figures import loads
from rematch.model import Profiles
from rematch.optimise import Solution, solve, verify
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from tests.builders import catalogue, criterion, household, municipality, profiles, resource
from tests.plain_fit import people_fit
from tests.seeds import seeds

KIEL, TROISDORF = "01002000", "05382068"
TOWNS = (KIEL, TROISDORF)
CARE = criterion("care", measure="places", resource="care", hard="essential", weight=4.0, unknown=0.0)
WISH = criterion("wish", measure="rank", need="wish_ags", offer="ags", weight=2.0)
TABLE = catalogue(CARE, WISH, resources=[resource("care", "care", binds="served", per="member", age=(0, 5))])


def built(found: Profiles, scenario: Scenario | None = None) -> MatchingInstance:
    return assemble(prepare_cohort(found, TABLE, "data"), scenario or Scenario())


def drawn(seed: int) -> Profiles:
    """Up to four households with children and two towns with few places, one of them sometimes unstated."""
    draw = np.random.default_rng(seed)
    people = [
        household(
            f"h{number}",
            ages=(35, *(3,) * int(draw.integers(0, 4))),
            wish_ags=((), (KIEL,), (TROISDORF,))[draw.integers(3)] or None,
            priorities={"care": int(draw.integers(0, 4))},
        )
        for number in range(int(draw.integers(2, 5)))
    ]
    towns = []
    for ags in TOWNS:
        stated = {"care": int(draw.integers(0, 5))} if draw.random() < 0.85 else {}
        towns.append(municipality(ags, capacity={"persons": int(draw.integers(3, 12)), **stated}))
    return profiles(people, towns)


def children(who) -> int:
    return sum(member.age <= 5 for member in who.members)


def worth(found: Profiles, i: int, j: int, units: int) -> float:
    """A household's fit at a town with so many places in childcare, by plain arithmetic."""
    who, town = found.households[i], found.municipalities[j]
    town_share, rows = 0.1, []
    if wanted := children(who):
        rows.append((4.0 * who.priorities.get("care", 1), units / wanted))
    if who.wish_ags:
        rows.append((2.0, 1.0 if town.ags in who.wish_ags else 0.0))
    return (1 - town_share) * people_fit(rows) + town_share / 2


def every(found: Profiles) -> list[tuple[int, float]]:
    """Persons and value of every choice of town and of units for everybody that keeps what there is."""
    options: list[list[tuple[int, int] | None]] = []
    for who in found.households:
        wanted = children(who)
        least = wanted if who.priorities.get("care") == 3 else 0
        options.append([None, *((j, units) for j in range(2) for units in range(least, wanted + 1))])
    ranks = []
    for plan in product(*options):
        persons, units = [0, 0], [0, 0]
        for who, at in zip(found.households, plan, strict=True):
            if at is not None:
                persons[at[0]] += who.size
                units[at[0]] += at[1]
        there = [town.capacity for town in found.municipalities]
        if all(persons[j] <= there[j]["persons"] and units[j] <= there[j].get("care", 0) for j in range(2)):
            fits = [0.0 if at is None else worth(found, i, *at) for i, at in enumerate(plan)]
            value = sum(h.size * fit for h, fit in zip(found.households, fits, strict=True))
            ranks.append((sum(persons), value))
    return ranks


def rank(solution: Solution) -> tuple[int, float]:
    return solution.persons_placed, round(solution.objective, 6)


@seeds(range(60))
def test_the_plan_is_the_best_of_all_choices_of_town_and_units(seed: int) -> None:
    """Trying out every town and every number of units for everybody finds no better."""
    found = drawn(seed)
    instance = built(found)
    solution = solve(instance.problem)
    assert (solution.persons_placed, solution.objective) == pytest.approx(max(every(found)), abs=1e-6)
    assert solution.status == "optimal"


@seeds(range(100, 160))
def test_what_is_served_is_there_and_the_fit_in_the_plan_is_that_of_the_units_got(seed: int) -> None:
    """Sums never exceed what is stated; every fit is a plain sum; parts add up; the order's cost is told."""
    found = drawn(seed)
    report = replan(prepare_cohort(found, TABLE, "data"), Scenario())
    instance, plan, served = report.instance, report.assignment, report.given.served
    assert report.check.ok
    ordered = instance.profiles
    for j, town in enumerate(ordered.municipalities):
        assert served[plan == j].sum() <= town.capacity.get("care", 0)
    value = 0.0
    for i, j in enumerate(plan):
        if j >= 0:
            fit = worth(ordered, i, int(j), int(served[i, 0]))
            value += ordered.households[i].size * fit
            assert instance.planned_fit(plan)[i] == pytest.approx(fit)
            parts = instance.parts(i, int(j), report.given.to(i))
            assert sum(part.part for part in parts) == pytest.approx(fit)
    assert report.solution.objective - report.order_cost == pytest.approx(value, abs=1e-6)
    at = verify(instance.problem, plan, None, served)
    assert at.ok and at.objective == pytest.approx(value, abs=1e-6)


@seeds(range(200, 240))
def test_one_more_place_in_childcare_never_makes_the_plan_worse(seed: int) -> None:
    """Persons, then value are at least as good with a unit more, wherever it is."""
    found = drawn(seed)
    before = rank(solve(built(found).problem))
    for ags in TOWNS:
        stated = next(town for town in found.municipalities if town.ags == ags).capacity.get("care", 0)
        more = Scenario(limits={ags: {"care": stated + 1}})  # type: ignore[dict-item]
        assert rank(solve(built(found, more).problem)) >= before


@seeds(range(300, 330))
def test_the_same_cohort_in_another_order_serves_the_same(seed: int) -> None:
    """Rows of the file turned round: every household gets the same place and the same units."""
    found = drawn(seed)
    turned = found.model_copy(
        update={"households": found.households[::-1], "municipalities": found.municipalities[::-1]}
    )
    one, other = (replan(prepare_cohort(p, TABLE, "data"), Scenario()) for p in (found, turned))
    assert [(p.household, p.ags, p.served) for p in one.placements] == [
        (p.household, p.ags, p.served) for p in other.placements
    ]


def test_the_order_where_units_add_most_costs_nothing() -> None:
    """The policy may give units to whom they add most: then the plan is worth its whole objective."""
    for seed in range(100, 130):
        known = prepare_cohort(drawn(seed), TABLE, "data")
        report = replan(known, Scenario(policy=Policy(served_order="sum")))
        assert report.order_cost == 0.0 and report.check.ok


def test_a_further_place_is_told_to_go_to_whom_it_goes() -> None:
    """With one place more there, just the household that was named gets one more."""
    named = 0
    for seed in range(100, 160):
        report = replan(prepare_cohort(drawn(seed), TABLE, "data"), Scenario())
        instance, plan = report.instance, report.assignment
        for j, town in enumerate(instance.profiles.municipalities):
            for resource_, who in report.waiting(town.ags):
                there = instance.limited.capacity(j, resource_)
                more = built(instance.profiles, Scenario(limits={town.ags: {resource_: there + 1}}))
                gain = more.served(plan)[:, 0] - report.given.served[:, 0]
                assert {instance.profiles.households[i].id for i in np.flatnonzero(gain)} == {who}
                named += 1
    assert named > 10


def test_a_load_tells_used_and_wanted() -> None:
    """Two families with two children at three places: used three, wanted four."""
    people = [household(f"h{n}", ages=(30, 31, 3, 4)) for n in range(2)]
    towns = [municipality(KIEL, capacity={"persons": 20, "care": 3})]
    instance = built(profiles(people, towns))
    [load] = loads(instance, solve(instance.problem).assignment)
    care = next(r for r in load.resources if r.resource == "care")
    assert (care.used, care.wanted, care.capacity, care.full) == (3, 4, 3, True)
