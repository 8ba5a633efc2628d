"""The measures: how a need on one side meets an offer on the other, as numbers in [0, 1].

Each takes arrays over r rows (households or members) and m municipalities and gives a `ScoreMatrix`. Three
rules hold for all: what is not needed is not applicable (NaN); what is needed and whose offer is unknown
scores `cautious`, flagged; an unknown need or wish is none, flagged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Term
from rematch.criteria.columns import Flags, Floats, Ints, spans

NEUTRAL = 0.5
EARTH_KM = 6371.0088


@dataclass(frozen=True, eq=False)
class ScoreMatrix:
    """Scores [r, m], NaN = not applicable; `unknown` [r, m] where an answer or an offer is missing."""

    score: Floats
    unknown: Flags

    def inverted(self) -> "ScoreMatrix":
        """1 - score."""
        return ScoreMatrix(1.0 - self.score, self.unknown)


def settle(
    score: Floats, needed: Floats, offer_unknown: Flags, cautious: Floats | float = NEUTRAL
) -> ScoreMatrix:
    """Apply the three rules: `needed` [r] is 1, 0 or NaN for unknown; `offer_unknown` is [m] or [r, m]."""
    needs, unsaid = (needed > 0)[:, None], np.isnan(needed)[:, None]
    unknown = np.broadcast_to(offer_unknown, score.shape) & needs
    settled = np.where(unknown, cautious, np.where(needs, score, np.nan))
    return ScoreMatrix(settled, unknown | unsaid)


def waiting(wait: Floats, half: float) -> Floats:
    """2^(-wait / half): what is left of an offer one has to wait for; [m], NaN unknown."""
    return halved(wait, half)


def halved(amount: Floats, half: float) -> Floats:
    """2^(-x / half): a half at `half`, a quarter at twice that; of nothing the whole. NaN stays unknown."""
    left: Floats = np.exp2(-np.maximum(amount, 0.0) / half)
    return left


def gate(
    needed: Floats, offered: Floats, graded: Floats | None = None, cautious: float = NEUTRAL
) -> ScoreMatrix:
    """1 where what is needed is offered, else 0; `graded` [m] (see `waiting`) multiplies it.

    `needed` [r], `offered` [m] or [r, m]: 1, 0 or NaN for unknown.
    """
    score = np.broadcast_to(offered, (len(needed), offered.shape[-1]))
    if graded is not None:
        score = np.where(score == 0, 0.0, score * graded)
    return settle(score, needed, np.isnan(score), cautious)


def coverage(
    weights: Floats,
    known: Flags,
    offered: Floats,
    offer_known: Flags,
    *,
    best: bool = False,
    cautious: float = NEUTRAL,
) -> ScoreMatrix:
    """sum_v w o / sum_v w, the weighted share of the needed things that is offered; best: max_v w o.

    `weights` [r, v] >= 0, `offered` [m, v] in [0, 1]. What is offered everywhere stands in `offered` also
    of a municipality whose offer is unknown: it scores no less; where that gives 1 nothing is unknown.
    """
    total = weights.sum(axis=1)
    needed = np.where(known, (total > 0).astype(float), np.nan)
    if best:
        score = np.zeros((len(weights), len(offered)))
        for need, offer in zip(weights.T, offered.T, strict=True):
            np.maximum(score, need[:, None] * offer, out=score)
    else:
        score = weights @ offered.T / np.where(total > 0, total, 1.0)[:, None]
    score = np.clip(score, 0.0, 1.0)
    return settle(score, needed, ~offer_known & (score < 1.0), np.maximum(score, cautious))


def steps(wished: Floats, offered: Floats, span: float, cautious: float = NEUTRAL) -> ScoreMatrix:
    """1 - |a - b| / span on an ordinal scale; `wished` [r], `offered` [m], NaN unknown."""
    score = np.clip(1.0 - np.abs(wished[:, None] - offered) / span, 0.0, 1.0)
    needed = np.where(np.isnan(wished), np.nan, 1.0)
    return settle(score, needed, np.isnan(offered), cautious)


def decay_km(km: Floats, known: Flags, half: float, same_km: float) -> ScoreMatrix:
    """2^(-km / half), 1 within `same_km`; `km` [r, m] (see `nearest_km`), inf where nothing is near to."""
    score = np.where(km <= same_km, 1.0, halved(km, half))
    needed = np.where(known, np.isfinite(km).all(axis=1).astype(float), np.nan)
    return settle(score, needed, np.zeros(km.shape[1], dtype=bool))


def nearest_km(points: Floats, ends: Ints, towns: Floats) -> Floats:
    """[r, m] great-circle distance of each row's nearest point (haversine, mean radius); inf without one.

    `points` [p, 2] and `towns` [m, 2] in degrees; the points of row r are ends[r] to ends[r + 1].
    """
    km = np.full((len(ends) - 1, len(towns)), np.inf)
    apart = haversine_km(points, towns)
    if len(points) == len(km) and (np.diff(ends) == 1).all():
        return apart
    for row, span in enumerate(spans(ends)):
        km[row] = apart[span].min(axis=0, initial=np.inf)
    return km


def haversine_km(points: Floats, towns: Floats) -> Floats:
    """[p, m] distances on a sphere: 2 R asin sqrt(sin^2(dlat/2) + cos cos sin^2(dlon/2))."""
    lat, lon = np.radians(points.T)[:, :, None]
    town_lat, town_lon = np.radians(towns.T)
    chord = np.sin((town_lat - lat) / 2) ** 2
    chord += np.cos(lat) * np.cos(town_lat) * np.sin((town_lon - lon) / 2) ** 2
    km: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return km


def decay_minutes(needed: Floats, minutes: Floats, half: float, cautious: float = NEUTRAL) -> ScoreMatrix:
    """2^(-minutes / half) for those who need it; `needed` [r] 1, 0, NaN; `minutes` [m], NaN unknown."""
    score = np.broadcast_to(halved(minutes, half), (len(needed), len(minutes)))
    return settle(score, needed, np.isnan(minutes), cautious)


def places(
    demand: Floats,
    known: Flags,
    capacity: Floats,
    graded: Floats | None = None,
    cautious: float = NEUTRAL,
) -> ScoreMatrix:
    """The share of the household's demand that the stated capacity covers, whole units; times `graded` [m].

    `demand` [r, m] units known to be needed; `known` [r] whether everybody said so, else flagged, and where
    nothing is known to be needed not applicable. `capacity` [m], NaN where not stated.
    """
    score = np.minimum(1.0, np.floor(capacity) / np.maximum(demand, 1.0))
    if graded is not None:
        score = np.where(score == 0, 0.0, score * graded)
    needs = (demand > 0).any(axis=1)
    found = settle(score, np.where(known | needs, needs.astype(float), np.nan), np.isnan(score), cautious)
    return ScoreMatrix(found.score, found.unknown | (needs & ~known)[:, None])


def rooms(wanted: Floats, there: Floats, cautious: float = NEUTRAL) -> ScoreMatrix:
    """min(1, rooms there / rooms wanted); `wanted` [r] 0 = none, `there` [m]; NaN unknown."""
    score = np.minimum(1.0, there / np.maximum(wanted, 1.0)[:, None])
    needed = np.where(np.isnan(wanted), np.nan, (wanted > 0).astype(float))
    return settle(score, needed, np.isnan(there), cautious)


RANKED = np.array([0.0, 1.0, 0.8, 0.6, 0.4, 0.2, 0.1])
"""What the first five wishes score, and every further one; 0 where a place is not among them."""


def rank(position: Ints) -> ScoreMatrix:
    """1, 0.8, 0.6, 0.4, 0.2, then 0.1 for the wished places that take part; 0 for a place not wished for.

    `position` [r, m] counts from 1 among them, 0 = not wished for; where none takes part not applicable.
    """
    score: Floats = RANKED[np.minimum(position, len(RANKED) - 1)]
    return settle(score, (position > 0).any(axis=1).astype(float), np.zeros(position.shape[1], dtype=bool))


def against(named: Flags, wished: Flags) -> ScoreMatrix:
    """0 at the places a household rules out, 1 elsewhere; not applicable where each of them bars.

    `named` [r, m] every place it rules out, `wished` [r, m] those that bar nothing and are wishes against.
    """
    score = np.where(named, 0.0, 1.0)
    return settle(score, wished.any(axis=1).astype(float), np.zeros(named.shape[1], dtype=bool))


def scale(
    needed: Floats,
    figures: Sequence[Floats],
    terms: Sequence[Term],
    towns: int,
    cautious: float = NEUTRAL,
) -> ScoreMatrix:
    """Mean of the terms (x - low) / (high - low), within [0, 1], turned round where low is better.

    `needed` [r] 1, 0, NaN; one array of `figures` a term, [1, m] or [r, 1]; an unknown one counts `cautious`.
    """
    shares = [_share(figure, term) for figure, term in zip(figures, terms, strict=True)]
    shape = (len(needed), towns)
    unstated = np.broadcast_to(sum(np.isnan(share) for share in shares) > 0, shape)
    total = sum(np.where(np.isnan(share), cautious, share) for share in shares)
    score = np.broadcast_to(total / len(shares), shape)
    return settle(score, needed, unstated, score)


def _share(figure: Floats, term: Term) -> Floats:
    share = np.clip((figure - term.low) / (term.high - term.low), 0.0, 1.0)
    return share if term.better == "high" else 1.0 - share


ALIKE = (0.0, 0.0, 0.4, 0.8, 1.0)
"""How near two occupations are by the digits they share from the front; a major group is too wide."""


def code(
    needed: Sequence[str | None],
    offered: Sequence[str],
    demand: Floats,
    offer_known: Flags,
    cautious: float = NEUTRAL,
) -> ScoreMatrix:
    """max_o alike(code, o) x demand of o, for hierarchical codes (ISCO-08): see `ALIKE`.

    `needed` [r] codes, None unknown; `offered` [v] codes with their `demand` [m, v] in [0, 1].
    """
    asked = tuple(sorted({c for c in needed if c}))
    alike = np.array([[ALIKE[min(_common(c, o), 4)] for o in offered] for c in asked]).reshape(
        len(asked), len(offered)
    )
    best = np.zeros((len(asked) + 1, len(demand)))
    for row, similarity in enumerate(alike):
        best[row] = (similarity * demand).max(axis=1, initial=0.0)
    place = {c: row for row, c in enumerate(asked)}
    score = np.clip(best[[place.get(c or "", len(asked)) for c in needed]], 0.0, 1.0)
    wanted = np.array([np.nan if c is None else float(bool(c)) for c in needed])
    return settle(score, wanted, ~offer_known, cautious)


def _common(a: str, b: str) -> int:
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
