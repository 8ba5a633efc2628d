"""What it would cost to send a household elsewhere, found by solving again with that pair pinned."""

from dataclasses import dataclass, replace

import numpy as np

from rematch.errors import Contradiction
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.optimise import Solution, solve, verify
from rematch.optimise.problem import UNPLACED
from rematch.service.changes import Changes, Move
from rematch.service.report import PlanReport


@dataclass(frozen=True)
class Forced:
    """The best plan with the household there, against the present one.

    `cost_low` and `cost_high` bound what the total value loses, equal only where both plans are proven
    optimal; None where it costs persons a place, which comes first. `moves` are the other households.
    """

    household: HouseholdId
    ags: Ags
    possible: bool
    persons_lost: int = 0
    cost_low: float | None = None
    cost_high: float | None = None
    exact: bool = False
    moves: tuple[Move, ...] = ()


def force(report: PlanReport, household: HouseholdId, ags: Ags) -> Forced:
    """Solve again with `household` pinned to `ags`; not possible where the pair breaks a rule or demand."""
    ground = report.basis.ground
    i, j = ground.row[household], ground.column[ags]
    try:
        problem = replace(report.basis.problem, pins={**report.basis.problem.pins, i: j})
        solution = solve(problem, work_limit=report.work_limit, seed=report.scenario.seed)
    except Contradiction:
        return Forced(household, ags, possible=False)
    if solution.assignment[i] == UNPLACED:
        return Forced(household, ags, possible=False)
    moves = Changes(report, _instead(report, solution)).moves
    return _forced(report, solution, household, ags, tuple(m for m in moves if m.household != household))


def _instead(report: PlanReport, solution: Solution) -> PlanReport:
    return replace(report, solution=solution, check=verify(report.basis.problem, solution.assignment))


def _forced(
    report: PlanReport, solution: Solution, household: HouseholdId, ags: Ags, moves: tuple[Move, ...]
) -> Forced:
    present = report.solution
    lost = present.persons_placed - solution.persons_placed
    if lost > 0:
        return Forced(household, ags, possible=True, persons_lost=lost, moves=moves)
    exact = present.status == solution.status == "optimal"
    return Forced(
        household,
        ags,
        possible=True,
        cost_low=max(0.0, present.objective - solution.bound),
        cost_high=max(0.0, present.bound - solution.objective),
        exact=exact,
        moves=moves,
    )


def one_more(report: PlanReport, ags: Ags, resource: ResourceId, units: float) -> Solution:
    """The plan with `units` more of `resource` at `ags`, for what one more place would bring."""
    j = report.basis.ground.column[ags]
    k = report.basis.supply.resources.index(resource)
    capacity = np.array(report.basis.problem.capacity)
    capacity[j, k] += units
    problem = replace(report.basis.problem, capacity=capacity)
    return solve(problem, work_limit=report.work_limit, seed=report.scenario.seed)
