"""Arrivals by week, counted back from a day."""

from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from rematch.process.forecast.weeks import MOST, WEEK, ArrivedHousehold, arrivals, weekly
from rematch.process.history import History
from tests.rounds import FIRST_DAY
from tests.unit.process.forecast.worlds import UNTIL
from tests.unit.process.histories import histories

BACK = st.lists(st.integers(0, 200), max_size=30)


def came(back: list[int]) -> list[ArrivedHousehold]:
    """A household on each of the days so long before UNTIL."""
    return [ArrivedHousehold(UNTIL - timedelta(days=days), UNTIL) for days in back]


@given(back=BACK)
@example(back=[6])
@example(back=[7])
def test_each_arrival_of_a_whole_week_is_counted_once(back: list[int]) -> None:
    """The last week ends on the day itself; what came before the first whole week is left out."""
    counts = weekly(came(back), UNTIL)
    weeks = (max(back) + 1) // 7 if back else 0
    assert len(counts) == weeks
    assert sum(counts) == sum(days < 7 * weeks for days in back)
    for at in range(weeks):
        assert counts[-1 - at] == sum(7 * at <= days < 7 * at + 7 for days in back)


@given(back=BACK, ago=st.integers(0, 20))
def test_counts_of_an_earlier_day_are_those_without_the_later_weeks(back: list[int], ago: int) -> None:
    """Looked at some weeks ago, with what was known of the beginning, the weeks are the same."""
    known = came(back)
    begins = min((one.day for one in known), default=UNTIL)
    whole = weekly(known, UNTIL, begins)
    then = weekly(known, UNTIL - ago * WEEK, begins)
    assert then == whole[: max(0, len(whole) - ago)]


def test_a_day_of_long_ago_makes_no_endless_list() -> None:
    """A year that was mistyped in a list: five years are counted, no more."""
    assert len(weekly(came([700_000, 3]), UNTIL)) == MOST


@given(history=histories())
def test_every_arrival_that_was_entered_is_there(history: History) -> None:
    """One household for each `arrive`, on its day, with the persons and places of its offer."""
    events = [one for one in history.events if one.event == "arrive"]
    found = arrivals(history)
    assert sorted(one.day for one in found) == sorted(one.day for one in events)
    offers = {int(one.subject): history.offer(int(one.subject)) for one in events}
    assert sum(one.persons or 0 for one in found) == sum(one.persons for one in offers.values() if one)
    assert all(one.day >= FIRST_DAY for one in found)
