"""What it would cost to send a household elsewhere, found by solving again with that pair pinned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from rematch.errors import Contradiction
from rematch.explain.room import together
from rematch.instance import Floats, MatchingInstance, assemble
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.optimise import Solution, solve
from rematch.optimise.problem import UNPLACED, Problem
from rematch.optimise.proof.certificate import forced_bounds
from rematch.planning.changes import Changes, Move
from rematch.planning.report import PlanReport, verified
from rematch.whatif.alternatives.prices import class_prices

Prevented = Literal["rule", "fairness"]
TOLERANCE = 1e-9


@dataclass(frozen=True)
class ForcedAssignment:
    """The best plan found with the household there, against the present one.

    Persons come first, then pledges, then value. `persons_lost` and `pledged_lost` (persons missing to the
    pledges) are those of the plan found, `persons_certain` is how many any such plan loses. `cost_low` and
    `cost_high` bound what the best total value loses, equal only where both plans are proven optimal; None
    where it costs persons or pledges. `found_worse` is by how much the plan found is below the one on screen
    (negative: above). `moves` are the other households. Where it is not possible, a rule or
    decision prevents it, or the fairness that was asked for.
    """

    household: HouseholdId
    ags: Ags
    possible: bool
    persons_lost: int = 0
    persons_certain: int = 0
    pledged_lost: float = 0.0
    cost_low: float | None = None
    cost_high: float | None = None
    exact: bool = False
    found_worse: float | None = None
    moves: tuple[Move, ...] = ()
    prevented: Prevented | None = None

    @property
    def within_gap(self) -> bool:
        """Whether what is unproven of the two plans is larger than any cost that is certain."""
        if self.exact or self.cost_low is None or self.cost_high is None:
            return False
        return self.cost_high - self.cost_low > self.cost_low


def costs_at_least(report: PlanReport, household: HouseholdId) -> Floats:
    """[m] what the total value loses at least with the household at each place; inf where it cannot be.

    From the certificate's prices alone; holds for plans that place as many persons and miss no more pledged.
    """
    i = report.instance.cohort_data.row[household]
    reached = report.solution.levels
    bounds = forced_bounds(
        report.instance.problem, report.solution.prices, persons=reached.persons, shortfall=reached.shortfall
    )
    least: Floats = np.maximum(0.0, report.solution.objective - bounds[i])
    return least


def forced_assignment(report: PlanReport, household: HouseholdId, ags: Ags) -> ForcedAssignment:
    """Solve again with `household` pinned to `ags`; a pin it has is given up for that."""
    cohort_data = report.instance.cohort_data
    i, j = cohort_data.row[household], cohort_data.column[ags]
    try:
        problem = replace(report.instance.problem, pins={**report.instance.problem.pins, i: j})
    except Contradiction:
        return ForcedAssignment(household, ags, possible=False, prevented="rule")
    try:
        solution = solve(
            problem,
            work_limit=report.work_limit,
            seed=report.scenario.seed,
            start=_there(report, i, j),
        )
    except Contradiction:
        prevented: Prevented = "fairness" if problem.ceilings else "rule"
        return ForcedAssignment(household, ags, possible=False, prevented=prevented)
    if solution.assignment[i] == UNPLACED:
        return ForcedAssignment(household, ags, possible=False, prevented=_prevented(problem, i, j))
    moves = Changes(report, _instead(report, solution)).moves
    return _forced(report, solution, household, ags, tuple(m for m in moves if m.household != household))


def _there(report: PlanReport, i: int, j: int) -> list[int]:
    """The present plan with the household, and who belongs to it, at the other place."""
    plan = report.assignment.copy()
    plan[sorted(together(report.instance, i))] = j
    return [int(place) for place in plan]


def _prevented(problem: Problem, i: int, j: int) -> Prevented:
    """Fairness, where the pair could be but for its ceilings."""
    if not problem.ceilings:
        return "rule"
    free = solve(replace(problem, ceilings=()), work_limit=0)
    return "rule" if free.assignment[i] == UNPLACED else "fairness"


def _instead(report: PlanReport, solution: Solution) -> PlanReport:
    return replace(report, solution=solution, check=verified(report.instance, solution.assignment))


def _forced(
    report: PlanReport, solution: Solution, household: HouseholdId, ags: Ags, moves: tuple[Move, ...]
) -> ForcedAssignment:
    present = report.solution
    persons = max(0, present.persons_placed - solution.persons_placed)
    pledged = max(0.0, solution.shortfall - present.shortfall)
    found = ForcedAssignment(
        household,
        ags,
        possible=True,
        persons_lost=persons,
        persons_certain=max(0, present.persons_placed - solution.persons_bound),
        pledged_lost=0.0 if persons else pledged,
        exact=present.status == solution.status == "optimal",
        moves=moves,
    )
    if persons or pledged > TOLERANCE:
        return found
    at_least = float(costs_at_least(report, household)[report.instance.cohort_data.column[ags]])
    high = max(0.0, present.bound - solution.objective)
    low = min(high, max(0.0, at_least if np.isfinite(at_least) else 0.0, present.objective - solution.bound))
    worse = present.objective - solution.objective
    return replace(found, cost_low=low, cost_high=high, found_worse=worse)


def one_more_place(
    report: PlanReport, ags: Ags, resource: ResourceId, units: float, *, pledge_too: bool = False
) -> PlanReport:
    """The plan with `units` more of a resource or type of accommodation at `ags`, stated as a limit there.

    So pairs that the stated amount bars may become possible. Where a list of units has classes of it, the
    dearest of them grows. `pledge_too` raises the pledged maximum of persons by as many.
    """
    return more_places(report, ags, {resource: units}, pledge=units if pledge_too else 0.0)


def more_places(
    report: PlanReport, ags: Ags, more: Mapping[ResourceId, float], *, pledge: float = 0.0
) -> PlanReport:
    """The same with more of several resources, and `pledge` persons more in the pledge's maximum."""
    there = report.instance
    j = there.cohort_data.column[ags]
    longer = {resource: _dearest_class(report, j, resource) for resource in more}
    stated = {resource: units for resource, units in more.items() if longer[resource] is None}
    instance = _with_limits(report, ags, stated) if stated else there
    instance = replace(instance, problem=_with_classes(instance.problem, longer, more))
    maximum = np.array(instance.problem.maximum)
    maximum[j] += pledge
    problem = replace(instance.problem, maximum=maximum, ceilings=there.problem.ceilings)
    found = solve(problem, work_limit=report.work_limit, seed=report.scenario.seed, start=report.assignment)
    grown = replace(instance, problem=problem)
    return replace(report, instance=grown, solution=found, check=verified(grown, found.assignment))


def _with_limits(report: PlanReport, ags: Ags, more: Mapping[ResourceId, float]) -> MatchingInstance:
    there, scenario = report.instance, report.scenario
    j = there.cohort_data.column[ags]
    raised = {resource: there.limited.capacity(j, resource) + units for resource, units in more.items()}
    limits = {**scenario.limits.get(ags, {}), **raised}
    return assemble(
        there.cohort_data,
        scenario.model_copy(update={"limits": {**scenario.limits, ags: limits}}),
        previous=report.previous,
        previous_units=report.previous_units,
        earlier=there,
    )


def _with_classes(
    problem: Problem, classes: Mapping[ResourceId, int | None], more: Mapping[ResourceId, float]
) -> Problem:
    """The problem with more units of these classes."""
    grown = {chosen: more[resource] for resource, chosen in classes.items() if chosen is not None}
    if not grown:
        return problem
    count = np.array(problem.class_count)
    count[list(grown)] += list(grown.values())
    return replace(problem, class_count=count)


def _dearest_class(report: PlanReport, j: int, resource: ResourceId) -> int | None:
    """The dearest class of the resource at column j, which would grow; None where no list prices one."""
    there = report.instance
    here = there.limited.classes_of(j, resource)
    if here is None or there.homes is None or not there.homes.listed[j]:
        return None
    prices = class_prices(report)[here]
    if prices.max(initial=0.0) <= 0.0:
        return None
    return int(here[prices.argmax()])
