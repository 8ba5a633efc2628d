"""From a scenario to a verified plan, and to its record."""

import time
from dataclasses import dataclass, field, replace

from rematch.criteria.catalogue import Catalogue
from rematch.instance import CohortData, Ints, MatchingInstance, assemble, prepare_cohort, same_structure
from rematch.model import CohortId, Viewer
from rematch.optimise import Levels, certified_bound, solve, verify
from rematch.optimise.problem import EXACT_PAIRS, EXACT_WORK
from rematch.optimise.solve import WarmStart
from rematch.planning.fairness import Earlier, with_fairness
from rematch.planning.record import record
from rematch.planning.report import PlanReport, Stages, verified
from rematch.scenario import Scenario
from rematch.store import Store
from rematch.store.records import Why

WORK_LIMIT = 5
"""Neighbourhoods searched for one answer on larger problems; "go on" asks for more."""


def plan(
    scenario: Scenario,
    store: Store,
    *,
    cohort: CohortId,
    catalogue: Catalogue,
    viewer: Viewer,
    why: Why = "seen",
) -> PlanReport:
    """Load, score, solve, verify, record. Raises RematchError with words for every mistake."""
    profiles, data = store.present_profiles(cohort)
    report = replan(prepare_cohort(profiles, catalogue, data), scenario)
    record(report, store, viewer, why)
    return report


def replan(
    cohort_data: CohortData,
    scenario: Scenario,
    *,
    before: PlanReport | None = None,
    work_limit: int | None = None,
    workbench: WarmStart | None = None,
    instance: MatchingInstance | None = None,
) -> PlanReport:
    """The best plan under `scenario`; `before` speeds it up and is where moves are counted from.

    `instance` is what `assembled` made of these three, where somebody has it already. Where `before`
    answers the same scenario this goes on from it, and moves are counted as it counted them.

    Small problems are solved to proven optimality whatever the limit, unless branch and bound needs more
    than EXACT_WORK nodes (places that nearly all households of many sizes fill); larger ones within
    `work_limit` (default WORK_LIMIT), with the gap that was reached. Raises Overtaken where the
    workbench says that nobody waits any more.
    """
    clock = _Clock()
    mine = before if before is not None and before.instance.cohort_data is cohort_data else None
    instance = instance or assembled(cohort_data, scenario, mine)
    previous = None if mine is None else mine.previous if mine.scenario == scenario else mine.assignment
    clock.lap("fit")
    exact = int(instance.rules.allowed.sum()) <= EXACT_PAIRS
    limit = None if exact else WORK_LIMIT if work_limit is None else work_limit
    start = None if mine is None else mine.assignment
    known = _known(mine, scenario)
    solution = solve(
        instance.problem,
        work_limit=EXACT_WORK if exact else limit,
        seed=scenario.seed,
        start=start,
        known=known,
        workbench=workbench,
    )
    if exact and solution.status != "optimal":
        limit = EXACT_WORK
    stopped = None if workbench is None else workbench.stopped
    fair = with_fairness(instance, solution, limit, _demanded(mine, scenario), stopped=stopped)
    if fair is not None:
        instance, solution = replace(instance, problem=fair.problem), fair.solution
    clock.lap("solve")
    check = verified(instance, solution.assignment, solution.unit)
    clock.lap("verify")
    return PlanReport(instance, solution, check, clock.stages(), start, previous, known, limit, fair)


def still_within(
    cohort_data: CohortData,
    scenario: Scenario,
    before: PlanReport,
    *,
    instance: MatchingInstance | None = None,
) -> float | None:
    """How far a plan is at most below the best under a new scenario, as a share of its value; no solve.

    By the prices of its own proof, among plans that place as many people and keep as many pledges. None
    where more than weights has moved, or where fairness asks for more than value.
    """
    if (
        before.instance.cohort_data is not cohort_data
        or scenario.policy != before.scenario.policy
        or scenario.policy.fairness != "none"
        or not same_structure(before.scenario, scenario)
    ):
        return None
    problem = (instance or assembled(cohort_data, scenario, before)).problem
    kept, levels = verify(problem, before.assignment, before.units), before.solution
    if not kept.ok:
        return None
    bound = certified_bound(
        problem, before.solution.prices, persons=levels.persons_placed, shortfall=levels.shortfall
    )
    return max(0.0, bound - kept.objective) / max(1e-9, abs(kept.objective))


def assembled(cohort_data: CohortData, scenario: Scenario, mine: PlanReport | None) -> MatchingInstance:
    """The problem under a scenario; moves count from the plan before it, where there is one."""
    previous = None if mine is None else mine.previous if mine.scenario == scenario else mine.assignment
    return assemble(
        cohort_data,
        scenario,
        previous=previous,
        previous_units=_units_before(mine, scenario),
        earlier=mine.instance if mine else None,
    )


def _units_before(before: PlanReport | None, scenario: Scenario) -> Ints | None:
    """Classes [n] that the plan gave from which moves are counted, None where there is none."""
    if before is None:
        return None
    if before.scenario == scenario:
        return before.previous_units
    return before.units


def _known(before: PlanReport | None, scenario: Scenario) -> Levels | None:
    """Persons and shortfall proven before, where nothing but weights has moved since."""
    if before is None or not before.first_levels_proven:
        return None
    return before.solution.levels if same_structure(before.scenario, scenario) else None


def _demanded(before: PlanReport | None, scenario: Scenario) -> Earlier | None:
    """What fairness demanded before, where this goes on from the same scenario."""
    if before is None or before.fair is None or before.scenario != scenario:
        return None
    return Earlier(before.fair.demands, before.assignment, before.fair.best, before.fair.exact)


@dataclass
class _Clock:
    """Laps of processor time."""

    last: float = field(default_factory=time.process_time)
    laps: dict[str, float] = field(default_factory=dict)

    def lap(self, name: str) -> None:
        now = time.process_time()
        self.laps[name] = now - self.last
        self.last = now

    def stages(self) -> Stages:
        return Stages(**self.laps)
