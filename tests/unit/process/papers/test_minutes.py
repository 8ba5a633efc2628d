"""Minutes are of a round that is decided, and what they count is what there is."""

import pytest

from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.process.papers.minutes import offer_line, round_minutes
from tests.rounds import ToldProcess, cohort, made


def test_there_are_none_before_the_decision_nor_while_the_round_is_open_again(told: ToldProcess) -> None:
    """Undecided, reopened: refused."""
    told.decided()
    assert round_minutes(told.store, told.cohort, 1).decision.words == "Einstimmig."
    told.take("round", 1, "reopen", words="Neu.")
    for number in (1, 2):
        with pytest.raises(RematchError, match=r"step\.not_decided"):
            round_minutes(told.store, told.cohort, number)


def test_households_and_persons_by_state_add_up_to_those_of_the_round(decided: ToldProcess) -> None:
    decided.accepted()
    found = round_minutes(decided.store, decided.cohort, 1)
    assert sum(one.households for one in found.counts) == sum(one.consent for one in cohort().households)
    inside = [one.size for one in cohort().households if one.consent]
    assert sum(one.persons for one in found.counts) == sum(inside)
    placed = [ags for ags in made()[1].assignments.values() if ags is not None]
    assert (found.placed, found.persons) == (len(placed), made()[1].persons_placed)


def test_an_offer_keeps_the_reason_of_the_step_that_ended_it(decided: ToldProcess) -> None:
    """Of every way to end: whose reason, and which."""
    ways = (("decline", "not_now", "household"), ("withdraw", "plan_changed", "office"))
    for event, reason, party in ways:
        offer = decided.offered()
        decided.take("offer", offer.number, event, reason=reason, words="Wörtlich.")
        line = offer_line(decided.history, offer, "Ort")
        assert (line.party, line.reason, line.words) == (party, reason, "Wörtlich.")


def test_the_plan_is_checked_again_for_them(decided: ToldProcess) -> None:
    """As recorded: it holds."""
    assert round_minutes(decided.store, decided.cohort, 1).checked.ok


def test_of_an_erased_household_nothing_is_left_in_them(decided: ToldProcess) -> None:
    """Its offer, its persons and its number are gone; that the run can no longer be checked is told."""
    gone, other = decided.planned()[:2]
    for household in (gone, other):
        decided.offered(household)
    size = next(one.size for one in cohort().households if one.id == gone)
    before = round_minutes(decided.store, decided.cohort, 1)
    decided.store.erase_household(decided.cohort, gone, Viewer())
    after = round_minutes(decided.store, decided.cohort, 1)
    assert (before.placed - after.placed, before.persons - after.persons) == (1, size)
    assert [one.household for one in after.offers] == [other]
    assert after.checked.run.erased == 1 and not after.checked.ok
    assert gone not in {line.household for line in after.lines}
