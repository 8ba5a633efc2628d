"""Who is counted in which wave, and when newest answers are."""

from datetime import timedelta

from rematch.model import Viewer
from rematch.process.desk import history_of
from rematch.process.evaluation.counting import WaveCount, counted
from rematch.process.evaluation.desk import EvaluationDesk
from rematch.process.evaluation.figures import enough
from rematch.store import ProcessEvent
from tests.arrivals import AFTER_A_MONTH, ARRIVED, noon, sheet
from tests.unit.process.evaluation.conftest import PEOPLE


def count(desk: EvaluationDesk, wave: int = 1, days: int = 30) -> WaveCount:
    history, kept = history_of(desk.store, desk.cohort), desk.store.evaluations(desk.cohort)
    return counted(history, kept, PEOPLE, wave, ARRIVED + timedelta(days=days))


def test_adults_are_asked_once_their_window_has_begun(desk: EvaluationDesk) -> None:
    """On the 20th day nobody is, on the 21st every adult of every household, no child."""
    assert count(desk, days=20).arrived == frozenset()
    assert len(count(desk, days=21).arrived) == 2 * len(PEOPLE)
    assert count(desk, wave=6, days=21).arrived == frozenset()


def test_who_was_reached_asked_and_answered(desk: EvaluationDesk) -> None:
    """Each is part of the one before; who was not reached is only among those who arrived."""
    outcomes = ("answered", "declined", "not_asked", "unreached")
    for offer in range(1, 25):
        outcome = outcomes[offer % 4]
        answers = {"again": "yes"} if outcome == "answered" else {}
        one = sheet(offer)
        entered = type(one)(one.offer, one.wave, one.adult, one.day, outcome, "de", answers)
        desk.enter([entered], noon(AFTER_A_MONTH) + timedelta(seconds=offer))
    found = count(desk)
    assert (len(found.reached), len(found.asked), len(found.answered)) == (18, 12, 5)
    assert found.answered < found.asked < found.reached < found.arrived


def test_newest_answers_wait_until_they_are_enough(desk: EvaluationDesk) -> None:
    """They change by five adults of three households or more; of 38 adults, two at a time, 35 are counted."""
    before = count(desk).answered
    for offer in range(1, 20):
        moment = noon(AFTER_A_MONTH) + timedelta(seconds=offer)
        desk.enter([sheet(offer, adult=adult, again="yes") for adult in (1, 2)], moment)
        after = count(desk).answered
        assert before <= after and (after == before or enough(after - before))
        before = after
    assert len(before) == 35


def test_who_moved_on_is_asked_still(desk: EvaluationDesk) -> None:
    """It ends where they live, not that they are asked."""
    moved = ProcessEvent(
        cohort=desk.cohort,
        by="local",
        role="coordinator",
        round=1,
        machine="relocation",
        subject="1",
        event="move_on",
        state="moved_on",
        day=ARRIVED + timedelta(days=10),
    )
    last = history_of(desk.store, desk.cohort).last
    desk.store.add_events(desk.cohort, [moved], Viewer(), on_top_of=last)
    assert "H-1" in {who.household for who in count(desk).arrived}
