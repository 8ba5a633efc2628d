"""What holds a release up, case by case, and what a reason in own words can do about it."""

import pytest

from rematch.instance import MatchingInstance, assemble, prepare_cohort
from rematch.model import Confirmed, ExclusionReason, HouseholdId, Profiles
from rematch.release.gate import Gate, InForce, gate
from rematch.scenario import Scenario
from tests import builders

FLAG, OFFER = "needs_safe_space", "safe_space"
PLACE = "01002000"
CATALOGUE = builders.catalogue(
    builders.criterion("protection", need=FLAG, offer=OFFER, hard="always", measure="gate", art9=True),
    builders.criterion("excluded", rule="excluded", hard="always", weight=0.0),
    fields=[builders.field(FLAG), builders.field(OFFER, of="municipality")],
)
AS_IS = Scenario()
OFF = Scenario(switches={"protection": False})


def people(*households: object, invented: bool = True) -> Profiles:
    town = builders.municipality(PLACE, offers={OFFER: True})
    return builders.profiles(households, [town], invented=invented)


def instance(profiles: Profiles, scenario: Scenario = AS_IS) -> MatchingInstance:
    return assemble(prepare_cohort(profiles, CATALOGUE, "d1"), scenario)


def found(profiles: Profiles, scenario: Scenario = AS_IS, **named: bool) -> Gate:
    now = InForce(scenario, "d1", CATALOGUE.fingerprint)
    return gate(instance(profiles, scenario), now, **named)


def asked(id: str = "h1", **named: object) -> object:
    """A household that has answered whether it needs protection: no."""
    return builders.household(id, **{"answers": {FLAG: False}, **named})


def excluding(reason: ExclusionReason, confirmed: Confirmed = Confirmed.NO) -> object:
    return asked(excluded_ags=(PLACE,), excluded_reason=(reason,), excluded_confirmed=(confirmed,))


def test_nothing_holds_up_a_plan_of_which_everything_is_answered() -> None:
    """Neither as provisional nor as decided, without a word."""
    through = found(people(asked()))
    assert through.open == () and through.holds("decided", "") == through.holds("provisional", "") == ()


def test_a_question_on_protection_left_open_holds_it_up_until_it_is_answered_or_declined() -> None:
    """The household and the criterion are named; yes, no and "would rather not say" clear it."""
    waiting = found(people(builders.household("h1"), asked("h2")))
    assert waiting.unanswered == {"h1": ("protection",)}
    assert waiting.open == ("unanswered",)
    for answer in (True, False, "declined"):
        assert not found(people(builders.household("h1", answers={FLAG: answer}))).open


def test_a_question_is_not_asked_while_its_criterion_is_off_or_its_household_is_not_in_the_round() -> None:
    """Off, waiting for the next round, or without consent: nothing to answer for this plan."""
    silent = builders.household("h1")
    assert not found(people(silent), OFF).unanswered
    assert not found(people(silent, asked("h2")), Scenario(not_this_round=("h1",))).unanswered
    assert not found(people(builders.household("h1", consent=False), asked("h2"))).unanswered


@pytest.mark.parametrize("reason", [ExclusionReason.SAFETY, ExclusionReason.COURT])
def test_an_exclusion_for_safety_or_court_holds_it_up_until_somebody_has_checked_it(
    reason: ExclusionReason,
) -> None:
    """Confirmed or rejected clears it; other reasons, and who waits, need no check."""
    assert found(people(excluding(reason))).unchecked == (("h1", PLACE),)
    for checked in (Confirmed.YES, Confirmed.REJECTED):
        assert not found(people(excluding(reason, checked))).open
    assert not found(people(excluding(ExclusionReason.OTHER))).open
    waiting = Scenario(not_this_round=("h1",))
    assert not found(people(excluding(reason), asked("h2")), waiting).open


def test_what_is_open_can_be_overridden_with_a_reason_for_a_provisional_release_only() -> None:
    """A reason of blanks is none; a decided release waits whatever is said."""
    both = found(
        people(builders.household("h1"), excluding(ExclusionReason.SAFETY).model_copy(update={"id": "h2"}))
    )  # type: ignore[attr-defined]
    assert both.holds("provisional", "  ") == ("unanswered", "unchecked")
    assert both.holds("provisional", "the flats are let on Friday") == ()
    assert both.holds("decided", "the flats are let on Friday") == ("unanswered", "unchecked")


def test_needs_that_are_not_considered_ask_for_a_reason_in_either_state() -> None:
    """Protection switched off while somebody needs it: counted, named, and let through with a reason."""
    needing = builders.household("h1", answers={FLAG: True})
    off = found(people(needing, asked("h2")), OFF)
    assert off.unconsidered == {"h1": ("protection",)} and off.off == ("protection",)
    for state in ("provisional", "decided"):
        assert off.holds(state, "") == ("unconsidered",)  # type: ignore[arg-type]
        assert off.holds(state, "agreed with the clinic") == ()  # type: ignore[arg-type]


def test_of_real_people_special_categories_are_off_until_somebody_switches_them_on() -> None:
    """Without any switch moved the need counts for nothing, and the release says so."""
    needing = builders.household("h1", answers={FLAG: True})
    assert found(people(needing, invented=False)).open == ("unconsidered",)
    on = Scenario(switches={"protection": True})
    assert not found(people(needing, invented=False), on).open


def test_places_ruled_out_for_protection_count_as_a_need_when_the_rule_is_off() -> None:
    """A rejected one, or one for another reason, does not."""
    off = Scenario(switches={"excluded": False})
    confirmed = excluding(ExclusionReason.COURT, Confirmed.YES)
    assert found(people(confirmed), off).unconsidered == {"h1": ("excluded",)}
    for none in (excluding(ExclusionReason.COURT, Confirmed.REJECTED), excluding(ExclusionReason.OTHER)):
        assert not found(people(none), off).unconsidered


def test_a_plan_of_other_decisions_profiles_or_criteria_is_not_released_whatever_is_said() -> None:
    """Each has a name of its own; so have decisions that contradict each other, and a record that fails."""
    plan = instance(people(asked()))
    now = InForce(Scenario(), "d1", CATALOGUE.fingerprint)
    cases = {
        "other_scenario": gate(plan, InForce(Scenario(seed=7), now.data, now.criteria)),
        "other_data": gate(plan, InForce(now.scenario, "d2", now.criteria)),
        "other_criteria": gate(plan, InForce(now.scenario, now.data, "other")),
        "contradiction": gate(plan, InForce(Scenario(seed=7), now.data, now.criteria), contradiction=True),
        "not_as_recorded": gate(plan, now, as_recorded=False),
    }
    for code, held in cases.items():
        assert held.obstacles == held.holds("provisional", "all the same") == (code,)


def test_who_waits_with_another_is_asked_nothing() -> None:
    """A household that stays out because it belongs to one that waits holds nothing up either."""
    linked = builders.household("h1", linked_hard=(HouseholdId("h2"),))
    waiting = Scenario(not_this_round=("h2",))
    assert found(people(linked, asked("h2", linked_hard=("h1",)), asked("h3")), waiting).open == ()
