"""Invented weeks of arrivals whose law is known."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from rematch.process.forecast.model import Counts
from rematch.process.forecast.weeks import WEEK, ArrivedHousehold

UNTIL = date(2026, 11, 29)


def drifting(rng: np.random.Generator, weeks: int, drift: float = 0.0, spread: float = 1.5) -> Counts:
    """Counts around three a week, variance by mean `spread`; the level's logarithm walks by `drift`."""
    level = 3 * np.exp(np.cumsum(rng.normal(0, drift, weeks)))
    if spread > 1:
        level = rng.gamma(level / (spread - 1)) * (spread - 1)
    return rng.poisson(level)


def arriving(
    counts: Sequence[int], *, persons: int = 2, late: timedelta = timedelta()
) -> tuple[ArrivedHousehold, ...]:
    """So many households a week, the last week ending on UNTIL, each entered `late` after it came."""
    found = []
    for at, count in enumerate(counts):
        day = UNTIL - (len(counts) - 1 - at) * WEEK
        found += [ArrivedHousehold(day, day + late, persons, {}) for _ in range(count)]
    return tuple(found)
