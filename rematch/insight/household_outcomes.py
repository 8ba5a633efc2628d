"""How households fare in a plan: the worst off and why, and the shares per municipality."""

from dataclasses import dataclass

import numpy as np

from rematch.explain import WhyNot, why_not
from rematch.instance import Floats, Ints, MatchingInstance
from rematch.instance.figures import GOOD_FIT
from rematch.instance.fit import PairFit
from rematch.model import Ags, HouseholdId

WORST = 8
FEW_PLACES = 0.25
"""Share of the municipalities that a household may at most go to for it to be hard to place."""


@dataclass(frozen=True)
class HouseholdOutcome:
    """One placed household: its fit here and at its best allowed place, and why it is not there.

    `relative` is the one over the other; `why` is None where it is at its best place.
    """

    household: HouseholdId
    ags: Ags
    best: Ags
    fit: PairFit
    best_fit: PairFit
    relative: float
    why: WhyNot | None


@dataclass(frozen=True)
class PlaceOutcomes:
    """Households of one municipality: with a good fit (GOOD_FIT), and hard to place (FEW_PLACES)."""

    ags: Ags
    name: str
    households: int
    good: int
    hard: int


def relative_fits(instance: MatchingInstance, plan: Ints) -> Floats:
    """[n] fit in the plan over the household's own best allowed one, NaN where unplaced."""
    best = np.nan_to_num(_allowed(instance), nan=0.0).max(axis=1, initial=0.0)
    planned = instance.planned_fit(plan)
    relative: Floats = np.where(best > 0, planned / np.where(best > 0, best, 1.0), 1.0)
    return np.where(np.isnan(planned), np.nan, relative)


def worst_off(instance: MatchingInstance, plan: Ints, most: int = WORST) -> tuple[HouseholdOutcome, ...]:
    """The placed households furthest below their own best, the worst off first."""
    relative = relative_fits(instance, plan)
    rows = sorted(np.flatnonzero(~np.isnan(relative)), key=lambda i: (relative[i], i))
    return tuple(_fare(instance, plan, int(i), float(relative[i])) for i in rows[:most])


def _fare(instance: MatchingInstance, plan: Ints, i: int, relative: float) -> HouseholdOutcome:
    here, best = int(plan[i]), int(np.nanargmax(_allowed(instance)[i]))
    planned, possible = instance.planned_fits(plan), instance.fits
    at_best = here == best or planned.value[i] >= possible.value[i, best] - 1e-9
    places = instance.profiles.municipalities
    return HouseholdOutcome(
        household=instance.profiles.households[i].id,
        ags=places[here].ags,
        best=places[best].ags,
        fit=planned.at(i),
        best_fit=possible.at(i, best),
        relative=relative,
        why=None if at_best else why_not(instance, plan, i, best),
    )


def place_outcomes(instance: MatchingInstance, plan: Ints) -> tuple[PlaceOutcomes, ...]:
    """One line per municipality, in the order of the profiles."""
    hard, planned = hard_to_place(instance), instance.planned_fit(plan)
    found = []
    for j, place in enumerate(instance.profiles.municipalities):
        rows = np.flatnonzero(plan == j)
        good = int((planned[rows] >= GOOD_FIT).sum())
        found.append(PlaceOutcomes(place.ags, place.name, len(rows), good, int(hard[rows].sum())))
    return tuple(found)


def hard_to_place(instance: MatchingInstance) -> np.ndarray:
    """[n] households that may go to at most FEW_PLACES of the municipalities (at least to one)."""
    possible = (~np.isnan(instance.problem.value)).sum(axis=1)
    few: np.ndarray = (possible > 0) & (possible <= max(1, int(FEW_PLACES * instance.problem.m)))
    return few


def _allowed(instance: MatchingInstance) -> Floats:
    """[n, m] fits, NaN where a pair is not allowed."""
    return np.where(np.isnan(instance.problem.value), np.nan, instance.fit)
