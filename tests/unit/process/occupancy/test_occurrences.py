"""Each statistic means one day, and says which."""

from datetime import timedelta

import pytest

from rematch.process.occupancy.occurrences import OCCURRENCES, Occurrence, day_of_occurrence, selected
from tests.rounds import FIRST_DAY, cohort
from tests.unit.process.histories import Teller

STEPS: dict[Occurrence, tuple[str, str]] = {
    "sent": ("offer", "send"),
    "accepted": ("offer", "accept"),
    "departed": ("relocation", "depart"),
    "arrived": ("relocation", "arrive"),
    "moved_on": ("relocation", "move_on"),
}


def told(*steps: tuple[str, str]) -> Teller:
    """One offer, a step a day."""
    teller, household = Teller(), cohort().households[0]
    number = teller.offer(household.id, cohort().municipalities[0].ags, household.size)
    for after, (machine, event) in enumerate([("offer", "prepare"), *steps]):
        teller.step(number, machine, event, FIRST_DAY + timedelta(days=after))
    return teller


WHOLE = [STEPS["sent"], STEPS["accepted"], ("relocation", "plan")]
WHOLE += [STEPS["departed"], STEPS["arrived"], STEPS["moved_on"]]


@pytest.mark.parametrize("occurrence", OCCURRENCES)
def test_an_offer_is_counted_on_the_day_it_happened_and_on_no_other(occurrence: Occurrence) -> None:
    """The day before and the day after nobody is counted."""
    history = told(*WHOLE).history
    machine, event = STEPS[occurrence]
    [day] = [one.day for one in history.events if (one.machine, one.event) == (machine, event)]
    counted = {
        after: len(selected(history, occurrence, day + after, day + after).found)
        for after in (timedelta(days=-1), timedelta(), timedelta(days=1))
    }
    assert list(counted.values()) == [0, 1, 0]


def test_what_was_entered_in_error_is_in_no_statistic() -> None:
    """Sent and accepted, then found to be an error: counted nowhere."""
    steps = [STEPS["sent"], STEPS["accepted"], ("relocation", "plan")]
    history = told(*steps, ("offer", "enter_in_error")).history
    for occurrence in OCCURRENCES:
        assert day_of_occurrence(history, history.offers[0], occurrence) is None


def test_who_turned_back_has_not_departed_until_they_do_again() -> None:
    """A journey that was turned back counts no departure; the next one counts on its own day."""
    steps = [STEPS["sent"], STEPS["accepted"], ("relocation", "plan"), STEPS["departed"]]
    back = told(*steps, ("relocation", "turn_back"))
    assert day_of_occurrence(back.history, back.offers[0], "departed") is None
    again = FIRST_DAY + timedelta(days=20)
    back.step(1, "relocation", "depart", again)
    assert day_of_occurrence(back.history, back.offers[0], "departed") == again
