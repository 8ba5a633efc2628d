"""What fairness is measured by, and what a plan may be asked to reach, as sums that may not pass a limit."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import UNPLACED, Floats, Ints, SideConstraint

Kind = Literal["count", "group", "place"]


@dataclass(frozen=True)
class FairnessTarget:
    """What the plan is to reach, one line of what is stored with a run.

    count   at least `least` households at `level` of their relative fit
    group   group `number` has at least a mean relative fit of `level`, its unplaced counting 0
    place   those at municipality `number` have at least a mean fit of `level`
    """

    kind: Kind
    level: float
    number: int = 0
    least: int = 0


@dataclass(frozen=True, eq=False)
class Yardstick:
    """What fairness is measured by.

    relative [n, m]       fit over the household's own best allowed fit, 1 where that best is 0
    fit      [n, m]       the fit itself
    shares   [n]          what a household counts in a mean: its persons, or 1
    groups   [(name, rows [n])]
    """

    relative: Floats
    fit: Floats
    shares: Floats
    groups: tuple[NDArray[np.bool_], ...] = ()

    def ceiling(self, demand: FairnessTarget) -> SideConstraint:
        """The demand as a sum over the plan that may not pass a limit:

        count   sum_ij -[r_ij >= level] x_ij <= -least
        group   sum_ij -s_i r_ij x_ij <= -level sum_i s_i      (i in the group)
        place   sum_i s_i (level - f_ij) x_ij <= 0             (at that j)
        """
        if demand.kind == "count":
            return SideConstraint(-(self.relative >= demand.level).astype(float), -float(demand.least))
        if demand.kind == "group":
            own = np.where(self.groups[demand.number], self.shares, 0.0)
            return SideConstraint(-own[:, None] * self.relative, -demand.level * float(own.sum()))
        here = np.arange(self.fit.shape[1]) == demand.number
        return SideConstraint(np.where(here, self.shares[:, None] * (demand.level - self.fit), 0.0), 0.0)

    def reached(self, plan: Ints) -> Floats:
        """Relative fit [n] of every household in the plan, -1 for the unplaced, who are below every level."""
        at = self.relative[np.arange(len(plan)), plan]
        return np.where(plan == UNPLACED, -1.0, at)

    def least(self, plan: Ints) -> float | None:
        """Least relative fit among the placed."""
        reached = self.reached(plan)[plan != UNPLACED]
        return float(reached.min()) if reached.size else None

    def group_mean(self, plan: Ints, number: int) -> float:
        """Mean relative fit of a group, its unplaced counting 0."""
        own = np.where(self.groups[number], self.shares, 0.0)
        return float(own @ np.maximum(self.reached(plan), 0.0) / max(float(own.sum()), 1e-12))

    def place_mean(self, plan: Ints, j: int) -> float | None:
        """Mean fit of those at municipality j, None where nobody is."""
        here = plan == j
        return float(np.average(self.fit[here, j], weights=self.shares[here])) if here.any() else None


def meets(ceiling: SideConstraint, plan: Ints) -> bool:
    """Whether this plan [n] keeps the ceiling."""
    placed = np.flatnonzero(plan != UNPLACED)
    return float(ceiling.cost[placed, plan[placed]].sum()) <= ceiling.limit + TOLERANCE
