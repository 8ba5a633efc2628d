"""How households fare in a plan: the worst off and why, and the shares per municipality."""

from dataclasses import dataclass

import numpy as np

from rematch.basis import Basis, Floats, Ints
from rematch.explain import WhyNot, why_not
from rematch.model import Ags, HouseholdId
from rematch.optimise.problem import UNPLACED
from rematch.service.fairness import relative_to_best
from rematch.service.preview import GOOD_FIT

WORST = 8
FEW_PLACES = 0.25
"""Share of the municipalities that a household may at most go to for it to be hard to place."""


@dataclass(frozen=True)
class Fare:
    """One placed household: its fit, that of its best allowed place, and why it is not there.

    `relative` is the one over the other; `why` is None where it is at its best place.
    """

    household: HouseholdId
    ags: Ags
    best: Ags
    fit: float
    best_fit: float
    relative: float
    why: WhyNot | None


@dataclass(frozen=True)
class PlaceFares:
    """Households of one municipality: with a good fit (GOOD_FIT), and hard to place (FEW_PLACES)."""

    ags: Ags
    name: str
    households: int
    good: int
    hard: int


def relative_fits(basis: Basis, plan: Ints) -> Floats:
    """[n] fit in the plan over the household's own best allowed one, NaN where unplaced."""
    relative = relative_to_best(_allowed(basis))
    rows = np.flatnonzero(plan != UNPLACED)
    found = np.full(basis.problem.n, np.nan)
    found[rows] = relative[rows, plan[rows]]
    return found


def worst_off(basis: Basis, plan: Ints, most: int = WORST) -> tuple[Fare, ...]:
    """The placed households furthest below their own best, the worst off first."""
    relative = relative_fits(basis, plan)
    rows = sorted(np.flatnonzero(~np.isnan(relative)), key=lambda i: (relative[i], i))
    return tuple(_fare(basis, plan, int(i), float(relative[i])) for i in rows[:most])


def _fare(basis: Basis, plan: Ints, i: int, relative: float) -> Fare:
    here, best = int(plan[i]), int(np.nanargmax(_allowed(basis)[i]))
    at_best = basis.fit[i, here] >= basis.fit[i, best] - 1e-9
    places = basis.profiles.municipalities
    return Fare(
        household=basis.profiles.households[i].id,
        ags=places[here].ags,
        best=places[best].ags,
        fit=float(basis.fit[i, here]),
        best_fit=float(basis.fit[i, best]),
        relative=relative,
        why=None if at_best else why_not(basis, plan, i, best),
    )


def place_fares(basis: Basis, plan: Ints) -> tuple[PlaceFares, ...]:
    """One line per municipality, in the order of the profiles."""
    hard = hard_to_place(basis)
    found = []
    for j, place in enumerate(basis.profiles.municipalities):
        rows = np.flatnonzero(plan == j)
        good = int((basis.fit[rows, j] >= GOOD_FIT).sum())
        found.append(PlaceFares(place.ags, place.name, len(rows), good, int(hard[rows].sum())))
    return tuple(found)


def hard_to_place(basis: Basis) -> np.ndarray:
    """[n] households that may go to at most FEW_PLACES of the municipalities (at least to one)."""
    possible = (~np.isnan(basis.problem.value)).sum(axis=1)
    few: np.ndarray = (possible > 0) & (possible <= max(1, int(FEW_PLACES * basis.problem.m)))
    return few


def _allowed(basis: Basis) -> Floats:
    """[n, m] fits, NaN where a pair is not allowed."""
    return np.where(np.isnan(basis.problem.value), np.nan, basis.fit)
