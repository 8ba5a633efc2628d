"""Units households need of each resource, and how much there is."""

import numpy as np

from rematch.criteria.measuring.supply.demand import demand_and_capacity, needed
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, household, member, municipality, profiles, resource


def units(household_, demand_):
    amount, known = needed(profiles([household_]), demand_)
    return float(amount[0]), bool(known[0])


def test_every_person_needs_a_place():
    assert units(household(ages=(40, 3)), resource()) == (2.0, True)


def test_members_in_the_age_range_need_a_school_place():
    school = resource("school", per="member", age=(6, 9))
    assert units(household(ages=(40, 6, 9, 10, 5)), school) == (2.0, True)


def test_a_flag_of_the_member_decides_and_an_unknown_one_is_no_need():
    lessons = resource("lessons", per="member", age=(18, 120), field="wants")
    people = [member(1, 30, wants=True), member(2, 30, wants=False), member(3, 30), member(4, 5)]
    assert units(household(members=people), lessons) == (1.0, False)
    assert units(household(members=people[:2] + people[3:]), lessons) == (1.0, True)


def test_a_course_is_needed_up_to_a_level_of_german_also_when_german_is_not_named():
    seats = resource("seats", per="member", field="languages", at_most="A2")
    people = [
        member(1, languages={"de": 2.0}),
        member(2, languages={"de": 3.0}),
        member(3, languages={"uk": 7.0}),
    ]
    assert units(household(members=people), seats) == (2.0, True)


def test_a_flag_of_the_household_is_one_unit():
    step_free = resource("step_free", per="household", field="lift")
    assert units(household(answers={"lift": True}), step_free) == (1.0, True)
    assert units(household(answers={"lift": False}), step_free) == (0.0, True)
    assert units(household(), step_free) == (0.0, False)


SEATS = resource("seats", "course", binds="essential", per="persons")
COURSE = criterion("course", measure="places", resource="seats")


def test_an_essential_resource_is_demanded_only_by_those_who_marked_it_so():
    people = [
        household("a", priorities={"course": 3}),
        household("b", priorities={"course": 2}),
        household("c"),
    ]
    supply = demand_and_capacity(profiles(people), catalogue(COURSE, resources=[SEATS]), Scenario())
    assert supply.resources == ("persons", "seats")
    np.testing.assert_array_equal(supply.demand, [[1, 1], [1, 0], [1, 0]])


def test_unstated_capacity_is_no_limit_and_a_limit_of_the_coordinator_replaces_the_stated_one():
    towns = [municipality("01002000"), municipality("01002001", capacity={"persons": 4, "seats": 2})]
    scenario = Scenario(limits={"01002001": {"persons": 7}})
    supply = demand_and_capacity(profiles((), towns), catalogue(COURSE, resources=[SEATS]), scenario)
    np.testing.assert_array_equal(supply.capacity, [[10, np.inf], [7, 2]])


def test_a_resource_is_not_demanded_when_its_criterion_is_off_but_places_for_persons_always():
    scenario = Scenario(switches={"course": False, "capacity_persons": False})
    supply = demand_and_capacity(profiles(), catalogue(COURSE, resources=[SEATS]), scenario)
    assert supply.resources == ("persons",)
