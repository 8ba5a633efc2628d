"""Statistics: every row is its list, and persons add up however they are told apart."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.process.history import History
from rematch.process.occupancy.breakdowns import AGES, BREAKDOWNS, UNKNOWN, Basis, Breakdown, broken_down
from rematch.process.occupancy.occurrences import OCCURRENCES, Occurrence, selected
from tests.rounds import FIRST_DAY, cohort
from tests.unit.process.histories import SPAN, histories

LAST_DAY = FIRST_DAY + timedelta(days=SPAN)


@given(history=histories(), by=st.sampled_from(BREAKDOWNS), occurrence=st.sampled_from(OCCURRENCES))
def test_persons_add_up_and_each_row_is_its_list(
    history: History, by: Breakdown, occurrence: Occurrence
) -> None:
    """No person is lost or counted twice; but for ages each household stands in one row."""
    found = selected(history, occurrence, FIRST_DAY, LAST_DAY)
    rows = broken_down(Basis(history, cohort(), shipped_catalogue()), by, found)
    assert sum(row.persons for row in rows) == found.persons
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        assert row.households == len({one.offer.number for one in row.counted})
    if by != "age":
        assert sum(row.households for row in rows) == len(found.found)


@given(history=histories())
@pytest.mark.parametrize("by", BREAKDOWNS)
def test_which_rows_there_are_tells_nothing_of_who_is_counted(by: Breakdown, history: History) -> None:
    """The keys and their order are those of a selection without anybody."""
    basis = Basis(history, cohort(), shipped_catalogue())
    found = selected(history, "sent", FIRST_DAY, LAST_DAY)
    nobody = selected(History(), "sent", FIRST_DAY, LAST_DAY)
    keys = [row.key for row in broken_down(basis, by, found)]
    assert keys == [row.key for row in broken_down(Basis(History(), *_rest(basis)), by, nobody)]


def _rest(basis: Basis) -> tuple[object, ...]:
    return basis.profiles, basis.catalogue


@given(history=histories())
def test_ages_are_those_of_the_profiles(history: History) -> None:
    """Each band holds as many as the members of those counted whose age lies in it."""
    found = selected(history, "sent", FIRST_DAY, LAST_DAY)
    rows = broken_down(Basis(history, cohort(), shipped_catalogue()), "age", found)
    members = {one.id: one.members for one in cohort().households}
    ages = [member.age for one in found.found for member in members[one.offer.household]]
    for row, first, after in zip(rows, AGES, (*AGES[1:], 200), strict=False):
        assert row.persons == sum(first <= age < after for age in ages)


@given(history=histories())
def test_an_offer_of_no_kind_of_accommodation_is_counted_as_such(history: History) -> None:
    """Where the plan fixed none, persons stand in the row of what is not known."""
    without = replace(history, offers=tuple(one.model_copy(update={"unit": None}) for one in history.offers))
    found = selected(without, "sent", FIRST_DAY, LAST_DAY)
    rows = broken_down(Basis(without, cohort(), shipped_catalogue()), "unit", found)
    assert {row.key: row.persons for row in rows if row.persons} == (
        {UNKNOWN: found.persons} if found.persons else {}
    )


@given(history=histories())
def test_who_is_no_longer_in_the_profiles_has_no_known_age(history: History) -> None:
    """Their persons are counted all the same, as unknown."""
    gone = cohort().model_copy(update={"households": ()})
    found = selected(history, "sent", FIRST_DAY, LAST_DAY)
    rows = broken_down(Basis(history, gone, shipped_catalogue()), "age", found)
    assert {row.key: row.persons for row in rows if row.persons} == (
        {UNKNOWN: found.persons} if found.persons else {}
    )
