"""The weeks ahead: from today's occupancy on, in whole households, and no further than is known."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.process.forecast.ahead import FAR, FULL, LEAST, PATHS, SOON, likely, outlook, recent, weeks_ahead
from rematch.process.forecast.weeks import WEEK, ArrivedHousehold, arrivals
from rematch.process.history import History
from rematch.process.occupancy.daily import daily
from rematch.process.occupancy.pledges import fulfilments
from tests.rounds import FIRST_DAY, cohort
from tests.unit.process.forecast.worlds import UNTIL, arriving, drifting
from tests.unit.process.histories import SPAN, histories


@pytest.mark.parametrize(
    ("weeks", "ahead"), [(0, 0), (LEAST - 1, 0), (LEAST, SOON), (FULL - 1, SOON), (FULL, FAR), (200, FAR)]
)
def test_how_far_it_looks_depends_on_what_is_known(weeks: int, ahead: int) -> None:
    """Below eight weeks nothing, below twelve four weeks, from then on twelve; and no more is drawn."""
    assert weeks_ahead(weeks) == ahead
    known = arriving([2] * (weeks + 1))
    found = outlook(known, UNTIL, present=0) if weeks else None
    assert (0 if found is None else found.households.shape[1]) == ahead


@settings(max_examples=25)
@given(history=histories(), after=st.integers(SPAN, SPAN + 120))
def test_at_no_distance_it_is_the_occupancy_of_that_day(history: History, after: int) -> None:
    """The first column of who would be there then is, in every draw, whom the day itself counts."""
    day = FIRST_DAY + timedelta(days=after)
    present = sum(offer.persons for one in fulfilments(history, cohort(), day) for offer in one.present)
    counted = sum(
        one.held["present"][0]
        for one in daily(history, cohort(), shipped_catalogue(), day, day)
        if one.resource == PERSONS
    )
    assert present == counted
    found = outlook(arrivals(history), day, present=present)
    if found is not None:
        assert (found.present_then[:, 0] == counted).all()
        assert (np.diff(found.present_then, axis=1) == found.persons).all()


def test_persons_and_places_are_those_of_whole_households() -> None:
    """Drawn from households of two and of five, a week's persons are 2 a + 5 b with a + b households."""
    small = ArrivedHousehold(UNTIL, UNTIL, 2, {"flat": 1.0})  # type: ignore[dict-item]
    large = ArrivedHousehold(UNTIL, UNTIL, 5, {"flat": 1.0, "school": 3.0})  # type: ignore[dict-item]
    found = outlook(arriving([3] * 20), UNTIL, present=0, pool=[small, large])
    assert found is not None
    larger, rest = np.divmod(found.persons - 2 * found.households, 3)
    assert (rest == 0).all()
    assert ((larger >= 0) & (larger <= found.households)).all()
    assert (found.needs["flat"] == found.households.sum(axis=1)).all()  # type: ignore[index]
    assert (found.needs["school"] == 3 * larger.sum(axis=1)).all()  # type: ignore[index]


def test_households_are_drawn_from_the_last_half_year() -> None:
    """Older ones only where nobody came since; those whose persons nobody told are not drawn."""
    old = ArrivedHousehold(UNTIL - timedelta(days=183), UNTIL, 9)
    new = ArrivedHousehold(UNTIL - timedelta(days=182), UNTIL, 1)
    silent = ArrivedHousehold(UNTIL, UNTIL)
    assert recent([old, new, silent], UNTIL) == (new,)
    assert recent([old, silent], UNTIL) == (old,)
    assert recent([new], new.day - timedelta(days=1)) == ()


def test_the_same_arrivals_give_the_same_outlook() -> None:
    """The seed is fixed: two visits see the same numbers."""
    known = arriving(drifting(np.random.default_rng(1), 30).tolist())
    first, again = (outlook(known, UNTIL, present=4) for _ in range(2))
    assert first is not None and again is not None
    assert (first.persons == again.persons).all()
    assert first.weeks[0] == UNTIL + timedelta(days=1)
    assert first.weeks[-1] - first.weeks[0] == (FAR - 1) * WEEK


@given(st.lists(st.integers(0, 50), min_size=1, max_size=200))
def test_an_interval_holds_eight_of_ten_draws(drawn: list[int]) -> None:
    """At least eight tenths lie in it, limits included, and its limits were drawn."""
    [one] = likely(np.array(drawn))
    assert {one.low, one.middle, one.high} <= set(drawn)
    assert one.low <= one.middle <= one.high
    assert sum(one.low <= value <= one.high for value in drawn) >= 0.8 * len(drawn)


def test_there_are_enough_draws() -> None:
    """The share outside each limit is known to within two points: two standard errors of a tenth."""
    assert 2 * (0.1 * 0.9 / PATHS) ** 0.5 < 0.02
