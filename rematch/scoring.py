"""Criteria x priorities x weights -> fit, with the parts that add up to it.

fit(h, m) = (sum_c w s + kappa / 2) / (sum_c w + kappa) over the criteria that apply, where s is the score
and w = W x own: the coordinators' weight times what the household or the municipality said matters to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.criteria.columns import Floats
from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.measures import NEUTRAL, ScoreMatrix
from rematch.criteria.switches import in_the_fit, modifiers
from rematch.model import Cohort, CriterionId, Profiles
from rematch.scenario import Policy, Scenario

Side = Literal["household", "municipality", "neutral"]
NEUTRAL_START = CriterionId("neutral")
NOTHING: Mapping[int, float] = {}

FIT_VERSION = 3
"""Of formulas, measures and hard rules: raised where the same data and catalogue get another fit (ADR 22)."""

IN_MEMORY = 20_000_000
"""Scores up to which full precision and all intermediate products are kept."""
MEASURED_AT_ONCE = 4_000_000
"""Pairs measured at a time."""
WEIGHED_AT_ONCE = 250_000
"""Scores weighed at a time above `IN_MEMORY`: as many as a processor's cache holds."""


@dataclass(frozen=True, eq=False)
class Scores:
    """Measured once; the weights come and go.

    `score` [c, n, m] in [0, 1], NaN = not applicable; `unknown` [c, n, m] an answer or offer is missing.
    A criterion's own weight at (i, j) is of_household[c, i] x of_municipality[c, j] x of_pair[c][i, j]
    (1 where missing); it is 0 where the criterion does not apply. `if_applied` [c, n] is what of_household
    would be if it applied.
    """

    criteria: tuple[Criterion, ...]
    score: NDArray[np.floating]
    unknown: NDArray[np.bool_]
    of_household: Floats
    of_municipality: Floats
    of_pair: Mapping[int, Floats] = field(default_factory=dict)
    if_applied: Floats | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Households and municipalities."""
        return self.score.shape[1], self.score.shape[2]

    @property
    def scored(self) -> dict[CriterionId, ScoreMatrix]:
        """Score and unknown by criterion, as the hard rules take them."""
        found = zip(self.criteria, self.score, self.unknown, strict=True)
        return {criterion.id: ScoreMatrix(score, unknown) for criterion, score, unknown in found}

    def own(self, rows: slice = slice(None)) -> Floats:
        """[c, rows, m] what people's and municipalities' own priorities make of each criterion."""
        own: Floats = self.of_household[:, rows, None] * self.of_municipality[:, None, :]
        for c, factor in self.of_pair.items():
            own[c] *= factor[rows]
        return own

    def gain(self, rows: slice = slice(None)) -> Floats:
        """[c, rows, m] own weight x score, 0 where the criterion does not apply."""
        gain: Floats = self.own(rows) * np.nan_to_num(self.score[:, rows])
        return gain

    def unsaid(self, rows: slice = slice(None)) -> Floats:
        """[c, rows, m] own weight of the criteria that nobody can say whether they apply, else 0."""
        missing = self.unknown[:, rows] & np.isnan(self.score[:, rows])
        stated = self.of_household if self.if_applied is None else self.if_applied
        latent: Floats = missing * stated[:, rows, None] * self.of_municipality[:, None, :]
        return latent

    @cached_property
    def gains(self) -> Floats | None:
        """All gains [c, n, m], where they fit in memory."""
        return self.gain() if self.score.size <= IN_MEMORY else None

    def blocks(self) -> Iterator[slice]:
        """Slices of households that together cover all, each with all its criteria."""
        return _blocks(self.shape[0], self.shape[1] * len(self.criteria), WEIGHED_AT_ONCE)


@dataclass(frozen=True)
class Part:
    """One row of an explanation: what a criterion adds to the fit; score None = not applicable."""

    criterion: CriterionId
    side: Side
    score: float | None
    unknown: bool
    weight: float
    part: float


def score_pairs(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Scores:
    """Measure every criterion of the fit that is switched on, on every pair.

    Depends on the scenario's switches, limits and way of joining members, never on weights or kappa.
    """
    criteria = in_the_fit(catalogue, scenario, profiles.cohort)
    n, m = len(profiles.households), len(profiles.municipalities)
    shape = (len(criteria), n, m)
    score = np.empty(shape, dtype=np.float64 if np.prod(shape) <= IN_MEMORY else np.float32)
    unknown = np.empty(shape, dtype=bool)
    for rows in _blocks(n, m, MEASURED_AT_ONCE):
        part = profiles.model_copy(update={"households": profiles.households[rows]})
        for c, criterion in enumerate(criteria):
            scored = measure(criterion, part, catalogue, scenario)
            score[c, rows], unknown[c, rows] = scored.score, scored.unknown
    of_household, of_municipality = _priorities(criteria, profiles)
    scores = Scores(criteria, score, unknown, of_household, of_municipality, {}, of_household)
    return _modified(_where_applicable(scores), profiles, catalogue, scenario)


def _blocks(n: int, width: int, at_once: int) -> Iterator[slice]:
    rows = max(1, at_once // max(width, 1))
    return (slice(start, min(start + rows, n)) for start in range(0, n, rows))


def _priorities(criteria: tuple[Criterion, ...], profiles: Profiles) -> tuple[Floats, Floats]:
    """p(h, c) [c, n] on the households' criteria, q(m, c) [c, m] on the municipalities', else 1."""
    of_household = np.ones((len(criteria), len(profiles.households)))
    of_municipality = np.ones((len(criteria), len(profiles.municipalities)))
    for c, criterion in enumerate(criteria):
        if criterion.side == "household":
            of_household[c] = [h.priorities.get(criterion.id, 1) for h in profiles.households]
        else:
            of_municipality[c] = [m.priorities.get(criterion.id, 1) for m in profiles.municipalities]
    return of_household, of_municipality


def _where_applicable(scores: Scores) -> Scores:
    """Own weights become 0 where a criterion does not apply; that nearly always hangs on the household."""
    of_pair = dict(scores.of_pair)
    of_household = scores.of_household.copy()
    for c, score in enumerate(scores.score):
        applies = ~np.isnan(score)
        if (applies == applies[:, :1]).all():
            of_household[c] *= applies.any(axis=1)
        else:
            of_pair[c] = applies.astype(float)
    return replace(scores, of_household=of_household, of_pair=of_pair)


def _modified(scores: Scores, profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Scores:
    """Own weights of whole groups multiplied by the modifiers' scores (where they apply)."""
    of_household, of_municipality = scores.of_household.copy(), scores.of_municipality.copy()
    of_pair = dict(scores.of_pair)
    latent = of_household.copy() if scores.if_applied is None else scores.if_applied.copy()
    for modifier in modifiers(catalogue, scenario, profiles.cohort):
        score = measure(modifier, profiles, catalogue, scenario).score
        factor = np.where(np.isnan(score), 1.0, score)
        for c, criterion in enumerate(scores.criteria):
            if "*" not in modifier.modifies and criterion.group not in modifier.modifies:
                continue
            if (factor == factor[:, :1]).all():
                of_household[c] *= factor[:, 0]
                latent[c] *= factor[:, 0]
            elif (factor == factor[:1]).all():
                of_municipality[c] *= factor[0]
            else:
                of_pair[c] = of_pair.get(c, 1.0) * factor
    return replace(
        scores, of_household=of_household, of_municipality=of_municipality, of_pair=of_pair, if_applied=latent
    )


def weights(catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> Floats:
    """[c] the coordinators' weight of each criterion of the fit: group weight x criterion weight."""
    criteria = in_the_fit(catalogue, scenario, cohort)
    return np.array([coordinators_weight(criterion, scenario) for criterion in criteria], dtype=float)


def coordinators_weight(criterion: Criterion, scenario: Scenario) -> float:
    """W(c): group weight x criterion weight, the catalogue's where nobody moved it."""
    weight = scenario.weights.get(criterion.id, criterion.weight)
    return scenario.groups.get(criterion.group, 1.0) * weight


def neutral_start(coordinators: Floats, policy: Policy) -> float:
    """kappa: as the policy says, else the mean of the weights above 0, so that only their ratios matter."""
    if policy.kappa is not None:
        return policy.kappa
    positive = coordinators[coordinators > 0]
    return float(positive.mean()) if positive.size else 0.0


def fit(scores: Scores, coordinators: Floats, kappa: float) -> Floats:
    """[n, m] in [0, 1]: one weighted sum over all criteria; 0.5 where nothing has a weight."""
    return _share(_sum(scores, coordinators) + kappa / 2, applicable_weight(scores, coordinators) + kappa)


def applicable_weight(scores: Scores, coordinators: Floats) -> Floats:
    """[n, m] sum of W x own over the criteria that apply; where it is 0 the fit is neutral and flagged."""
    plain = [c for c in range(len(scores.criteria)) if c not in scores.of_pair]
    of_household = coordinators[plain, None] * scores.of_household[plain]
    total: Floats = of_household.T @ scores.of_municipality[plain]
    for c, factor in scores.of_pair.items():
        total += coordinators[c] * scores.of_household[c][:, None] * scores.of_municipality[c] * factor
    return total


def worth_of_score(scores: Scores, coordinators: Floats, kappa: float, c: int) -> Floats:
    """[n, m] what a score of 1 in criterion c adds to the fit: W x own over the weight of all and kappa."""
    own: Floats = scores.of_household[c][:, None] * scores.of_municipality[c] * scores.of_pair.get(c, 1.0)
    total = applicable_weight(scores, coordinators) + kappa
    gained: Floats = np.divide(coordinators[c] * own, total, out=np.zeros(scores.shape), where=total > 0)
    return gained


def fit_range(scores: Scores, coordinators: Floats, kappa: float) -> tuple[Floats, Floats]:
    """The least and the greatest fit [n, m] that unknown answers and offers leave open.

    An unknown offer scores 0 or 1. A wish or need that nobody stated has no weight, or its own weight w and
    score 0 or 1: with sum N and weight T of the others, from N / (T + w) to (N + w) / (T + w).
    """
    total = applicable_weight(scores, coordinators) + kappa
    least, most = np.empty(scores.shape), np.empty(scores.shape)
    for rows in scores.blocks():
        gain, own, latent = scores.gain(rows), scores.own(rows), scores.unsaid(rows)
        unsure = scores.unknown[:, rows]
        whole = total[rows] + np.tensordot(coordinators, latent, axes=1)
        for bound, share in ((least, 0.0), (most, 1.0)):
            possible = np.where(unsure, own * share, gain) + latent * share
            bound[rows] = _share(np.tensordot(coordinators, possible, axes=1) + kappa / 2, whole)
    return least, most


def parts(
    scores: Scores,
    coordinators: Floats,
    kappa: float,
    i: int,
    j: int,
    *,
    planned: Mapping[int, float] = NOTHING,
) -> tuple[Part, ...]:
    """What each criterion adds to the fit of household i at municipality j; they add up to it.

    The neutral start comes first, then the criteria in catalogue order. `planned`: scores that the plan gives
    in place of the possible ones, by the criterion's number.
    """
    own = scores.own(slice(i, i + 1))[:, 0, j]
    total = float((coordinators * own).sum()) + kappa
    start = kappa / 2 / total if total > 0 else NEUTRAL
    rows = [Part(NEUTRAL_START, "neutral", NEUTRAL, False, kappa, start)]
    for c, criterion in enumerate(scores.criteria):
        score, weight = float(planned.get(c, scores.score[c, i, j])), float(coordinators[c] * own[c])
        applies = not np.isnan(score)
        part = weight * score / total if applies and total > 0 else 0.0
        unknown = bool(scores.unknown[c, i, j])
        rows.append(Part(criterion.id, criterion.side, score if applies else None, unknown, weight, part))
    return tuple(rows)


def parts_everywhere(scores: Scores, coordinators: Floats, kappa: float, i: int) -> Floats:
    """[c + 1, m] the parts of household i's fit at every municipality, the neutral start's first."""
    own = scores.own(slice(i, i + 1))[:, 0]
    gained = coordinators[:, None] * own * np.nan_to_num(scores.score[:, i])
    total = coordinators @ own + kappa
    table = np.vstack([np.full(len(total), kappa / 2), gained])
    nothing = np.zeros_like(table)
    nothing[0] = NEUTRAL
    share: Floats = np.divide(table, total, out=nothing, where=total > 0)
    return share


def _sum(scores: Scores, coordinators: Floats) -> Floats:
    """[n, m] sum of W x own x score."""
    if scores.gains is not None:
        whole: Floats = np.tensordot(coordinators, scores.gains, axes=1)
        return whole
    total = np.empty(scores.shape)
    for rows in scores.blocks():
        total[rows] = np.tensordot(coordinators, scores.gain(rows), axes=1)
    return total


def _share(part: Floats, whole: Floats) -> Floats:
    share: Floats = np.divide(part, whole, out=np.full(whole.shape, NEUTRAL), where=whole > 0)
    return share
