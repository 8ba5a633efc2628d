"""Accommodation by type through the instance builder: one more unit or accepted type never hurts anybody."""

from itertools import permutations, product
from math import inf

import numpy as np
import pytest

from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.instance.allotment import Given
from rematch.instance.figures import figures, loads
from rematch.model import Ags, HouseholdId, Profiles
from rematch.optimise import Solution, solve, verify
from rematch.planning.plan import replan
from rematch.scenario import Pin, Policy, Scenario
from tests.builders import catalogue, criterion, field, household, municipality, profiles, resource
from tests.plain_fit import people_fit
from tests.seeds import seeds

KIEL, TROISDORF = "01002000", "05382068"
TYPES = ("flat", "shared", "hostel")
ORDERS = [order for size in (1, 2, 3) for order in permutations(TYPES, size)]
SCORE = (1.0, 0.7, 0.4)
HOMES = criterion("homes", rule="accommodation", hard="always", need="accepted", weight=3.0)
WISH = criterion("wish", measure="rank", need="wish_ags", offer="ags", weight=2.0)
TABLE = catalogue(
    HOMES,
    WISH,
    fields=[field("accepted", type="set")],
    resources=[resource(kind, "homes", per="unit", field="accepted", type=kind) for kind in TYPES],
)


def built(found: Profiles, scenario: Scenario | None = None, **named: object) -> MatchingInstance:
    known = prepare_cohort(found, TABLE, "data")
    return assemble(known, scenario or Scenario(), **named)  # type: ignore[arg-type]


def drawn(seed: int) -> Profiles:
    """Up to four households and two towns with few units; some types unstated, some answers missing."""
    draw = np.random.default_rng(seed)
    people = []
    for number in range(int(draw.integers(2, 5))):
        order = ORDERS[draw.integers(len(ORDERS))]
        answers = {"accepted": order} if draw.random() < 0.85 else {}
        wish = ((), (KIEL,), (TROISDORF,), (TROISDORF, KIEL))[draw.integers(4)]
        people.append(
            household(
                f"h{number}",
                ages=(35,) * int(draw.integers(1, 4)),
                answers=answers,
                wish_ags=wish or None,
                priorities={"homes": int(draw.integers(0, 4))},
            )
        )
    towns = []
    for ags in (KIEL, TROISDORF):
        stated = {kind: int(draw.integers(0, 3)) for kind in TYPES if draw.random() < 0.85}
        towns.append(municipality(ags, capacity={"persons": int(draw.integers(2, 9)), **stated}))
    return profiles(people, towns)


def worth(found: Profiles, i: int, j: int, kind: str) -> float | None:
    """A household's fit at a town in a unit of this type by plain arithmetic; None where it takes none."""
    who, town = found.households[i], found.municipalities[j]
    order = who.answers.get("accepted")
    if town.capacity.get(kind, inf) < 1 or (order and kind not in order):
        return None
    town_share, rows = 0.1, []
    if order is not None:
        rows.append((3.0 * who.priorities.get("homes", 1), SCORE[order.index(kind)] if order else 1.0))
    if who.wish_ags:
        rank = who.wish_ags.index(town.ags) if town.ags in who.wish_ags else None
        rows.append((2.0, 0.0 if rank is None else 1.0 - 0.2 * rank))
    return (1 - town_share) * people_fit(rows) + town_share / 2


def every(found: Profiles) -> list[tuple[int, float]]:
    """Persons and value of every choice of town and type for everybody that keeps what there is."""
    options = [
        [None, *((j, kind) for j in range(2) for kind in TYPES if worth(found, i, j, kind) is not None)]
        for i in range(len(found.households))
    ]
    ranks = []
    for plan in product(*options):
        sizes = [h.size for h in found.households]
        there = [sum(n for n, at in zip(sizes, plan, strict=True) if at and at[0] == j) for j in range(2)]
        enough = all(
            plan.count((j, kind)) <= found.municipalities[j].capacity.get(kind, inf)
            for j in range(2)
            for kind in TYPES
        )
        if enough and all(there[j] <= found.municipalities[j].capacity["persons"] for j in range(2)):
            fits = [worth(found, i, *at) if at else 0.0 for i, at in enumerate(plan)]
            ranks.append((sum(there), float(np.dot(sizes, np.array(fits, dtype=float)))))
    return ranks


def rank(solution: Solution) -> tuple[int, float, float]:
    return solution.persons_placed, -round(solution.shortfall, 6), round(solution.objective, 6)


@seeds(range(60))
def test_the_plan_is_the_best_of_all_choices_of_town_and_type(seed: int) -> None:
    """Trying out every town and type for everybody, by plain arithmetic on the profiles, finds no better."""
    found = drawn(seed)
    instance = built(found)
    solution = solve(instance.problem)
    most = max(every(found))
    assert (solution.persons_placed, solution.objective) == pytest.approx(most, abs=1e-6)
    assert solution.status == "optimal"
    assert verify(instance.problem, solution.assignment, solution.unit).ok


@seeds(range(100, 150))
def test_one_more_unit_of_any_type_never_makes_the_plan_worse(seed: int) -> None:
    """Persons, then shortfall, then value are at least as good with a unit more, wherever it is."""
    found = drawn(seed)
    before = rank(solve(built(found).problem))
    for j, kind in product(range(2), TYPES):
        town = found.municipalities[j]
        if kind in town.capacity:
            capacity = {**town.capacity, kind: town.capacity[kind] + 1}
            towns = [*found.municipalities]
            towns[j] = town.model_copy(update={"capacity": capacity})
            more = found.model_copy(update={"municipalities": tuple(towns)})
            assert rank(solve(built(more).problem)) >= before


@seeds(range(200, 250))
def test_a_type_appended_to_those_accepted_never_makes_the_plan_worse_nor_unplaces_the_household(
    seed: int,
) -> None:
    """Whoever was placed while accepting less is placed in a best plan while accepting more."""
    found = drawn(seed)
    first = solve(built(found).problem)
    for i, who in enumerate(found.households):
        order = who.answers.get("accepted")
        for kind in TYPES if order else ():
            if kind in order:  # type: ignore[operator]
                continue
            wider = who.model_copy(update={"answers": {"accepted": (*order, kind)}})  # type: ignore[misc]
            people = (*found.households[:i], wider, *found.households[i + 1 :])
            instance = built(found.model_copy(update={"households": people}))
            after = solve(instance.problem)
            assert rank(after) >= rank(first)
            if first.assignment[i] >= 0 > after.assignment[i]:
                kept = verify(instance.problem, first.assignment)
                assert (kept.persons_placed, kept.objective) == pytest.approx(
                    (after.persons_placed, after.objective), abs=1e-6
                )


@pytest.mark.parametrize("flats", range(7))
def test_one_more_flat_leaves_nobody_without_a_place(flats: int) -> None:
    """Five households accept all types, five hostel units: all are placed, however many flats."""
    people = [household(f"h{number}", answers={"accepted": TYPES}) for number in range(5)]
    towns = [municipality(KIEL, capacity={"persons": 20, "flat": flats, "shared": 0, "hostel": 5})]
    report = replan(prepare_cohort(profiles(people, towns), TABLE, "data"), Scenario())
    assert report.solution.persons_placed == 5
    used = {load.resource: load.used for load in report.loads[0].resources}
    assert (used["flat"], used["hostel"]) == (min(flats, 5), 5 - min(flats, 5))


def test_the_fit_in_the_plan_is_that_of_the_type_taken_and_the_possible_one_that_of_the_best() -> None:
    """Two want the one flat: the possible fit of both is alike, in the plan who takes the hostel has less."""
    people = [household(f"h{number}", answers={"accepted": ("flat", "hostel")}) for number in range(2)]
    towns = [municipality(KIEL, capacity={"persons": 20, "flat": 1, "shared": 0, "hostel": 5})]
    found = profiles(people, towns)
    instance = built(found)
    plan = solve(instance.problem).assignment
    kinds = [instance.unit_type(int(unit)) for unit in instance.units(plan)]
    assert sorted(map(str, kinds)) == ["flat", "hostel"]
    assert instance.fit[0, 0] == instance.fit[1, 0] == pytest.approx(worth(found, 0, 0, "flat"))
    fits = dict(zip(map(str, kinds), instance.planned_fit(plan), strict=True))
    assert fits["hostel"] == pytest.approx(worth(found, 0, 0, "hostel"))
    assert figures(instance, plan).least_fit == pytest.approx(fits["hostel"])
    for i, unit in enumerate(instance.units(plan)):
        parts = instance.parts(i, 0, Given(int(unit)))
        assert sum(part.part for part in parts) == pytest.approx(instance.planned_fit(plan)[i])


def test_a_limit_of_the_coordinator_is_how_many_units_there_are() -> None:
    """Two flats stated, one allowed: one household takes it, the other a hostel place; the load says full."""
    people = [household(f"h{number}", answers={"accepted": ("flat", "hostel")}) for number in range(2)]
    towns = [municipality(KIEL, capacity={"persons": 20, "flat": 2, "shared": 0})]
    scenario = Scenario(limits={Ags(KIEL): {"flat": 1}})  # type: ignore[dict-item]
    instance = built(profiles(people, towns), scenario)
    plan = solve(instance.problem).assignment
    used = {load.resource: (load.used, load.capacity) for load in loads(instance, plan)[0].resources}
    assert (used["flat"], used["hostel"]) == ((1, 1), (1, None))


def test_a_household_keeps_its_type_among_equals_and_a_pin_holds_the_place_alone() -> None:
    """With weight 0 every accepted type is worth the same: who had the hostel stays there, pinned or not."""
    people = [household("h0", answers={"accepted": ("flat", "hostel")})]
    towns = [municipality(KIEL, capacity={"persons": 20, "flat": 1, "shared": 0, "hostel": 1})]
    known = prepare_cohort(profiles(people, towns), TABLE, "data")
    plain = Scenario(weights={"homes": 0.0})  # type: ignore[dict-item]
    no_flat = plain.model_copy(update={"limits": {KIEL: {"flat": 0}}})
    first = replan(known, no_flat)
    assert first.instance.unit_type(int(first.units[0])) == "hostel"
    pin = Pin(household=HouseholdId("h0"), ags=Ags(KIEL), reason="other")
    for scenario in (plain, plain.model_copy(update={"pins": (pin,)})):
        after = replan(known, scenario, before=first)
        assert after.instance.unit_type(int(after.units[0])) == "hostel"
        assert replan(known, scenario).instance.unit_type(int(replan(known, scenario).units[0])) == "flat"
    wanted = replan(known, Scenario(pins=(pin,)), before=first)
    assert wanted.instance.unit_type(int(wanted.units[0])) == "flat"


def test_per_household_a_type_counts_once_whatever_the_size() -> None:
    """Under the policy per household what a lesser type costs is not multiplied by the persons."""
    people = [household("h0", ages=(30, 31, 3), answers={"accepted": ("flat", "hostel")})]
    towns = [municipality(KIEL, capacity={"persons": 20, "flat": 1, "shared": 0, "hostel": 1})]
    found = profiles(people, towns)
    each = built(found).problem.class_value
    once = built(found, Scenario(policy=Policy(per="household"))).problem.class_value
    assert np.array_equal(each, 3 * once, equal_nan=True)
