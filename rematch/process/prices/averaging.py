"""Prices averaged over futures until they are known well enough."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rematch.optimise.problem import Floats

AT_A_TIME, MOST = 25, 200
"""Futures that are added at a time, and at most."""
WITHIN = 0.02
"""Standard error of the least known price from which on no more are added."""


@dataclass(frozen=True, eq=False)
class MeanPrices:
    """Means [p] over so many `futures`, and their standard errors [p]; inf of a single one."""

    mean: Floats
    error: Floats
    futures: int


def averaged(
    drawn: Iterable[Floats], *, at_a_time: int = AT_A_TIME, most: int = MOST, within: float = WITHIN
) -> MeanPrices:
    """The mean of prices [p] of one future after the other; ValueError where there is none.

    No more are drawn once, after a whole number of times `at_a_time`, every standard error is at most
    `within`, or once there are `most`.
    """
    found: list[Floats] = []
    for prices in drawn:
        found.append(prices)
        if len(found) == most or (len(found) % at_a_time == 0 and (_errors(found) <= within).all()):
            break
    if not found:
        raise ValueError("no futures")
    return MeanPrices(np.mean(found, axis=0), _errors(found), len(found))


def _errors(found: list[Floats]) -> Floats:
    if len(found) == 1:
        return np.full_like(found[0], np.inf)
    errors: Floats = np.std(found, axis=0, ddof=1) / np.sqrt(len(found))
    return errors
