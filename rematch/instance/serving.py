"""What being served adds to a fit: the possible one has all a place could serve, a plan may serve less."""

import numpy as np

from rematch.criteria.catalogue import MeasureName
from rematch.criteria.measuring.supply.served import ServedSupply
from rematch.instance.allotment import Given
from rematch.instance.cohort_data import Floats
from rematch.instance.fit import Weighing, worth_of_score
from rematch.model import ResourceId
from rematch.scoring import Scores


def unit_gain(supply: ServedSupply, scores: Scores, weighing: Weighing) -> Floats:
    """[n, m, s] what one unit served adds to the value of a pair.

    (1 - t) w s / ((sum w + kappa) d), s the possible score of the resource's criterion and d the units with
    which it is reached.
    """
    possible = supply.possible
    gain = np.zeros(possible.shape)
    for s, resource in enumerate(supply.resources):
        c = criterion_number(scores, resource)
        if c is not None:
            worth = worth_of_score(scores, weighing, c) * np.nan_to_num(scores.score[c])
            units = possible[:, :, s]
            gain[:, :, s] = np.divide(worth, units, out=np.zeros(units.shape), where=units > 0)
    return gain


def criterion_number(scores: Scores, resource: ResourceId) -> int | None:
    """Which of the scored criteria is about being served with a resource."""
    criteria = enumerate(scores.criteria)
    found = (c for c, one in criteria if one.measure is MeasureName.PLACES and one.resource == resource)
    return next(found, None)


def planned_scores(
    supply: ServedSupply | None, scores: Scores, i: int, j: int, given: Given
) -> dict[int, float]:
    """The scores of household row i at column j for the units it gets, by the criterion's number."""
    if supply is None or given.served is None:
        return {}
    found = {}
    for s, resource in enumerate(supply.resources):
        c, units = criterion_number(scores, resource), supply.possible[i, j, s]
        if c is not None and units > 0:
            found[c] = float(scores.score[c, i, j]) * given.served[s] / float(units)
    return found
