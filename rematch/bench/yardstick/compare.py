"""Ours and HiGHS by itself on the same problem, to the same proven gap, wins and losses alike.

HiGHS is told what would otherwise be a search of its own: that everybody is to be placed.
"""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rematch.bench.apart import apart
from rematch.bench.direct import Measured, solve_directly
from rematch.bench.yardstick.problems import SetProblem, yardsticks
from rematch.optimise import Levels, solve, verify
from rematch.optimise.presolve import presolve

GAPS = (0.005, 0.0)
LIMIT = 10.0
LEAVE = 30.0
"""Seconds beyond its limit that a solver may take to build its model and to end."""
NEVER_BEHIND = 1.1
"""Times the processor time of HiGHS that ours may take."""
ROUNDING = 1e-6
HEAD = (
    "problem             target         cpu  worth           gap  |  HiGHS cpu  worth           gap     ratio"
)


@dataclass(frozen=True)
class Compared:
    """One problem to one gap, measured both ways."""

    name: str
    target_gap: float
    ours: Measured
    highs: Measured

    @property
    def behind(self) -> bool:
        """Whether HiGHS proved it in less than `NEVER_BEHIND` allows, or came closer where neither did."""
        if self.ours.finished and self.highs.finished:
            return self.ours.cpu_s > NEVER_BEHIND * self.highs.cpu_s
        if self.ours.finished or self.highs.finished:
            return not self.ours.finished
        return _left(self.ours) > _left(self.highs) + ROUNDING


def compared(yardstick: SetProblem, limit: float = LIMIT) -> Iterator[Compared]:
    """Each gap of `GAPS`, every solve in a process of its own; seconds of the limit are those of the wall."""
    unanswered = Measured(limit, None, None, False)
    for gap in GAPS:
        ours, everybody = apart(limit + LEAVE, ours_alone, yardstick, gap, limit) or (unanswered, True)
        highs = apart(limit + LEAVE, highs_alone, yardstick, gap, limit, everybody)
        yield Compared(yardstick.name, gap, ours, highs or unanswered)


def ours_alone(yardstick: SetProblem, gap: float, limit: float) -> tuple[Measured, bool]:
    """What our search takes and reaches, check of the plan included, and whether everybody has a place."""
    problem = yardstick.problem()
    _warm()
    began = time.process_time()
    solution = solve(problem, gap=gap, time_limit=limit)
    if not verify(problem, solution.assignment).ok:
        raise AssertionError("a plan breaks rules")
    spent = time.process_time() - began
    first = not problem.place_first or solution.persons_placed == solution.persons_bound
    finished = first and solution.gap <= gap + ROUNDING
    everybody = bool(solution.persons_placed == problem.persons.sum())
    return Measured(spent, solution.objective, solution.gap if first else None, finished), everybody


def highs_alone(yardstick: SetProblem, gap: float, limit: float, everybody: bool) -> Measured:
    """The same problem as HiGHS solves it by itself, told where `everybody` is to be placed."""
    problem = yardstick.problem()
    told = Levels(int(problem.persons.sum()), 0.0) if everybody and problem.place_first else None
    return solve_directly(presolve(problem), gap, limit, told)


def side_by_side(name: str, limit: float = LIMIT) -> tuple[dict[str, Any], Iterator[str]]:
    """A set of problems: what JSON has, and the same as lines, with how many fell behind."""
    results = [one for yardstick in yardsticks(name) for one in compared(yardstick, limit)]
    rows = [asdict(one) | {"ratio_cpu": ratio(one), "behind": one.behind} for one in results]
    behind = sum(one.behind for one in results)
    return {"results": rows, "behind": behind}, _lines(results, behind)


def _lines(results: list[Compared], behind: int) -> Iterator[str]:
    yield HEAD
    yield from map(line, results)
    for gap in GAPS:
        times = [ratio(one) for one in results if one.target_gap == gap]
        said = f"{np.median(times):.1f} times our time on the median, at least {min(times):.1f}"
        yield f"to {gap:.1%}: HiGHS takes {said}"
    yield f"behind HiGHS by more than {NEVER_BEHIND} times: {behind} of {len(results)}"


def line(one: Compared) -> str:
    """Processor seconds, what the plan is worth and the proven gap, ours and theirs."""
    times = "       -" if one.ours.gap is None else f"{ratio(one):6.1f} x"
    mark = "  behind" if one.behind else ""
    return f"{one.name:<19} {one.target_gap:<8.1%}{_side(one.ours)}  |{_side(one.highs)}  {times}{mark}"


def _side(measured: Measured) -> str:
    worth = "-" if measured.objective is None else f"{measured.objective:,.2f}"
    return f"{measured.cpu_s:9.2f} s{' ' if measured.finished else '+'} {worth:>12} {_gap(measured):>9}"


def _gap(measured: Measured) -> str:
    return "-" if measured.gap is None else f"{measured.gap:.3%}"


def _left(measured: Measured) -> float:
    return float("inf") if measured.gap is None else measured.gap


def ratio(one: Compared) -> float:
    """Processor time of HiGHS over ours."""
    return one.highs.cpu_s / one.ours.cpu_s


def _warm() -> None:
    """Load what the first solve of a process loads, which is no part of this problem's time."""
    solve(SetProblem("tight", 4, 2).problem())
