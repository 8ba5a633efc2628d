"""How many steps of a slider a plan, or a household's place in it, lasts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rematch.instance import Floats, Ints
from rematch.optimise import Solution, solve
from rematch.optimise.problem import Problem
from rematch.optimise.solution import OPTIMAL_WITHIN
from rematch.optimise.solve import WarmStart
from rematch.planning.report import PlanReport
from rematch.whatif.sensitivity.weight_path import WeightPath

ENOUGH = 1_000_000
"""Nodes no small problem ever needs; under a limit a search begins with the plan it is given."""
BOUND_WORK = 1
"""Neighbourhoods searched for one bound where a problem is not solved to the end."""


@dataclass(frozen=True)
class StableRange:
    """How many steps of a line it lasts; `sharp` is False where it is only not proven at the next one."""

    line: WeightPath
    steps: int
    sharp: bool = True

    @property
    def last(self) -> float | None:
        """The last step inside, None where there is none."""
        return self.line.steps[self.steps - 1] if self.steps else None

    @property
    def first_outside(self) -> float | None:
        """The first step outside, None where the slider ends."""
        return self.line.steps[self.steps] if self.steps < len(self.line.steps) else None


class ParametricSearch:
    """Solves along sliders, and keeps every plan it comes by: often one of them answers the next question."""

    def __init__(self, report: PlanReport, stopped: Callable[[], bool]) -> None:
        self._report = report
        self._stopped = stopped
        self._limit = ENOUGH if report.work_limit is None else BOUND_WORK
        self._known = report.solution.levels if report.first_levels_proven else None
        self._benches = WarmStart(), WarmStart()
        self._plans = {report.assignment.tobytes(): report.assignment}

    def holds_now(self, share: float) -> bool:
        """Whether the plan shown is proven within `share` of the best at the present weights."""
        solution = self._report.solution
        lead = solution.bound - solution.objective
        return self._report.first_levels_proven and lead <= float(_allowed(solution.objective, share))

    def lasting(self, line: WeightPath, share: float) -> StableRange:
        """How many steps in a row the plan shown is proven within `share` of the best."""
        return self._lasting(line, self._report.assignment, share)

    def keeping(self, line: WeightPath, i: int) -> StableRange:
        """How many steps in a row household row `i` keeps its present place in a best plan."""
        at = self.lasting(line, 0.0).steps
        while at < len(line.steps) and not self._stopped():
            plan = self._best_keeping(line.problems[at], i)
            more = self._lasting(line.beyond(at), plan, 0.0).steps
            if not more:
                break
            at += more
        return StableRange(line, at)

    def reaching(
        self, line: WeightPath, pair: tuple[int, int], planned: Callable[[int], PlanReport]
    ) -> PlanReport | None:
        """The plan at the first step that has household row i at column j; None where no step has.

        `planned` solves a step. Steps at which even the best plan with that pair is beaten are passed over.
        """
        at, ahead = 0, len(line.steps)
        while at < len(line.steps) and not self._stopped():
            part = range(at, min(len(line.steps), at + ahead))
            if self._ruled_out(line, part, pair):
                at = part.stop
            elif len(part) > 1:
                ahead = len(part) // 2
            else:
                plan = planned(at)
                self._plans[plan.assignment.tobytes()] = plan.assignment
                if plan.assignment[pair[0]] == pair[1]:
                    return plan
                at += 1
        return None

    def _ruled_out(self, line: WeightPath, steps: range, pair: tuple[int, int]) -> bool:
        """Whether a known plan beats every plan with this pair at all of the steps."""
        ends = [steps.start, steps.stop - 1]
        plans = sorted(self._plans.values(), key=lambda plan: float(line.worth(plan, ends).sum()))
        rival = plans[-1]
        start = next((plan for plan in reversed(plans) if plan[pair[0]] == pair[1]), rival)
        tolerance = OPTIMAL_WITHIN * max(1.0, float(np.abs(line.worth(rival, ends)).max()))
        problems = line.leading(rival, steps)
        bounds = (self._solved(_only(p, *pair), start, bench=1).bound - base for p, base in problems)
        return all(lead < -tolerance for lead in bounds)

    def _lasting(self, line: WeightPath, plan: Ints, share: float) -> StableRange:
        if not line.steps:
            return StableRange(line, 0)
        worth = line.worth(plan)
        allowed = _allowed(worth, share)
        inside, end = 0, self._beaten(line, worth + allowed)
        ahead = end
        while inside < end and not self._stopped():
            part = _smooth(line, range(inside, min(end, inside + ahead)))
            if self._holds(line, plan, part, float(allowed[part.start : part.stop].min())):
                inside = part.stop
                continue
            known, end = end, min(end, self._beaten(line, worth + allowed))
            if len(part) == 1 and end > inside:
                return StableRange(line, inside, sharp=False)
            ahead = end - inside if end < known else max(1, len(part) // 2)
        return StableRange(line, inside)

    def _beaten(self, line: WeightPath, least: Floats) -> int:
        """The first step at which a known plan is worth more than `least` [s]; how many there are if none."""
        best = np.max([line.worth(plan) for plan in self._plans.values()], axis=0)
        better = np.flatnonzero(best > least)
        return int(better[0]) if len(better) else len(least)

    def _holds(self, line: WeightPath, plan: Ints, steps: range, allowed: float) -> bool:
        """Whether it is proven that no plan leads this one by more than `allowed` at any of the steps."""
        problems = line.leading(plan, steps)
        return all(self._solved(problem, plan).bound - base <= allowed for problem, base in problems)

    def _best_keeping(self, problem: Problem, i: int) -> Ints:
        """The best plan in which household row `i` is where it is now."""
        there = int(self._report.assignment[i])
        return self._solved(_only(problem, i, there), self._report.assignment, bench=1).assignment

    def _solved(self, problem: Problem, start: Ints, bench: int = 0) -> Solution:
        solution = solve(
            problem,
            work_limit=self._limit,
            seed=self._report.scenario.seed,
            start=start,
            known=self._known,
            workbench=self._benches[bench],
        )
        present = self._report.solution
        if (solution.persons_placed, -solution.shortfall) >= (present.persons_placed, -present.shortfall):
            self._plans[solution.assignment.tobytes()] = solution.assignment
        return solution


def _only(problem: Problem, i: int, j: int) -> Problem:
    """The problem with household row i at column j or nowhere."""
    value = problem.value.copy()
    value[i, np.arange(problem.m) != j] = np.nan
    return replace(problem, value=value)


def _allowed(worth: Floats | float, share: float) -> Floats:
    """By how much a plan of this worth may be led, with the solver's tolerance."""
    size = np.abs(worth)
    return np.asarray(share * size + OPTIMAL_WITHIN * np.maximum(1.0, size))


def _smooth(line: WeightPath, steps: range) -> range:
    """The range without a last step at weight 0, where what an ordinary criterion counts may jump."""
    return steps[:-1] if len(steps) > 1 and line.steps[steps[-1]] == 0.0 else steps
