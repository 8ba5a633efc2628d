"""How firm a plan is: solved again under many draws of weights around the present ones."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np

from rematch.criteria.switches import is_on
from rematch.instance import CohortData, Ints, assemble
from rematch.instance.fit import coordinators_weight
from rematch.model import Ags, CriterionId, HouseholdId
from rematch.optimise import Check, Solution
from rematch.optimise.problem import UNPLACED
from rematch.optimise.solve import WarmStart
from rematch.optimise.worker_pool import BATCH, WorkerPool, crew, processes, sweep
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Scenario

DRAWS = 200
SPREAD = 0.05
DRAW_WORK = 10
"""Neighbourhoods searched for one draw where a plan is not solved to the end."""
LARGE_BATCH = 1
"""Draws a task where each takes long, so that progress is seen."""

Weights = dict[CriterionId, float]
Workers = Callable[["Redraw"], AbstractContextManager[WorkerPool]]


@dataclass(frozen=True)
class AssignmentStability:
    """How one household fared: in how many draws its place stayed, and where else it went most often.

    `ags` and `other` are None for nowhere; `moves_to_other` is 0 where the place always stayed.
    """

    household: HouseholdId
    ags: Ags | None
    stays: int
    other: Ags | None
    moves_to_other: int


@dataclass(frozen=True)
class Robustness:
    """What `done` of the `asked` draws say; `work_limit` None where each was solved to proven optimality."""

    asked: int
    done: int
    spread: float
    seed: int
    work_limit: int | None
    households: tuple[AssignmentStability, ...]

    @property
    def mean_share(self) -> float | None:
        """Share of draws in which a place stays, mean over households; None before the first draw."""
        if not self.done or not self.households:
            return None
        return sum(firm.stays for firm in self.households) / (self.done * len(self.households))

    @property
    def always(self) -> int:
        """Households whose place stayed in every draw."""
        return sum(firm.stays == self.done for firm in self.households)


@dataclass(frozen=True, eq=False, repr=False)
class Redraw:
    """What a worker needs to plan again: the cohort, the scenario and the plan it is compared with.

    It does not show its content: a cluster logs the arguments of a task that fails.
    """

    cohort_data: CohortData
    scenario: Scenario
    solution: Solution
    check: Check
    work_limit: int | None

    def build(self) -> Callable[[Weights], Ints]:
        """Weights to the columns of the best plan [n]; the pairs are scored once, here.

        Where a limit cuts the search short it starts from the present plan each time, with nothing kept from
        the draw before, so that the order of the draws plays no part.
        """
        cohort_data, scenario, limit = self.cohort_data, self.scenario, self.work_limit
        present = PlanReport(assemble(cohort_data, scenario), self.solution, self.check)
        kept = WarmStart() if limit is None else None

        def place(weights: Weights) -> Ints:
            drawn = scenario.model_copy(update={"weights": {**scenario.weights, **weights}, "groups": {}})
            return replan(
                cohort_data, drawn, before=present, work_limit=limit, workbench=kept or WarmStart()
            ).assignment

        return place


def drawn_weights(
    cohort_data: CohortData, scenario: Scenario, *, draws: int = DRAWS, spread: float = SPREAD, seed: int = 0
) -> list[Weights]:
    """Weights W(c) of every criterion that counts, drawn around the present ones; their total stays.

    The shares s of the total follow Dirichlet(a s) with a = 1 / spread^2 - 1, so that each keeps its mean and
    its standard deviation is spread x sqrt(s (1 - s)). Draw number k depends on seed and k alone. A drawn
    weight may be above what a slider allows.
    """
    counted = [
        c
        for c in cohort_data.catalogue.criteria
        if c.weighed and is_on(c, scenario, cohort_data.profiles.cohort)
    ]
    present = {c.id: coordinators_weight(c, scenario) for c in counted}
    positive = [name for name, weight in present.items() if weight > 0]
    w = np.array([present[name] for name in positive])
    if spread == 0 or len(positive) < 2:
        return [present] * draws
    concentration = (1 / spread**2 - 1) * w / w.sum()
    shares = [np.random.default_rng((seed, k)).dirichlet(concentration) for k in range(draws)]
    return [present | dict(zip(positive, (w.sum() * s).tolist(), strict=True)) for s in shares]


def robustness(
    report: PlanReport,
    *,
    draws: int = DRAWS,
    spread: float = SPREAD,
    seed: int | None = None,
    workers: Workers | None = None,
    batch: int | None = None,
    told: Callable[[Robustness], None] = lambda so_far: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Robustness:
    """How often each household keeps its place when the weights are drawn anew around the present ones.

    `spread` in [0, 1); `seed` None for the scenario's. `told` hears after each batch; a stopped sweep returns
    what it has. Above EXACT_PAIRS each draw is a search of DRAW_WORK from the present plan: a place counts
    as staying unless a better plan was found. Real people are never sent to other machines. Raises
    RematchError (`sweep.*`) without workers.
    """
    instance = report.instance
    limit = None if report.work_limit is None else DRAW_WORK
    seed = report.scenario.seed if seed is None else seed
    weights = drawn_weights(instance.cohort_data, report.scenario, draws=draws, spread=spread, seed=seed)
    material = Redraw(instance.cohort_data, report.scenario, report.solution, report.check, limit)

    def summed(plans: Mapping[int, Ints]) -> Robustness:
        return Robustness(draws, len(plans), spread, seed, limit, _firmness(report, plans))

    if workers is None:
        workers = crew if instance.profiles.cohort.invented else processes
    with workers(material) as hired:
        size = batch or (LARGE_BATCH if slow(report) else BATCH)
        plans = sweep(weights, hired, batch=size, told=lambda so_far: told(summed(so_far)), stopped=stopped)
    return summed(plans)


def slow(report: PlanReport) -> bool:
    """Whether each draw takes long: a large problem, or levels of fairness to be found anew."""
    return report.work_limit is not None or report.scenario.policy.fairness != "none"


def _firmness(report: PlanReport, plans: Mapping[int, Any]) -> tuple[AssignmentStability, ...]:
    """One per household; of places gone to equally often the first counts, nowhere last."""
    drawn = np.array(list(plans.values()), dtype=np.int64).reshape(-1, report.instance.problem.n)
    places: list[Ags | None] = [place.ags for place in report.instance.profiles.municipalities]
    places.append(None)
    found = []
    for i, household in enumerate(report.instance.profiles.households):
        here = int(report.assignment[i])
        went = Counter(drawn[:, i].tolist())
        stays = went.pop(here, 0)
        other = min(went, key=lambda j: (-went[j], j == UNPLACED, j), default=UNPLACED)
        found.append(
            AssignmentStability(household.id, places[here], stays, places[other], went.get(other, 0))
        )
    return tuple(found)
