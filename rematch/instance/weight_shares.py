"""The weights as a coordinator sees them: what each criterion counts now, and for how many households."""

from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Criterion, Group
from rematch.criteria.switches import is_on
from rematch.instance import CohortData, MatchingInstance
from rematch.instance.fit import coordinators_weight
from rematch.model import CriterionId
from rematch.scenario import Scenario


@dataclass(frozen=True)
class Weighed:
    """One criterion with a slider: its own weight, its share of all, the households it applies to.

    `households` is None for a criterion that is judged on the plan instead of on pairs.
    """

    criterion: Criterion
    weight: float
    share: float
    households: int | None


@dataclass(frozen=True)
class WeighedGroup:
    """A group with its own weight and its share of all, and the criteria in it that are switched on."""

    group: Group
    weight: float
    share: float
    criteria: tuple[Weighed, ...]


def weighing(
    cohort_data: CohortData, scenario: Scenario, instance: MatchingInstance | None
) -> tuple[WeighedGroup, ...]:
    """Every group that has a criterion with a weight switched on, in catalogue order."""
    cohort = cohort_data.profiles.cohort
    on = [c for c in cohort_data.catalogue.criteria if c.weighed and is_on(c, scenario, cohort)]
    counted = {c.id: coordinators_weight(c, scenario) for c in on}
    total = sum(counted.values()) or 1.0
    reach = {} if instance is None else households_concerned(instance)
    weighed = [
        Weighed(c, scenario.weights.get(c.id, c.weight), counted[c.id] / total, reach.get(c.id)) for c in on
    ]
    groups = []
    for group in cohort_data.catalogue.groups:
        criteria = tuple(w for w in weighed if w.criterion.group == group.id)
        if criteria:
            weight = scenario.groups.get(group.id, 1.0)
            groups.append(WeighedGroup(group, weight, sum(w.share for w in criteria), criteria))
    return tuple(groups)


def households_concerned(instance: MatchingInstance) -> dict[CriterionId, int]:
    """Households to which each criterion of the fit applies anywhere."""
    applies = (~np.isnan(instance.scores.score)).any(axis=2).sum(axis=1)
    return {c.id: int(count) for c, count in zip(instance.scores.criteria, applies, strict=True)}
