"""Weekly counts with a level that may move: older weeks count less, and what may follow is drawn as integers.

Discounted gamma-Poisson filtering (West and Harrison 1997, section 10.8), spread wider than Poisson by the
dispersion that was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

DISCOUNTS = (1.0, 0.98, 0.95, 0.9, 0.85, 0.8)
"""What a week counts beside the one after it: 1, as much."""
HALF = 0.5
"""Households added to what was seen where the level is drawn: that nobody came does not prove nobody will."""
_lgamma = np.vectorize(lgamma, otypes=[float])


@dataclass(frozen=True, eq=False)
class CountModel:
    """What the counts say of the level, one entry for each discount.

    level = `seen` / `weeks`, households a week; `dispersion` is variance by mean, at least 1; `weights` add
    up to 1 and say how well each discount foresaw the next week.
    """

    discounts: Floats
    seen: Floats
    weeks: Floats
    dispersion: Floats
    weights: Floats

    @property
    def level(self) -> float:
        """Households a week that are expected."""
        return float(self.weights @ (self.seen / self.weeks))

    def draws(self, weeks: int, paths: int, rng: np.random.Generator) -> Counts:
        """Households [paths, weeks] that may come, each path with a level and a discount of its own."""
        which = rng.choice(len(self.weights), size=paths, p=self.weights)
        discount, spread = self.discounts[which], self.dispersion[which]
        shape = (self.seen[which] + HALF) / spread
        level = rng.gamma(shape) * spread / self.weeks[which]
        found = np.zeros((paths, weeks), dtype=np.int64)
        for week in range(weeks):
            level, shape = _moved(level, shape, discount, rng)
            found[:, week] = rng.poisson(_spread_out(level, spread, rng))
        return found


def fitted(counts: Sequence[int], discounts: Sequence[float] = DISCOUNTS) -> CountModel:
    """The model of weekly counts, oldest first; ValueError where there is none."""
    if not counts:
        raise ValueError("no weeks")
    known = np.asarray(counts, dtype=float)
    d = np.asarray(discounts, dtype=float)
    seen, weeks = np.zeros((len(known) + 1, len(d))), np.zeros((len(known) + 1, len(d)))
    for at, count in enumerate(known):
        seen[at + 1], weeks[at + 1] = d * seen[at] + count, d * weeks[at] + 1
    foreseen = (seen[1:-1] + HALF) / weeks[1:-1]
    wider = 1 + 1 / weeks[1:-1]
    next_one = known[1:, None]
    errors = (next_one - foreseen) ** 2 / (foreseen * wider)
    dispersion = np.maximum(1.0, errors.mean(axis=0)) if len(known) > 1 else np.ones(len(d))
    scores = _log_chance(next_one, foreseen, dispersion * wider).sum(axis=0)
    weights = np.exp(scores - scores.max())
    return CountModel(d, seen[-1], weeks[-1], dispersion, weights / weights.sum())


def _moved(level: Floats, shape: Floats, discount: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The level a week on: the same on average, known less well the smaller the discount."""
    kept = np.where(discount < 1, discount * shape, shape)
    lost = np.where(discount < 1, (1 - discount) * shape, 1.0)
    share = np.where(discount < 1, rng.beta(kept, lost) / discount, 1.0)
    return level * share, kept


def _spread_out(level: Floats, dispersion: Floats, rng: np.random.Generator) -> Floats:
    """The mean of each week's Poisson count, so that the count has this dispersion: negative binomial."""
    more = dispersion - 1
    wide = (more > 1e-9) & (level > 0)
    size = np.where(wide, level / np.where(wide, more, 1.0), 1.0)
    return np.where(wide, rng.gamma(size) * more, level)


def _log_chance(count: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Logarithm of the chance of a count, negative binomial with this mean and variance by mean (over 1)."""
    size = mean / (dispersion - 1)
    own = _lgamma(count + size) - _lgamma(size) - _lgamma(count + 1)
    return np.asarray(own - size * np.log(dispersion) + count * np.log1p(-1 / dispersion))
