"""Plans side by side: their figures under one weighting, who gains and who loses, and what a floor costs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from rematch.criteria.presets import people_only
from rematch.instance import CohortData, Ints, MatchingInstance
from rematch.instance.figures import Figures, figures
from rematch.instance.fit import PairFit
from rematch.jobs import Stopped
from rematch.model import Ags, HouseholdId
from rematch.optimise import verify
from rematch.optimise.fairness.levels import Search, floor
from rematch.optimise.fairness.targets import FairnessTarget
from rematch.optimise.heuristics.constrained_priority import constrained_priority
from rematch.optimise.problem import UNPLACED
from rematch.planning.fairness import fair_figures, without_fairness, yardstick
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Scenario

MARGIN = 0.01
"""Fit by which a household must differ between two plans to have gained or lost."""
SAME = 1e-9
PRIORITY = "priority"
FLOORS = 8
FLOORS_LARGE = 5
"""Floors on the curve, and where each takes long."""

Kind = Literal["present", "people", "saved", "baseline"]
Turn = Literal["gains", "loses", "same"]


@dataclass(frozen=True, eq=False)
class Contender:
    """A plan to be compared: where it comes from, what it was made on, [n] columns (-1 unplaced).

    `gap` is the proven distance to the best plan of its own scenario, None where nothing was optimised.
    `endless`: it was made as if there were as many units of accommodation as anybody wants.
    """

    kind: Kind
    name: str
    instance: MatchingInstance
    assignment: Ints
    gap: float | None = None
    endless: bool = False

    def basis(self, under: MatchingInstance | None = None) -> MatchingInstance:
        """What its fits are measured under: this instance, or its own."""
        found = under or self.instance
        return found.endless if self.endless else found

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class KeyFigures:
    """What a plan is worth under one weighting; fits in [0, 1], None where nobody is placed.

    `mean_of_all` counts everybody, the unplaced with 0; `least_relative` is the least fit over a household's
    own best possible one; `shortfall` the persons missing to pledges; `broken` the rules it breaks there.
    """

    figures: Figures
    median_fit: float | None
    mean_of_all: float
    least_relative: float | None
    shortfall: float
    objective: float
    broken: int


@dataclass(frozen=True)
class Shift:
    """One household in two plans; without a place its fits are 0."""

    household: HouseholdId
    persons: int
    before: Ags | None
    after: Ags | None
    fit_before: PairFit
    fit_after: PairFit

    @property
    def gain(self) -> float:
        """Fit in the second plan less that in the first."""
        return self.fit_after.value - self.fit_before.value

    @property
    def turn(self) -> Turn:
        """Gains or loses where the fit differs by more than MARGIN."""
        if abs(self.gain) <= MARGIN + SAME:
            return "same"
        return "gains" if self.gain > 0 else "loses"


@dataclass(frozen=True)
class PlaceShift:
    """Persons a municipality would receive in two plans."""

    ags: Ags
    before: int
    after: int

    @property
    def more(self) -> int:
        """Persons in the second plan less those in the first."""
        return self.after - self.before


@dataclass(frozen=True)
class Differences:
    """Two plans against each other, household by household and municipality by municipality."""

    shifts: tuple[Shift, ...]
    places: tuple[PlaceShift, ...]

    def those(self, turn: Turn) -> tuple[Shift, ...]:
        """The households that gain, lose or do neither, the greatest difference first."""
        found = (shift for shift in self.shifts if shift.turn == turn)
        return tuple(sorted(found, key=lambda shift: -abs(shift.gain)))


@dataclass(frozen=True)
class FloorPoint:
    """The best plan in which nobody placed is below `level` of the own best fit; None: nothing demanded."""

    level: float | None
    figures: KeyFigures
    exact: bool


def of_report(kind: Kind, name: str, report: PlanReport) -> Contender:
    """A solved plan as one to compare."""
    gap = 0.0 if report.proven else max(0.0, report.solution.gap)
    return Contender(kind, name, report.instance, report.assignment, gap)


def baseline_contenders(report: PlanReport) -> tuple[Contender, ...]:
    """The baselines under the report's own scenario."""
    plans = report.baseline_plans.items()
    return tuple(
        Contender("baseline", name, report.instance, plan, endless=name == "best_place")
        for name, plan in plans
    )


def by_priority(report: PlanReport) -> Contender:
    """The strategy-proof baseline under the report's scenario; places are liked by the people's own fit."""
    instance = report.instance
    plan = constrained_priority(
        instance.problem, instance.fits.people, report.assignment, report.scenario.seed
    )
    return Contender("baseline", PRIORITY, instance, plan)


def people_scenario(scenario: Scenario, cohort_data: CohortData) -> Scenario:
    """The scenario with equal weights, so that people's own priorities alone count; every decision stays."""
    return scenario.model_copy(update={"weights": people_only(cohort_data.catalogue), "groups": {}})


def planned(cohort_data: CohortData, kind: Kind, name: str, scenario: Scenario) -> Contender:
    """The best plan under another scenario on the same ground; raises RematchError where it does not hold."""
    return of_report(kind, name, replan(cohort_data, scenario))


def key_figures(plan: Ints, under: MatchingInstance) -> KeyFigures:
    """What a plan [n] is worth under this basis, wherever the plan came from."""
    placed = np.flatnonzero(plan != UNPLACED)
    fits = under.planned_fit(plan)[placed]
    counts = _counts(under)
    check = verify(replace(under.problem, ceilings=()), plan)
    return KeyFigures(
        figures=figures(under, plan),
        median_fit=float(np.median(np.repeat(fits, counts[placed]))) if placed.size else None,
        mean_of_all=float(fits @ counts[placed]) / max(1, int(counts.sum())),
        least_relative=fair_figures(under, plan).least_relative,
        shortfall=check.shortfall,
        objective=check.objective,
        broken=len(check.violations),
    )


def differences(one: Contender, other: Contender, under: MatchingInstance | None = None) -> Differences:
    """What changes from one plan to the other, fits measured under `under` or, without it, each its own."""
    cohort_data = one.instance.cohort_data
    before, after = (_fits(c.assignment, c.basis(under)) for c in (one, other))
    places = cohort_data.profiles.municipalities
    names: list[Ags | None] = [*(place.ags for place in places), None]
    rows = zip(cohort_data.profiles.households, one.assignment, other.assignment, before, after, strict=True)
    shifts = (Shift(h.id, h.size, names[here], names[there], f, g) for h, here, there, f, g in rows)
    counts = (_persons_at(cohort_data, c.assignment) for c in (one, other))
    return Differences(
        tuple(shifts),
        tuple(PlaceShift(place.ags, *pair) for place, *pair in zip(places, *counts, strict=True)),
    )


def floor_curve(
    report: PlanReport,
    floors: int = FLOORS,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> tuple[FloorPoint, ...]:
    """The best plans as nobody placed may be below a rising share of the own best fit.

    First the plan of which nothing is demanded, then floors in equal steps from its least relative fit up to
    the highest that is possible; one that the plan before it keeps already adds nothing. `told` hears how
    many of how many steps are done; once `stopped`, the points found by then.
    """
    instance, best = without_fairness(report)
    by = yardstick(instance)
    search = Search(instance.problem, best, by, report.work_limit, instance.scenario.seed)
    told(0, floors + 1)
    top = floor(search, 1.0)
    points = [FloorPoint(None, key_figures(best.assignment, instance), best.status == "optimal")]
    told(1, floors + 1)
    reached = by.least(best.assignment)
    if reached is None or top.best is None or top.best <= reached:
        return tuple(points)
    placed = top.demands[0]
    for step, level in enumerate(np.linspace(reached, top.best, floors + 1)[1:], start=2):
        if stopped():
            break
        if level > reached + SAME:
            fair = search.finish(
                [placed, FairnessTarget("count", float(level) - SAME, least=placed.least)], top.best
            )
            exact = fair.exact and fair.solution.status == "optimal"
            reached = by.least(fair.solution.assignment) or float(level)
            points.append(FloorPoint(float(level), key_figures(fair.solution.assignment, instance), exact))
        told(step, floors + 1)
    return _unbeaten(points)


def _unbeaten(points: list[FloorPoint]) -> tuple[FloorPoint, ...]:
    """Without those that a plan under a higher floor beats: within a work limit that can happen."""
    kept: list[FloorPoint] = []
    for point in reversed(points):
        if not kept or point.figures.objective > kept[-1].figures.objective:
            kept.append(point)
    return tuple(reversed(kept))


def _counts(instance: MatchingInstance) -> Ints:
    """What a household counts in a mean [n]: its persons, or 1."""
    one = np.ones(instance.problem.n, dtype=np.int64)
    return instance.cohort_data.persons if instance.scenario.policy.per == "person" else one


def _fits(plan: Ints, under: MatchingInstance) -> list[PairFit]:
    """[n] fit of every household where the plan puts it, 0 without a place."""
    planned, nothing = under.planned_fits(plan), PairFit(0.0, 0.0, 0.0)
    return [nothing if j == UNPLACED else planned.at(i) for i, j in enumerate(plan)]


def _persons_at(cohort_data: CohortData, plan: Ints) -> list[int]:
    places = range(len(cohort_data.profiles.municipalities))
    return [int(cohort_data.persons[plan == j].sum()) for j in places]
