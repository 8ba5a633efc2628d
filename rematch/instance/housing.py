"""Which class of accommodation a household may take at a place, and what each does to the fit.

The fit of a pair is the possible one, with the best accepted type and size there; lesser ones take from it.
"""

from collections.abc import Iterator

import numpy as np

from rematch.criteria.catalogue import RuleName
from rematch.criteria.measuring.supply.accommodation import Accommodation
from rematch.instance.cohort_data import Floats
from rematch.instance.fit import Weighing, worth_of_score
from rematch.optimise.housing import NONE
from rematch.scoring import Scores


def class_fit(homes: Accommodation, scores: Scores, weighing: Weighing) -> Floats:
    """[n, u] what taking a class adds to the possible value of its place, NaN where it is not accepted.

    Of the order of types and of sizes (1 - t) w (s_class - s_best) / (sum w + kappa), w and s those of the
    criterion, which is the people's: 0 for the best of which there is a unit, below 0 for a lesser one, above
    0 only for a better one of which there is none.
    """
    lead = homes.by_class - np.nan_to_num(homes.best)[:, homes.place]
    added: Floats = np.where(np.isnan(lead), np.nan, 0.0)
    if (c := criterion_number(scores)) is not None:
        added += worth_of_score(scores, weighing, c)[:, homes.place] * lead
    for c, size in _sizes(homes, scores):
        behind = size - homes.best_size(scores.criteria[c].id)[:, homes.place]
        added += worth_of_score(scores, weighing, c)[:, homes.place] * np.nan_to_num(behind)
    return added


def _sizes(homes: Accommodation, scores: Scores) -> Iterator[tuple[int, Floats]]:
    """The scored criteria of sizes by number, each with its score [n, u] in units of a list."""
    for c, one in enumerate(scores.criteria):
        if one.id in homes.sizes:
            yield c, homes.sizes[one.id]


def criterion_number(scores: Scores) -> int | None:
    """Which of the scored criteria is the one of accommodation."""
    found = (c for c, one in enumerate(scores.criteria) if one.rule is RuleName.ACCOMMODATION)
    return next(found, None)


def planned_scores(homes: Accommodation | None, scores: Scores, i: int, unit: int) -> dict[int, float]:
    """The scores of the class that household i takes, by the criterion's number; empty without one."""
    if homes is None or unit == NONE:
        return {}
    found = {c: float(size[i, unit]) for c, size in _sizes(homes, scores) if not np.isnan(size[i, unit])}
    c = criterion_number(scores)
    return found if c is None or not homes.said[i] else {**found, c: float(homes.by_class[i, unit])}
