"""Bands: what may be shown of a count of real people, once and from release to release."""

import itertools
from collections.abc import Iterator

import pytest

from rematch.release.bands import Bands, ShownAmount, band, exactly, narrowed, tight

COUNTS = range(120)
MOST = [None, 0, 3, 9, 13, 14, 18, 19, 29, 30, 60]


def counts(most: int | None) -> range:
    return COUNTS if most is None else range(most + 1)


def states(threshold: int, most: int | None) -> dict[tuple[ShownAmount | None, ShownAmount], set[int]]:
    """What a count can be, by the band shown before (or none) and the one shown now."""
    seen = {band(n, threshold, most=earlier) for earlier in MOST for n in counts(earlier)}
    found: dict[tuple[ShownAmount | None, ShownAmount], set[int]] = {}
    for before, n in itertools.product([None, *seen], counts(most)):
        found.setdefault((before, band(n, threshold, most=most, before=before)), set()).add(n)
    return found


@pytest.mark.parametrize("threshold", [3, 5, 8])
def test_a_count_lies_in_its_band_whatever_was_shown_before(threshold: int) -> None:
    """Nothing that is shown is wrong, also where the greatest count has changed in between."""
    shown = {band(n, threshold, most=most) for most in MOST for n in counts(most)}
    for most, before in itertools.product(MOST, [None, *shown]):
        for n in counts(most):
            found = band(n, threshold, most=most, before=before)
            assert found.at_least <= n < found.below


@pytest.mark.parametrize("most", MOST)
@pytest.mark.parametrize("threshold", [3, 5, 8])
def test_what_was_shown_before_and_now_leaves_as_many_counts_as_the_threshold(
    threshold: int, most: int | None
) -> None:
    """One after the other, so that a difference may be a multiple of it; or all there can be.

    Also where the greatest count was another before, as after an edit of the own profile.
    """
    for (_, now), possible in states(threshold, most).items():
        inside = {n for n in possible if now.below < max(COUNTS) - 9 * threshold}
        if not inside:
            continue
        assert inside == set(range(min(inside), max(inside) + 1))
        assert len(inside) >= threshold or inside == set(counts(most))
        assert 0 in inside or min(inside) >= threshold


def test_a_count_that_moves_by_less_than_the_threshold_turns_no_band_back() -> None:
    """Whatever was shown: having left a band, it takes five the other way to be shown in another."""
    for before, n in itertools.product({band(n) for n in COUNTS}, COUNTS):
        after = band(n, before=before)
        if after != before:
            back = -1 if n >= before.below else 1
            assert {band(n + back * step, before=after) for step in range(5)} == {after}


def test_one_household_more_or_fewer_changes_nothing_right_after_the_first_release() -> None:
    """The first band is chosen so that its edges lie two away or more, but for the greatest count."""
    for n in COUNTS:
        first = band(n)
        assert {band(n + step, before=first) for step in (-1, 1) if n + step >= 0} == {first}


def test_the_bands_people_read() -> None:
    """Up to 9, 5 to 14, 10 to 24; with a greatest count the last one ends there."""
    assert [(band(n).at_least, band(n).most) for n in (0, 7, 8, 12, 13, 22, 23)] == [
        *((0, 9), (0, 9), (5, 14), (5, 14), (10, 24)),
        *((10, 24), (20, 34)),
    ]
    assert band(11, most=11) == ShownAmount(0, 12)
    assert band(18, most=18) == ShownAmount(5, 19)
    assert Bands(silent=True)("persons", 6, 6) == ShownAmount(0, 7)


def possible(shown: list[ShownAmount], limits: list[int | None], total: int) -> Iterator[tuple[int, ...]]:
    ranges = [
        range(one.at_least, min(one.most, one.most if limit is None else limit) + 1)
        for one, limit in zip(shown, limits, strict=True)
    ]
    return (counts for counts in itertools.product(*ranges) if sum(counts) == total)


@pytest.mark.parametrize("truth", [(2, 8, 14), (14, 14, 14), (0, 13, 1), (5, 0, 12)])
def test_what_totals_leave_is_what_trying_all_counts_leaves(truth: tuple[int, ...]) -> None:
    """Least and most of each by trying every combination that adds up."""
    limits: list[int | None] = [14, 14, None]
    shown = [band(n, most=limit) for n, limit in zip(truth, limits, strict=True)]
    found = narrowed(shown, limits, sum(truth))
    every = list(possible(shown, limits, sum(truth)))
    assert truth in every
    for place, left in enumerate(found):
        assert (left.at_least, left.most) == (min(c[place] for c in every), max(c[place] for c in every))


def test_a_round_without_slack_is_tight_and_one_with_room_is_not() -> None:
    """All places taken: every band is exact. A place for two says at most two by itself."""
    shown = [band(14, most=14), band(20, most=20)]
    assert [
        tight(left, limit) for left, limit in zip(narrowed(shown, [14, 20], 34), (14, 20), strict=True)
    ] == [
        True,
        True,
    ]
    assert not any(
        tight(left, limit) for left, limit in zip(narrowed(shown, [14, 20], 24), (14, 20), strict=True)
    )
    assert not tight(ShownAmount(0, 3), 2) and tight(ShownAmount(1, 3), 2)


def test_an_exact_amount_says_so() -> None:
    """On invented people the count itself is told."""
    assert exactly(3.0).exact
    assert not band(3).exact
