"""What its offers make a municipality win and lose: its criteria beside those of the others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.measuring.measures import NEUTRAL
from rematch.instance import Floats, MatchingInstance
from rematch.instance.fit import SIDES, weight_of_sides
from rematch.model import CriterionId

Flags = NDArray[np.bool_]

SPEAKS_FROM = 0.002
"""Fit by which a criterion must stand apart from the other municipalities to be named."""
STRONG_FROM = 0.01


@dataclass(frozen=True)
class ProfileEffect:
    """A criterion that lifts the fits at a municipality more (or less) than elsewhere.

    `lead` is fit, averaged over all households of the round and not only those placed there; None where only
    its direction and strength may be told.
    """

    criterion: CriterionId
    lead: float | None
    better: bool
    strong: bool


def leads(instance: MatchingInstance, rows: Flags) -> Floats:
    """[c, m] what each criterion adds beyond neutral: mean over households `rows`, less that of all m.

    What it adds at (i, j) is W own (s - 1/2) / (sum W own + kappa) of its side, times what that side counts;
    0 where it does not apply.
    """
    scores = instance.scores
    if not rows.any() or not scores.criteria:
        return np.zeros((len(scores.criteria), instance.problem.m))
    counted = np.array([instance.weighing.share(side) for side in SIDES])[:, None, None]
    total = weight_of_sides(scores, instance.weighing)
    share = np.divide(counted, total, out=np.zeros(total.shape), where=total > 0)
    side = scores.of_town.astype(int)
    lift = np.zeros((len(scores.criteria), instance.problem.m))
    for block in scores.blocks():
        beyond = scores.own(block) * (np.nan_to_num(scores.score[:, block], nan=NEUTRAL) - NEUTRAL)
        lift += (beyond * share[side, block] * rows[None, block, None]).sum(axis=1)
    lift *= instance.weights[:, None] / rows.sum()
    relative: Floats = lift - lift.mean(axis=1, keepdims=True)
    return relative


def reach(instance: MatchingInstance, rows: Flags, j: int) -> list[int]:
    """[c] households of `rows` to whom each criterion applies at column j, with a weight of their own."""
    own, score = instance.scores.own()[:, :, j], instance.scores.score[:, :, j]
    return [int(count) for count in ((own > 0) & ~np.isnan(score) & rows).sum(axis=1)]


def standings(instance: MatchingInstance, rows: Flags, j: int, most: int) -> tuple[ProfileEffect, ...]:
    """The criteria in which column j stands apart, at most `most` each way, furthest apart first."""
    found = [
        ProfileEffect(criterion.id, float(lead), bool(lead > 0), bool(abs(lead) >= STRONG_FROM))
        for criterion, lead in zip(instance.scores.criteria, leads(instance, rows)[:, j], strict=True)
        if abs(lead) >= SPEAKS_FROM
    ]
    found.sort(key=lambda standing: -abs(standing.lead or 0.0))
    return tuple(s for way in (True, False) for s in [x for x in found if x.better is way][:most])


def masked_effect(
    instance: MatchingInstance,
    rows: Flags,
    j: int,
    threshold: int,
    before: tuple[ProfileEffect, ...] = (),
) -> tuple[ProfileEffect, ...]:
    """The same where people are real: no figures, strong ones first, nothing of special categories (Art. 9).

    A criterion is named from twice `threshold` households to whom it applies; what was named `before` stays
    so, and as strong, down to `threshold` and to half of what else sets it apart, so that one household more
    or fewer takes no line away and brings none.
    """
    reached = reach(instance, rows, j)
    earlier = {(one.criterion, one.better): one for one in before}
    found = []
    for criterion, lead, count in zip(
        instance.scores.criteria, leads(instance, rows)[:, j], reached, strict=True
    ):
        known = earlier.get((criterion.id, bool(lead > 0)))
        held = 0.5 if known else 1.0
        if criterion.art9 or abs(lead) < held * SPEAKS_FROM or count < 2 * held * threshold:
            continue
        strong = abs(lead) >= (0.5 if known and known.strong else 1.0) * STRONG_FROM
        found.append(ProfileEffect(criterion.id, None, bool(lead > 0), bool(strong)))
    return tuple(sorted(found, key=lambda standing: not standing.strong))
