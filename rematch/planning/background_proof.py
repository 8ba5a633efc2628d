"""The proof goes on beside the app: a thread of its own works on a plan, whoever shows it looks in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from rematch.jobs import Job, Stopped
from rematch.optimise.budget import Overtaken
from rematch.optimise.fairness.targets import FairnessTarget
from rematch.optimise.solution import OPTIMAL_WITHIN
from rematch.optimise.solve import WarmStart
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport

ENOUGH = 0.001
"""Share of its value that a plan may be below the best without further work."""


class Prover:
    """Works on one plan with growing limits; abandoned when stopped or no longer looked at.

    It has a workbench of its own, so that a new scenario can be solved at the same time. Between two
    limits nothing is lost: `look` gives the best plan and proof so far.
    """

    def __init__(self, report: PlanReport, limits: tuple[int, ...]) -> None:
        self.of = report
        self._work = Job("proof", partial(prove, report, limits))

    @property
    def done(self) -> bool:
        """Whether no further proof will come."""
        return not self._work.running

    def look(self) -> PlanReport:
        """The best plan and proof so far; whoever asks is waiting."""
        return self._work.look() or self.of

    def better(self) -> PlanReport | None:
        """A better plan than the one it is of, None where none was found."""
        newest = self.look()
        return None if np.array_equal(newest.assignment, self.of.assignment) else newest

    def confirmed(self) -> PlanReport:
        """The plan it is of, with the best bound found so far."""
        newest = self.look()
        return newest if self.better() is None else _confirmed(self.of, newest)

    def settle(self, shown: PlanReport) -> None:
        """This is now the plan on screen."""
        self.of = shown

    def stop(self) -> None:
        """End at the next step; what was found stays."""
        self._work.stop()

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop, or nobody looks any more."""
        return self._work.stopped


def prove(
    report: PlanReport, limits: tuple[int, ...], told: Callable[[PlanReport], None], stopped: Stopped
) -> PlanReport:
    """The plan, or a better one, with a better proof; tells after each limit.

    What a stop cuts short is dropped, as nobody could repeat it.
    """
    newest, workbench = report, WarmStart(stopped)
    for limit in limits:
        try:
            further = _further(newest, limit, workbench)
        except Overtaken:
            break
        if stopped():
            break
        newest = further
        told(newest)
        if newest.proven or newest.solution.gap <= ENOUGH:
            break
    return newest


def _further(before: PlanReport, limit: int, workbench: WarmStart) -> PlanReport:
    instance = before.instance
    after = replan(
        instance.cohort_data, instance.scenario, before=before, work_limit=limit, workbench=workbench
    )
    return after if _rank(after) > _rank(before) else _confirmed(before, after)


def _rank(report: PlanReport) -> tuple[float, float, float]:
    """What plans are compared by; differences that are rounding alone are none."""
    solution = report.solution
    return solution.persons_placed, -round(solution.shortfall, 6), round(solution.objective, 9)


def _confirmed(before: PlanReport, after: PlanReport) -> PlanReport:
    """The plan from before with the bound found since, if that says more: it holds for every such plan.

    How the plan was found stays as it was, so that it can be repeated.
    """
    old, new = before.solution, after.solution
    if old.levels != new.levels or _demands(before) != _demands(after) or new.bound >= old.bound:
        return before
    bound, certified = max(new.bound, old.objective), max(new.certified_bound, old.objective)
    within = bound - old.objective <= OPTIMAL_WITHIN * max(1.0, abs(old.objective))
    solution = replace(
        new,
        assignment=old.assignment,
        unit=old.unit,
        served=old.served,
        objective=old.objective,
        bound=bound,
        certified_bound=certified,
        status="optimal" if within and after.first_levels_proven else "feasible",
    )
    return replace(before, solution=solution)


def _demands(report: PlanReport) -> tuple[FairnessTarget, ...] | None:
    return None if report.fair is None else report.fair.demands
