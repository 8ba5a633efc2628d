"""What a plan gives does to the possible fit: which class of accommodation, and how much of what not all get.

The fit of a pair is the possible one, with the best accepted type and size there and served as if nobody else
were; a plan may give a lesser class, and serve less.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from rematch.criteria.catalogue import MeasureName, RuleName
from rematch.criteria.measuring.supply.accommodation import Accommodation
from rematch.criteria.measuring.supply.served import ServedSupply
from rematch.instance.allotment import Given
from rematch.instance.cohort_data import CohortData, Floats
from rematch.instance.fit import Weighing, worth_of_score
from rematch.model import Ags, ResourceId
from rematch.optimise.housing import NONE
from rematch.scenario import Pin
from rematch.scoring import Scores


def class_fit(homes: Accommodation, scores: Scores, weighing: Weighing) -> Floats:
    """[n, u] what taking a class adds to the possible value of its place, NaN where it is not accepted.

    Of the order of types and of sizes (1 - t) w (s_class - s_best) / (sum w + kappa), w and s those of the
    criterion, which is the people's: 0 for the best of which there is a unit, below 0 for a lesser one, above
    0 only for a better one of which there is none.
    """
    lead = homes.by_class - np.nan_to_num(homes.best)[:, homes.place]
    added: Floats = np.where(np.isnan(lead), np.nan, 0.0)
    if (c := accommodation_number(scores)) is not None:
        added += worth_of_score(scores, weighing, c)[:, homes.place] * lead
    for c, size in _sizes(homes, scores):
        behind = size - homes.best_size(scores.criteria[c].id)[:, homes.place]
        added += worth_of_score(scores, weighing, c)[:, homes.place] * np.nan_to_num(behind)
    return added


def as_taken(fit: Floats, homes: Accommodation, cohort_data: CohortData, pins: Iterable[Pin]) -> Floats:
    """What taking a class adds [n, u], NaN for whoever is pinned with another type of accommodation.

    Where there is not enough of a type for all who have it, or one accepts it no more, the plan chooses.
    """
    by_type: dict[tuple[Ags, ResourceId], list[int]] = {}
    for one in pins:
        if one.unit in homes.types:
            by_type.setdefault((one.ags, one.unit), []).append(cohort_data.row[one.household])
    kept = fit.copy() if by_type else fit
    for (ags, unit), rows in by_type.items():
        j = cohort_data.column[ags]
        own = homes.classes(j, unit)
        others = np.setdiff1d(np.flatnonzero(homes.place == j), own)
        accepting = [i for i in rows if not np.isnan(fit[i, own]).all()]
        if homes.count[own].sum() >= len(rows):
            kept[np.ix_(np.array(accepting, dtype=np.int64), others)] = np.nan
    return kept


def _sizes(homes: Accommodation, scores: Scores) -> Iterator[tuple[int, Floats]]:
    """The scored criteria of sizes by number, each with its score [n, u] in units of a list."""
    for c, one in enumerate(scores.criteria):
        if one.id in homes.sizes:
            yield c, homes.sizes[one.id]


def accommodation_number(scores: Scores) -> int | None:
    """Which of the scored criteria is the one of accommodation."""
    found = (c for c, one in enumerate(scores.criteria) if one.rule is RuleName.ACCOMMODATION)
    return next(found, None)


def housed_scores(homes: Accommodation | None, scores: Scores, i: int, unit: int) -> dict[int, float]:
    """The scores of the class that household i takes, by the criterion's number; empty without one."""
    if homes is None or unit == NONE:
        return {}
    found = {c: float(size[i, unit]) for c, size in _sizes(homes, scores) if not np.isnan(size[i, unit])}
    c = accommodation_number(scores)
    return found if c is None or not homes.said[i] else {**found, c: float(homes.by_class[i, unit])}


def unit_gain(supply: ServedSupply, scores: Scores, weighing: Weighing) -> Floats:
    """[n, m, s] what one unit served adds to the value of a pair.

    (1 - t) w s / ((sum w + kappa) d), s the possible score of the resource's criterion and d the units with
    which it is reached.
    """
    possible = supply.possible
    gain = np.zeros(possible.shape)
    for s, resource in enumerate(supply.resources):
        c = served_number(scores, resource)
        if c is not None:
            worth = worth_of_score(scores, weighing, c) * np.nan_to_num(scores.score[c])
            units = possible[:, :, s]
            gain[:, :, s] = np.divide(worth, units, out=np.zeros(units.shape), where=units > 0)
    return gain


def served_number(scores: Scores, resource: ResourceId) -> int | None:
    """Which of the scored criteria is about being served with a resource."""
    criteria = enumerate(scores.criteria)
    found = (c for c, one in criteria if one.measure is MeasureName.PLACES and one.resource == resource)
    return next(found, None)


def served_scores(
    supply: ServedSupply | None, scores: Scores, i: int, j: int, given: Given
) -> dict[int, float]:
    """The scores of household row i at column j for the units it gets, by the criterion's number."""
    if supply is None or given.served is None:
        return {}
    found = {}
    for s, resource in enumerate(supply.resources):
        c, units = served_number(scores, resource), supply.possible[i, j, s]
        if c is not None and units > 0:
            found[c] = float(scores.score[c, i, j]) * given.served[s] / float(units)
    return found
