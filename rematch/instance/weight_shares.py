"""The weights as a coordinator sees them: what each criterion counts now, what it moves, and for how many."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rematch.criteria.catalogue import Criterion, Group
from rematch.criteria.switches import is_on
from rematch.instance import CohortData, MatchingInstance
from rematch.instance.fit import coordinators_weight
from rematch.instance.swings import swings
from rematch.model import CriterionId
from rematch.scenario import Scenario

Stuck = Literal["weight", "nobody", "level"]
"""Why a slider moves nothing: its weight is 0; it concerns nobody; all possible places score alike."""
NOTHING = 1e-9


@dataclass(frozen=True)
class Weighed:
    """One criterion with a slider: its own weight, its share of all weight, the households it applies to.

    `moves` is its share of all that the criteria can move between possible places, `stuck` why that is
    nothing; both None without a plan. `households` is None where it is judged on the plan and not on pairs.
    """

    criterion: Criterion
    weight: float
    share: float
    households: int | None
    moves: float | None = None
    stuck: Stuck | None = None


@dataclass(frozen=True)
class WeighedGroup:
    """A group with its own weight, its shares and the criteria in it that are switched on.

    `unweighed` are those on that have no weight: they only bar, and no slider moves them.
    """

    group: Group
    weight: float
    share: float
    criteria: tuple[Weighed, ...]
    unweighed: tuple[Criterion, ...] = ()

    @property
    def moves(self) -> float | None:
        """What the group's criteria can move, as a share of all."""
        known = [w.moves for w in self.criteria if w.moves is not None]
        return sum(known) if known else None

    @property
    def stuck(self) -> Stuck | None:
        """Why the group moves nothing, None where it moves something or nothing is known."""
        reasons = [w.stuck for w in self.criteria]
        if None in reasons:
            return None
        return next(reason for reason in ("level", "nobody", "weight") if reason in reasons)


def weighing(
    cohort_data: CohortData, scenario: Scenario, instance: MatchingInstance | None
) -> tuple[WeighedGroup, ...]:
    """Every group that has a criterion with a weight switched on, in catalogue order."""
    cohort = cohort_data.profiles.cohort
    on = [c for c in cohort_data.catalogue.criteria if is_on(c, scenario, cohort)]
    counted = {c.id: coordinators_weight(c, scenario) for c in on if c.weighed}
    total = sum(counted.values()) or 1.0
    reach = {} if instance is None else households_concerned(instance)
    moved = None if instance is None else _shares(swings(instance), counted)
    weighed = [
        Weighed(
            c,
            scenario.weights.get(c.id, c.weight),
            counted[c.id] / total,
            reach.get(c.id),
            None if moved is None else moved[c.id],
            None if moved is None else _stuck(moved[c.id], counted[c.id], reach.get(c.id)),
        )
        for c in on
        if c.weighed
    ]
    groups = []
    for group in cohort_data.catalogue.groups:
        criteria = tuple(w for w in weighed if w.criterion.group == group.id)
        if criteria:
            weight = scenario.groups.get(group.id, 1.0)
            unweighed = tuple(c for c in on if c.group == group.id and not c.weighed and c.hard != "never")
            groups.append(WeighedGroup(group, weight, sum(w.share for w in criteria), criteria, unweighed))
    return tuple(groups)


def hundred(shares: Sequence[float]) -> list[float]:
    """Shares in whole percent that add up as they should: the largest remainders are rounded up.

    What adds up to nothing stays 0; the sum is that of the given shares, rounded to whole percent.
    """
    whole = [math.floor(100 * share + NOTHING) for share in shares]
    missing = round(100 * sum(shares)) - sum(whole)
    first = sorted(range(len(shares)), key=lambda k: whole[k] - 100 * shares[k])
    return [(part + (k in first[:missing])) / 100 for k, part in enumerate(whole)]


def _shares(moved: Mapping[CriterionId, float], names: Iterable[CriterionId]) -> dict[CriterionId, float]:
    """Of what can be moved in all; nothing for those that were not on when the plan was made."""
    found = {name: moved.get(name, 0.0) for name in names}
    total = sum(found.values())
    return {name: swing / total if total > 0 else 0.0 for name, swing in found.items()}


def _stuck(moves: float, weight: float, households: int | None) -> Stuck | None:
    if moves > NOTHING:
        return None
    if weight == 0:
        return "weight"
    return "level" if households else "nobody"


def households_concerned(instance: MatchingInstance) -> dict[CriterionId, int]:
    """Households to which each criterion of the fit applies anywhere."""
    applies = (~np.isnan(instance.scores.score)).any(axis=2).sum(axis=1)
    return {c.id: int(count) for c, count in zip(instance.scores.criteria, applies, strict=True)}
