"""What just changed: who moved, from where to where, and which criterion tipped it."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rematch.instance import Floats, MatchingInstance
from rematch.model import Ags, CriterionId, HouseholdId
from rematch.optimise import Check, verify
from rematch.optimise.problem import UNPLACED
from rematch.planning.report import PlanReport


@dataclass(frozen=True)
class Move:
    """One household whose place changed; fits are those under the new weights, None where unplaced.

    `tipped` names the criterion whose new weight speaks most for the move, None where the household
    only made room or followed others, or where nothing can be said.
    """

    household: HouseholdId
    persons: int
    before: Ags | None
    after: Ags | None
    fit_before: float | None
    fit_after: float | None
    tipped: CriterionId | None


@dataclass(frozen=True, eq=False)
class Changes:
    """The step from one shown plan to the next on the same profiles."""

    old: PlanReport
    new: PlanReport

    @cached_property
    def kept(self) -> Check:
        """What the old plan is worth, and which rules it breaks, under the new scenario."""
        return verify(self.new.instance.problem, self.old.assignment)

    @property
    def gain(self) -> float | None:
        """Value won over keeping the old plan, None where it may not be kept or places other people."""
        same_people = self.kept.persons_placed == self.new.solution.persons_placed
        same_pledges = abs(self.kept.shortfall - self.new.solution.shortfall) < 1e-9
        if not self.kept.ok or not same_people or not same_pledges:
            return None
        return self.new.solution.objective - self.kept.objective

    @property
    def regret(self) -> float | None:
        """How far the old plan is at most below the best under the new scenario, as a share of its value."""
        if self.gain is None:
            return None
        return max(0.0, self.new.solution.bound - self.kept.objective) / max(1e-9, abs(self.kept.objective))

    @property
    def attributable(self) -> bool:
        """Whether the gain exceeds what is still unproven, so that a cause may be named."""
        unproven = self.new.solution.bound - self.new.solution.objective
        return self.gain is not None and self.gain > max(unproven, 1e-9)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The households whose place changed, in the order of the profiles."""
        rows = np.flatnonzero(self.old.assignment != self.new.assignment)
        return tuple(self._move(int(i)) for i in rows)

    @cached_property
    def rehoused(self) -> tuple[HouseholdId, ...]:
        """The households that keep their place and get another type of accommodation there."""
        old, new = self.old, self.new
        kinds = ([plan.instance.unit_type(int(c)) for c in plan.units] for plan in (old, new))
        same = zip(new.instance.profiles.households, old.assignment, new.assignment, *kinds, strict=True)
        return tuple(h.id for h, here, there, before, after in same if here == there and before != after)

    @cached_property
    def _fits(self) -> tuple[Floats, Floats]:
        """Fits [n] in both plans under the new scenario."""
        instance = self.new.instance
        return instance.planned_fit(self.old.assignment), instance.planned_fit(self.new.assignment)

    def _move(self, i: int) -> Move:
        here, there = int(self.old.assignment[i]), int(self.new.assignment[i])
        fits = self._fits
        household = self.new.instance.profiles.households[i]
        return Move(
            household=household.id,
            persons=household.size,
            before=_ags(self.new.instance, here),
            after=_ags(self.new.instance, there),
            fit_before=None if here == UNPLACED else float(fits[0][i]),
            fit_after=None if there == UNPLACED else float(fits[1][i]),
            tipped=self._tipped(i, here, there) if self.attributable else None,
        )

    def _tipped(self, i: int, here: int, there: int) -> CriterionId | None:
        """The criterion with a moved weight whose parts shifted most towards the new place."""
        if UNPLACED in (here, there):
            return None
        if len(self.old.instance.weights) != len(self.new.instance.weights):
            return None
        moved = self.old.instance.weights != self.new.instance.weights
        names = [c.id for c, m in zip(self.new.instance.scores.criteria, moved, strict=True) if m]
        before, after = _lead(self.old.instance, i, here, there), _lead(self.new.instance, i, here, there)
        if sum(after.values()) <= sum(before.values()):
            return None
        shifts = {name: after.get(name, 0.0) - before.get(name, 0.0) for name in names}
        best = max(shifts, key=lambda name: shifts[name], default=None)
        return best if best is not None and shifts[best] > 0 else None


def _lead(instance: MatchingInstance, i: int, here: int, there: int) -> dict[CriterionId, float]:
    """Per criterion the part there less the part here."""
    lead: dict[CriterionId, float] = defaultdict(float)
    for sign, j in ((1.0, there), (-1.0, here)):
        for part in instance.parts(i, j):
            lead[part.criterion] += sign * part.part
    return lead


def _ags(instance: MatchingInstance, j: int) -> Ags | None:
    return None if j == UNPLACED else instance.profiles.municipalities[j].ags
