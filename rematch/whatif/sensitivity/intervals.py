"""How firm: the weights of one criterion, around its present one, between which a result stays.

The fit is a quotient in the weights, so a plan may be best at several pieces of a slider: what is said is the
piece around the present weight, in steps of the slider, every one of them covered by a solve.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rematch.instance.weight_shares import weighing
from rematch.model import CriterionId, HouseholdId
from rematch.planning.report import PlanReport
from rematch.whatif.sensitivity.parametric_search import ParametricSearch, StableRange
from rematch.whatif.sensitivity.weight_path import STEPS, WeightPath, weight_path

NEAR = 0.01
"""Share of the best plan's value that a plan "nearly as good" may miss."""

Stopped = Callable[[], bool]


@dataclass(frozen=True)
class Interval:
    """Steps of a slider around the present weight, `low` to `high` inside.

    `below` and `above` are the first steps outside, None where the slider ends. `sharp`: a better plan is
    known at both; else it is only not proven inside there.
    """

    low: float
    high: float
    below: float | None
    above: float | None
    sharp: bool = True


@dataclass(frozen=True)
class SensitivityInterval:
    """What one criterion's slider may do without changing a result; None where that is not proven even now.

    `best`: the plan shown stays best; `near`: it stays within NEAR of the best; `place`: the household asked
    for keeps its place in the best plan.
    """

    criterion: CriterionId
    weight: float
    best: Interval | None = None
    near: Interval | None = None
    place: Interval | None = None


@dataclass(frozen=True)
class SensitivityIntervals:
    """What is known so far of the sliders asked for."""

    asked: int
    found: tuple[SensitivityInterval, ...] = ()

    def of(self, criterion: CriterionId) -> SensitivityInterval | None:
        """A criterion's leeway, None while it is not known."""
        return next((leeway for leeway in self.found if leeway.criterion == criterion), None)


Told = Callable[[SensitivityIntervals], None]


def plan_intervals(
    report: PlanReport,
    *,
    told: Told = lambda so_far: None,
    stopped: Stopped = lambda: False,
) -> SensitivityIntervals:
    """Each slider's steps at which the plan shown stays best, and within NEAR of the best.

    Other weights stay. Up to EXACT_PAIRS the ends are exact; above, a plan is within NEAR only where a bound
    proves it. No answer under a demand for fairness (`answerable`).
    """
    stepping = ParametricSearch(report, stopped)

    def leeway(criterion: CriterionId, weight: float) -> SensitivityInterval:
        down, up = _lines(report, criterion, weight)

        def interval(share: float) -> Interval | None:
            if not stepping.holds_now(share):
                return None
            return _interval(weight, stepping.lasting(down, share), stepping.lasting(up, share))

        return SensitivityInterval(criterion, weight, interval(0.0), interval(NEAR))

    return _each(report, leeway, told, stopped)


def household_intervals(
    report: PlanReport,
    household: HouseholdId,
    *,
    told: Told = lambda so_far: None,
    stopped: Stopped = lambda: False,
) -> SensitivityIntervals:
    """Each slider's steps at which this household keeps its place in the best plan; other weights stay.

    Where several plans are equally good it keeps its place if one of them leaves it there. For problems up
    to EXACT_PAIRS whose plan is proven (`answerable`).
    """
    stepping = ParametricSearch(report, stopped)
    i = report.instance.cohort_data.row[household]

    def leeway(criterion: CriterionId, weight: float) -> SensitivityInterval:
        down, up = _lines(report, criterion, weight)
        place = _interval(weight, stepping.keeping(down, i), stepping.keeping(up, i))
        return SensitivityInterval(criterion, weight, place=place)

    return _each(report, leeway, told, stopped)


def sliders(report: PlanReport) -> dict[CriterionId, float]:
    """The present weight of every criterion with a slider."""
    groups = weighing(report.instance.cohort_data, report.scenario, None)
    return {weighed.criterion.id: weighed.weight for group in groups for weighed in group.criteria}


def answerable(report: PlanReport, *, exact: bool = False) -> bool:
    """Whether leeways can be found: not under a demand for fairness; `exact` ones of small proven plans."""
    if report.fair is not None or not report.first_levels_proven:
        return False
    return not exact or (report.proven and report.work_limit is None)


def _each(
    report: PlanReport,
    leeway: Callable[[CriterionId, float], SensitivityInterval],
    told: Told,
    stopped: Stopped,
) -> SensitivityIntervals:
    """One slider after the other, told one by one; those done before a stop."""
    weights = sliders(report)
    so_far = SensitivityIntervals(len(weights))
    for criterion, weight in weights.items():
        found = leeway(criterion, weight)
        if stopped():
            break
        so_far = SensitivityIntervals(len(weights), (*so_far.found, found))
        told(so_far)
    return so_far


def _lines(report: PlanReport, criterion: CriterionId, weight: float) -> tuple[WeightPath, WeightPath]:
    """Down and up from the present weight."""
    down = tuple(step for step in reversed(STEPS) if step < weight)
    up = tuple(step for step in STEPS if step > weight)
    return weight_path(report, criterion, down), weight_path(report, criterion, up)


def _interval(weight: float, down: StableRange, up: StableRange) -> Interval:
    return Interval(
        low=weight if down.last is None else down.last,
        high=weight if up.last is None else up.last,
        below=down.first_outside,
        above=up.first_outside,
        sharp=down.sharp and up.sharp,
    )
