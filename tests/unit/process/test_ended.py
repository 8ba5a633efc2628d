"""Refusals and lapses add up: every offer that came to nothing has ended for a reason of somebody's."""

from datetime import timedelta

from rematch.process.ended import by_party, ended_offers
from tests.rounds import LAST_DAY, ToldProcess


def test_each_way_to_end_is_counted_once_with_whose_reason_it_was(decided: ToldProcess) -> None:
    """Declined, taken back, withdrawn, unanswered; one entered in error and one accepted are none of them."""
    offers = [decided.offered(one) for one in decided.planned()[:6]]
    declined, back, withdrawn, silent, error, accepted = (one.number for one in offers)
    decided.take("offer", declined, "decline", reason="not_now")
    decided.take("offer", back, "withdraw_place", reason="place_gone")
    decided.take("offer", withdrawn, "withdraw", reason="plan_changed")
    decided.take("offer", error, "enter_in_error", words="doppelt")
    decided.take("offer", accepted, "accept")
    decided.day = LAST_DAY + timedelta(days=1)
    decided.take("offer", silent, "close", reason="nobody_reached")
    found = ended_offers(decided.history, 1)
    assert [one.offer.number for one in found] == [declined, back, withdrawn, silent]
    counts = by_party(found)
    assert counts == {"household": 1, "municipality": 1, "office": 1, "unreached": 1}
    assert counts.total() == len(found)


def test_what_was_opened_again_has_not_ended(decided: ToldProcess) -> None:
    """A declined offer that its household wants after all is no refusal any more."""
    offer = decided.offered()
    decided.take("offer", offer.number, "decline", reason="not_now")
    said = {"reason": "changed_mind", "words": "Rief an.", "last_day": LAST_DAY}
    decided.take("offer", offer.number, "reopen", **said)
    assert ended_offers(decided.history, 1) == ()
