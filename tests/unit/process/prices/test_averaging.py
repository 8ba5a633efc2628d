"""Averages of prices: their standard errors, and when enough futures were looked at."""

from collections.abc import Iterator

import numpy as np
import pytest

from rematch.process.prices.averaging import averaged


def drawn(spread: float, seed: int = 1) -> Iterator[np.ndarray]:
    rng = np.random.default_rng(seed)
    while True:
        yield np.array([0.0, 0.5 + spread * rng.standard_normal()])


def test_the_standard_error_is_that_of_a_mean() -> None:
    """Of 0, 1, 2, 3: mean 1.5, standard deviation sqrt(5/3), divided by the root of four."""
    found = averaged((np.array([float(x)]) for x in range(4)), most=4)
    assert found.futures == 4
    assert found.mean == pytest.approx([1.5])
    assert found.error == pytest.approx([(5 / 3) ** 0.5 / 2])


def test_it_ends_once_prices_are_known_well_enough() -> None:
    """What hardly varies takes 25, what varies more a multiple of 25, what varies much all there may be."""
    little, more, much = (averaged(drawn(spread)) for spread in (0.01, 0.2, 5.0))
    assert little.futures == 25
    assert more.futures in range(50, 200, 25)
    assert more.error.max() <= 0.02
    assert much.futures == 200
    assert much.error.max() > 0.02


def test_of_one_future_nothing_is_known_about_the_error_and_of_none_nothing_at_all() -> None:
    """A single price has no standard error; without a future there is no mean."""
    assert averaged([np.array([0.3])]).error == [np.inf]
    with pytest.raises(ValueError, match="no futures"):
        averaged([])
