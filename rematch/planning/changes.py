"""What just changed: who moved, from where to where, what it is worth, and which moves were ordered."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from rematch.instance import Floats, MatchingInstance
from rematch.instance.figures import Figures, figures
from rematch.model import Ags, HouseholdId
from rematch.optimise import Check, verify
from rematch.optimise.problem import UNPLACED
from rematch.planning.report import PlanReport

Ordered = Literal["pin", "veto", "waits", "closed", "limit"]
"""Put there, not to stay where it was, waits for the next round; its place was closed, or has less room."""


@dataclass(frozen=True)
class Move:
    """One household whose place changed; fits are those under the new weights, None where unplaced.

    `ordered` is the decision of this very step that sends it there or away, None where there is none.
    """

    household: HouseholdId
    persons: int
    before: Ags | None
    after: Ags | None
    fit_before: float | None
    fit_after: float | None
    ordered: Ordered | None

    @property
    def gain(self) -> float:
        """Fit in the new place less that in the old one; without a place it is 0."""
        return (self.fit_after or 0.0) - (self.fit_before or 0.0)


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

    @property
    def lost(self) -> tuple[Move, ...]:
        """The moves that leave a household without a place it had."""
        return tuple(move for move in self.moves if move.before is not None and move.after is None)

    @cached_property
    def figures_before(self) -> Figures:
        """The old plan's key figures under the new scenario, so that both plans have one yardstick."""
        return figures(self.new.instance, self.old.assignment)

    @property
    def reweighed(self) -> bool:
        """Whether the old plan's figures are others under the new scenario than under its own."""
        return self.figures_before != self.old.figures

    @cached_property
    def rehoused(self) -> tuple[HouseholdId, ...]:
        """The households that keep their place and get another type of accommodation there."""
        old, new = self.old, self.new
        kinds = ([plan.instance.unit_type(int(c)) for c in plan.units] for plan in (old, new))
        same = zip(new.instance.profiles.households, old.assignment, new.assignment, *kinds, strict=True)
        return tuple(h.id for h, here, there, before, after in same if here == there and before != after)

    @cached_property
    def served(self) -> tuple[HouseholdId, ...]:
        """The households that keep their place and get fewer or more units there of what not all get."""
        old, new = self.old, self.new
        if old.given.served.shape != new.given.served.shape:
            return ()
        other = (old.given.served != new.given.served).any(axis=1)
        same = old.assignment == new.assignment
        return tuple(new.instance.profiles.households[i].id for i in np.flatnonzero(same & other))

    @cached_property
    def _fits(self) -> tuple[Floats, Floats]:
        """Fits [n] in both plans under the new scenario."""
        instance = self.new.instance
        return instance.planned_fit(self.old.assignment), instance.planned_fit(self.new.assignment)

    def _move(self, i: int) -> Move:
        here, there = int(self.old.assignment[i]), int(self.new.assignment[i])
        fits = self._fits
        household = self.new.instance.profiles.households[i]
        before, after = _ags(self.new.instance, here), _ags(self.new.instance, there)
        return Move(
            household=household.id,
            persons=household.size,
            before=before,
            after=after,
            fit_before=None if here == UNPLACED else float(fits[0][i]),
            fit_after=None if there == UNPLACED else float(fits[1][i]),
            ordered=self._ordered(household.id, before, after),
        )

    def _ordered(self, household: HouseholdId, before: Ags | None, after: Ags | None) -> Ordered | None:
        old, new = self.old.scenario, self.new.scenario
        if household in self._newly_waiting:
            return "waits"
        pinned = {(pin.household, pin.ags) for pin in set(new.pins) - set(old.pins)}
        vetoed = {(veto.household, veto.ags) for veto in set(new.vetoes) - set(old.vetoes)}
        if (household, after) in pinned:
            return "pin"
        if (household, before) in vetoed:
            return "veto"
        if before in set(new.closed) - set(old.closed):
            return "closed"
        return "limit" if before is not None and self._only_less_room(before) else None

    @cached_property
    def _newly_waiting(self) -> set[HouseholdId]:
        """Those who wait in the new plan alone, by decision or with others."""
        new, old = ({*p.scenario.not_this_round, *p.instance.waits_with} for p in (self.new, self.old))
        return new - old

    def _only_less_room(self, ags: Ags) -> bool:
        """Whether this step did nothing but set a limit there below what was in force."""
        old, new = self.old.scenario, self.new.scenario
        back = {**new.limits, ags: old.limits.get(ags, {})}
        put_back = new.model_copy(update={"limits": {a: units for a, units in back.items() if units}})
        here = self.new.instance.cohort_data.column[ags]
        capacity = (plan.instance.problem.capacity[here] for plan in (self.new, self.old))
        return put_back == old and bool(np.less(*capacity).any())


def _ags(instance: MatchingInstance, j: int) -> Ags | None:
    return None if j == UNPLACED else instance.profiles.municipalities[j].ags
