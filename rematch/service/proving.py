"""The proof goes on beside the app: a thread of its own works on a plan, whoever shows it looks in."""

import logging
from dataclasses import replace
from threading import Event, Thread
from time import monotonic

from rematch.errors import RematchError
from rematch.optimise.fairness import Demand
from rematch.optimise.solution import OPTIMAL_WITHIN
from rematch.optimise.solve import Workbench
from rematch.service.plan import replan
from rematch.service.report import PlanReport

PATIENCE = 5.0
"""Seconds without a look after which nobody is there any more."""
ENOUGH = 0.001
"""Share of its value that a plan may be below the best without further work."""

_log = logging.getLogger("rematch")


class Prover:
    """Works on one plan with growing limits; abandoned when stopped or no longer looked at.

    It has a workbench of its own, so that a new scenario can be solved at the same time. Between two
    limits nothing is lost: `look` gives the best plan and proof so far.
    """

    def __init__(self, report: PlanReport, limits: tuple[int, ...]) -> None:
        self.of = report
        self.done = False
        self._newest = report
        self._limits = limits
        self._stopped = Event()
        self._looked = monotonic()
        Thread(target=self._work, daemon=True, name="proof").start()

    def look(self) -> PlanReport:
        """The best plan and proof so far; tells the thread that somebody is waiting."""
        self._looked = monotonic()
        return self._newest

    def settle(self) -> None:
        """What was found is now the plan on screen."""
        self.of = self._newest

    def stop(self) -> None:
        """Begin no further piece of work; what was found stays."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stopped.is_set()

    def _work(self) -> None:
        workbench = Workbench()
        try:
            for limit in self._limits:
                if self._left():
                    break
                self._newest = self._further(limit, workbench)
                if self._newest.proven or self._newest.solution.gap <= ENOUGH:
                    break
        except RematchError as fault:
            _log.warning("proof ended: %s", fault.code)
        self.done = True

    def _further(self, limit: int, workbench: Workbench) -> PlanReport:
        before = self._newest
        basis = before.basis
        after = replan(basis.ground, basis.scenario, before=before, work_limit=limit, workbench=workbench)
        return after if _rank(after) > _rank(before) else _confirmed(before, after)

    def _left(self) -> bool:
        return self._stopped.is_set() or monotonic() - self._looked > PATIENCE


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
        objective=old.objective,
        bound=bound,
        certified_bound=certified,
        status="optimal" if within and after.first_levels_proven else "feasible",
    )
    return replace(before, solution=solution)


def _demands(report: PlanReport) -> tuple[Demand, ...] | None:
    return None if report.fair is None else report.fair.demands
