"""Criteria x priorities -> scores and own weights of every pair, measured once.

`rematch.instance.fit` weighs them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.criteria.columns import Flags, Floats, offers
from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.measures import NEUTRAL, ScoreMatrix
from rematch.criteria.switches import in_the_fit, modifiers
from rematch.model import CriterionId, Profiles
from rematch.scenario import Scenario

FIT_VERSION = 6
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

    `score` [c, n, m] in [0, 1], NaN = not applicable; `unknown` [c, n, m] an answer or offer is missing. For
    the town's criteria the score is 0.5 + 0.5 x match; `matched` keeps the matches themselves.
    A criterion's own weight at (i, j) is of_household[c, i] x of_municipality[c, j] x of_pair[c][i, j]
    (1 where missing); it is 0 where the criterion does not apply. `if_applied` [c, n] is what of_household
    would be if it applied.
    """

    criteria: tuple[Criterion, ...]
    score: NDArray[np.floating]
    unknown: Flags
    of_household: Floats
    of_municipality: Floats
    of_pair: Mapping[int, Floats] = field(default_factory=dict)
    if_applied: Floats | None = None
    matched: Mapping[CriterionId, ScoreMatrix] = field(default_factory=dict)

    @cached_property
    def of_town(self) -> Flags:
        """[c] the criteria on the municipalities' side."""
        return np.array([criterion.side == "municipality" for criterion in self.criteria], dtype=bool)

    @cached_property
    def floor(self) -> Floats:
        """[c] the least that a criterion can score."""
        floor: Floats = np.where(self.of_town, NEUTRAL, 0.0)
        return floor

    @property
    def shape(self) -> tuple[int, int]:
        """Households and municipalities."""
        return self.score.shape[1], self.score.shape[2]

    @property
    def scored(self) -> dict[CriterionId, ScoreMatrix]:
        """Match and unknown by criterion, as the hard rules take them."""
        found = zip(self.criteria, self.score, self.unknown, strict=True)
        scored = {criterion.id: ScoreMatrix(score, unknown) for criterion, score, unknown in found}
        return scored | dict(self.matched)

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
    def offered(self) -> Floats | None:
        """[n, c, m] what a household's own weight of 1 gains at each place, where that fits in memory."""
        if self.score.size > IN_MEMORY:
            return None
        gain = np.where(np.isnan(self.score), 0.0, self.score * self.of_municipality[:, None, :])
        for c, factor in self.of_pair.items():
            gain[c] *= factor
        return np.ascontiguousarray(gain.swapaxes(0, 1))

    def lowered(self, factor: Floats) -> Self:
        """The same with people's own weights times a factor [c, n]; what is offered is not computed anew."""
        found = replace(self, of_household=self.of_household * factor)
        vars(found)["offered"] = self.offered
        return found

    def blocks(self) -> Iterator[slice]:
        """Slices of households that together cover all, each with all its criteria."""
        return _blocks(self.shape[0], self.shape[1] * len(self.criteria), WEIGHED_AT_ONCE)


def score_pairs(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Scores:
    """Measure every criterion of the fit that is switched on, on every pair.

    Depends on the scenario's switches, limits, what is closed, the way of joining members and how many
    exclusions bar, never on weights, kappa or the town's share.
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
    matched = _for_the_town(criteria, profiles, score, unknown)
    of_household, of_municipality = _priorities(criteria, profiles)
    scores = Scores(criteria, score, unknown, of_household, of_municipality, {}, of_household, matched)
    return _modified(_where_applicable(scores), profiles, catalogue, scenario)


def _blocks(n: int, width: int, at_once: int) -> Iterator[slice]:
    rows = max(1, at_once // max(width, 1))
    return (slice(start, min(start + rows, n)) for start in range(0, n, rows))


def _for_the_town(
    criteria: tuple[Criterion, ...], profiles: Profiles, score: NDArray[np.floating], unknown: Flags
) -> dict[CriterionId, ScoreMatrix]:
    """Turn the matches of the town's criteria into 0.5 + 0.5 x match, and give the matches back.

    So nobody counts less than neutral for matching little or nothing. A town that named nothing has no wish
    there: not applicable, flagged where it was not asked.
    """
    matched = {}
    for c, criterion in enumerate(criteria):
        if criterion.side != "municipality":
            continue
        matched[criterion.id] = ScoreMatrix(score[c].copy(), unknown[c].copy())
        score[c] = NEUTRAL + NEUTRAL * score[c]
        if criterion.offer is not None:
            stated = offers(profiles.municipalities, criterion.offer)
            score[c][:, [value is None or value in ({}, ()) for value in stated]] = np.nan
    return matched


def _priorities(criteria: tuple[Criterion, ...], profiles: Profiles) -> tuple[Floats, Floats]:
    """p(h, c) [c, n] on the households' criteria, q(m, c) [c, m] on the municipalities', else 1.

    A municipality's own priorities are scaled to mean 1: it says what matters more, not how loudly.
    """
    of_household = np.ones((len(criteria), len(profiles.households)))
    of_municipality = np.ones((len(criteria), len(profiles.municipalities)))
    for c, criterion in enumerate(criteria):
        if criterion.side == "household":
            of_household[c] = [h.priorities.get(criterion.id, 1) for h in profiles.households]
        else:
            of_municipality[c] = [m.priorities.get(criterion.id, 1) for m in profiles.municipalities]
    of_town = [criterion.side == "municipality" for criterion in criteria]
    if any(of_town):
        mean = of_municipality[of_town].mean(axis=0)
        of_municipality[of_town] /= np.where(mean > 0, mean, 1.0)
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
