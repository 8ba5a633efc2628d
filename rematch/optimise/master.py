"""The relaxation over all pairs, from a few of them: columns are priced in as long as one would gain.

Prices from the ascent decide which pairs stand in the first restricted model; its own prices then say,
over all pairs in one product, which are missing (Dantzig, Wolfe 1960; Barnhart et al. 1998). Once no
missing pair has a reduced value above its unit's best, the restricted optimum is that of all pairs.
"""

from dataclasses import dataclass, replace

import numpy as np

from rematch.optimise.ascent import ascend
from rematch.optimise.certificate import Prices, best_reduced, bound_and_reduced, reduced_values
from rematch.optimise.core import Bools, Core
from rematch.optimise.exact import ExactModel
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.solution import Levels

START_WITH = 4
MOST_ROUNDS = 4
TIGHT = 1e-7
"""Reduced value, as a share of the bound per unit, above which a missing pair counts as one that gains."""


@dataclass(frozen=True, eq=False)
class Priced:
    """The relaxation: best prices and their bound, reduced values [u, m], the point as shares [u, m].

    `value` is the optimum of the restricted relaxation (None where it has no point), `complete` whether
    no pair outside it could raise it.
    """

    prices: Prices
    bound: float
    reduced: Floats
    shares: Floats
    value: float | None
    complete: bool
    rounds: int
    columns: int


def relaxation(units: Core, levels: Levels, plan: Ints, *, within: float = 0.0) -> Priced:
    """Ascent, then at most MOST_ROUNDS restricted models; `plan` [u] makes sure that there is a point.

    It may stop once the restricted optimum is within this share of the bound.
    """
    prices = ascend(units, levels)
    bound, reduced = bound_and_reduced(units, prices, persons=levels.persons, shortfall=levels.shortfall)
    pool = best_pairs(units, reduced, START_WITH) | at(units, plan)
    best = Priced(prices, bound, reduced, np.zeros_like(reduced), None, False, 0, int(pool.sum()))
    for number in range(1, MOST_ROUNDS + 1):
        model = ExactModel(replace(units, allowed=pool))
        model.keep(levels.persons, levels.shortfall)
        model.aim_value()
        relaxed = model.relax()
        if relaxed.value is None:
            gains = units.allowed & ~pool
            reduced = best.reduced
        else:
            found = bound_and_reduced(
                units, relaxed.prices, persons=levels.persons, shortfall=levels.shortfall
            )
            if found[0] <= best.bound:
                best = replace(best, prices=relaxed.prices, bound=found[0], reduced=found[1])
            reduced = found[1]
            gains = _gaining(units, relaxed.prices, reduced, pool, levels)
        best = replace(
            best,
            shares=relaxed.shares,
            value=relaxed.value,
            complete=not gains.any(),
            rounds=number,
            columns=int(pool.sum()),
        )
        if not gains.any() or _close(best, within):
            break
        if relaxed.value is None:
            gains = best_pairs(units, np.where(gains, reduced, -np.inf), 2 * START_WITH)
        pool = pool | gains
    return best


def _close(priced: Priced, within: float) -> bool:
    return priced.value is not None and priced.bound - priced.value <= within * abs(priced.value)


def best_pairs(units: Core, worth: Floats, count: int) -> Bools:
    """The `count` pairs [u, m] of each unit with the greatest worth above -inf."""
    chosen = np.zeros(worth.shape, dtype=bool)
    if worth.size:
        count = min(count, worth.shape[1])
        places = np.argpartition(-worth, count - 1, axis=1)[:, :count]
        np.put_along_axis(chosen, places, True, axis=1)
    return chosen & units.allowed & np.isfinite(worth)


def at(units: Core, plan: Ints) -> Bools:
    """The pairs [u, m] of a plan."""
    pairs: Bools = (plan[:, None] == np.arange(len(units.minimum))[None, :]) & (plan != UNPLACED)[:, None]
    return pairs


def _gaining(units: Core, prices: Prices, reduced: Floats, pool: Bools, levels: Levels) -> Bools:
    """Pairs outside the pool worth more than the best inside, at these prices."""
    inside = replace(units, allowed=pool)
    persons = levels.persons if units.place_first else 0
    best = best_reduced(inside, reduced_values(inside, prices), persons)
    tolerance = TIGHT * max(1.0, float(np.abs(units.value).max(initial=0.0)))
    gaining: Bools = units.allowed & ~pool & (reduced > best[:, None] + tolerance)
    return gaining
