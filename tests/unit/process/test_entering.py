"""Who comes later comes into a round that is going on, with consent, and into no two."""

from datetime import timedelta

import pytest

from rematch.model import HouseholdId, Viewer
from rematch.process.outcomes import Refused
from tests import builders
from tests.rounds import ToldProcess, noon

LATE = HouseholdId("H-late")


def joined(told: ToldProcess, consent: bool = True) -> None:
    """A household is loaded after the round was decided."""
    now = told.store.load_profiles(told.cohort)
    late = builders.household(LATE, consent=consent)
    new = now.model_copy(update={"households": (*now.households, late)})
    told.store.save_profiles(new, told.desk.catalogue.fingerprint, Viewer())


def missing(told: ToldProcess, of_round: int = 1) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        told.desk.enter(of_round, [LATE], noon(told.day))
    return refused.value.missing


def test_who_comes_later_is_taken_into_a_round_by_a_press(decided: ToldProcess) -> None:
    """Loading alone takes nobody in; once taken in it waits for the next plan of that round."""
    joined(decided)
    assert decided.history.round_of(LATE) is None
    decided.later(3).desk.enter(1, [LATE], noon(decided.day))
    history = decided.history
    assert (history.round_of(LATE), history.state("household", LATE)) == (1, "waiting")
    assert history.of("household", LATE)[0].day == decided.day


def test_without_consent_or_twice_nobody_comes_in(decided: ToldProcess) -> None:
    """A household that did not agree, one that is in the round already, one that is not there: refused."""
    assert missing(decided) == ("may_enter",)
    joined(decided, consent=False)
    assert missing(decided) == ("may_enter",)
    joined(ToldProcess(decided.store))
    decided.desk.enter(1, [LATE], noon(decided.day))
    assert missing(decided) == ("may_enter",)


def test_into_a_closed_round_nobody_comes(decided: ToldProcess) -> None:
    """Nor into one that is not there."""
    joined(decided)
    decided.take("round", 1, "close")
    assert missing(decided) == missing(decided, of_round=7) == ("round_going_on",)


def test_who_had_a_place_and_no_offer_when_a_round_closed_comes_into_the_next(decided: ToldProcess) -> None:
    """It was planned and never asked: the next round takes it in like everybody who waits."""
    planned = decided.planned()
    decided.take("round", 1, "close")
    decided.day += timedelta(days=1)
    decided.desk.open_round("Sommer", noon(decided.day))
    history = decided.history
    assert planned
    assert {history.round_of(one) for one in planned} == {2}
    assert {history.state("household", one) for one in planned} == {"waiting"}
