"""What a municipality learns of households: nothing before they accept, then what the handover holds."""

from dataclasses import replace

import pytest

from rematch.errors import RematchError
from rematch.model import Ags
from rematch.process.partners.accepted import accepted_here, handed_to
from rematch.process.partners.desk import RECEIVING, PartnerDesk
from rematch.rights import acting
from rematch.store import Offer
from tests.builders import of_town
from tests.rounds import ToldProcess, cohort


@pytest.fixture
def offer(decided: ToldProcess) -> Offer:
    """A household that accepted, and another with an offer that is only sent."""
    accepted = decided.accepted()
    decided.offered()
    return accepted


@pytest.fixture
def desk(decided: ToldProcess) -> PartnerDesk:
    return PartnerDesk(decided.store, decided.cohort, decided.desk.catalogue, "Berg")


def elsewhere(offer: Offer) -> Ags:
    return next(one.ags for one in cohort().municipalities if one.ags != offer.ags)


def test_an_offer_that_is_only_sent_is_not_there(decided: ToldProcess, offer: Offer) -> None:
    """Over all municipalities only the household that accepted is told of, by its offer's number."""
    found = [
        one.number
        for town in cohort().municipalities
        for one in accepted_here(decided.store, decided.cohort, town.ags)
    ]
    assert found == [offer.number]


def test_who_takes_an_acceptance_back_is_told_of_no_more(decided: ToldProcess, offer: Offer) -> None:
    """After that the municipality sees nothing of it, and a handover is refused."""
    decided.take("offer", offer.number, "withdraw_after", reason="found_own_home")
    assert accepted_here(decided.store, decided.cohort, offer.ags) == ()
    with pytest.raises(RematchError) as refused:
        handed_to(decided.store, decided.cohort, offer.ags, offer.number, decided.desk.catalogue)
    assert refused.value.code == "step.not_accepted"


def test_looking_at_the_list_notes_nothing_and_each_handover_one_line(
    decided: ToldProcess, offer: Offer
) -> None:
    """Before the consent to share it is refused and not noted; then each one is, by who asked, by number."""
    ask = (decided.store, decided.cohort, offer.ags)
    lines = len(decided.store.journal())
    with acting(of_town(decided.cohort, offer.ags, name="berg")):
        [one] = accepted_here(*ask)
        assert not one.shared
        with pytest.raises(RematchError) as refused:
            handed_to(*ask, offer.number, decided.desk.catalogue)
    assert refused.value.code == "step.not_shared"
    assert len(decided.store.journal()) == lines
    decided.take("item", f"{offer.number}:consent_share", "tick")
    with acting(of_town(decided.cohort, offer.ags, name="berg")):
        [one] = accepted_here(*ask)
        facts = handed_to(*ask, offer.number, decided.desk.catalogue)
    assert one.shared
    assert facts.number == offer.number
    assert offer.household not in repr((one, replace(facts, due=())))
    [noted] = [line for line in decided.store.journal() if line.action == "handover"]
    assert (noted.viewer, noted.details) == ("berg", {"number": offer.number})


def test_another_municipality_s_household_is_not_handed_over(decided: ToldProcess, offer: Offer) -> None:
    """Neither by that municipality's door nor by the own one with another's number."""
    decided.take("item", f"{offer.number}:consent_share", "tick")
    own = elsewhere(offer)
    with acting(of_town(decided.cohort, own)):
        for ags in (own, offer.ags):
            with pytest.raises(RematchError) as refused:
                handed_to(decided.store, decided.cohort, ags, offer.number, decided.desk.catalogue)
            assert refused.value.code == "viewer.not_own"
        with pytest.raises(RematchError) as refused:
            accepted_here(decided.store, decided.cohort, offer.ags)
        assert refused.value.code == "viewer.not_own"


def test_a_municipality_ticks_its_own_items_and_no_others(
    decided: ToldProcess, offer: Offer, desk: PartnerDesk
) -> None:
    """What it has to see to is done in its name; the sending side's and other towns' items are refused."""
    with acting(of_town(decided.cohort, offer.ags)):
        desk.seen_to(offer.ags, offer.number, ["contact_named", "home_inspected"])
        for wrong in (["consent_share"], ["evaluation_1"], ["contact_named", "ticket"]):
            with pytest.raises(RematchError) as refused:
                desk.seen_to(offer.ags, offer.number, wrong)
            assert refused.value.code == "viewer.not_own"
    with acting(of_town(decided.cohort, elsewhere(offer))), pytest.raises(RematchError) as refused:
        desk.seen_to(elsewhere(offer), offer.number, ["pick_up"])
    assert refused.value.code == "viewer.not_own"
    [one] = accepted_here(decided.store, decided.cohort, offer.ags)
    done = {found.item: found.by for found in one.items if found.state == "done"}
    assert done == {"contact_named": "Berg", "home_inspected": "Berg"}
    assert {found.item for found in one.items} <= RECEIVING


def test_of_a_household_with_an_offer_nothing_is_ticked(decided: ToldProcess, desk: PartnerDesk) -> None:
    """Before it accepted, its municipality cannot reach it, not even by guessing the number."""
    sent = decided.offered()
    with acting(of_town(decided.cohort, sent.ags)), pytest.raises(RematchError) as refused:
        desk.seen_to(sent.ags, sent.number, ["contact_named"])
    assert refused.value.code == "viewer.not_own"
