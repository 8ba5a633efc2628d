"""Which class of accommodation a household may take at a place, and what each does to the fit.

The fit of a pair is the possible one, with the best accepted type there; a lesser type takes from it.
"""

import numpy as np

from rematch.criteria.catalogue import RuleName
from rematch.criteria.measuring.supply.accommodation import Accommodation
from rematch.instance.cohort_data import Floats
from rematch.instance.fit import Weighing, worth_of_score
from rematch.optimise.housing import NONE
from rematch.scoring import Scores


def class_fit(homes: Accommodation, scores: Scores, weighing: Weighing) -> Floats:
    """[n, u] what taking a class adds to the possible value of its place, NaN where it is not accepted.

    (1 - t) w (s_class - s_best) / (sum w + kappa), w and s those of the criterion, which is the people's: 0
    for the best type of which there is a unit, below 0 for a lesser one, above 0 only for a better one of
    which there is none.
    """
    c = criterion_number(scores)
    lead = homes.by_class - np.nan_to_num(homes.best)[:, homes.place]
    if c is None:
        return np.where(np.isnan(lead), np.nan, 0.0)
    added: Floats = worth_of_score(scores, weighing, c)[:, homes.place] * lead
    return added


def criterion_number(scores: Scores) -> int | None:
    """Which of the scored criteria is the one of accommodation."""
    found = (c for c, one in enumerate(scores.criteria) if one.rule is RuleName.ACCOMMODATION)
    return next(found, None)


def planned_score(homes: Accommodation | None, scores: Scores, i: int, unit: int) -> dict[int, float]:
    """The score of the class that household i takes, by the criterion's number; empty without one."""
    c = criterion_number(scores)
    if homes is None or c is None or unit == NONE or not homes.said[i]:
        return {}
    return {c: float(homes.by_class[i, unit])}
