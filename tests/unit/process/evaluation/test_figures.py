"""What may be shown of a group: a share with bounds, "almost all", or nothing."""

import pytest

from rematch.model import HouseholdId
from rematch.process.evaluation.figures import (
    Adult,
    People,
    Telling,
    ToldGroups,
    enough,
    figure,
    household_share,
    parts,
)
from rematch.process.evaluation.intervals import wilson


def people(first: int, last: int, adults: int = 1) -> People:
    """The adults of the households `first` to `last`."""
    ids = (HouseholdId(f"H-{number}") for number in range(first, last + 1))
    return frozenset(Adult(id, adult) for id in ids for adult in range(1, adults + 1))


def telling() -> Telling:
    return Telling(1, "again", ToldGroups())


NOBODY: People = frozenset()


def test_four_people_or_two_households_are_not_enough() -> None:
    """Both are asked: five adults of two households are not, four of four are not."""
    assert enough(people(1, 5)) and enough(people(1, 3, adults=2))
    assert not enough(people(1, 4)) and not enough(people(1, 2, adults=3)) and not enough(NOBODY)


def test_a_share_has_its_interval_and_the_bounds_of_those_who_did_not_answer() -> None:
    """Of thirty who arrived twenty answered, twelve of them yes: 60 %, between 12 and 22 of 30."""
    everybody, sheets, yes = people(1, 30), people(1, 20), people(1, 12)
    found = figure(sheets, yes, sheets, everybody, telling())
    assert (found.standing, found.share, found.persons, found.households) == ("shown", 0.6, 20, 20)
    assert (found.low, found.high) == wilson(0.6, 20)
    assert (found.least, found.most) == pytest.approx((12 / 30, 22 / 30))


def test_a_large_household_counts_once() -> None:
    """Ten adults of one household who all say yes weigh as much as one adult who says no."""
    large = frozenset(Adult(HouseholdId("H-0"), adult) for adult in range(1, 11))
    assert household_share(large | people(1, 1), large) == 0.5


def test_a_rare_answer_is_not_told() -> None:
    """Four of twenty say no: neither the share nor anything it follows from."""
    sheets = people(1, 20)
    found = figure(sheets, people(1, 16), sheets, sheets, telling())
    assert found.standing == "nearly_all" and found.share is None and found.persons is None
    assert figure(sheets, people(1, 4), sheets, sheets, telling()).standing == "nearly_none"


def test_of_a_small_group_not_even_that_is_told() -> None:
    """Nine households, four of which say no: nothing."""
    sheets = people(1, 9)
    assert figure(sheets, people(1, 5), sheets, sheets, telling()).standing == "hidden"


def test_a_few_who_left_a_question_out_are_not_told_apart() -> None:
    """Two of twenty did: the share is of all who answered the questionnaire, and says so."""
    sheets, said, yes = people(1, 20), people(1, 18), people(1, 9)
    found = figure(said, yes, sheets, sheets, telling())
    assert (found.share, found.persons, found.all_asked) == (9 / 20, 20, True)


def test_bounds_of_a_few_who_did_not_answer_are_left_out() -> None:
    """Three did not: the distance of the bounds would tell that."""
    found = figure(people(1, 20), people(1, 10), people(1, 20), people(1, 23), telling())
    assert found.standing == "shown" and found.least is None and found.most is None


def test_overlapping_groups_are_cut_into_the_smallest() -> None:
    """Three groups cut each other into those that are in the same of them."""
    found = parts([people(1, 6), people(4, 9), people(6, 6)])
    assert sorted(map(sorted, found)) == sorted(
        map(sorted, [people(1, 3), people(4, 5), people(6, 6), people(7, 9)])
    )


def test_what_would_tell_of_a_few_by_subtraction_is_not_told_besides() -> None:
    """Of twenty all but three are told again: the three would follow; of all but ten they may be."""
    here, yes = telling(), people(1, 5) | people(11, 15)
    assert here.add([people(1, 20)], yes)
    assert not here.add([people(1, 17)], yes)
    assert here.add([people(1, 10)], yes)
    assert not here.add([people(6, 15)], yes)
