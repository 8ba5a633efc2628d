"""Pledges beside who has accepted and who is there."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.planning.distribution_key import key_percent
from rematch.process.history import History
from rematch.process.occupancy.pledges import fulfilments, relocated_by_state
from rematch.process.places import places
from tests.rounds import FIRST_DAY, cohort
from tests.unit.process.histories import SPAN, histories


@given(history=histories(), after=st.integers(0, SPAN))
def test_a_pledge_is_met_by_those_the_places_of_that_day_count(history: History, after: int) -> None:
    """Persons accepted and present are those of `places`; what is short is what the least still lacks."""
    day = FIRST_DAY + timedelta(days=after)
    counted = {
        one.ags: one for one in places(history, cohort(), shipped_catalogue(), day) if one.resource == PERSONS
    }
    for one, town in zip(fulfilments(history, cohort(), day), cohort().municipalities, strict=True):
        place = counted[one.ags]
        assert sum(offer.persons for offer in one.accepted) == place.accepted
        assert sum(offer.persons for offer in one.present) == place.present
        assert one.persons == place.accepted + place.present
        assert (one.least, one.most) == (town.pledge_min, town.pledge_max)
        assert one.short == max(0, town.pledge_min - one.persons)


@given(history=histories())
def test_the_relocated_are_shared_out_over_the_states(history: History) -> None:
    """By Bundesland they add up, and what some are above the key the others are below."""
    found = fulfilments(history, cohort(), FIRST_DAY + timedelta(days=SPAN))
    shares = relocated_by_state(found, cohort(), key_percent())
    assert sum(one.persons for one in shares) == sum(one.persons for one in found)
    assert sum(one.target for one in shares) == pytest.approx(1)
    assert sum(one.deviation for one in shares) == pytest.approx(0, abs=1e-9)
