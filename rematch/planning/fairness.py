"""Fairness as the policy asks for it: the plan under it, what it is measured by, and what each kind costs."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from rematch.criteria.measuring.groups import NUMBERED, SMALL_GROUP, GroupName, groups
from rematch.instance import Floats, Ints, MatchingInstance
from rematch.jobs import Stopped
from rematch.optimise import Solution, solve, verify
from rematch.optimise.fairness.levels import Fair, Search, floor, group_floors, leximin, place_floors
from rematch.optimise.fairness.targets import FairnessTarget, Yardstick
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import EXACT_PAIRS
from rematch.scenario import Fairness

if TYPE_CHECKING:
    from rematch.planning.report import PlanReport

Flags = NDArray[np.bool_]

COARSE = 100
"""Above EXACT_PAIRS relative fits count in steps of one percent, rounded down."""


@dataclass(frozen=True)
class GroupMean:
    """Mean relative fit of a group of households, its unplaced counting 0."""

    name: GroupName
    households: int
    mean: float


@dataclass(frozen=True)
class FairFigures:
    """How the worst off fare in a plan; fits in [0, 1], None where there is nobody.

    `least_relative` and `least_place` (the mean fit of a municipality) are those of the placed.
    """

    least_relative: float | None
    groups: tuple[GroupMean, ...]
    least_place: float | None

    def shown(self, *, invented: bool) -> tuple[GroupMean, ...]:
        """The groups that may be shown: of real people none with fewer than SMALL_GROUP households."""
        return tuple(group for group in self.groups if invented or group.households >= SMALL_GROUP)

    def least_group(self, *, invented: bool) -> float | None:
        """The mean of the group that fares worst, of those that may be shown."""
        return min((group.mean for group in self.shown(invented=invented)), default=None)


@dataclass(frozen=True)
class FairnessPrice:
    """What one policy gives this cohort, and what it takes: `lost` is a share of the value without it.

    `best` is the best possible level of what the policy looks at, `exact` whether every step was proven.
    """

    fairness: Fairness
    persons_placed: int
    objective: float
    lost: float
    figures: FairFigures
    best: float | None
    exact: bool


@dataclass(frozen=True, eq=False)
class Earlier:
    """What was demanded before under the same scenario, and a plan [n] that keeps it."""

    demands: tuple[FairnessTarget, ...]
    plan: Ints
    best: float | None = None
    exact: bool = False


def with_fairness(
    instance: MatchingInstance,
    best: Solution,
    work_limit: int | None,
    earlier: Earlier | None = None,
    *,
    stopped: Stopped | None = None,
) -> Fair | None:
    """The plan under the scenario's policy from the `best` one without fairness; None where none is asked.

    Earlier demands are kept where their plan places as many persons. Raises Overtaken once `stopped` says so.
    """
    policy = instance.scenario.policy
    if policy.fairness == "none":
        return None
    search = Search(
        instance.problem, best, yardstick(instance), work_limit, instance.scenario.seed, stopped=stopped
    )
    if earlier is not None and verify(instance.problem, earlier.plan).persons_placed == best.persons_placed:
        search.plan, search.exact = earlier.plan, earlier.exact
        return replace(search.finish(earlier.demands, earlier.best), resumed=True)
    if policy.fairness == "leximin":
        return leximin(search, policy.fairness_depth)
    floors = {"floor": floor, "groups": group_floors, "places": place_floors}
    return floors[policy.fairness](search, policy.fairness_share)


def yardstick(instance: MatchingInstance) -> Yardstick:
    """What fairness is measured by; households that no place can take stay out of the groups' means."""
    allowed = ~np.isnan(instance.problem.value)
    relative = relative_to_best(np.where(allowed, instance.fit, np.nan))
    if allowed.sum() > EXACT_PAIRS:
        relative = np.floor(relative * COARSE + 1e-9) / COARSE
    shares = (
        instance.cohort_data.persons
        if instance.scenario.policy.per == "person"
        else np.ones(instance.problem.n)
    )
    rows = group_rows(instance).values()
    return Yardstick(
        relative, instance.fit, shares.astype(float), tuple(_flags(r, instance.problem.n) for r in rows)
    )


def group_rows(instance: MatchingInstance) -> dict[GroupName, tuple[int, ...]]:
    """Households of each group that some place can take."""
    units = presolve(instance.problem)
    possible: Flags = units.allowed.any(axis=1)[units.unit_of]  # type: ignore[index]
    named = groups(instance.profiles, instance.catalogue, instance.scenario)
    kept = {name: tuple(i for i in rows if possible[i]) for name, rows in named.items()}
    return {name: rows for name, rows in kept.items() if rows}


def fair_figures(instance: MatchingInstance, plan: Ints) -> FairFigures:
    """How the worst off fare in this plan [n]."""
    by = yardstick(instance)
    allowed = np.where(np.isnan(instance.problem.value), np.nan, instance.fit)
    exact = replace(by, relative=relative_to_best(allowed))
    means = (by.place_mean(plan, j) for j in range(instance.problem.m))
    return FairFigures(
        least_relative=exact.least(plan),
        groups=tuple(
            GroupMean(name, len(rows), exact.group_mean(plan, number))
            for number, (name, rows) in enumerate(group_rows(instance).items())
        ),
        least_place=min((mean for mean in means if mean is not None), default=None),
    )


def fairness_prices(
    report: "PlanReport",
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> tuple[FairnessPrice, ...]:
    """Every policy for this cohort, none first, at the share and depth of the scenario.

    `told` hears after each; once `stopped`, those that are done.
    """
    plain, best = without_fairness(report)
    names = [name for name in get_args(Fairness) if name != "none"]
    free = fair_figures(plain, best.assignment)
    first = FairnessPrice("none", best.persons_placed, best.objective, 0.0, free, None, exact=True)
    prices = [first]
    told(1, 1 + len(names))
    for name in names:
        if stopped():
            break
        prices.append(_price(plain, best, name, report.work_limit))
        told(len(prices), 1 + len(names))
    return tuple(prices)


def without_fairness(report: "PlanReport") -> tuple[MatchingInstance, Solution]:
    """The basis with nothing demanded for the worst off, and the best plan on it."""
    instance, best = report.instance, report.solution
    plain = replace(instance, problem=replace(instance.problem, ceilings=()))
    if report.fair is not None:
        seed = instance.scenario.seed
        best = solve(plain.problem, work_limit=report.work_limit, seed=seed, known=best.levels)
    return plain, best


def _price(
    instance: MatchingInstance, best: Solution, name: Fairness, work_limit: int | None
) -> FairnessPrice:
    policy = instance.scenario.policy.model_copy(update={"fairness": name})
    scenario = instance.scenario.model_copy(update={"policy": policy})
    fair = with_fairness(replace(instance, scenario=scenario), best, work_limit)
    if fair is None:
        raise LookupError(name)
    plan = fair.solution.assignment
    check = verify(fair.problem, plan)
    return FairnessPrice(
        fairness=name,
        persons_placed=check.persons_placed,
        objective=check.objective,
        lost=(best.objective - check.objective) / max(1e-9, abs(best.objective)),
        figures=fair_figures(instance, plan),
        best=fair.best,
        exact=fair.exact and fair.solution.status == "optimal",
    )


def as_stored(fair: Fair | None, instance: MatchingInstance) -> JsonValue:
    """The demands as plain data, for the record of a run; groups by name, which outlives their order."""
    if fair is None:
        return None
    names = [name.value for name in group_rows(instance)]
    return [_stored(demand, names) for demand in fair.demands]


def _stored(demand: FairnessTarget, names: list[str]) -> dict[str, JsonValue]:
    entry: dict[str, JsonValue] = asdict(demand)
    if demand.kind == "group":
        del entry["number"]
        entry["group"] = names[demand.number]
    return entry


def under_demands(instance: MatchingInstance, stored: JsonValue) -> MatchingInstance:
    """The basis with a stored run's demands as ceilings."""
    if not isinstance(stored, list):
        return instance
    by = yardstick(instance)
    ceilings = [by.ceiling(demand) for demand in demands_of(stored, instance)]
    return replace(instance, problem=replace(instance.problem, ceilings=ceilings))


def demands_of(stored: JsonValue, instance: MatchingInstance) -> tuple[FairnessTarget, ...]:
    """Back from `as_stored`, of the first version's runs too, whose groups are numbered (`NUMBERED`)."""
    entries = stored if isinstance(stored, list) else []
    names = list(group_rows(instance))
    return tuple(_demand(entry, names) for entry in entries if isinstance(entry, dict))


def _demand(entry: dict[str, JsonValue], names: list[GroupName]) -> FairnessTarget:
    known = {key: value for key, value in entry.items() if key != "group"}
    if entry["kind"] == "group":
        first = [name for name in NUMBERED if name in names]
        group = GroupName(str(entry["group"])) if "group" in entry else first[int(str(entry["number"]))]
        known["number"] = names.index(group)
    return FairnessTarget(**known)  # type: ignore[arg-type]


def relative_to_best(fit: Floats) -> Floats:
    """fit [n, m] over the household's own best, NaN not allowed; a best of 0 counts as 1."""
    best = np.nan_to_num(fit, nan=0.0).max(axis=1, initial=0.0)[:, None]
    relative: Floats = np.where(best > 0, np.nan_to_num(fit, nan=0.0) / np.where(best > 0, best, 1.0), 1.0)
    return relative


def _flags(rows: tuple[int, ...], n: int) -> Flags:
    return np.isin(np.arange(n), rows)
