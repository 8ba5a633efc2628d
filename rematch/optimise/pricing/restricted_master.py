"""The relaxation over all pairs, from a few of them: columns are priced in as long as one would gain.

Prices from the ascent decide which pairs stand in the first restricted model; its own prices then say,
over all pairs in one product, which are missing (Dantzig, Wolfe 1960; Barnhart et al. 1998). Once no
missing pair has a reduced value above its unit's best, the restricted optimum is that of all pairs. In
between, lifted covers cut off what only fractions of households could fill (`cuts`). One model lives
through all rounds: pairs and cuts are added to it and its basis is kept.
"""

from dataclasses import dataclass, replace

import numpy as np

from rematch.optimise.budget import NO_LIMIT, Budget
from rematch.optimise.exact.branch_and_bound import ExactModel, Relaxed
from rematch.optimise.exact.tightening import tightened
from rematch.optimise.policy.model import Model
from rematch.optimise.pricing.dual_ascent import ascend
from rematch.optimise.pricing.effort import USUAL, Effort
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.proof.certificate import Prices, best_reduced, bound_and_reduced
from rematch.optimise.reduced_problem import Bools, ReducedProblem
from rematch.optimise.solution import Levels

ADD = 6
TIGHT = 1e-7
"""Reduced value, as a share of the bound per unit, above which a missing pair counts as one that gains."""


@dataclass(frozen=True, eq=False)
class MasterResult:
    """The relaxation: best prices and their bound, reduced values [u, m], the point as shares [u, m].

    `value` is the optimum of the restricted relaxation (None where it has no point), `complete` whether
    no pair outside it could raise it; `model` is the restricted model, pairs and cuts included.
    """

    prices: Prices
    bound: float
    reduced: Floats
    shares: Floats
    value: float | None
    complete: bool
    rounds: int
    columns: int
    model: ExactModel


def relaxation(
    units: ReducedProblem,
    levels: Levels,
    plan: Ints,
    budget: Budget = NO_LIMIT,
    *,
    effort: Effort = USUAL,
    model: Model | None = None,
) -> MasterResult:
    """Ascent, then rounds of pricing, as far as the effort goes; `plan` [u] makes sure that there is a point.

    The pairs are cut from PuLP's `model`, if it is given. Of the budget only matters whether anybody waits.
    """
    prices = ascend(units, levels, effort.steps, budget=budget)
    bound, reduced = bound_and_reduced(units, prices, persons=levels.persons, shortfall=levels.shortfall)
    restricted = ExactModel(units, best_pairs(units, reduced, effort.pairs) | at(units, plan), model)
    best = MasterResult(prices, bound, reduced, np.zeros_like(reduced), None, False, 0, 0, restricted)
    if bound - units.worth(plan) <= effort.near * abs(units.worth(plan)):
        return best
    for number in range(1, effort.rounds + 1):
        budget.go_on()
        columns = int(restricted.present.sum())
        restricted.keep(levels.persons, levels.shortfall)
        restricted.aim_value()
        relaxed = tightened(restricted, effort.cut_passes, budget, warm=number > 1)
        best, gains = _priced(units, best, relaxed, levels)
        best = replace(best, complete=not gains.any(), rounds=number, columns=columns)
        if not gains.any() or _close(best, effort.priced):
            break
        if number < effort.rounds:
            restricted.widen(gains)
    return best


def _priced(
    units: ReducedProblem, best: MasterResult, relaxed: Relaxed, levels: Levels
) -> tuple[MasterResult, Bools]:
    """What the restricted model's prices prove over all pairs, and the pairs that would gain at them."""
    present = best.model.present
    if relaxed.value is None:
        missing = np.where(units.allowed & ~present, best.reduced, -np.inf)
        return replace(best, value=None), best_pairs(units, missing, ADD)
    prices = relaxed.prices
    bound, reduced = bound_and_reduced(units, prices, persons=levels.persons, shortfall=levels.shortfall)
    if bound <= best.bound:
        best = replace(best, prices=prices, bound=bound, reduced=reduced)
    gains = _gaining(units, reduced, present, levels)
    chosen = best_pairs(units, np.where(gains, reduced, -np.inf), ADD)
    return replace(best, shares=relaxed.shares, value=relaxed.value), chosen


def _close(priced: MasterResult, within: float) -> bool:
    return priced.value is not None and priced.bound - priced.value <= within * abs(priced.value)


def best_pairs(units: ReducedProblem, worth: Floats, count: int) -> Bools:
    """The `count` pairs [u, m] of each unit with the greatest worth above -inf."""
    chosen = np.zeros(worth.shape, dtype=bool)
    if worth.size:
        count = min(count, worth.shape[1])
        places = np.argpartition(-worth, count - 1, axis=1)[:, :count]
        np.put_along_axis(chosen, places, True, axis=1)
    return chosen & units.allowed & np.isfinite(worth)


def at(units: ReducedProblem, plan: Ints) -> Bools:
    """The pairs [u, m] of a plan."""
    pairs: Bools = (plan[:, None] == np.arange(len(units.minimum))[None, :]) & (plan != UNPLACED)[:, None]
    return pairs


def _gaining(units: ReducedProblem, reduced: Floats, pool: Bools, levels: Levels) -> Bools:
    """Pairs outside the pool worth more than the best inside, at these prices."""
    persons = levels.persons if units.place_first else 0
    best = best_reduced(units, np.where(pool, reduced, -np.inf), persons)
    tolerance = TIGHT * max(1.0, float(np.abs(units.value).max(initial=0.0)))
    gaining: Bools = units.allowed & ~pool & (reduced > best[:, None] + tolerance)
    return gaining
