"""Which open answer to ask for next: what could change most, with the ends of each answer tried."""

from collections.abc import Callable
from dataclasses import dataclass

from rematch.errors import Contradiction
from rematch.instance import CohortData, assemble
from rematch.jobs import Stopped
from rematch.model import Value
from rematch.optimise import solve
from rematch.planning.changes import Changes
from rematch.planning.fairness import with_fairness
from rematch.planning.report import PlanReport, verified
from rematch.whatif.sensitivity.influence import still_best
from rematch.whatif.unknowns.answers import answered, possible
from rematch.whatif.unknowns.fit_range import Open, open_answers

TRIED = 4
"""Open answers of households, and as many of municipalities, whose ends are tried; half above EXACT_PAIRS."""


@dataclass(frozen=True)
class Tried:
    """The best plan with one answer given: `moves` households elsewhere, `placed` persons more.

    `contradicts`: with this answer the decisions cannot hold together, so that there is no plan.
    """

    answer: Value
    moves: int = 0
    placed: int = 0
    proven: bool = True
    contradicts: bool = False


@dataclass(frozen=True)
class Asked:
    """An open answer with its ends tried."""

    open: Open
    tried: tuple[Tried, ...]

    @property
    def moves(self) -> int:
        """Households elsewhere with the answer that changes most."""
        return max((one.moves for one in self.tried), default=0)


def ask_next(
    report: PlanReport,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> tuple[Asked, ...]:
    """The open answers that come first, TRIED of each side, with their ends solved for; most moves first.

    A plan counts as changed only where the present one is no longer a best one. `told` hears after each;
    once `stopped`, those tried by then.
    """
    found = open_answers(report)
    people = sorted((one for one in found if one.ags is None), key=lambda one: (-one.could, -one.span))
    places = [one for one in found if one.ags is not None]
    most = TRIED if report.work_limit is None else TRIED // 2
    chosen = [*people[:most], *places[:most]]
    asked = []
    for done, one in enumerate(chosen, start=1):
        if stopped():
            break
        asked.append(Asked(one, try_answers(report, one)))
        told(done, len(chosen))
    return tuple(sorted(asked, key=lambda answer: (-answer.moves, -answer.open.could, -answer.open.span)))


def try_answers(report: PlanReport, one: Open) -> tuple[Tried, ...]:
    """The best plan for each end of what may be answered."""
    cohort_data = report.instance.cohort_data
    field = cohort_data.catalogue.field_by_id[one.field]
    values = possible(cohort_data, field)
    return tuple(_tried(report, answered(cohort_data, one, field, value), value) for value in values)


def _tried(report: PlanReport, cohort_data: CohortData, value: Value) -> Tried:
    try:
        new = plan_with(report, cohort_data)
    except Contradiction:
        return Tried(value, contradicts=True)
    step = Changes(report, new)
    placed = new.solution.persons_placed - report.solution.persons_placed
    return Tried(value, 0 if still_best(step) else len(step.moves), placed, new.proven)


def plan_with(report: PlanReport, cohort_data: CohortData) -> PlanReport:
    """The same scenario on other answers; where a limit cuts the search short it begins with this plan."""
    scenario, limit = report.scenario, report.work_limit
    instance = assemble(cohort_data, scenario, previous=report.previous, previous_units=report.previous_units)
    start = None if limit is None else report.assignment
    solution = solve(instance.problem, work_limit=limit, seed=scenario.seed, start=start)
    fair = with_fairness(instance, solution, limit)
    solution = solution if fair is None else fair.solution
    return PlanReport(instance, solution, verified(instance, solution.assignment), work_limit=limit)
