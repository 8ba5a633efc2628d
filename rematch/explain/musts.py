"""What has to be met: the hard rules that leave a household fewer places, and how many they leave."""

from dataclasses import dataclass

import numpy as np

from rematch.criteria.columns import Flags
from rematch.criteria.measuring.rules import ReasonCode
from rematch.instance import MatchingInstance
from rematch.model import CriterionId

DECIDED = frozenset({ReasonCode.NO_CONSENT, ReasonCode.CLOSED, ReasonCode.VETOED, ReasonCode.NOT_THIS_ROUND})
"""Not what the household needs, but what it or somebody decided."""


@dataclass(frozen=True)
class Musts:
    """Of the `places` that take part `possible` are left by what has to be met.

    `ruled_out`: criterion and how many places it rules out by itself, most first; one place may fail several,
    and a rule without a row in the catalogue has no name here.
    """

    places: int
    possible: int
    ruled_out: tuple[tuple[CriterionId, int], ...]


def musts(instance: MatchingInstance, i: int) -> Musts:
    """What household row i has to have, decisions apart: by criterion, over the places that take part."""
    closed = set(instance.scenario.closed)
    places = instance.profiles.municipalities
    taking_part = np.array([place.ags not in closed for place in places], dtype=bool)
    failed: dict[CriterionId | None, Flags] = {}
    for rule in instance.rules.rules:
        if rule.code not in DECIDED:
            barred = rule.failed[i] & taking_part
            failed[rule.criterion] = failed.get(rule.criterion, np.zeros_like(barred)) | barred
    left = taking_part & ~np.any([~taking_part, *failed.values()], axis=0)
    counts = [(name, int(barred.sum())) for name, barred in failed.items() if name is not None]
    return Musts(
        places=int(taking_part.sum()),
        possible=int(left.sum()),
        ruled_out=tuple(sorted((one for one in counts if one[1]), key=lambda one: -one[1])),
    )
