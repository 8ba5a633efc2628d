"""Hard rules: who is barred from where, with code, criterion and numbers."""

from datetime import date

import numpy as np
import pytest

from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.rules import Reason, ReasonCode, hard_rules
from rematch.scenario import Scenario, Veto
from tests import demo
from tests.builders import catalogue, criterion, field, household, member, municipality, profiles, resource

HERE, THERE = "01002000", "01002001"


def judged(households, municipalities=None, *criteria, fields=(), resources=(), scenario=None):
    towns = municipalities or [municipality(HERE)]
    table = catalogue(*criteria, fields=fields, resources=resources)
    return hard_rules(profiles(households, towns), table, scenario or Scenario())


def test_without_consent_a_household_is_not_in_the_plan():
    rules = judged([household(consent=False)], None, criterion("consent", rule="consent", on=False))
    assert rules.reasons(0, 0) == (Reason(ReasonCode.NO_CONSENT, "consent"),)
    assert not rules.allowed.any()


def test_an_excluded_place_is_barred_and_another_is_not():
    towns = [municipality(HERE), municipality(THERE)]
    rules = judged([household(excluded_ags=(HERE,))], towns, criterion("excluded", rule="excluded"))
    np.testing.assert_array_equal(rules.allowed, [[False, True]])
    assert rules.reasons(0, 0) == (Reason(ReasonCode.EXCLUDED, "excluded"),)
    assert rules.reasons(0, 1) == ()


def test_an_excluded_place_that_is_only_a_wish_against_is_not_barred():
    """With two places none is free to bar for no protective reason; the other one is for safety."""
    towns = [municipality(HERE), municipality(THERE)]
    who = household(excluded_ags=(HERE, THERE), excluded_reason=["other", "safety"])
    np.testing.assert_array_equal(judged([who], towns).allowed, [[True, False]])


def test_more_persons_than_places_is_a_reason_with_both_numbers():
    rules = judged([household(ages=(40, 40, 3))], [municipality(capacity={"persons": 2})])
    (reason,) = rules.reasons(0, 0)
    assert (reason.code, reason.criterion) == (ReasonCode.RESOURCE, "capacity_persons")
    assert reason.params == {"resource": "persons", "needed": 3.0, "stated": 2.0}


PLACES = criterion("childcare", measure="places", resource="childcare", hard="essential")
CARE = resource("childcare", "childcare", binds="essential", per="member", age=(0, 5))


@pytest.mark.parametrize(("priority", "allowed"), [(3, False), (2, True)])
def test_a_resource_that_binds_where_essential_bars_only_those_who_marked_it(priority, allowed):
    people = [household(ages=(30, 3), priorities={"childcare": priority})]
    rules = judged(people, [municipality(capacity={"childcare": 0})], PLACES, resources=[CARE])
    assert rules.allowed[0, 0] == allowed
    assert [reason.code for reason in rules.reasons(0, 0)] == ([] if allowed else ["resource"])


@pytest.mark.parametrize(("binds", "barring"), [("served", ["offer_unknown"]), ("essential", [])])
def test_what_must_be_served_is_not_had_where_nobody_stated_how_much_there_is(binds, barring):
    """An unstated amount serves nobody; of what binds where essential it is no limit."""
    care = CARE.model_copy(update={"binds": binds})
    people = [household(ages=(30, 3), priorities={"childcare": 3})]
    rules = judged(people, [municipality(capacity={"persons": 9})], PLACES, resources=[care])
    assert [str(reason.code) for reason in rules.reasons(0, 0)] == barring


STEP_FREE = resource("lift", "lift", protective=True, per="household", field="needs_lift")
LIFT = criterion("lift", rule="resource", resource="lift", hard="always", protective=True)


def test_a_protective_resource_that_is_not_stated_bars_those_who_need_it():
    people = [household("a", answers={"needs_lift": True}), household("b")]
    rules = judged(people, None, LIFT, fields=[field("needs_lift")], resources=[STEP_FREE])
    np.testing.assert_array_equal(rules.allowed, [[False], [True]])
    (reason,) = rules.reasons(0, 0)
    assert (reason.code, reason.params["stated"]) == (ReasonCode.OFFER_UNKNOWN, None)


def test_a_resource_bars_nobody_once_its_criterion_is_switched_off():
    people = [household(answers={"needs_lift": True})]
    off = Scenario(switches={"lift": False})
    rules = judged(people, None, LIFT, fields=[field("needs_lift")], resources=[STEP_FREE], scenario=off)
    assert rules.allowed.all()


def test_no_accepted_accommodation_with_room_is_a_reason_with_what_is_there():
    kinds = [resource(k, "homes", per="unit", field="accepted", type=k) for k in ("flat", "hostel")]
    rules = judged(
        [household("a", answers={"accepted": ("flat",)}), household("b")],
        [municipality(capacity={"flat": 0, "hostel": 3})],
        criterion("homes", rule="accommodation"),
        fields=[field("accepted", type="set")],
        resources=kinds,
    )
    np.testing.assert_array_equal(rules.allowed, [[False], [True]])
    assert rules.reasons(0, 0) == (
        Reason(
            ReasonCode.ACCOMMODATION,
            "homes",
            {"needed": ("flat",), "stated": {"flat": 0.0, "hostel": 3.0}},
        ),
    )


@pytest.mark.parametrize(
    ("ready", "ends", "allowed"),
    [
        (date(2026, 3, 1), "2026-02-28", False),
        (date(2026, 3, 1), "2026-03-01", True),
        (date(2026, 3, 1), None, True),
        (None, "2026-02-28", True),
    ],
)
def test_who_comes_after_the_offer_has_ended_is_too_late(ready, ends, allowed):
    town = municipality(offers={} if ends is None else {"place_to": ends})
    fields = [field("place_from", "municipality", "date"), field("place_to", "municipality", "date")]
    rules = judged(
        [household(available_from=ready)], [town], criterion("timing", rule="timing"), fields=fields
    )
    assert rules.allowed[0, 0] == allowed
    assert [reason.code for reason in rules.reasons(0, 0)] == ([] if allowed else ["timing"])


NEEDS = [field("need"), field("offer", "municipality")]


def gate(**named):
    return criterion("gate", measure="gate", need="need", offer="offer", **named)


@pytest.mark.parametrize(
    ("hard", "priority", "offer", "codes"),
    [
        ("always", 0, {"offer": False}, ["too_low"]),
        ("always", 1, {"offer": True}, []),
        ("essential", 2, {"offer": False}, []),
        ("essential", 3, {"offer": False}, ["too_low"]),
        ("never", 3, {"offer": False}, []),
        ("always", 1, {}, []),
    ],
)
def test_a_hard_criterion_bars_pairs_that_score_too_low(hard, priority, offer, codes):
    people = [household(answers={"need": True}, priorities={"gate": priority})]
    rules = judged(people, [municipality(offers=offer)], gate(hard=hard), fields=NEEDS)
    assert [reason.code for reason in rules.reasons(0, 0)] == codes


def test_a_low_score_is_shown_beside_its_limit():
    people = [household(answers={"need": True})]
    rules = judged(people, [municipality(offers={"offer": False})], gate(hard="always"), fields=NEEDS)
    assert rules.reasons(0, 0)[0].params == {"score": 0.0, "fails_at": 0.0}


def test_a_protective_criterion_is_failed_by_an_unknown_offer_but_not_by_an_unknown_need():
    people = [household("a", answers={"need": True}), household("b")]
    rules = judged(people, None, gate(hard="always", protective=True), fields=NEEDS)
    np.testing.assert_array_equal(rules.allowed, [[False], [True]])
    assert rules.reasons(0, 0) == (Reason(ReasonCode.OFFER_UNKNOWN, "gate"),)


@pytest.mark.parametrize(
    ("hard", "priority", "allowed"), [("essential", 3, False), ("essential", 2, True), ("always", 3, True)]
)
def test_an_unknown_offer_fails_what_is_essential_protective_or_not(hard, priority, allowed):
    """Silence is no yes where somebody cannot do without; elsewhere the place stays possible."""
    people = [household(answers={"need": True}, priorities={"gate": priority})]
    rules = judged(people, None, gate(hard=hard), fields=NEEDS)
    assert rules.allowed[0, 0] == allowed
    assert rules.reasons(0, 0) == (() if allowed else (Reason(ReasonCode.OFFER_UNKNOWN, "gate"),))


def test_an_unknown_waiting_time_is_not_an_unknown_offer():
    waits = gate(hard="always", protective=True, params={"wait": "wait", "wait_half": 4})
    fields = [*NEEDS, field("wait", "municipality", "number")]
    town = municipality(offers={"offer": True})
    assert judged([household(answers={"need": True})], [town], waits, fields=fields).allowed.all()


def test_a_weight_of_zero_keeps_the_hard_rule_and_its_switch_removes_it():
    people = [household(answers={"need": True})]
    towns = [municipality(offers={"offer": False})]
    for scenario, allowed in (
        (Scenario(weights={"gate": 0.0}, groups={"place": 0.0}), False),
        (Scenario(switches={"gate": False}), True),
    ):
        rules = judged(people, towns, gate(hard="always"), fields=NEEDS, scenario=scenario)
        assert rules.allowed.all() == allowed


def test_scores_measured_before_give_the_same_rules():
    table = catalogue(gate(hard="always"), fields=NEEDS)
    cohort = profiles([household(answers={"need": True})], [municipality(offers={"offer": False})])
    scored = {"gate": measure(table.by_id["gate"], cohort, table, Scenario())}
    assert hard_rules(cohort, table, Scenario(), scored).reasons(0, 0) == hard_rules(
        cohort, table, Scenario()
    ).reasons(0, 0)


def test_what_people_decided_bars_pairs_with_its_own_reason():
    people, towns = [household("a"), household("b")], [municipality(HERE), municipality(THERE)]
    scenario = Scenario(
        closed=(THERE,),
        vetoes=(Veto(household="a", ags=HERE, reason="school"), Veto(household="gone", ags=HERE)),
        not_this_round=("b",),
    )
    rules = judged(people, towns, scenario=scenario)
    assert not rules.allowed[0].any()
    assert rules.reasons(0, 0) == (Reason(ReasonCode.VETOED, None, {"reason": "school"}),)
    assert [reason.code for reason in rules.reasons(1, 1)] == ["closed", "not_this_round"]


def test_there_is_one_matrix_a_rule_and_a_pair_is_allowed_where_none_fails():
    towns = [municipality(HERE, capacity={"persons": 1}), municipality(THERE)]
    rules = judged([household("a", ages=(40, 4)), household("b")], towns, scenario=Scenario(closed=(THERE,)))
    assert np.stack(rules.failed).shape == (2, 2, 2)
    np.testing.assert_array_equal(rules.allowed, ~np.stack(rules.failed).any(axis=0))


def shipped(name, asked, *offers):
    """Of the catalogue that ships: barred or not, and why, where a household marked `name` essential."""
    table = demo.catalogue()
    people = [household(answers=asked, priorities={name: 3})]
    towns = [municipality(f"0100200{j}", offers=offer) for j, offer in enumerate(offers)]
    return hard_rules(profiles(people, towns), table, Scenario(switches={name: True}))


@pytest.mark.parametrize(
    ("name", "asked", "offer", "items"),
    [
        (
            "medical_specialist",
            {"specialist_care": ("paediatrics", "cardiology")},
            {"specialists": {"paediatrics": 5.0}},
            {"cardiology": None},
        ),
        (
            "medical_specialist",
            {"specialist_care": ("cardiology",)},
            {"specialists": {"cardiology": 61.0}},
            {"cardiology": 61.0},
        ),
        (
            "medical_specialist",
            {"specialist_care": ("cardiology",)},
            {"specialists": {"cardiology": 60.0}},
            {},
        ),
        (
            "disability_support",
            {"disability_services_needed": ("sign_language", "early_support")},
            {"disability_services": ("early_support",)},
            {"sign_language": None},
        ),
        ("care_for_elderly", {"care_needed": ("home_care",)}, {"care_services": ()}, {"home_care": None}),
        (
            "mental_health",
            {"needs_psychosocial": True},
            {"psychosocial_support": True, "psychosocial_wait": 260.0},
            {"psychosocial_wait": 260.0},
        ),
        (
            "mental_health",
            {"needs_psychosocial": True},
            {"psychosocial_support": True, "psychosocial_wait": 26.0},
            {},
        ),
        (
            "mental_health",
            {"needs_psychosocial": True},
            {"psychosocial_support": False},
            {"psychosocial_support": None},
        ),
        (
            "pregnancy_infant",
            {"maternity_care": True},
            {"obstetrics_minutes": 61.0},
            {"obstetrics_minutes": 61.0},
        ),
    ],
)
def test_an_essential_need_is_kept_item_by_item(name, asked, offer, items):
    """Each item passes its own threshold, or the pair is barred with that item and its number (A3)."""
    rules = shipped(name, asked, offer)
    found = [reason for reason in rules.reasons(0, 0) if reason.criterion == name]
    assert [dict(reason.params["items"]) for reason in found] == ([items] if items else [])
    assert rules.allowed[0, 0] == (not items)


@pytest.mark.parametrize(
    ("name", "asked", "known"),
    [
        ("medical_specialist", {"specialist_care": ("cardiology",)}, {"specialists": {"cardiology": 50.0}}),
        (
            "mental_health",
            {"needs_psychosocial": True},
            {"psychosocial_support": True, "psychosocial_wait": 20.0},
        ),
        ("care_for_elderly", {"care_needed": ("home_care", "day_care")}, {"care_services": ("home_care",)}),
    ],
)
def test_an_unknown_offer_never_beats_a_known_one_of_a_health_need(name, asked, known):
    """It scores 0 where it is no rule, with a range up to 1, and bars where it is essential (A3)."""
    table = demo.catalogue()
    pair = profiles([household(answers=asked)], [municipality(HERE, offers=known), municipality(THERE)])
    scored = measure(table.by_id[name], pair, table, Scenario())
    assert scored.score[0, 0] > scored.score[0, 1] == 0.0
    assert list(scored.unknown[0]) == [False, True]
    barred = shipped(name, asked, known, {}).reasons(0, 1)
    assert [reason.code for reason in barred if reason.criterion == name] == ["offer_unknown"]


def test_an_essential_language_is_one_that_somebody_speaks_well_enough_to_be_interpreted():
    """Where English is served, a little of it is no shared language, B1 is one (A3)."""
    table = demo.catalogue()
    people = [
        household(
            f"h{english}",
            members=[member(1, 40, languages={"uk": 7.0, "en": english})],
            priorities={"language_support": 3},
        )
        for english in (1.0, 3.0)
    ]
    towns = [
        municipality(HERE, offers={"languages_served": ("uk",)}),
        municipality(THERE, offers={"languages_served": ("pl", "en")}),
    ]
    rules = hard_rules(profiles(people, towns), table, Scenario())
    assert [r.code for r in rules.reasons(0, 0) if r.criterion == "language_support"] == []
    assert [r.code for r in rules.reasons(0, 1) if r.criterion == "language_support"] == ["item_missing"]
    assert [r.code for r in rules.reasons(1, 1) if r.criterion == "language_support"] == []
