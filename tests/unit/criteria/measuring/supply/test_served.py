"""Who is served: whole units by a stated order, whatever the size of a household or the order of a file."""

import numpy as np
import pytest

from rematch.criteria.measuring.supply.served import ServedSupply, lot, served_supply
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, household, municipality, profiles, resource

KIEL, BONN = "01002000", "05314000"
CARE = resource("care", "care", binds="served", per="member", age=(0, 5), first=("lone_adult", "legal_claim"))
TABLE = catalogue(criterion("care", measure="places", resource="care", hard="essential"), resources=[CARE])


def supply(people, towns=None, scenario=None) -> ServedSupply:
    towns = towns or [municipality(KIEL, capacity={"persons": 50, "care": 1})]
    found = served_supply(profiles(people, towns), TABLE, scenario or Scenario())
    assert found is not None
    return found


def first_of(*people) -> str:
    """Who gets the one place where all are at the same town."""
    got = supply(people).serve(np.zeros(len(people), dtype=np.int64))[:, 0]
    assert got.sum() == 1
    return str(people[int(got.argmax())].id)


def test_who_marked_it_essential_comes_before_all_others():
    family = household("family", ages=(30, 31, 3), priorities={"care": 3})
    assert first_of(household("lone", ages=(30, 3), priorities={"care": 2}), family) == "family"


def test_whoever_is_alone_with_children_comes_first_then_a_child_with_a_right_to_a_place():
    """A baby under one has no right to a place by its age alone (section 24 SGB VIII)."""
    baby = household("baby", ages=(30, 31, 0), priorities={"care": 2})
    child = household("child", ages=(30, 31, 2))
    lone = household("lone", ages=(30, 0))
    assert first_of(baby, child) == "child"
    assert first_of(baby, child, lone) == "lone"


def test_priority_decides_next_and_to_whom_it_does_not_matter_comes_last():
    some = household("some", ages=(30, 31, 3))
    assert first_of(some, household("more", ages=(30, 31, 3), priorities={"care": 2})) == "more"
    assert first_of(household("none", ages=(30, 3), priorities={"care": 0}), some) == "some"


def test_among_equals_the_lot_decides_by_the_seed_and_not_the_size_or_the_order_of_the_file():
    """Of a pair with one child and of one with three either comes first, each under some seeds."""
    small, large = household("small", ages=(30, 31, 3)), household("large", ages=(30, 31, 5, 4, 3))
    for people in ([small, large], [large, small]):
        winners = {}
        for seed in range(40):
            rank = supply(people, scenario=Scenario(seed=seed)).rank[:, 0]
            winners[seed] = str(people[int(rank.argmin())].id)
        assert {"small", "large"} == set(winners.values())
        by_lot = {seed: min((small, large), key=lambda h: lot(h, CARE, seed)).id for seed in winners}
        assert winners == by_lot


def test_a_household_of_several_children_may_get_a_part():
    """Three places and two families with two children each: two and one."""
    people = [household(name, ages=(30, 31, 3, 4)) for name in ("a", "b")]
    towns = [municipality(KIEL, capacity={"persons": 50, "care": 3})]
    got = supply(people, towns).serve(np.zeros(2, dtype=np.int64))[:, 0]
    assert sorted(got.tolist()) == [1, 2]


@pytest.mark.parametrize(("stated", "there"), [({}, 0), ({"care": 0}, 0), ({"care": 1.9}, 1)])
def test_what_nobody_stated_and_parts_of_a_unit_serve_nobody(stated, there):
    people = [household(f"h{n}", ages=(30, 31, 3)) for n in range(3)]
    towns = [municipality(KIEL, capacity={"persons": 50, **stated})]
    assert supply(people, towns).serve(np.zeros(3, dtype=np.int64)).sum() == there


def test_only_the_placed_are_served_each_at_its_own_place():
    people = [household(f"h{n}", ages=(30, 31, 3)) for n in range(3)]
    towns = [municipality(ags, capacity={"persons": 50, "care": 1}) for ags in (KIEL, BONN)]
    got = supply(people, towns).serve(np.array([1, -1, 0]))[:, 0]
    assert got.tolist() == [1, 0, 1]


def test_a_limit_of_the_coordinator_replaces_what_is_stated():
    people = [household(f"h{n}", ages=(30, 31, 3)) for n in range(3)]
    found = supply(people, scenario=Scenario(limits={KIEL: {"care": 2}}))
    assert found.serve(np.zeros(3, dtype=np.int64)).sum() == 2


def test_where_the_criterion_is_off_nothing_is_served():
    found = profiles([household()], [municipality()])
    assert served_supply(found, TABLE, Scenario(switches={"care": False})) is None
