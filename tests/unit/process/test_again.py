"""Planning again: who has an offer stays; who declined is barred from that place alone, and not harmed."""

import numpy as np
import pytest

from rematch.criteria.catalogue import PERSONS
from rematch.instance import assemble, prepare_cohort
from rematch.model import HouseholdId
from rematch.planning.plan import replan
from rematch.process.again import FEW, kept
from rematch.scenario import Pin, Policy, Scenario, Veto
from rematch.store import profiles_fingerprint
from tests.rounds import LAST_DAY, ToldProcess, cohort, made


def again(told: ToldProcess, scenario: Scenario | None = None) -> Scenario:
    return kept(scenario or Scenario(), told.history, cohort(), told.desk.catalogue, reason="Runde 1")


def test_who_declined_has_a_veto_and_nothing_else_changes(decided: ToldProcess) -> None:
    """After one offer that was declined the scenario is the one before with that one veto."""
    offer = decided.offered()
    decided.take("offer", offer.number, "decline", reason="not_now")
    veto = Veto(household=offer.household, ags=offer.ags, reason="Runde 1", offer=offer.number)
    assert again(decided) == Scenario(vetoes=(veto,), policy=Policy(prefer_few_changes=FEW))


ENDINGS = [("decline", "not_now"), ("withdraw", "plan_changed"), ("withdraw_place", "place_gone")]


@pytest.mark.parametrize(("event", "reason"), ENDINGS)
def test_what_was_taken_over_goes_when_it_is_so_no_more(
    decided: ToldProcess, event: str, reason: str
) -> None:
    """Offered, taken over, ended, taken over again: but for the rule of few changes as if it were new."""
    offer = decided.offered()
    before = again(decided)
    assert [one.household for one in before.pins] == [offer.household]
    decided.take("offer", offer.number, event, reason=reason)
    after = again(decided, before)
    assert after == again(decided).model_copy(update={"policy": Policy(prefer_few_changes=FEW)})
    known = prepare_cohort(cohort(), decided.desk.catalogue, profiles_fingerprint(cohort()))
    replan(known, after)


def test_what_was_taken_back_and_given_again_leaves_no_limit_but_a_person_s(decided: ToldProcess) -> None:
    """The limit that came by it goes with it; one that somebody set, and that is another, stays."""
    offer = decided.offered()
    decided.take("offer", offer.number, "withdraw_place", reason="place_gone")
    before = again(decided)
    persons = before.limits[offer.ags][PERSONS]
    decided.take("offer", offer.number, "give_back", words="Doch frei.")
    assert again(decided, before).limits == {}
    by_hand = before.model_copy(update={"limits": {offer.ags: {PERSONS: persons - 1}}})
    assert again(decided, by_hand).limits == by_hand.limits


def test_a_pin_of_one_s_own_gives_way_to_a_refusal_and_to_nothing_else(decided: ToldProcess) -> None:
    """Pinned by hand, offered, declined: the pin would contradict; withdrawn by the office it holds again."""
    household = decided.planned()[0]
    ags = made()[1].assignments[household]
    assert ags is not None
    own = Scenario(pins=(Pin(household=household, ags=ags, reason="Familie"),))
    offer = decided.offered(household)
    decided.take("offer", offer.number, "withdraw", reason="plan_changed")
    assert again(decided, own).pins == own.pins
    decided.take("offer", offer.number, "reopen", reason="data_wrong", words="Neu.")
    decided.take("offer", offer.number, "send", last_day=LAST_DAY)
    decided.take("offer", offer.number, "decline", reason="not_now")
    assert again(decided, own).pins == ()


def test_where_nothing_happened_nothing_changes(decided: ToldProcess) -> None:
    """No rule comes by looking; and a rule that somebody took out after it was taken over stays out."""
    assert again(decided) == Scenario()
    decided.take("offer", decided.offered().number, "decline", reason="not_now")
    freed = again(decided).model_copy(update={"policy": Policy()})
    assert again(decided, freed) == freed


def test_a_veto_that_is_there_already_is_not_doubled(decided: ToldProcess) -> None:
    """Taken over twice, it is in force once."""
    offer = decided.offered()
    decided.take("offer", offer.number, "decline", reason="not_now")
    assert again(decided, again(decided)) == again(decided)


def test_a_bar_says_where_it_comes_from_and_goes_at_the_household_s_wish(decided: ToldProcess) -> None:
    """It stands with its offer, step and day; lifted with a reason it is gone, and so is the veto."""
    offer = decided.offered()
    decided.later(1).take("offer", offer.number, "decline", reason="not_now")
    [bar] = decided.history.bars(offer.household)
    assert (bar.offer, bar.event.reason, bar.event.day) == (offer, "not_now", decided.day)
    barred, own = again(decided), Veto(household=decided.planned()[0], ags=offer.ags, reason="Familie")
    decided.take("offer", offer.number, "lift", reason="changed_mind", words="Rief an.")
    assert decided.history.bars(offer.household) == ()
    assert decided.history.state("offer", offer.number) == "declined"
    freed = again(decided, barred.model_copy(update={"vetoes": (*barred.vetoes, own)}))
    assert freed.vetoes == (own,)


def test_whoever_has_an_offer_keeps_the_place_whatever_was_pinned(decided: ToldProcess) -> None:
    """An open offer pins its household; another pin of it is gone, pins of others stay."""
    offer = decided.offered()
    other = next(one for one in decided.planned() if one != offer.household)
    elsewhere = next(one.ags for one in cohort().municipalities if one.ags != offer.ags)
    pins = (Pin(household=offer.household, ags=elsewhere), Pin(household=other, ags=elsewhere))
    assert again(decided, Scenario(pins=pins)).pins == (
        Pin(household=other, ags=elsewhere),
        Pin(household=offer.household, ags=offer.ags, reason="Runde 1", unit=offer.unit, offer=offer.number),
    )


def test_who_left_waits(decided: ToldProcess) -> None:
    """Somebody no longer in the round takes no part, and does again once they are back."""
    gone = decided.planned()[0]
    decided.take("household", gone, "leave", reason="wants_no_move", words="Bleibt in Warschau.")
    left = again(decided)
    assert left.not_this_round == (gone,)
    decided.take("household", gone, "return", reason="changed_mind", words="Rief an.")
    assert again(decided).not_this_round == again(decided, left).not_this_round == ()


def test_who_arrived_keeps_the_place_and_who_moved_on_is_not_planned_anew(decided: ToldProcess) -> None:
    """Present people are pinned where they live; once they moved on nobody sends them anywhere unasked."""
    offer = decided.accepted()
    decided.ready(offer)
    decided.take("relocation", offer.number, "depart")
    decided.later(1).take("relocation", offer.number, "arrive")
    assert again(decided).pins == (
        Pin(household=offer.household, ags=offer.ags, reason="Runde 1", unit=offer.unit, offer=offer.number),
    )
    decided.later(30).take("relocation", offer.number, "move_on", reason="moved_elsewhere")
    assert (again(decided).pins, again(decided).not_this_round) == ((), (offer.household,))


def test_planned_again_nobody_with_an_offer_moves_and_the_barred_pair_is_not_planned(
    decided: ToldProcess,
) -> None:
    """All have offers, one accepts, one declines: the new plan keeps every other one where it was."""
    first, second, *others = (decided.offered(one) for one in decided.planned())
    decided.take("offer", first.number, "accept")
    decided.take("offer", second.number, "decline", reason="family_elsewhere")
    known = prepare_cohort(cohort(), decided.desk.catalogue, profiles_fingerprint(cohort()))
    after = {line.household: line.ags for line in replan(known, again(decided)).placements}
    assert {one.household: after[one.household] for one in (first, *others)} == {
        one.household: one.ags for one in (first, *others)
    }
    assert after[second.household] != second.ags


def test_planned_again_nobody_with_an_offer_has_another_type_of_accommodation(decided: ToldProcess) -> None:
    """Whatever weights are in force, whoever has an offer keeps the kind of unit that it names."""
    offers = [decided.offered(one) for one in decided.planned()]
    assert {one.unit for one in offers} - {None}
    known = prepare_cohort(cohort(), decided.desk.catalogue, profiles_fingerprint(cohort()))
    for weight in (0, 10):
        weights = {one.id: weight for one in decided.desk.catalogue.criteria if one.group == "housing"}
        lines = replan(known, again(decided, Scenario(weights=weights))).placements
        units = {line.household: line.accommodation for line in lines}
        assert {one.household: units[one.household] for one in offers} == {
            one.household: one.unit for one in offers
        }


def test_a_twin_that_was_never_offered_anything_is_treated_alike() -> None:
    """Two households that said the same: barred from the same place, one by having declined it, one from the
    start. Every other place is open to both alike and worth the same, up to the order of sums."""
    before = next(one for one in cohort().households if made()[1].assignments[one.id] and one.consent)
    twin = before.model_copy(update={"id": HouseholdId("twin"), "linked_hard": (), "linked_soft": ()})
    both = cohort().model_copy(update={"households": (*cohort().households, twin)})
    ags = made()[1].assignments[before.id]
    assert ags is not None
    known = prepare_cohort(both, made()[0].instance.catalogue, profiles_fingerprint(both))
    declined = Veto(household=before.id, ags=ags, reason="Runde 1")
    scenario = Scenario(vetoes=(declined, Veto(household=twin.id, ags=ags)))
    instance = assemble(known, scenario)
    one, other = (next(i for i, h in enumerate(both.households) if h.id == id) for id in (before.id, twin.id))
    assert np.array_equal(instance.rules.allowed[one], instance.rules.allowed[other])
    np.testing.assert_allclose(instance.fit[one], instance.fit[other], rtol=1e-12)
    value = instance.problem.value
    np.testing.assert_allclose(value[one], value[other], rtol=1e-12)
