"""Places day by day: the same as on each day by itself, in every window."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.process.history import History
from rematch.process.occupancy.daily import HELD, daily, holding
from rematch.process.places import places
from tests.rounds import FIRST_DAY, cohort
from tests.unit.process.histories import SPAN, histories

WINDOWS = st.lists(st.integers(-20, SPAN + 20), min_size=2, max_size=2).map(sorted)


def on(after: int) -> date:
    return FIRST_DAY + timedelta(days=after)


@given(history=histories(), window=WINDOWS)
def test_a_series_holds_on_each_day_what_that_day_says_by_itself(history: History, window: list[int]) -> None:
    """Offered, accepted, present, held back, free: as `places` counts them; nothing else in between."""
    first, last = window
    found = {
        (one.ags, one.resource): one
        for one in daily(history, cohort(), shipped_catalogue(), on(first), on(last))
    }
    for after in range(first, last + 1):
        for place in places(history, cohort(), shipped_catalogue(), on(after)):
            series = found[place.ags, place.resource]
            assert {how: series.held[how][after - first] for how in HELD} == {
                how: getattr(place, how) for how in HELD
            }
            assert series.pledged == place.pledged
            assert (series.free is None) == (place.free is None)
            if series.free is not None:
                assert series.free[after - first] + series.taken[after - first] == place.pledged


@given(history=histories(), window=WINDOWS)
def test_occupancy_is_arrivals_less_departures_whatever_window_is_looked_at(
    history: History, window: list[int]
) -> None:
    """Persons there on a day are those arrived by then less those who moved on by then, also from before."""
    first, last = window
    days = range(first, last + 1)
    moves = [
        (one.day, {"arrive": 1, "move_on": -1}[one.event] * offer.persons, offer.ags)
        for offer in history.offers
        for one in history.of("relocation", offer.number)
        if one.event in ("arrive", "move_on")
    ]
    for series in daily(history, cohort(), shipped_catalogue(), on(first), on(last)):
        if series.resource == PERSONS:
            there = [sum(n for day, n, ags in moves if ags == series.ags and day <= on(at)) for at in days]
            assert series.held["present"].tolist() == there


@given(history=histories(), after=st.integers(-1, SPAN + 1))
def test_every_figure_opens_the_offers_it_counts(history: History, after: int) -> None:
    """The units of the listed offers add up to the figure, and nobody is listed twice."""
    for series in daily(history, cohort(), shipped_catalogue(), on(after), on(after)):
        for how in HELD:
            offers = holding(history, series.ags, series.resource, how, on(after))
            assert len({one.number for one in offers}) == len(offers)
            assert sum(one.needs[series.resource] for one in offers) == series.held[how][0]


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    """There is no series of no day."""
    with pytest.raises(ValueError, match="last day"):
        daily(History(), cohort(), shipped_catalogue(), on(1), on(0))
