"""Nothing of a household is handed over before it accepted and agreed; each time is in the journal."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.process.papers.handover import handed_over
from rematch.store import Offer
from tests.rounds import FIRST_DAY, ToldProcess


def hand_over(told: ToldProcess, offer: Offer) -> object:
    return handed_over(
        told.store, told.cohort, offer.number, shipped_catalogue(), viewer=Viewer(), day=FIRST_DAY
    )


def noted(told: ToldProcess) -> list[object]:
    return [one.details for one in told.store.journal() if one.action == "handover"]


def test_before_an_acceptance_the_municipality_learns_nothing(decided: ToldProcess) -> None:
    """Prepared, sent, declined: refused in each state, and nothing noted."""
    offer = decided.prepared(decided.planned()[0])
    for step in ({"event": "send", "last_day": FIRST_DAY}, {"event": "decline", "reason": "not_now"}, None):
        with pytest.raises(RematchError, match=r"step\.not_accepted"):
            hand_over(decided, offer)
        if step is not None:
            decided.take("offer", offer.number, **step)  # type: ignore[arg-type]
    assert noted(decided) == []


def test_after_it_only_once_the_consent_to_share_is_ticked(decided: ToldProcess) -> None:
    offer = decided.accepted()
    with pytest.raises(RematchError, match=r"step\.not_shared"):
        hand_over(decided, offer)
    decided.take("item", f"{offer.number}:consent_share", "tick")
    hand_over(decided, offer)
    hand_over(decided, offer)
    assert noted(decided) == [{"number": offer.number}] * 2


def test_who_withdrew_after_accepting_is_not_handed_over_any_more(decided: ToldProcess) -> None:
    offer = decided.accepted()
    decided.take("item", f"{offer.number}:consent_share", "tick")
    decided.take("offer", offer.number, "withdraw_after", reason="not_now")
    with pytest.raises(RematchError, match=r"step\.not_accepted"):
        hand_over(decided, offer)


def test_an_offer_that_is_not_there_is_refused_alike(decided: ToldProcess) -> None:
    with pytest.raises(RematchError, match=r"step\.not_accepted"):
        handed_over(decided.store, decided.cohort, 99, shipped_catalogue(), viewer=Viewer())
