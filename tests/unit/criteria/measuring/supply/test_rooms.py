"""Sizes of homes: what they score, and who cannot live in any of them."""

import numpy as np
import pytest

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.rules import ReasonCode, hard_rules
from rematch.criteria.measuring.supply.accommodation import accommodation
from rematch.model import ESSENTIAL
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, field, household, label, municipality, profiles, resource

OPTIONS = [{"id": f"r{n}", "label": label()} for n in (1, 2, 3)]
SIZE = criterion(
    "size",
    measure="rooms",
    need="wanted",
    offer="offered",
    resource="flat",
    params={"persons_per_room": 2},
    hard="always",
    unknown=0.0,
)
FLATS = criterion("homes", rule="accommodation", hard="always", need="accepted")


def known(**changes) -> Catalogue:
    fields = [
        field("wanted", type="set", options=OPTIONS),
        field("offered", of="municipality", type="set", options=OPTIONS),
        field("accepted", type="set", options=[{"id": t, "label": label()} for t in ("flat", "hostel")]),
    ]
    types = [resource(t, criterion="homes", per="unit", field="accepted", type=t) for t in ("flat", "hostel")]
    return catalogue(FLATS, SIZE.model_copy(update=changes), fields=fields, resources=types)


def cohort(persons: int, accepted: tuple[str, ...] | None, offered: tuple[str, ...] | None, **capacity):
    answers = {} if accepted is None else {"accepted": accepted}
    town = municipality(
        offers={} if offered is None else {"offered": offered}, capacity={"persons": 20, **capacity}
    )
    return profiles([household(ages=[30] * persons, answers=answers)], [town])


def reasons(data, found: Catalogue, switches=None):
    return hard_rules(data, found, Scenario(switches=switches or {})).reasons(0, 0)


@pytest.mark.parametrize(
    ("wanted", "offered", "score"),
    [
        (("r2",), ("r1",), 0.5),
        (("r2", "r3"), ("r1", "r2"), 1.0),
        (("r1",), ("r3",), 1.0),
        (("r3",), (), 0.0),
        ((), ("r1",), np.nan),
    ],
)
def test_the_score_is_the_largest_flat_beside_the_smallest_that_would_do(wanted, offered, score):
    """A flat larger than asked for is no worse; none at all is nothing."""
    data = profiles([household(answers={"wanted": wanted})], [municipality(offers={"offered": offered})])
    found = known()
    np.testing.assert_equal(measure(found.by_id["size"], data, found, Scenario()).score, [[score]])


@pytest.mark.parametrize(("persons", "barred"), [(4, False), (5, True)])
def test_twice_the_rooms_is_the_most_that_live_in_a_flat(persons, barred):
    """Both sides of the boundary, with the numbers in the reason."""
    found = reasons(cohort(persons, ("flat",), ("r1", "r2"), flat=2), known())
    assert bool(found) == barred
    for reason in found:
        assert (reason.code, reason.criterion) == (ReasonCode.CROWDED, "size")
        assert dict(reason.params) == {"persons": persons, "rooms": 2.0, "most": 2.0}


@pytest.mark.parametrize("offered", [None, ("r1", "r3")])
def test_a_size_nobody_stated_and_so_many_rooms_or_more_bar_nobody(offered):
    assert not reasons(cohort(9, ("flat",), offered, flat=1), known())


def test_a_town_whose_flats_are_too_small_still_has_its_other_accommodation():
    """Nine persons get the hostel's unit, never the flat with one room; who takes only flats is barred."""
    both = cohort(9, ("flat", "hostel"), ("r1",), flat=1, hostel=1)
    homes = accommodation(both, known(), Scenario())
    np.testing.assert_equal(homes.by_class, [[np.nan, 0.7]])
    np.testing.assert_equal(homes.best, [[0.7]])
    assert not reasons(both, known())
    none = cohort(9, ("flat", "hostel"), ("r1",), flat=1, hostel=0)
    assert [reason.code for reason in reasons(none, known())] == [ReasonCode.CROWDED]


def test_where_there_is_no_accepted_type_at_all_that_is_the_reason():
    """Not both: nothing is too small that is not there."""
    found = reasons(cohort(9, ("flat",), ("r1",), flat=0, hostel=1), known())
    assert [reason.code for reason in found] == [ReasonCode.ACCOMMODATION]


def test_only_its_switch_lifts_it_and_hard_where_essential_asks_for_the_mark():
    data = cohort(5, ("flat",), ("r1",), flat=1)
    assert not reasons(data, known(), {"size": False})
    assert not reasons(data, known(hard="essential"))
    [family] = data.households
    marked = family.model_copy(update={"priorities": {"size": ESSENTIAL}})
    assert reasons(data.model_copy(update={"households": (marked,)}), known(hard="essential"))
