"""What was needed and offered on one pair, raw."""

from datetime import date

import pytest

from rematch.criteria.measuring.evidence import MemberEvidence, evidence
from rematch.model import Role
from rematch.scenario import Policy, Scenario
from tests.builders import catalogue, criterion, field, household, member, municipality, profiles, resource


def found(chosen, household_, municipality_, fields=(), *, resources=(), scenario=None):
    """Evidence for the second household at the second municipality."""
    cohort = profiles([household("other"), household_], [municipality("09000001"), municipality_])
    table = catalogue(chosen, fields=fields, resources=resources)
    return evidence(cohort, table, scenario or Scenario(), chosen, (1, 1))


def test_need_offer_and_the_date_of_the_offer():
    gate = criterion(measure="gate", need="need", offer="offer")
    town = municipality(offers={"offer": True}, as_of={"offer": date(2025, 5, 1)})
    shown = found(
        gate, household(answers={"need": True}), town, [field("need"), field("offer", "municipality")]
    )
    assert (shown.need, shown.offer, shown.as_of, shown.members) == (True, True, date(2025, 5, 1), ())


def test_an_unknown_offer_is_none():
    gate = criterion(measure="gate", need="need", offer="offer")
    fields = [field("need"), field("offer", "municipality")]
    assert found(gate, household(), municipality(), fields).offer is None


@pytest.mark.parametrize(("how", "number"), [("least", 2), ("any", 1), ("mean", None)])
def test_the_member_whose_score_counted_is_named_by_role(how, number):
    code = criterion(measure="code", need="isco", offer="jobs")
    people = [member(1, 70, isco="2221"), member(2, 30, isco="7115"), member(3, 5)]
    shown = found(
        code,
        household(members=people),
        municipality(offers={"jobs": {"2221": 1.0, "7115": 0.25}}),
        [field("isco", "member", "text"), field("jobs", "municipality", "map")],
        scenario=Scenario(policy=Policy(members=how)),
    )
    assert shown.members == (
        MemberEvidence(1, Role.OLDER, "2221", 1.0),
        MemberEvidence(2, Role.ADULT, "7115", 0.25),
        MemberEvidence(3, Role.CHILD, None, None),
    )
    assert shown.member == (shown.members[number - 1] if number else None)
    assert shown.need == (people[number - 1].answers["isco"] if number else None)


def test_places_show_units_needed_and_stated_and_the_wait():
    places = criterion(
        "care", measure="places", resource="seats", params={"wait": "care_wait", "wait_half": 6}
    )
    shown = found(
        places,
        household(ages=(30, 3)),
        municipality(capacity={"seats": 4}, offers={"care_wait": 2.0}),
        [field("care_wait", "municipality", "number")],
        resources=[resource("seats", "care", per="member", age=(0, 5))],
    )
    assert shown.figures == {"needed": 1.0, "stated": 4.0, "wait": 2.0}


def test_a_wish_shows_its_rank_and_how_many_there_were():
    rank = criterion(measure="rank", need="wish_ags", offer="ags")
    shown = found(rank, household(wish_ags=("09000001", "01002000")), municipality("01002000"))
    assert shown.figures == {"rank": 2.0, "wishes": 2.0}


@pytest.mark.parametrize(("ags", "there"), [("01002000", 1.0), ("01003000", 0.0)])
def test_a_wish_against_shows_whether_it_is_this_place_and_how_many_there_are_and_no_reason(ags, there):
    against = criterion(measure="against", need="excluded_ags", offer="ags")
    who = household(excluded_ags=("09000001", "01002000"), excluded_reason=["health", "other"])
    shown = found(against, who, municipality(ags))
    assert shown.figures == {"against": there, "excluded": 2.0}
    assert "health" not in repr(shown)


def test_a_distance_is_shown_in_kilometres():
    near = criterion(measure="decay", need="kin", offer="coordinates", params={"half": 50})
    shown = found(
        near,
        household(answers={"kin": ((50.0, 8.0),)}),
        municipality(lat=51.0, lon=8.0),
        [field("kin", type="points")],
    )
    assert shown.figures["km"] == pytest.approx(111.195, abs=1e-3)


def test_a_scale_shows_every_figure_it_was_made_of():
    terms = [{"field": f, "low": 0, "high": 1, "better": "high"} for f in ("rent", "vacancy")]
    scale = criterion(measure="scale", applies="wants", params={"terms": terms})
    fields = [field("wants"), *(field(f, "municipality", "number") for f in ("rent", "vacancy"))]
    shown = found(scale, household(answers={"wants": True}), municipality(offers={"rent": 0.5}), fields)
    assert (shown.need, shown.offer) == (True, {"rent": 0.5, "vacancy": None})
