"""What a place lacks beside the other possible ones, and why it could not be had."""

from dataclasses import dataclass

import numpy as np

from rematch.explain.here import Row, WhyHere
from rematch.explain.not_there import WhyNot, why_not
from rematch.instance import Ints, MatchingInstance


@dataclass(frozen=True)
class Forgone:
    """A row that speaks against the place, and why the household is not where it is met best."""

    row: Row
    there: WhyNot


def forgone(instance: MatchingInstance, assignment: Ints, why: WhyHere) -> tuple[Forgone, ...]:
    """For each row that speaks against the place: the possible one that scores most, by fit among equals."""
    i = instance.cohort_data.row[why.household]
    here = instance.cohort_data.column[why.ags]
    criteria = [criterion.id for criterion in instance.scores.criteria]
    found = []
    for row in why.speaks_against:
        score = np.nan_to_num(instance.scores.score[criteria.index(row.part.criterion), i], nan=-1.0)
        others = [int(j) for j in np.flatnonzero(instance.rules.allowed[i]) if j != here]
        best = max(others, key=lambda j: (score[j], instance.fit[i, j]))
        found.append(Forgone(row, why_not(instance, assignment, i, best)))
    return tuple(found)
