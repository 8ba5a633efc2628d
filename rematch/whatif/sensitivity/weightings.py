"""Do weights matter: many weightings drawn over the whole range of the sliders, and what they do to a plan.

Those of the demo cohort are kept, made by `python -m rematch.bench.weightings`.
"""

from collections.abc import Callable, Iterator

import numpy as np

from rematch.criteria.switches import is_on
from rematch.model import CriterionId
from rematch.optimise import verify
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import MAX_WEIGHT, Scenario
from rematch.whatif.kept_figures import KeptFigures, measured_on

DRAWS = 120


class Weightings(KeptFigures):
    """What `draws` weightings do to a cohort's plan; all but the counts are shares in [0, 1].

    `moved` is the mean share of households elsewhere than in the usual plan, `ever` of those that are at
    least once. A loss is the share of the usual plan's value, by the usual weights, that a drawn one lacks.
    """

    NAME = "weightings"

    cohort: str
    draws: int
    seed: int
    moved: float
    ever: float
    loss_median: float
    loss_most: float


def measured(
    report: PlanReport,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    told: Callable[[int, int], None] = lambda done, asked: None,
) -> Weightings:
    """Plan again under every drawn weighting; `told` hears after each. Plans must place everybody alike."""
    instance = report.instance
    usual, plan = report.solution.objective, report.assignment
    elsewhere, losses = [], []
    for done, scenario in enumerate(weightings(report, draws, seed), start=1):
        drawn = replan(instance.cohort_data, scenario, before=report, work_limit=report.work_limit).assignment
        elsewhere.append(drawn != plan)
        losses.append(1.0 - verify(instance.problem, drawn).objective / usual)
        told(done, draws)
    return Weightings(
        **measured_on(instance.cohort_data),
        cohort=instance.profiles.cohort.id,
        draws=draws,
        seed=seed,
        moved=float(np.mean(elsewhere)),
        ever=float(np.any(elsewhere, axis=0).mean()),
        loss_median=float(np.median(losses)),
        loss_most=float(np.max(losses)),
    )


def weightings(report: PlanReport, draws: int, seed: int) -> Iterator[Scenario]:
    """The scenario with every slider anywhere from 0 to its end, in steps of a tenth, each alike likely."""
    scenario, cohort = report.scenario, report.instance.profiles.cohort
    sliders: list[CriterionId] = [
        c.id for c in report.instance.catalogue.criteria if c.weighed and is_on(c, scenario, cohort)
    ]
    for number in range(draws):
        steps = np.random.default_rng((seed, number)).integers(0, round(10 * MAX_WEIGHT) + 1, len(sliders))
        weights = dict(zip(sliders, (steps / 10).tolist(), strict=True))
        yield scenario.model_copy(update={"weights": weights, "groups": {}})
