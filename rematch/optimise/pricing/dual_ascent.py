"""Prices without a solver: descent on the certificate, whose least value is that of the relaxation.

L(prices) is convex, and what the units' best places leave over is a subgradient of it: room of each
resource, persons above those asked, persons above the pledges. The steps are scaled for each price by
the sizes its own slopes had before and shrink geometrically (Adam: Kingma, Ba 2015): scarce beds and
scarce persons differ tenfold in scale, and one step length for all of them stalled at 0.5 to 1 % above.
"""

import numpy as np

from rematch.optimise.budget import NO_LIMIT, Budget
from rematch.optimise.pricing.effort import USUAL
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.proof.certificate import Prices, bound_of
from rematch.optimise.proof.cover_cuts import lifted
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.solution import Levels

FIRST, LAST = 0.1, 0.002
"""First and last step, as shares of the mean value of a person's place."""
SLOPE, SIZE = 0.5, 0.9
"""How much of the past the mean slope and the mean square slope keep in each step."""


def ascend(
    units: ReducedProblem,
    levels: Levels,
    steps: int = USUAL.steps,
    *,
    budget: Budget = NO_LIMIT,
) -> Prices:
    """Good prices for plans that place these persons and miss at most this shortfall.

    Of the budget only matters whether anybody waits.
    """
    now = _halved(units)
    best, least = now, np.inf
    point = _as_point(now)
    mean, square = np.zeros_like(point), np.zeros_like(point)
    scale = _scale(units)
    for step in range(1, steps + 1):
        budget.go_on()
        bound, slope = _look(units, levels, now)
        if bound < least:
            best, least = now, bound
        mean = SLOPE * mean + (1 - SLOPE) * slope
        square = SIZE * square + (1 - SIZE) * slope**2
        length = scale * FIRST * (LAST / FIRST) ** (step / steps)
        towards = mean / (1 - SLOPE**step) / (np.sqrt(square / (1 - SIZE**step)) + 1e-9)
        point = np.maximum(point - length * towards, 0.0)
        now = _as_prices(point, units, now)
    return best


def _halved(units: ReducedProblem) -> Prices:
    """Nothing costs anything, and of each soft link's bonus both get half."""
    prices = Prices.zero(units)
    for link, (_, _, bonus) in enumerate(units.soft_links):
        prices.soft[link] = bonus / 2
    return prices


def _scale(units: ReducedProblem) -> float:
    """Mean value of a person's place."""
    sizes = np.maximum(units.persons, 1)[:, None]
    values = np.abs(units.possible() / sizes)[units.allowed]
    return float(values.mean()) if values.size else 1.0


def _look(units: ReducedProblem, levels: Levels, prices: Prices) -> tuple[float, Floats]:
    """L at these prices, and its slope as a point."""
    persons = levels.persons if units.place_first else 0
    nothing = lifted(units, ())
    bound, rho, best = bound_of(units, prices, nothing, persons=persons, shortfall=levels.shortfall)
    first = rho.argmax(axis=1)
    rows = np.flatnonzero((rho[np.arange(len(first)), first] >= best) & np.isfinite(best))
    at = first[rows]
    used = np.zeros_like(units.capacity)
    np.add.at(used, at, units.demand[rows] if units.demand.ndim == 2 else units.demand[rows, at])
    place = np.full(len(units.persons), UNPLACED, dtype=np.int64)
    place[rows] = at
    if units.served is not None:
        own = units.served.columns
        used[:, own] += units.served.wanted(units.spread(place), prices.capacity[:, own])
    there = np.bincount(at, weights=units.persons[rows], minlength=len(units.minimum))
    chosen = np.zeros(units.value.shape)
    chosen[rows, at] = 1.0
    slope = Prices(
        capacity=np.where(units.limited, units.capacity - used, 0.0),
        persons=float(there.sum() - persons) if units.place_first else 0.0,
        minimum=np.where(units.minimum > 0, there - units.minimum, 0.0),
        apart=np.array([1.0 - chosen[i] - chosen[o] for i, o in units.apart]).reshape(prices.apart.shape),
        soft=np.array([chosen[i] - units.closeness @ chosen[o] for i, o, _ in units.soft_links]).reshape(
            prices.soft.shape
        ),
        ceilings=np.array([c.limit - float(c.cost[rows, at].sum()) for c in units.ceilings]),
        classes=_left(units, prices, place),
    )
    return bound, _as_point(slope)


def _left(units: ReducedProblem, prices: Prices, place: Ints) -> Floats:
    """Housing left of each class [c] where the members of units at `place` [u] take their best."""
    if units.classes is None:
        return np.zeros(0)
    there = units.spread(place)
    chosen = units.classes.chosen(there, prices.classes)[there != UNPLACED]
    used = np.bincount(chosen, minlength=len(units.classes.count))
    return np.where(np.isfinite(units.classes.count), units.classes.count - used, 0.0)


def _as_point(prices: Prices) -> Floats:
    parts = (prices.capacity, prices.minimum, prices.apart, prices.soft, prices.ceilings, prices.classes)
    return np.concatenate([[prices.persons], *(part.ravel() for part in parts)])


def _as_prices(point: Floats, units: ReducedProblem, like: Prices) -> Prices:
    """In the shapes of `like`, and no soft link paid more than its bonus."""
    sizes = [1, like.capacity.size, like.minimum.size, like.apart.size, like.soft.size, like.ceilings.size]
    persons, capacity, minimum, apart, soft, ceilings, classes = np.split(point, np.cumsum(sizes))
    limits = np.array([link[2] for link in units.soft_links]).reshape(-1, 1)
    return Prices(
        capacity.reshape(like.capacity.shape),
        float(persons[0]) if units.place_first else 0.0,
        minimum,
        apart.reshape(like.apart.shape),
        np.minimum(soft.reshape(like.soft.shape), limits),
        ceilings,
        classes=classes,
    )
