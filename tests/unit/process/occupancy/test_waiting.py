"""How long people wait: open stretches only, and nobody twice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rematch.process.history import History
from rematch.process.occupancy.waiting import WAITING, WaitCount, wait_count, waits
from rematch.store import ProcessEvent
from tests.rounds import FIRST_DAY, cohort

STATES = ("waiting", "planned", "offered", "placed", "arrived", "left")
HOUSEHOLD = cohort().households[0].id


def on(after: int) -> date:
    return FIRST_DAY + timedelta(days=after)


def happened(*states: tuple[int, str]) -> History:
    """One household in these states, each from a day on."""

    def event(seq: int, after: int, state: str) -> ProcessEvent:
        return ProcessEvent(
            cohort=cohort().cohort.id,
            seq=seq,
            by="x",
            role="coordinator",
            round=1,
            machine="household",
            subject=HOUSEHOLD,
            event="x",
            state=state,
            day=on(after),
        )

    return History(events=tuple(event(k, *one) for k, one in enumerate(states, start=1)))


def test_time_in_which_a_case_was_closed_is_not_waited() -> None:
    """Ten days, then it left for a month, came back and waited five more: fifteen in two stretches."""
    history = happened((0, "waiting"), (4, "planned"), (10, "left"), (40, "waiting"), (45, "placed"))
    assert [(one.days, one.stretches, one.open) for one in waits(history, on(60))] == [(15, 2, False)]
    assert [one.days for one in wait_count(history, on(60)).placed] == [15]


def test_who_waits_still_has_waited_until_the_day_that_is_asked_about() -> None:
    """Before it accepted it waits; of those who left nobody has a place; before it came it is not there."""
    history = happened((0, "waiting"), (7, "offered"), (12, "placed"))
    assert [(one.days, one.open) for one in waits(history, on(9))] == [(9, True)]
    assert [len(wait_count(history, on(day)).waiting) for day in (-1, 9, 12)] == [0, 1, 0]
    gone = happened((0, "waiting"), (7, "left"))
    assert wait_count(gone, on(9)) == WaitCount((), ())


def test_the_middle_of_nobody_is_nothing() -> None:
    """No number stands for nobody."""
    assert WaitCount.middle(()) is None


@given(
    steps=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(STATES)), min_size=1, max_size=9).map(
        lambda found: sorted(found, key=lambda one: one[0])
    ),
    after=st.integers(0, 40),
)
def test_days_are_those_on_which_it_waits(steps: list[tuple[int, str]], after: int) -> None:
    """Counted day by day from the state that holds at the end of each, the sum is the same."""
    held = [next((state for day, state in reversed(steps) if day <= k), "") for k in range(after)]
    found = waits(happened(*steps), on(after))
    assert sum(one.days for one in found) == sum(state in WAITING for state in held)
