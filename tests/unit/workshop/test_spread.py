"""Who may be shown beside all, so that nobody's answer can be read; and how far opinions moved."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.criteria.catalogue import Group
from rematch.store.workshop.records import Ballot, GuestRole
from rematch.workshop.cards import Card
from rematch.workshop.spread import FEWEST, by_role, median_swings, moved, spread

DECK = tuple(Card(Group(id=g, label={"de": g, "en": g}), 0.5, 0.5, ()) for g in ("work", "place"))
ROLES: tuple[GuestRole | None, ...] = ("council", "mayor", "organisation", "other", None)
Voted = tuple[GuestRole | None, Ballot]


def ballot(work: int, place: int = 100) -> Ballot:
    return Ballot(swings={"work": work, "place": place}, step=1, sent=True)


def voted(role: GuestRole | None, *answers: int) -> list[Voted]:
    return [(role, ballot(answer)) for answer in answers]


def possible(dots: Sequence[int], told: tuple[float, float, float]) -> set[int]:
    """Who by subtraction: the dots that, taken from all, leave people with these quartiles."""
    found = set()
    for one in set(dots):
        others = list(dots)
        others.remove(one)
        (work,) = [s for s in spread([ballot(value) for value in others], DECK) if s.group == "work"]
        if (work.lower, work.median, work.upper) == told:
            found.add(one)
    return found


def test_five_of_six_are_not_shown_since_the_sixth_could_be_read_off() -> None:
    """The middle of five in the council and all six dots leave one answer for the mayor; so none is told."""
    council, mayor = [10, 20, 40, 70, 100], 55
    (told,) = [one for one in by_role(voted("council", *council), DECK)[0].groups if one.group == "work"]
    assert possible([*council, mayor], (told.lower, told.median, told.upper)) == {mayor}
    assert by_role([*voted("council", *council), *voted("mayor", mayor)], DECK) == ()


def test_beside_five_others_a_role_is_shown() -> None:
    """Five of a role and five of several others: a middle of the role, none of the others."""
    others = [*voted("mayor", 0, 5), *voted(None, 10, 15, 20)]
    (council,) = by_role([*voted("council", 50, 60, 70, 80, 90), *others], DECK)
    assert (council.role, council.ballots) == ("council", 5)
    assert [(one.group, one.median) for one in council.groups] == [("work", 70.0), ("place", 100.0)]


def test_where_all_are_of_one_role_it_is_shown() -> None:
    """It tells what the dots tell anyway."""
    (council,) = by_role(voted("council", 1, 2, 3, 4, 5), DECK)
    assert council.ballots == 5


@given(st.lists(st.sampled_from(ROLES), max_size=40))
def test_whatever_is_added_up_or_taken_away_no_fewer_than_five_are_left(
    people: list[GuestRole | None],
) -> None:
    """Any roles that are shown, together, and all others beside them: five people or more, or nobody."""
    shown = by_role([(role, ballot(k)) for k, role in enumerate(people)], DECK)
    for size in range(1, len(shown) + 1):
        for some in combinations(shown, size):
            inside = sum(one.ballots for one in some)
            assert inside >= FEWEST and (len(people) - inside == 0 or len(people) - inside >= FEWEST)


@given(st.lists(st.sampled_from(ROLES), min_size=1, max_size=40))
def test_no_more_is_held_back_than_has_to_be(people: list[GuestRole | None]) -> None:
    """At most one role of five or more is not shown, and only where fewer than five others were left."""
    counts = {role: people.count(role) for role in set(people) if role is not None}
    large = [role for role, count in counts.items() if count >= FEWEST]
    left = len(people) - sum(counts[role] for role in large)
    shown = by_role([(role, ballot(k)) for k, role in enumerate(people)], DECK)
    assert len(shown) == max(0, len(large) - (0 < left < FEWEST))


def test_opinions_that_moved_are_told_by_those_who_voted_twice() -> None:
    """Middles before and after of all; the mean change of the five in both rounds alone."""
    before = {k: ballot(10 * k) for k in range(6)}
    after = {k: ballot(10 * k + 5 * (-1) ** k) for k in range(1, 6)} | {9: ballot(100)}
    work, place = moved(before, after, DECK)
    assert (work.group, work.both, work.change) == ("work", 5, 5.0)
    assert (work.before.median, work.after.median) == (25.0, 35.0)
    assert (place.group, place.change) == ("place", 0.0)


def test_of_fewer_than_five_nobody_is_told_how_far_they_moved() -> None:
    """Of one who voted twice the mean change would be theirs."""
    (one, other) = moved({1: ballot(0), 2: ballot(1)}, {1: ballot(9), 3: ballot(8)}, DECK)
    assert (one.both, one.change, other.change) == (0, None, None)
    assert moved({}, {1: ballot(9)}, DECK) == ()


@pytest.mark.parametrize(("answers", "middle"), [([10, 20, 90], 20), ([10, 20], 15), ([], None)])
def test_the_median_of_a_room(answers: list[int], middle: int | None) -> None:
    """Of each group by itself, in whole points; of nobody there is none."""
    assert median_swings([ballot(one) for one in answers], DECK).get("work") == middle
