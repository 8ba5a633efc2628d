"""What has to be confirmed before it binds: unconfirmed it is a wish, and somebody is told to ask."""

import numpy as np
import pytest

from rematch.criteria.measuring.confirmed import unconfirmed
from rematch.criteria.measuring.rules import hard_rules
from rematch.criteria.measuring.supply.served import served_supply
from rematch.scenario import Scenario
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles, resource

KIEL = "01002000"
CARE = criterion("care", measure="places", resource="care", hard="essential", binds_confirmed=True)
TIES = criterion(
    "ties", measure="gate", need="kin", offer="kin_there", hard="essential", binds_confirmed=True
)
TABLE = catalogue(
    CARE,
    TIES,
    fields=[field("kin"), field("kin_there", of="municipality")],
    resources=[resource("care", "care", binds="served", per="member", age=(0, 5))],
)
TOWNS = [municipality(KIEL, capacity={"persons": 9, "care": 0}, offers={"kin_there": False})]


def asking(*confirmed: str, **named):
    both = {"care": 3, "ties": 3}
    return household("h", ages=(30, 3), answers={"kin": True}, priorities=both, confirmed=confirmed, **named)


@pytest.mark.parametrize(
    ("confirmed", "barring"),
    [((), set()), (("care",), {"care"}), (("ties",), {"ties"}), (("care", "ties"), {"care", "ties"})],
)
def test_essential_binds_once_somebody_has_confirmed_it(confirmed, barring):
    rules = hard_rules(profiles([asking(*confirmed)], TOWNS), TABLE, Scenario())
    assert {reason.criterion for reason in rules.reasons(0, 0)} == barring


def test_who_must_be_served_in_full_is_who_confirmed():
    people = [asking(), asking("care").model_copy(update={"id": "i"})]
    supply = served_supply(profiles(people, TOWNS), TABLE, Scenario())
    assert supply is not None
    np.testing.assert_array_equal(supply.must[:, 0], [False, True])
    assert supply.rank[1, 0] == 0


def test_what_waits_for_a_word_is_told_of_those_who_need_it_and_take_part():
    """Not of the confirmed, of who has no children, who waits or has no consent; nor where it is off."""
    childless = household("childless", ages=(30,), priorities={"care": 3})
    without = asking(consent=False).model_copy(update={"id": "without"})
    waits = asking().model_copy(update={"id": "waits"})
    found = profiles([asking("ties"), childless, without, waits], TOWNS)
    assert unconfirmed(found, TABLE, Scenario(not_this_round=("waits",))) == (("h", "care"),)
    assert unconfirmed(found, TABLE, Scenario(switches={"care": False}, not_this_round=("waits",))) == ()


def test_scarce_places_ties_and_homes_have_to_be_confirmed_in_the_catalogue_that_ships():
    asked = {c.id for c in demo.catalogue().criteria if c.binds_confirmed}
    scarce = {r.criterion for r in demo.catalogue().resources if r.binds == "served"}
    assert asked == scarce | {"close_family", "own_housing"}
