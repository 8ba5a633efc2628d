"""Housing as lists of units, from the profiles to the plan: who gets which, and what one unit more brings."""

from itertools import product

import numpy as np
import pytest

from rematch.criteria.housing.unit_classes import likeness
from rematch.criteria.housing.unit_types import counted_units
from rematch.criteria.measuring.rules import ReasonCode
from rematch.criteria.measuring.supply.rooms import offers_and_list
from rematch.explain import evidence_of
from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.instance.figures import loads
from rematch.model import ESSENTIAL, Ags, Household, Profiles, Unit
from rematch.optimise import Solution, solve, verify
from rematch.optimise.housing import NONE
from rematch.report.wording.missing import unanswered
from rematch.scenario import Scenario
from tests.builders import (
    catalogue,
    criterion,
    field,
    household,
    member,
    municipality,
    profiles,
    resource,
)
from tests.seeds import seeds
from tests.unit.criteria.measuring.supply.test_rooms import OPTIONS, SIZE

KIEL, TROISDORF = Ags("01002000"), Ags("05382068")
TYPES = ("flat", "hostel")
FIELDS = [
    field("accepted", type="set"),
    field("steps"),
    field("safe"),
    field("pet"),
    field("pets_allowed", of="municipality"),
    field("wanted", type="set", options=OPTIONS),
    field("offered", of="municipality", type="set", options=OPTIONS),
]
HOMES = criterion("homes", rule="accommodation", hard="always", need="accepted", weight=3.0)
PETS = criterion("pets", measure="gate", need="pet", offer="pets_allowed", hard="essential", unknown=0.0)
NEEDS = [
    criterion(name, rule="resource", resource=held, hard="always", protective=True, art9=True)
    for name, held in (("steps", "step_free"), ("safety", "protected_places"))
]
WISH = criterion("wish", measure="rank", need="wish_ags", offer="ags", weight=2.0)
TABLE = catalogue(
    HOMES,
    SIZE,
    PETS,
    *NEEDS,
    WISH,
    fields=FIELDS,
    resources=[
        *(resource(kind, "homes", per="unit", field="accepted", type=kind) for kind in TYPES),
        resource("step_free", "steps", protective=True, per="household", field="steps"),
        resource("protected_places", "safety", protective=True, per="household", field="safe"),
    ],
)


def unit(name: str = "W1", type: str = "flat", **named: object) -> Unit:
    return Unit.model_validate({"unit": name, "type": type, **named})


def built(found: Profiles, scenario: Scenario | None = None) -> MatchingInstance:
    return assemble(prepare_cohort(found, TABLE, "data"), scenario or Scenario())


def one(who: Household, *units: Unit, **named: object) -> MatchingInstance:
    """One household and one town with these units."""
    towns = [municipality(KIEL, capacity={"persons": 30}, units=units, **named)]
    return built(profiles([who], towns))


def codes(instance: MatchingInstance, i: int = 0) -> list[str]:
    return [reason.code for reason in instance.rules.reasons(i, 0)]


def test_rows_alike_are_one_class_and_the_plainest_comes_first():
    """Two rows that differ by name and site alone are counted together, whatever their order."""
    rows = (
        unit("A", beds=4, step_free=True),
        unit("B", beds=2, site="north"),
        unit("C", beds=2, count=2, site="south"),
        unit("D", "hostel", beds=1),
    )
    for order in (rows, rows[::-1]):
        homes = one(household(), *order).homes
        assert homes is not None
        assert homes.count.tolist() == [0, 3, 1, 0, 1]
        assert [homes.type_of(c) for c in range(5)] == ["flat", "flat", "flat", "hostel", "hostel"]
        assert [homes.alike[c].beds for c in range(5)] == [None, 2, 4, None, 1]


@pytest.mark.parametrize(
    ("stated", "room"),
    [({"beds": 3}, 3), ({"rooms": 1.5}, 3), ({"beds": 3, "rooms": 5}, 3), ({}, 99)],
)
def test_nobody_lives_in_a_unit_that_is_too_small(stated, room):
    """Beds say for how many; without them twice the rooms; both sides of the boundary, and the reason."""
    for persons in (room, room + 1):
        instance = one(household(ages=[30] * min(persons, 20)), unit(**stated))
        fits = persons <= room or room == 99
        assert (codes(instance) == []) == fits
        if not fits:
            [reason] = instance.rules.reasons(0, 0)
            assert (reason.code, dict(reason.params)) == (
                ReasonCode.TOO_SMALL,
                {"persons": persons, "most": float(room)},
            )


def test_beds_hold_also_where_the_criterion_of_sizes_is_off():
    """Without that criterion rooms bar nobody, but nobody is without a bed."""
    off = Scenario(switches={"size": False})
    for stated, barred in (({"beds": 2}, True), ({"beds": 3}, False), ({"rooms": 1}, False)):
        towns = [municipality(KIEL, capacity={"persons": 30}, units=(unit(**stated),))]
        instance = built(profiles([household(ages=[30, 31, 32])], towns), off)
        assert codes(instance) == ([ReasonCode.NO_UNIT] if barred else [])


def grown(*people: tuple[int, str | None]) -> Household:
    """A household by ages and sexes."""
    members = [member(n, age).model_copy(update={"sex": sex}) for n, (age, sex) in enumerate(people, 1)]
    return household(members=members)


WOMAN, MAN, UNSAID = (35, "f"), (35, "m"), (35, None)


@pytest.mark.parametrize(
    ("open_to", "people", "found"),
    [
        ("women", [WOMAN], []),
        ("women", [WOMAN, (13, "m"), (17, "f")], []),
        ("women", [WOMAN, (14, "m")], [ReasonCode.NO_UNIT]),
        ("women", [WOMAN, (14, None)], [ReasonCode.SEX_UNSTATED]),
        ("women", [WOMAN, (13, None)], []),
        ("women", [WOMAN, MAN], [ReasonCode.NO_UNIT]),
        ("women", [UNSAID], [ReasonCode.SEX_UNSTATED]),
        ("women", [UNSAID, MAN], [ReasonCode.NO_UNIT]),
        ("women", [(35, "d")], [ReasonCode.NO_UNIT]),
        ("men", [MAN, MAN], []),
        ("men", [MAN, (17, "m")], [ReasonCode.NO_UNIT]),
        ("men", [WOMAN], [ReasonCode.NO_UNIT]),
        ("men", [UNSAID], [ReasonCode.SEX_UNSTATED]),
        ("families", [UNSAID, (17, None)], []),
        ("families", [UNSAID, (18, None)], [ReasonCode.NO_UNIT]),
        ("anyone", [(35, "d")], []),
    ],
)
def test_a_unit_is_taken_only_by_those_it_is_open_to(open_to, people, found):
    """Women, families and men by age and sex; who is left out for a sex not stated is told so."""
    assert codes(one(grown(*people), unit(open_to=open_to))) == found


@pytest.mark.parametrize("said", [True, False, None])
def test_who_needs_a_step_free_unit_gets_one_that_says_so(said):
    """A unit that does not say is none; others may live in it."""
    needing = household(answers={"steps": True})
    assert (codes(one(needing, unit(step_free=said))) == []) == (said is True)
    assert codes(one(household(), unit(step_free=said))) == []
    reason = {True: [], False: [ReasonCode.RESOURCE, ReasonCode.NO_UNIT]}
    told = codes(one(needing, unit(step_free=said)))
    assert set(told) == set(reason.get(said, [ReasonCode.OFFER_UNKNOWN, ReasonCode.NO_UNIT]))


def test_the_step_free_unit_must_also_be_of_an_accepted_type():
    """A hostel without steps is no flat without steps: one unit meets all needs, or none does."""
    needing = household(answers={"steps": True, "accepted": ("flat",)})
    assert codes(one(needing, unit(), unit("W2", "hostel", step_free=True))) == [ReasonCode.NO_UNIT]


@pytest.mark.parametrize(
    ("protected_for", "sex", "fits"),
    [("women", "f", True), ("women", "m", False), ("lgbtiq", "m", True), ("anyone", None, True)],
)
def test_a_protected_unit_is_for_those_who_need_protection_and_whom_it_admits(protected_for, sex, fits):
    """Others are not put there, and who needs protection is put nowhere else."""
    needing = grown((35, sex)).model_copy(update={"answers": {"safe": True}})
    assert (codes(one(needing, unit(protected_for=protected_for))) == []) == fits
    assert codes(one(grown((35, sex)), unit(protected_for=protected_for))) == [ReasonCode.NO_UNIT]
    families = unit(protected_for="women", open_to="families")
    assert codes(one(grown(UNSAID).model_copy(update={"answers": {"safe": True}}), families)) == [
        ReasonCode.NO_UNIT
    ]
    assert codes(one(needing, unit(protected_for="none"))) != []
    assert codes(one(needing, unit())) != []


def test_a_pet_binds_the_unit_where_it_is_essential_to_the_household():
    """The unit must allow pets; where it is a wish the town's best unit scores, and nobody is barred."""
    answers = {"pet": True}
    marked = household(answers=answers, priorities={"pets": ESSENTIAL})
    both = (unit(pets=True, beds=1), unit("W2", beds=2))
    assert codes(one(marked, *both)) == []
    assert ReasonCode.NO_UNIT in codes(one(marked, unit(pets=True, open_to="families"), both[1]))
    assert codes(one(household(answers=answers), unit())) == []
    instance = one(marked, *both)
    taken = instance.units(np.array([0]))
    assert instance.homes is not None and instance.homes.alike[int(taken[0])].pets is True


def test_a_unit_that_is_gone_before_the_household_comes_is_none_for_it():
    """Both sides of its last day; one that opens later is waited for."""
    table = catalogue(
        *TABLE.criteria[1:],
        criterion("time", rule="timing", hard="always"),
        fields=TABLE.fields,
        resources=TABLE.resources[1:],
    )
    who = household(available_from="2026-05-01")
    for days, fits in (
        ({"free_to": "2026-05-01"}, True),
        ({"free_to": "2026-04-30"}, False),
        ({"free_from": "2026-06-01"}, True),
    ):
        towns = [municipality(KIEL, capacity={"persons": 9}, units=(unit(**days),))]
        instance = assemble(prepare_cohort(profiles([who], towns), table, "data"), Scenario())
        assert (codes(instance) == []) == fits


def test_capacities_of_a_town_with_a_list_are_those_of_the_list():
    """Stated numbers beside the list do not count twice: loads, and what there is of step-free units."""
    capacity = {"persons": 30, "flat": 9, "hostel": 9, "step_free": 9}
    units = (unit(step_free=True), unit("W2", count=2, step_free=False))
    people = [household("h0", answers={"steps": True}), household("h1")]
    instance = built(profiles(people, [municipality(KIEL, capacity=capacity, units=units)]))
    plan = solve(instance.problem).assignment
    there = {load.resource: (load.used, load.capacity) for load in loads(instance, plan)[0].resources}
    assert there["flat"] == (2, 3) and there["hostel"] == (0, 0) and there["step_free"] == (1, 1)
    town = instance.profiles.municipalities[0]
    for kind in ("flat", "hostel", "step_free"):
        assert there[kind][1] == counted_units(town, TABLE.resource_by_id[kind])


def test_the_special_unit_is_left_to_who_needs_it():
    """Among units worth the same a household takes the plainest, and everybody finds one."""
    units = (unit(step_free=True), unit("W2"))
    people = [household("h0"), household("h1", answers={"steps": True})]
    instance = built(profiles(people, [municipality(KIEL, capacity={"persons": 9}, units=units)]))
    plan = solve(instance.problem)
    assert plan.persons_placed == 2
    homes = instance.homes
    assert homes is not None and homes.alike[int(instance.units(plan.assignment)[1])].step_free


@pytest.mark.parametrize("limit", range(6))
def test_a_limit_of_the_coordinator_is_how_many_units_of_a_type_take_part(limit):
    """Those open to most stay longest; what is more than there is counts as plain units."""
    first, second, third = unit(step_free=True), unit("W2", beds=1), unit("W3", open_to="families")
    towns = [municipality(KIEL, capacity={"persons": 30}, units=(third, second, first))]
    homes = built(profiles([household()], towns), Scenario(limits={KIEL: {"flat": limit}})).homes
    assert homes is not None
    counts = {one: count for one, count in zip(homes.alike, homes.count, strict=True) if one.type == "flat"}
    stays = {likeness(one): limit > before for before, one in enumerate((first, second, third))}
    assert counts == {likeness(unit()): max(0, limit - 3), **stays}


def test_the_score_of_size_is_that_of_the_unit_taken():
    """Two want three rooms, one flat has them: in the plan the other scores two thirds, and it adds up."""
    people = [household(f"h{n}", answers={"wanted": ("r3",)}) for n in range(2)]
    units = (unit(rooms=3, beds=2), unit("W2", rooms=2, beds=2))
    instance = built(profiles(people, [municipality(KIEL, capacity={"persons": 9}, units=units)]))
    plan = solve(instance.problem).assignment
    size = next(c for c, one in enumerate(instance.scores.criteria) if one.id == "size")
    assert instance.scores.score[size, :, 0].tolist() == [1, 1]
    allotted, planned = instance.allot(plan), instance.planned_fit(plan)
    scores = []
    for i in range(2):
        parts = instance.parts(i, 0, allotted.to(i))
        assert sum(part.part for part in parts) == pytest.approx(planned[i])
        scores += [part.score for part in parts if part.criterion == "size"]
    assert sorted(scores) == pytest.approx([2 / 3, 1])
    assert planned.min() < planned.max() == pytest.approx(instance.fit[0, 0])


def test_of_two_units_of_a_type_the_larger_one_is_taken_by_who_wants_it():
    """Who wants three rooms gets them, who is content with one takes the smaller flat."""
    people = [household("h0", answers={"wanted": ("r1",)}), household("h1", answers={"wanted": ("r3",)})]
    units = (unit(rooms=3), unit("W2", rooms=1))
    instance = built(profiles(people, [municipality(KIEL, capacity={"persons": 9}, units=units)]))
    taken = instance.units(solve(instance.problem).assignment)
    assert [instance.unit_rooms(int(c)) for c in taken] == [1, 3]


@pytest.mark.parametrize("listed", [True, False])
def test_what_a_list_tells_is_no_open_question_of_the_municipality(listed):
    """Sizes and pets are asked of a town without a list; evidence shows the sizes that the rows have."""
    rows = (unit(rooms=2.5, pets=False), unit("W2", rooms=9, pets=True)) if listed else ()
    town = municipality(KIEL, units=rows)
    found = profiles([household()], [town])
    [places] = [one for one in unanswered(found, TABLE) if one.of == "municipality"] or [None]
    assert (places is None) == listed
    if listed:
        sizes = {"offered": ("r2", "r3"), "pets_allowed": True}
        assert offers_and_list(town, TABLE) == sizes
        assert evidence_of(built(found), 0, 0)[SIZE.id].offer == sizes["offered"]


SPECIAL = (
    {},
    {"beds": 1},
    {"beds": 3},
    {"rooms": 1},
    {"rooms": 3, "beds": 3},
    {"step_free": True},
    {"protected_for": "women"},
    {"open_to": "women"},
    {"open_to": "families"},
    {"step_free": True, "beds": 2},
)


def drawn(seed: int) -> Profiles:
    """Up to four households with needs, one town with a list of units and one that may have one."""
    draw = np.random.default_rng(seed)
    people = []
    for number in range(int(draw.integers(2, 5))):
        answers: dict[str, object] = {}
        if draw.random() < 0.8:
            answers["accepted"] = (("flat",), ("flat", "hostel"), ("hostel", "flat"))[draw.integers(3)]
        if draw.random() < 0.5:
            answers["wanted"] = (("r1",), ("r2",), ("r3",), ())[draw.integers(4)]
        answers |= {name: True for name in ("steps", "safe") if draw.random() < 0.2}
        members = [
            member(n, age).model_copy(update={"sex": ("f", "m", None)[draw.integers(3)]})
            for n, age in enumerate((35, *(4, 15, 40)[: draw.integers(0, 3)]), 1)
        ]
        wish = ((KIEL,), (TROISDORF, KIEL))[draw.integers(2)]
        people.append(household(f"h{number}", members=members, answers=answers, wish_ags=wish))
    return profiles(people, [_town(KIEL, draw, True), _town(TROISDORF, draw, draw.random() < 0.5)])


def _town(ags: Ags, draw: np.random.Generator, lists: bool):
    capacity = {"persons": int(draw.integers(4, 12))}
    if not lists:
        capacity |= {"flat": 1, "hostel": 1, "step_free": 1, "protected_places": 1}
        return municipality(ags, capacity=capacity)
    rows = [
        unit(f"W{n}", TYPES[draw.integers(2)], **SPECIAL[draw.integers(len(SPECIAL))])
        for n in range(int(draw.integers(1, 5)))
    ]
    return municipality(ags, capacity=capacity, units=tuple(rows))


def rank(solution: Solution) -> tuple[int, float, float]:
    return solution.persons_placed, -round(solution.shortfall, 6), round(solution.objective, 5)


def with_units(found: Profiles, j: int, units: tuple[Unit, ...]) -> Profiles:
    towns = [*found.municipalities]
    towns[j] = towns[j].model_copy(update={"units": units})
    return found.model_copy(update={"municipalities": tuple(towns)})


@seeds(range(40), chunk=8)
def test_one_more_unit_never_makes_the_plan_worse(seed: int) -> None:
    """Persons, then shortfall, then value are at least as good with a unit more, whatever it is like."""
    found = drawn(seed)
    before = rank(solve(built(found).problem))
    for number, (kind, special) in enumerate(product(TYPES, SPECIAL)):
        for j, town in enumerate(found.municipalities):
            if town.units:
                more = with_units(found, j, (*town.units, unit(f"X{number}", kind, **special)))
                assert rank(solve(built(more).problem)) >= before


@seeds(range(40, 100))
def test_nobody_is_in_a_unit_that_is_too_small_not_open_to_them_or_not_what_they_need(seed: int) -> None:
    """By plain arithmetic on the rows of everybody's unit, and no unit is taken twice."""
    instance = built(drawn(seed))
    plan = solve(instance.problem)
    assert verify(instance.problem, plan.assignment, plan.unit).ok
    homes = instance.homes
    assert homes is not None and plan.unit is not None
    for i, c in enumerate(plan.unit):
        if c == NONE or not homes.listed[homes.place[c]]:
            continue
        who, row = instance.profiles.households[i], homes.alike[int(c)]
        assert row.beds is None or who.size <= row.beds
        assert row.beds is not None or row.rooms is None or who.size <= 2 * row.rooms
        assert row.type in who.answers.get("accepted", TYPES)
        assert row.step_free or not who.answers.get("steps")
        assert (row.protected_for is not None) == bool(who.answers.get("safe"))
        older = [one.sex for one in who.members if one.age >= 14]
        assert row.open_to != "women" or set(older) == {"f"}
        assert row.open_to != "families" or any(one.age < 18 for one in who.members)


@seeds(range(100, 130))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    """The same classes, the same plan, the same units."""
    found, draw = drawn(seed), np.random.default_rng(seed)
    other = found
    for j, town in enumerate(found.municipalities):
        order = draw.permutation(len(town.units))
        other = with_units(other, j, tuple(town.units[k] for k in order))
    plans = [solve(built(one).problem) for one in (found, other)]
    assert np.array_equal(plans[0].assignment, plans[1].assignment)
    assert np.array_equal(plans[0].unit, plans[1].unit)
    assert plans[0].objective == plans[1].objective


@seeds(range(130, 170))
def test_rows_that_say_what_capacities_by_type_said_give_the_same_plan(seed: int) -> None:
    """Units of which only the type is known are the capacity by type: same problem, same plan."""
    found, draw = drawn(seed), np.random.default_rng(seed)
    people = tuple(
        h.model_copy(update={"answers": {k: v for k, v in h.answers.items() if k == "accepted"}})
        for h in found.households
    )
    counts = {ags: {kind: int(draw.integers(0, 4)) for kind in TYPES} for ags in (KIEL, TROISDORF)}
    stated = [municipality(ags, capacity={"persons": 9, **by_type}) for ags, by_type in counts.items()]
    listed = [
        municipality(
            ags,
            capacity={"persons": 9},
            units=tuple(unit(f"{kind}-all", kind, count=count) for kind, count in by_type.items()),
        )
        for ags, by_type in counts.items()
    ]
    one, other = (built(profiles(people, towns)) for towns in (stated, listed))
    assert np.array_equal(one.problem.class_count, other.problem.class_count)
    assert np.array_equal(one.problem.value, other.problem.value, equal_nan=True)
    plans = [solve(instance.problem) for instance in (one, other)]
    assert np.array_equal(plans[0].assignment, plans[1].assignment)
    assert np.array_equal(plans[0].unit, plans[1].unit)
