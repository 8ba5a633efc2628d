"""Closest family is a right that a household claims and a person confirms; other relatives are a wish."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.measuring.confirmed import unconfirmed
from rematch.criteria.measuring.rules import ReasonCode, hard_rules
from rematch.scenario import Scenario
from tests.builders import household, municipality, profiles

CATALOGUE = shipped_catalogue()
KIEL = municipality("01002000", lat=54.32, lon=10.13)
MUNICH = municipality("09162000", lat=48.14, lon=11.58, state="DE-BY")
NEAR = ((54.32, 10.13),)


def barred(field, priority, confirmed=(), criterion="close_family"):
    """Whether somebody with family near Kiel, of this kind, may not go to Kiel, to München."""
    who = household(answers={field: NEAR}, priorities={criterion: priority}, confirmed=confirmed)
    rules = hard_rules(profiles([who], [KIEL, MUNICH]), CATALOGUE, Scenario())
    return [any(r.criterion == criterion for r in rules.reasons(0, j)) for j in (0, 1)]


@pytest.mark.parametrize(
    ("priority", "confirmed", "expected"),
    [
        (3, ("close_family",), [False, True]),
        (3, (), [False, False]),
        (2, ("close_family",), [False, False]),
        (1, (), [False, False]),
    ],
)
def test_it_binds_where_the_household_claims_it_and_somebody_has_confirmed_it(priority, confirmed, expected):
    """A confirmation alone imposes nothing: whoever does not want to go there is not sent there."""
    assert barred("close_relatives", priority, confirmed) == expected


def test_other_relatives_and_those_whose_degree_nobody_asked_are_a_wish():
    """An old entry says nothing of a degree, and binds nobody, confirmed or not."""
    assert barred("relatives", 3, ("family_ties",), "family_ties") == [False, False]


def test_the_reason_names_the_criterion_and_the_claim_waits_for_confirmation():
    who = household(answers={"close_relatives": NEAR}, priorities={"close_family": 3})
    sure = who.model_copy(update={"id": "sure", "confirmed": ("close_family",)})
    data = profiles([who, sure], [KIEL, MUNICH])
    [reason] = [
        r for r in hard_rules(data, CATALOGUE, Scenario()).reasons(1, 1) if r.criterion == "close_family"
    ]
    assert reason.code is ReasonCode.TOO_LOW
    assert unconfirmed(data, CATALOGUE, Scenario()) == (("h1", "close_family"),)
