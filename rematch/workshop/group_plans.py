"""Four plans for a room, each solved by itself: the middle, least regret, most agreed, what all share."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from rematch.instance import Floats, Ints
from rematch.model import ResourceId
from rematch.optimise.problem import EXACT_WORK, UNPLACED, SideConstraint
from rematch.optimise.solution import OPTIMAL_WITHIN, Solution
from rematch.optimise.solve import WarmStart, solve
from rematch.planning.fairness import fair_figures
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Pin, Scenario
from rematch.workshop.told import share_lost

GroupPlanName = Literal["median", "least_regret", "most_agreed", "common"]
Stopped = Callable[[], bool]
Types = dict[int, ResourceId | None]
"""Households to pin, by row, each with the type of accommodation it is to have there, or None."""

SECONDS = 90.0
"""For the least regret, after which it is told with the gap it has."""


@dataclass(frozen=True)
class GroupFigures:
    """What is shown of a group's plan beside the others.

    `greatest` and `mean` are what it loses by the ballots' weights, shares of the best by each. `worst_off`
    is the least fit of a placed household over its own best, by the median weights; None where nobody is.
    `moved` households are elsewhere than at the start, `fixed` are pinned by its scenario.

    `gap` is by how much another plan could be better at most in what this one is best at, `proven` where none
    is: in value under the median weights (median; common: among plans with its pins), in greatest loss
    (least_regret), in households placed as ballots place them (most_agreed); shares of it, but for a loss.
    """

    name: GroupPlanName
    persons: int
    persons_placed: int
    households: int
    moved: int
    fixed: int
    greatest: float
    mean: float
    worst_off: float | None
    proven: bool
    gap: float


@dataclass(frozen=True, eq=False)
class GroupPlan:
    """A plan for the room; `report` is what its scenario gives where it is opened.

    `report.assignment` is the plan; `losses` are what it loses by each ballot, in the order of the ballots.
    """

    figures: GroupFigures
    report: PlanReport
    losses: tuple[float, ...]

    def scenario(self, reason: str = "") -> Scenario:
        """The median weights and the pins, each with this reason, which tells where they are from."""
        own = self.report.scenario
        pins = tuple(pin.model_copy(update={"reason": reason}) for pin in own.pins)
        return own.model_copy(update={"pins": pins})


def group_plans(
    ballots: Sequence[PlanReport], weights: Scenario, start: PlanReport, stopped: Stopped | None = None
) -> tuple[GroupPlan, ...]:
    """All four, from the plans of all ballots (equal ones come again), the median `weights` and the `start`.

    Raises Overtaken once `stopped` says that nobody waits.
    """
    room = _Room(ballots, weights, start, stopped)
    return room.median(), room.least_regret(), room.most_agreed(), room.common()


class _Room:
    """The ballots' plans, and the plan under their median weights that all others are opened from."""

    def __init__(
        self, ballots: Sequence[PlanReport], weights: Scenario, start: PlanReport, stopped: Stopped | None
    ) -> None:
        self.ballots, self.start, self._stopped = ballots, start, stopped
        self._bench = WarmStart(stopped)
        self.middle = self._plan(weights)

    def median(self) -> GroupPlan:
        """The best plan under the median weights."""
        return self._told("median", self.middle, self.middle.proven, self.middle.solution.gap)

    def least_regret(self) -> GroupPlan:
        """The plan that loses least for the ballot that loses most."""
        from rematch.optimise.fairness.regret import Judge, least_regret  # noqa: PLC0415  imports the solver

        counts = Counter(plan.scenario.fingerprint for plan in self.ballots)
        kinds = {plan.scenario.fingerprint: plan for plan in self.ballots}
        judges = [
            Judge(plan.instance.problem, plan.solution, counts[key]) for key, plan in sorted(kinds.items())
        ]
        found = least_regret(judges, work_limit=EXACT_WORK, time_limit=SECONDS, stopped=self._stopped)
        report = self._opened(found.assignment)
        if max(self._losses(report)) > found.greatest + OPTIMAL_WITHIN:
            report = self._opened(found.assignment, _other_types(report, found.unit))
        gap = max(0.0, max(self._losses(report)) - found.bound)
        best = all(plan.proven for plan in self.ballots)
        return self._told("least_regret", report, best and gap <= OPTIMAL_WITHIN, gap)

    def most_agreed(self) -> GroupPlan:
        """Most households where most ballots place them; of such plans the best under the median weights."""
        votes = np.zeros_like(self.middle.instance.problem.value)
        for plan in self.ballots:
            placed = np.flatnonzero(plan.assignment != UNPLACED)
            votes[placed, plan.assignment[placed]] += 1
        most = self._most(votes)
        kept = SideConstraint(-votes, -most.objective)
        problem = replace(self.middle.instance.problem, ceilings=(kept,))
        best = solve(
            problem,
            work_limit=EXACT_WORK,
            start=most.assignment,
            known=self.middle.solution.levels,
            workbench=WarmStart(self._stopped),
        )
        report = self._opened(best.assignment)
        placed = np.flatnonzero(report.assignment != UNPLACED)
        agreed = float(votes[placed, report.assignment[placed]].sum())
        gap = max(0.0, most.bound - agreed) / max(1.0, agreed)
        return self._told("most_agreed", report, gap <= OPTIMAL_WITHIN, gap)

    def common(self) -> GroupPlan:
        """What all ballots place alike is fixed, the rest the best under the median weights."""
        first = self.ballots[0].assignment
        alike = np.all([plan.assignment == first for plan in self.ballots], axis=0) & (first != UNPLACED)
        report = self._fixed(first, dict.fromkeys(np.flatnonzero(alike).tolist()))
        return self._told("common", report, report.proven, report.solution.gap)

    def _most(self, votes: Floats) -> Solution:
        """A plan with the most votes [n, m] for its places, among those that place as many people."""
        problem = self.middle.instance.problem
        counted = replace(
            problem,
            value=np.where(np.isnan(problem.value), np.nan, votes),
            class_value=np.where(np.isnan(problem.class_value), np.nan, 0.0),
            served_value=np.zeros_like(problem.served_value),
            soft_links=(),
        )
        return solve(
            counted,
            work_limit=EXACT_WORK,
            start=self.middle.assignment,
            known=self.middle.solution.levels,
            workbench=WarmStart(self._stopped),
        )

    def _opened(self, wanted: Ints, types: Types | None = None) -> PlanReport:
        """What opens as this plan [n]: the median weights, and pins for those whom these place elsewhere."""
        pins = dict(types or {})
        report = self._fixed(wanted, pins) if pins else self.middle
        placed = np.flatnonzero(wanted != UNPLACED).tolist()
        while (report.assignment != wanted).any():
            elsewhere = [i for i in placed if report.assignment[i] != wanted[i] and i not in pins]
            more = elsewhere or [i for i in placed if i not in pins]
            if not more:
                break
            pins |= dict.fromkeys(more)
            report = self._fixed(wanted, pins)
        return report

    def _fixed(self, plan: Ints, pins: Types) -> PlanReport:
        """The plan under the median weights with these households where another plan [n] has them."""
        profiles = self.middle.instance.profiles
        made = tuple(
            Pin(
                household=profiles.households[i].id,
                ags=profiles.municipalities[plan[i]].ags,
                unit=pins[i],
            )
            for i in sorted(pins)
        )
        return self._plan(self.middle.scenario.model_copy(update={"pins": made}))

    def _plan(self, scenario: Scenario) -> PlanReport:
        return replan(self.start.instance.cohort_data, scenario, workbench=self._bench)

    def _losses(self, report: PlanReport) -> tuple[float, ...]:
        kinds = {plan.scenario.fingerprint: plan for plan in self.ballots}
        lost = {key: share_lost(plan, report) for key, plan in kinds.items()}
        return tuple(lost[plan.scenario.fingerprint] for plan in self.ballots)

    def _told(self, name: GroupPlanName, report: PlanReport, proven: bool, gap: float) -> GroupPlan:
        losses = self._losses(report)
        figures = GroupFigures(
            name=name,
            persons=report.figures.persons,
            persons_placed=report.figures.persons_placed,
            households=report.figures.households,
            moved=int((report.assignment != self.start.assignment).sum()),
            fixed=len(report.scenario.pins),
            greatest=max(losses),
            mean=sum(losses) / len(losses),
            worst_off=fair_figures(self.middle.instance, report.assignment).least_relative,
            proven=proven,
            gap=gap,
        )
        return GroupPlan(figures, report, losses)


def _other_types(opened: PlanReport, wanted: Ints) -> Types:
    """Types of accommodation of the `wanted` classes [n], where the opened plan gives another."""
    kind = opened.instance.unit_type
    types = {i: (kind(int(given)), kind(int(wanted[i]))) for i, given in enumerate(opened.units)}
    return {i: own for i, (given, own) in types.items() if own is not None and own != given}
