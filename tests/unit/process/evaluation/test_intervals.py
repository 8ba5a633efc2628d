"""Wilson's interval against published values."""

import pytest

from rematch.process.evaluation.intervals import wilson

PUBLISHED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
"""Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17."""


@pytest.mark.parametrize(("yes", "of", "low", "high"), PUBLISHED)
def test_it_gives_the_published_limits(yes: int, of: int, low: float, high: float) -> None:
    """The score method without continuity correction, to four decimals."""
    assert wilson(yes / of, of) == pytest.approx((low, high), abs=5e-5)


def test_twenty_five_of_forty_are_47_to_76_percent() -> None:
    """As the findings on evaluations have it."""
    assert [round(limit, 2) for limit in wilson(25 / 40, 40)] == [0.47, 0.76]
