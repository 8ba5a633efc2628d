"""No criterion counts more than a quarter of what a household's fit is made of: no priority is a trump.

A household that calls all but one thing unimportant would else be worth most at one place, and win it.
"""

import numpy as np

from rematch.instance.cohort_data import Floats
from rematch.instance.fit import KAPPA, Weighing
from rematch.scoring import Scores

GREATEST_SHARE = 0.25


def within_share(scores: Scores, weighing: Weighing) -> Scores:
    """Own weights lowered until w <= GREATEST_SHARE (sum of all w + KAPPA) for every household's criterion.

    Only what the household itself brings is looked at, so that no place makes a difference.
    """
    people = np.where(scores.of_town, 0.0, weighing.coordinators)
    weight = people[:, None] * scores.of_household
    factor = np.divide(np.minimum(weight, most(weight)), weight, out=np.ones_like(weight), where=weight > 0)
    return scores if (factor == 1.0).all() else scores.lowered(factor)


def most(weight: Floats) -> Floats:
    """[n] the greatest weight that may stand among weights [c, n], others above it lowered to it as well.

    With k of them lowered and R the sum of the others: share (KAPPA + R) / (1 - share k), for the least k
    at which the next is not above it.
    """
    ordered = -np.sort(-weight, axis=0)
    rest = ordered.sum(axis=0)
    found = np.full(weight.shape[1], np.inf)
    for lowered in range(min(len(ordered), int(1 / GREATEST_SHARE)) + 1):
        left = 1.0 - GREATEST_SHARE * lowered
        if left <= 0:
            break
        bound = GREATEST_SHARE * (KAPPA + rest) / left
        following = ordered[lowered] if lowered < len(ordered) else 0.0
        found = np.where(np.isinf(found) & (following <= bound), bound, found)
        rest = rest - following
    return found
