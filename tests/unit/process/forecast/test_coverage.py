"""On invented worlds the intervals hold what they say, and are not so wide that they would say nothing.

An interval meant for eight of ten may miss by chance: of N series at least 0.8 N less three standard errors.
"""

from functools import cache
from math import sqrt

import numpy as np
import pytest

from rematch.process.forecast.ahead import FAR, HIGH, LOW
from rematch.process.forecast.model import DISCOUNTS, fitted
from tests.unit.process.forecast.worlds import drifting

SERIES, DRAWS = 150, 400
WORLDS = {"steady": 0.0, "drifting": 0.08}
LEAST_COVERED = 0.8 - 3 * sqrt(0.8 * 0.2 / SERIES)
SPREAD = 1.5


@cache
def tried(world: str, weeks: int, discounts: tuple[float, ...] = DISCOUNTS) -> tuple[float, float, float]:
    """Share of next weeks and of 12-week totals in their interval, and the mean width of the total's."""
    rng = np.random.default_rng(66)
    hits, whole, width = 0, 0, 0.0
    for _ in range(SERIES):
        counts = drifting(rng, weeks + FAR, WORLDS[world], SPREAD)
        drawn = fitted(counts[:weeks].tolist(), discounts).draws(FAR, DRAWS, rng)
        low, high = np.quantile(drawn[:, 0], (LOW, HIGH), method="inverted_cdf")
        hits += int(low <= counts[weeks] <= high)
        low, high = np.quantile(drawn.sum(axis=1), (LOW, HIGH), method="inverted_cdf")
        whole += int(low <= counts[weeks:].sum() <= high)
        width += (high - low) / SERIES
    return hits / SERIES, whole / SERIES, width


@pytest.mark.parametrize("weeks", [12, 26, 52, 104])
@pytest.mark.parametrize("world", WORLDS)
def test_weeks_and_totals_lie_in_their_intervals(world: str, weeks: int) -> None:
    """With a level that stays and with one that walks, after few weeks and after many."""
    week, total, _ = tried(world, weeks)
    assert week >= LEAST_COVERED
    assert total >= LEAST_COVERED


def test_where_the_level_walks_the_plain_mean_s_interval_misses_the_total() -> None:
    """With nothing forgotten in two years of weeks it falls short of what the discounted one keeps."""
    _, plain, _ = tried("drifting", 104, (1.0,))
    assert plain < LEAST_COVERED <= tried("drifting", 104)[1]


def test_where_the_level_stays_an_interval_is_not_much_wider_than_it_has_to_be() -> None:
    """After a year less than twice as wide as who knows the level has it: 2 x 1.2816 deviations."""
    known = 2 * 1.2816 * sqrt(FAR * 3 * SPREAD)
    assert tried("steady", 52)[2] < 2 * known
