"""What the town's share changes: the plan beside the one in which the people's own fit counts alone."""

from dataclasses import dataclass

from rematch.jobs import Stopped
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.whatif.sensitivity.influence import still_best


@dataclass(frozen=True)
class TownEffect:
    """The present plan less the best one without a share for the town, as far as both are proven.

    `moves`: households elsewhere, 0 where the present plan is a best one there, too. `people` and `town` are
    the differences of the mean fits, in [-1, 1]; None where nobody is placed.
    """

    moves: int
    people: float | None
    town: float | None
    proven: bool


def town_effect(report: PlanReport, stopped: Stopped = lambda: False) -> TownEffect | None:
    """Solve again with the share at 0, all else as it is; None where it is 0 already or was stopped."""
    policy = report.scenario.policy
    if policy.town_share == 0 or stopped():
        return None
    alone = policy.model_copy(update={"town_share": 0.0})
    scenario = report.scenario.model_copy(update={"policy": alone})
    other = replan(report.instance.cohort_data, scenario, before=report, work_limit=report.work_limit)
    proven = report.proven and other.proven
    step = Changes(report, other)
    if still_best(step):
        return TownEffect(0, 0.0, 0.0, proven)
    now, then = report.figures, other.figures
    return TownEffect(
        len(step.moves),
        _less(now.mean_people, then.mean_people),
        _less(now.mean_town, then.mean_town),
        proven,
    )


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
