"""Why nowhere: what took a household's places, or what is short where it may go."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rematch.criteria.measuring.rules import ReasonCode
from rematch.explain.room import short_of, together
from rematch.instance import Ints, MatchingInstance
from rematch.model import CriterionId, HouseholdId, ResourceId


class NowhereCode(StrEnum):
    """Why a household has no place in a plan."""

    NOT_IN_ROUND = "not_in_round"
    WAITS_WITH = "waits_with"
    NO_ALLOWED_PLACE = "no_allowed_place"
    ALL_FULL = "all_full"
    BETTER_WITHOUT = "better_without"


@dataclass(frozen=True)
class Nowhere:
    """Why a household is unplaced: what took its places, or which resources are short where it may go.

    `reasons` counts municipalities per hard rule, `short` counts them per resource; `partner` is whom it
    waits with.
    """

    code: NowhereCode
    reasons: tuple[tuple[ReasonCode, CriterionId | None, int], ...] = ()
    short: tuple[tuple[ResourceId, int], ...] = ()
    partner: HouseholdId | None = None

    @property
    def in_round(self) -> bool:
        """Whether the household takes part in this round."""
        return self.code not in (NowhereCode.NOT_IN_ROUND, NowhereCode.WAITS_WITH)


def nowhere(instance: MatchingInstance, assignment: Ints, i: int) -> Nowhere:
    """Why household row i has no place in the plan."""
    if not instance.profiles.households[i].consent or i in _waiting(instance):
        return Nowhere(NowhereCode.NOT_IN_ROUND)
    if partner := instance.waits_with.get(instance.profiles.households[i].id):
        return Nowhere(NowhereCode.WAITS_WITH, partner=partner)
    rows = sorted(together(instance, i))
    allowed = np.flatnonzero(instance.rules.allowed[rows].all(axis=0))
    if not len(allowed):
        counts = Counter(rule for j in range(instance.problem.m) for rule in _barring(instance, rows, j))
        return Nowhere(
            NowhereCode.NO_ALLOWED_PLACE, tuple((code, c, n) for (code, c), n in counts.most_common())
        )
    short = [short_of(instance, assignment, i, int(j)) for j in allowed]
    if all(short):
        counted = Counter(resource for place in short for resource, _, _ in place)
        return Nowhere(NowhereCode.ALL_FULL, short=tuple(counted.most_common()))
    return Nowhere(NowhereCode.BETTER_WITHOUT)


def _barring(
    instance: MatchingInstance, rows: list[int], j: int
) -> set[tuple[ReasonCode, CriterionId | None]]:
    """The hard rules that bar any of these household rows from column j."""
    return {(reason.code, reason.criterion) for i in rows for reason in instance.rules.reasons(i, j)}


def _waiting(instance: MatchingInstance) -> set[int]:
    return {instance.cohort_data.row[household] for household in instance.scenario.not_this_round}
