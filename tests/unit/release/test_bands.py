"""Bands: what may be shown of a count of real people."""

import itertools

import pytest

from rematch.release.bands import ShownAmount, band, exactly

COUNTS = range(400)


@pytest.mark.parametrize("threshold", [3, 5, 8])
def test_bands_cover_every_count_once(threshold: int) -> None:
    """Each count lies in its band, and neighbouring bands meet without gap or overlap."""
    found = sorted({(band(n, threshold).at_least, band(n, threshold).below) for n in COUNTS})
    assert all(band(n, threshold).at_least <= n < band(n, threshold).below for n in COUNTS)
    assert all(left[1] == right[0] for left, right in itertools.pairwise(found))


@pytest.mark.parametrize("threshold", [3, 5, 8])
def test_no_band_is_narrower_than_the_threshold(threshold: int) -> None:
    """Every band begins at a multiple of the threshold and holds at least so many counts."""
    bands = {band(n, threshold) for n in COUNTS}
    assert all(b.at_least % threshold == 0 and b.below - b.at_least >= threshold for b in bands)


def test_none_and_few_are_the_same_band() -> None:
    """Nobody can tell 0 from 4."""
    assert {band(n) for n in range(5)} == {ShownAmount(0, 5)}


def test_the_bands_people_read() -> None:
    """Under 5, 5 to 9, then tens."""
    assert [(band(n).at_least, band(n).most) for n in (0, 5, 10, 19, 20, 73)] == [
        (0, 4),
        (5, 9),
        (10, 19),
        (10, 19),
        (20, 29),
        (70, 79),
    ]


def test_the_difference_of_two_bands_may_always_be_a_multiple_of_the_threshold() -> None:
    """Also where a capacity cuts the bands from above: no pair of amounts leaves only 1 to 4 between them."""
    for one, other in itertools.product(range(60), repeat=2):
        for room, other_room in itertools.product((0, 1, 3, 9), repeat=2):
            a, b = band(one), band(other)
            possible = {
                abs(x - y)
                for x in range(a.at_least, min(a.most, one + room) + 1)
                for y in range(b.at_least, min(b.most, other + other_room) + 1)
            }
            assert not possible <= {1, 2, 3, 4}


def test_an_exact_amount_says_so() -> None:
    """On invented people the count itself is told."""
    assert exactly(3.0).exact
    assert not band(3).exact
