"""From changed weights to a verified, explained plan: processor seconds of each stage."""

import time
from dataclasses import dataclass, field

import numpy as np

from rematch.bench.apart import apart
from rematch.bench.cpsat import solve_by_cpsat
from rematch.bench.direct import Measured, solve_directly
from rematch.explain import placements
from rematch.instance import CohortData, MatchingInstance, assemble
from rematch.optimise import Levels, Solution, certified_bound, solve, verify
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import EXACT_PAIRS
from rematch.optimise.solve import WarmStart
from rematch.planning.plan import WORK_LIMIT
from rematch.scenario import Scenario

LEAVE = 30.0
"""Seconds beyond its limit that another solver may take to build its model and to end."""


class Clock:
    """Processor seconds by name of the stage."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._last = time.process_time()

    def lap(self, name: str) -> None:
        """What passed since the last lap belongs to this stage."""
        now = time.process_time()
        self.stages[name] = now - self._last
        self._last = now


@dataclass(frozen=True, eq=False)
class Answer:
    """One plan and what its stages took; `bound_s` until the old plan's bound under the new weights stood."""

    instance: MatchingInstance
    solution: Solution
    stages: dict[str, float]
    bound_s: float
    wall_s: float

    @property
    def cpu_s(self) -> float:
        """From scores in memory to the verified plan, as a person waits for it."""
        return sum(self.stages[name] for name in ("fit", "model", "solve", "verify"))


@dataclass
class Desk:
    """One visitor's session: a workbench and the last answer, as the app keeps them."""

    cohort_data: CohortData
    bench: WarmStart = field(default_factory=WarmStart)
    last: Answer | None = None

    def answer(self, scenario: Scenario, gap: float, limit: float | None = None) -> Answer:
        """A plan as the app makes it, or (with a limit in seconds) searched until this gap is proven."""
        wall, clock, last = time.perf_counter(), Clock(), self.last
        instance = assemble(self.cohort_data, scenario, earlier=last.instance if last else None)
        clock.lap("fit")
        if last:
            reached = last.solution.levels
            old = last.solution.prices
            certified_bound(instance.problem, old, persons=reached.persons, shortfall=reached.shortfall)
        clock.lap("bound")
        units = presolve(instance.problem)
        self.bench.prepare(units)
        clock.lap("model")
        free = limit is not None or units.pairs <= EXACT_PAIRS
        solution = solve(
            instance.problem,
            gap=gap if free else 0.0,
            work_limit=None if free else WORK_LIMIT,
            time_limit=limit,
            start=last.solution.assignment if last else None,
            known=_proven(last),
            workbench=self.bench,
        )
        clock.lap("solve")
        check = verify(instance.problem, solution.assignment, solution.unit)
        clock.lap("verify")
        wall = time.perf_counter() - wall
        if not check.ok:
            raise AssertionError(f"a plan breaks rules: {check.violations}")
        placements(instance, solution.assignment)
        clock.lap("explain")
        bound_s = clock.stages["fit"] + clock.stages["bound"]
        self.last = Answer(instance, solution, clock.stages, bound_s, wall)
        return self.last


def highs(answer: Answer, gap: float, limit: float, *, cold: bool) -> Measured:
    """HiGHS on the same problem, to the same gap; after a move it is told the first levels as well."""
    known = None if cold else answer.solution.levels
    measured = apart(limit + LEAVE, solve_directly, presolve(answer.instance.problem), gap, limit, known)
    return measured or Measured(limit, None, None, False)


def cpsat(answer: Answer, gap: float, limit: float) -> Measured:
    """OR-Tools CP-SAT on the same problem, to the same gap."""
    return solve_by_cpsat(presolve(answer.instance.problem), gap, limit)


def median(numbers: list[float]) -> float:
    """The middle one."""
    return float(np.median(numbers))


def nine_of_ten(numbers: list[float]) -> float:
    """What nine of ten stay below."""
    return float(np.quantile(numbers, 0.9))


def _proven(last: Answer | None) -> Levels | None:
    if last is None:
        return None
    found = last.solution
    proven = found.persons_placed >= found.persons_bound and found.shortfall <= found.shortfall_bound + 1e-9
    return found.levels if proven else None
