"""Scores x weights -> two fits and the value of a pair, with the parts that add up to it.

fit(h, m) = (sum_c w s + kappa / 2) / (sum_c w + kappa) over the criteria that apply, for the people over the
households' criteria, for the town over the municipalities'; s is the score and w = W x own: the coordinators'
weight times what the household or the municipality said matters to it, of a household's criteria at most a
quarter of it all (`greatest_share`). A pair is worth (1 - t) people + t town, where t is the town's share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.criteria.columns import Floats
from rematch.criteria.measuring.measures import NEUTRAL
from rematch.criteria.switches import in_the_fit
from rematch.model import Cohort, CriterionId
from rematch.scenario import Scenario
from rematch.scoring import Scores

Side = Literal["household", "municipality"]
SIDES: tuple[Side, ...] = ("household", "municipality")
NOTHING: Mapping[int, float] = {}
NEUTRAL_START = CriterionId("neutral")

NEGLIGIBLE = 1e-9
"""A weight that no slider can have, and by which nothing can be divided."""

KAPPA = 5.0
"""The neutral start of each side: the weight of one ordinary criterion of the shipped catalogue."""


@dataclass(frozen=True, eq=False)
class Weighing:
    """How scores become fits: W(c) as `coordinators` [c], kappa, and the town's share of the value."""

    coordinators: Floats
    kappa: float
    town_share: float

    def share(self, side: Side) -> float:
        """What a side counts in the value of a pair."""
        return self.town_share if side == "municipality" else 1.0 - self.town_share


class PairFit(NamedTuple):
    """What one pair is worth, for the people and for the town, each in [0, 1]."""

    value: float
    people: float
    town: float


@dataclass(frozen=True, eq=False)
class Fits:
    """[n, m], or [n] of a plan, each in [0, 1]: what pairs are worth, for the people and for the town."""

    value: Floats
    people: Floats
    town: Floats

    def at(self, *index: int) -> PairFit:
        """One of them."""
        return PairFit(float(self.value[index]), float(self.people[index]), float(self.town[index]))


@dataclass(frozen=True)
class Part:
    """One row of an explanation: what a criterion adds to the fit, and `most` at a score of one.

    Score None = not applicable.
    """

    criterion: CriterionId
    side: Side
    score: float | None
    unknown: bool
    weight: float
    part: float
    most: float

    @property
    def neutral(self) -> bool:
        """Whether this is the start of a side and no criterion."""
        return self.criterion == NEUTRAL_START


def weigh(catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> Weighing:
    """What the scenario says of weights, neutral start and the town's share."""
    policy = scenario.policy
    kappa = KAPPA if policy.kappa is None else policy.kappa
    return Weighing(weights(catalogue, scenario, cohort), kappa, policy.town_share)


def weights(catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> Floats:
    """[c] the coordinators' weight of each criterion of the fit: group weight x criterion weight."""
    criteria = in_the_fit(catalogue, scenario, cohort)
    return np.array([coordinators_weight(criterion, scenario) for criterion in criteria], dtype=float)


def coordinators_weight(criterion: Criterion, scenario: Scenario) -> float:
    """W(c): group weight x criterion weight, the catalogue's where nobody moved it; a NEGLIGIBLE one is 0."""
    weight = scenario.groups.get(criterion.group, 1.0) * scenario.weights.get(criterion.id, criterion.weight)
    return weight if weight > NEGLIGIBLE else 0.0


def fits(scores: Scores, weighing: Weighing) -> Fits:
    """Both fits and their value; a fit is 0.5 where nothing has a weight."""
    by_side = _by_side(scores, weighing.coordinators)
    gained = _sums(scores, by_side)
    people, town = (
        _share(gain + weighing.kappa / 2, applicable_weight(scores, coordinators) + weighing.kappa)
        for gain, coordinators in zip(gained, by_side, strict=True)
    )
    return Fits((1.0 - weighing.town_share) * people + weighing.town_share * town, people, town)


def applicable_weight(scores: Scores, coordinators: Floats) -> Floats:
    """[n, m] sum of W x own over the criteria that apply; where it is 0 the fit is neutral and flagged."""
    counting = [int(c) for c in np.flatnonzero(coordinators)]
    plain = [c for c in counting if c not in scores.of_pair]
    of_household = coordinators[plain, None] * scores.of_household[plain]
    total: Floats = of_household.T @ scores.of_municipality[plain]
    for c in (c for c in counting if c in scores.of_pair):
        factor = scores.of_pair[c]
        total += coordinators[c] * scores.of_household[c][:, None] * scores.of_municipality[c] * factor
    return total


def weight_of_sides(scores: Scores, weighing: Weighing) -> Floats:
    """[side, n, m] the weight that applies on each side, the neutral start among it."""
    by_side = _by_side(scores, weighing.coordinators)
    return np.array([applicable_weight(scores, coordinators) + weighing.kappa for coordinators in by_side])


def worth_of_score(scores: Scores, weighing: Weighing, c: int) -> Floats:
    """[n, m] what a score of 1 in criterion c adds to the value: its weight over its side's, by its share."""
    own: Floats = scores.of_household[c][:, None] * scores.of_municipality[c] * scores.of_pair.get(c, 1.0)
    side = scores.criteria[c].side
    total = weight_of_sides(scores, weighing)[SIDES.index(side)]
    weight = weighing.share(side) * weighing.coordinators[c] * own
    worth: Floats = np.divide(weight, total, out=np.zeros(scores.shape), where=total > 0)
    return worth


def fit_range(scores: Scores, weighing: Weighing) -> tuple[Floats, Floats]:
    """The least and the greatest value [n, m] that unknown answers and offers leave open.

    An unknown offer scores its least (0, for the town 0.5) or 1. A wish or need that nobody stated has no
    weight, or its own weight w and such a score: with sum N and weight T of the others on its side, from
    (N + least w) / (T + w) to (N + w) / (T + w).
    """
    least, most = np.zeros(scores.shape), np.zeros(scores.shape)
    sides = zip(SIDES, _by_side(scores, weighing.coordinators), strict=True)
    weighed = [(weighing.share(side), w, applicable_weight(scores, w) + weighing.kappa) for side, w in sides]
    for rows in scores.blocks():
        gain, own, latent = scores.gain(rows), scores.own(rows), scores.unsaid(rows)
        unsure = scores.unknown[:, rows]
        for bound, reached in ((least, scores.floor), (most, np.ones_like(scores.floor))):
            reach = reached[:, None, None]
            possible = np.where(unsure, own * reach, gain) + latent * reach
            for share, w, total in weighed:
                whole = total[rows] + np.tensordot(w, latent, axes=1)
                summed = np.tensordot(w, possible, axes=1) + weighing.kappa / 2
                bound[rows] += share * _share(summed, whole)
    return least, most


def parts(
    scores: Scores, weighing: Weighing, i: int, j: int, *, planned: Mapping[int, float] = NOTHING
) -> tuple[Part, ...]:
    """What each criterion adds to the value of household i at municipality j; they add up to it.

    First the neutral starts of the people's and of the town's side, then the criteria in catalogue order.
    `planned`: scores that the plan gives in place of the possible ones, by the criterion's number.
    """
    weight = weighing.coordinators * scores.own(slice(i, i + 1))[:, 0, j]
    scored = scores.score[:, i, j].astype(float)
    for c, given in planned.items():
        scored[c] = given
    both = _added(scores, weighing, weight[:, None], scored[:, None])
    added, most = (table[:, 0] for table in both)
    kappa, starts = weighing.kappa, len(SIDES)
    rows = [
        Part(NEUTRAL_START, side, NEUTRAL, False, kappa, float(added[number]), float(most[number]))
        for number, side in enumerate(SIDES)
    ]
    for c, criterion in enumerate(scores.criteria):
        score, unknown = float(scored[c]), bool(scores.unknown[c, i, j])
        applies = None if np.isnan(score) else score
        figures = (float(weight[c]), float(added[starts + c]), float(most[starts + c]))
        rows.append(Part(criterion.id, criterion.side, applies, unknown, *figures))
    return tuple(rows)


def parts_everywhere(scores: Scores, weighing: Weighing, i: int) -> Floats:
    """[2 + c, m] the parts of household i's value at every municipality, the neutral starts' first."""
    weight = weighing.coordinators[:, None] * scores.own(slice(i, i + 1))[:, 0]
    added, _ = _added(scores, weighing, weight, scores.score[:, i])
    return added


def _added(
    scores: Scores, weighing: Weighing, weight: Floats, score: NDArray[np.floating]
) -> tuple[Floats, Floats]:
    """[2 + c, m] what each row adds with these weights and scores [c, m], and what it would at score one."""
    starts, towns = len(SIDES), weight.shape[1]
    side = np.concatenate([np.arange(starts), scores.of_town.astype(int)])
    total = (np.array([~scores.of_town, scores.of_town]) @ weight + weighing.kappa)[side]
    share = np.array([weighing.share(name) for name in SIDES])[side, None]
    heavy = np.vstack([np.full((starts, towns), weighing.kappa), weight])
    most = share * np.divide(heavy, total, out=np.zeros_like(heavy), where=total > 0)
    added: Floats = most * np.vstack([np.full((starts, towns), NEUTRAL), np.nan_to_num(score)])
    bare = (total == 0) & (np.arange(len(side)) < starts)[:, None]
    added[bare] = np.broadcast_to(share * NEUTRAL, added.shape)[bare]
    return added, most


def _by_side(scores: Scores, coordinators: Floats) -> Floats:
    """[side, c] the weights, 0 on the other side."""
    town = np.where(scores.of_town, coordinators, 0.0)
    return np.array([coordinators - town, town])


def _sums(scores: Scores, by_side: Floats) -> Floats:
    """[side, n, m] sum of W x own x score."""
    if scores.offered is not None:
        weight = (by_side[:, :, None] * scores.of_household).transpose(2, 0, 1)
        whole: Floats = np.matmul(weight, scores.offered).swapaxes(0, 1)
        return whole
    total = np.empty((len(by_side), *scores.shape))
    for rows in scores.blocks():
        total[:, rows] = np.tensordot(by_side, scores.gain(rows), axes=1)
    return total


def _share(part: Floats, whole: Floats) -> Floats:
    share: Floats = np.divide(part, whole, out=np.full(whole.shape, NEUTRAL), where=whole > 0)
    return share
