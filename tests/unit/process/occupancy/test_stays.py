"""Stays: half open, persons and nights apart."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.process.history import History
from rematch.process.occupancy.daily import daily
from rematch.process.occupancy.stays import persons_of, stay_counts, stays
from tests.rounds import FIRST_DAY, cohort
from tests.unit.process.histories import SPAN, Teller, histories

TOWNS = tuple(one.ags for one in cohort().municipalities)
WINDOWS = st.lists(st.integers(-20, SPAN + 20), min_size=3, max_size=3).map(sorted)


def on(after: int) -> date:
    return FIRST_DAY + timedelta(days=after)


def stayed(arrived: int, moved_on: int | None) -> History:
    """One household that came and perhaps went."""
    told, household = Teller(), cohort().households[0]
    number = told.offer(household.id, TOWNS[0], household.size)
    steps = [("offer", "prepare"), ("offer", "send"), ("offer", "accept"), ("relocation", "plan")]
    for machine, event in [*steps, ("relocation", "depart"), ("relocation", "arrive")]:
        told.step(number, machine, event, on(arrived))
    if moved_on is not None:
        told.step(number, "relocation", "move_on", on(moved_on))
    return told.history


def test_a_stay_of_one_day_is_a_person_and_no_night() -> None:
    """Arrived and moved on on the same day: was there, arrived, moved on, and took no night."""
    [count, *others] = stay_counts(stayed(3, 3), TOWNS, on(0), on(10))
    size = cohort().households[0].size
    assert (count.persons, count.nights) == (size, 0)
    assert len(count.there) == len(count.arrived) == len(count.moved_on) == 1
    assert not any(one.there for one in others)


def test_nights_run_from_the_day_of_arrival_to_the_one_before_moving_on() -> None:
    """From the third to the fifth day two nights; the day of moving on has none."""
    size = cohort().households[0].size
    [two, *_] = stay_counts(stayed(3, 5), TOWNS, on(0), on(10))
    [rest, *_] = stay_counts(stayed(3, None), TOWNS, on(0), on(10))
    [gone, *_] = stay_counts(stayed(3, 5), TOWNS, on(5), on(10))
    assert (two.nights, rest.nights) == (2 * size, 8 * size)
    assert (gone.persons, gone.nights, len(gone.moved_on)) == (0, 0, 1)
    for last, moved in ((4, 0), (5, 1)):
        [count, *_] = stay_counts(stayed(3, 5), TOWNS, on(0), on(last))
        assert len(count.moved_on) == moved


@given(history=histories(), days=WINDOWS)
def test_nights_are_the_persons_of_each_day_and_add_up_over_windows(
    history: History, days: list[int]
) -> None:
    """Counted by stays and by days they are the same, and two windows side by side make the whole."""
    first, middle, last = days
    whole = stay_counts(history, TOWNS, on(first), on(last))
    series = {
        one.ags: one.held["present"].sum()
        for one in daily(history, cohort(), shipped_catalogue(), on(first), on(last))
        if one.resource == PERSONS
    }
    assert {one.ags: one.nights for one in whole} == series
    before = stay_counts(history, TOWNS, on(first), on(middle))
    after = stay_counts(history, TOWNS, on(middle + 1), on(last))
    for left, right, one in zip(before, after, whole, strict=True):
        assert left.nights + (right.nights if middle < last else 0) == one.nights


@given(history=histories(), after=st.integers(0, SPAN))
def test_persons_there_are_those_of_the_day(history: History, after: int) -> None:
    """On a day by itself whoever is there at its end is among those who were there on it."""
    present = [one for one in stays(history) if one.on(on(after))]
    counts = stay_counts(history, TOWNS, on(after), on(after))
    listed = {stay.offer.number for one in counts for stay in one.there}
    assert {one.offer.number for one in present} <= listed
    assert sum(one.nights for one in counts) == persons_of(present)
