"""Every rule and the objective, recomputed from the data by code that knows no solver."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from rematch.optimise.checks import MOST
from rematch.optimise.housing import NONE, unit_classes
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import UNPLACED, Floats, Ints, Problem
from rematch.optimise.served import best_served


@dataclass(frozen=True)
class Violation:
    """One broken rule: a code (`plan.*`) and the numbers of who and what is concerned."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """What a plan is worth, and every rule it breaks (none: the plan keeps them all)."""

    violations: tuple[Violation, ...]
    objective: float
    persons_placed: int
    shortfall: float

    @property
    def ok(self) -> bool:
        """Whether the plan keeps every rule."""
        return not self.violations


def verify(
    problem: Problem,
    assignment: ArrayLike,
    unit: ArrayLike | None = None,
    served: ArrayLike | None = None,
) -> Check:
    """Check a plan: [n] municipality or -1, [n] class of housing unit or -1, [n, s] units served.

    It never raises: what cannot be read counts as unplaced or not served. Without `unit` and `served` what is
    best for these places is taken (`best_units`, `best_served`).
    """
    plan, unreadable = read_plan(problem, assignment)
    unknown: list[Violation] = []
    if unit is None or problem.class_place is None:
        taken = best_units(problem, plan)
    else:
        taken, unknown = read_plan(problem, unit, len(problem.class_place), "plan.unit_out_of_range")
    serves = _serving(problem, plan, served) if problem.served_need.size else ((), 0.0)
    rules = (not_allowed, pins_and_vetoes, links, apart, capacities, maxima, ceilings)
    broken = tuple(violation for rule in rules for violation in rule(problem, plan))
    return Check(
        violations=(*unreadable, *broken, *unknown, *housing(problem, plan, taken), *serves[0]),
        objective=objective(problem, plan) + units_worth(problem, plan, taken) + serves[1],
        persons_placed=int(problem.persons[plan != UNPLACED].sum()),
        shortfall=shortfall(problem, plan),
    )


def best_units(problem: Problem, plan: Ints) -> Ints:
    """Classes of housing units [n] that are worth most for the places of this plan [n]; -1 where none."""
    classes = unit_classes(problem)
    return np.full(len(plan), NONE, dtype=np.int64) if classes is None else classes.house_all(plan)


def read_plan(
    problem: Problem, assignment: ArrayLike, size: int | None = None, code: str = "plan.out_of_range"
) -> tuple[Ints, list[Violation]]:
    """A plan as numbers [n] below `size` (m by default), -1 where one cannot be read, and which could not."""
    size = problem.m if size is None else size
    plan = np.full(problem.n, UNPLACED, dtype=np.int64)
    try:
        given = np.asarray(assignment, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return plan, [Violation("plan.unreadable")]
    if given.shape != (problem.n,):
        return plan, [Violation("plan.length", {"expected": problem.n, "found": list(given.shape)})]
    sound = np.isfinite(given) & (given == np.floor(given)) & (given >= UNPLACED) & (given < size)
    plan[sound] = given[sound].astype(np.int64)
    return plan, [Violation(code, {"household": int(i)}) for i in np.flatnonzero(~sound)]


def read_served(problem: Problem, served: ArrayLike) -> tuple[Ints, list[Violation]]:
    """Units served as whole numbers [n, s], 0 where one cannot be read, and which could not."""
    units = np.zeros_like(problem.served_need)
    try:
        given = np.asarray(served, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return units, [Violation("plan.unreadable")]
    if given.shape != units.shape:
        shapes: dict[str, object] = {"expected": list(units.shape), "found": list(given.shape)}
        return units, [Violation("plan.served_shape", shapes)]
    sound = np.isfinite(given) & (given == np.floor(given)) & (np.abs(given) <= MOST)
    units[sound] = given[sound].astype(np.int64)
    torn = np.argwhere(~sound).tolist()
    return units, [Violation("plan.served_not_whole", {"household": i, "served": s}) for i, s in torn]


def objective(problem: Problem, plan: Ints) -> float:
    """Sum of value of the placed, less `move_cost` for each placed elsewhere than before, plus soft links."""
    placed = np.flatnonzero(plan != UNPLACED)
    worth = problem.value[placed, plan[placed]]
    before = problem.previous[placed]  # type: ignore[index]
    moved = np.count_nonzero((before != UNPLACED) & (before != plan[placed]))
    return float(np.nansum(worth) - problem.move_cost * moved + _soft_worth(problem, plan))


def shortfall(problem: Problem, plan: Ints) -> float:
    """Persons missing to the pledged minima, over all municipalities."""
    return float(np.maximum(0.0, problem.minimum - _persons_at(problem, plan)).sum())


def not_allowed(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """No household where its value is NaN."""
    for i in np.flatnonzero(plan != UNPLACED):
        if np.isnan(problem.value[i, plan[i]]):
            yield Violation("plan.not_allowed", {"household": int(i), "municipality": int(plan[i])})


def pins_and_vetoes(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """Pinned households at their pin, nobody at a vetoed place."""
    for i, j in problem.pins.items():
        if plan[i] != j:
            yield Violation("plan.pin_broken", {"household": i, "municipality": j})
    for i, j in sorted(problem.vetoes):
        if plan[i] == j:
            yield Violation("plan.vetoed", {"household": i, "municipality": j})


def links(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """Linked households at one place, or all unplaced."""
    for group in problem.linked:
        if len({int(plan[i]) for i in group}) > 1:
            yield Violation("plan.link_broken", {"households": group})


def apart(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """Households to keep apart at different places."""
    for first, second in problem.apart:
        if plan[first] == plan[second] != UNPLACED:
            yield Violation(
                "plan.apart_broken", {"households": (first, second), "municipality": int(plan[first])}
            )


def capacities(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """No more units of a resource than there are."""
    used = np.zeros_like(problem.capacity)
    placed = np.flatnonzero(plan != UNPLACED)
    np.add.at(used, plan[placed], problem.demand_at(placed, plan[placed]))
    for j, k in np.argwhere(used > problem.capacity + TOLERANCE):
        numbers = {"used": float(used[j, k]), "capacity": float(problem.capacity[j, k])}
        yield Violation("plan.over_capacity", {"municipality": int(j), "resource": int(k), **numbers})


def maxima(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """No more persons than pledged."""
    persons = _persons_at(problem, plan)
    for j in np.flatnonzero(persons > problem.maximum + TOLERANCE):
        numbers = {"used": float(persons[j]), "capacity": float(problem.maximum[j])}
        yield Violation("plan.over_maximum", {"municipality": int(j), **numbers})


def ceilings(problem: Problem, plan: Ints) -> Iterator[Violation]:
    """No sum over the plan above its limit."""
    placed = np.flatnonzero(plan != UNPLACED)
    for number, ceiling in enumerate(problem.ceilings):
        total = float(ceiling.cost[placed, plan[placed]].sum())
        if total > ceiling.limit + TOLERANCE:
            numbers = {"used": total, "limit": ceiling.limit}
            yield Violation("plan.over_ceiling", {"ceiling": number, **numbers})


def housing(problem: Problem, plan: Ints, unit: Ints) -> Iterator[Violation]:
    """Every placed household in a unit at its place that fits it, and no more of a class than there are."""
    if problem.class_place is None:
        return
    for i in np.flatnonzero((plan != UNPLACED) | (unit != NONE)).tolist():
        who: dict[str, object] = {"household": i, "municipality": int(plan[i])}
        if unit[i] == NONE:
            yield Violation("plan.no_unit", who)
        elif problem.class_place[unit[i]] != plan[i]:
            yield Violation("plan.unit_elsewhere", who)
        elif np.isnan(problem.class_value[i, unit[i]]):
            yield Violation("plan.unit_does_not_fit", who)
    used = np.bincount(unit[unit != NONE], minlength=len(problem.class_count))
    for c in np.flatnonzero(used > problem.class_count).tolist():
        numbers = {"used": float(used[c]), "capacity": float(problem.class_count[c])}
        yield Violation(
            "plan.over_units", {"municipality": int(problem.class_place[c]), "class": c, **numbers}
        )


def units_worth(problem: Problem, plan: Ints, unit: Ints) -> float:
    """Sum of the values of the classes that the placed take."""
    rows = np.flatnonzero((plan != UNPLACED) & (unit != NONE))
    return float(np.nansum(problem.class_value[rows, unit[rows]]))


def _serving(problem: Problem, plan: Ints, served: ArrayLike | None) -> tuple[tuple[Violation, ...], float]:
    """What is broken about the units served (not given: the best for the plan), and what they add."""
    unknown: list[Violation] = []
    given = best_served(problem, plan)
    if served is not None:
        given, unknown = read_served(problem, served)
    placed = np.flatnonzero(plan != UNPLACED)
    gain: Floats = problem.served_value[placed, plan[placed]]
    return (*unknown, *serving(problem, plan, given)), float((given[placed] * gain).sum())


def serving(problem: Problem, plan: Ints, served: Ints) -> Iterator[Violation]:
    """Only the placed are served, none more than wanted, who must be in full, and no more than there is."""
    placed = (plan != UNPLACED)[:, None]
    short = problem.served_must & placed & (served < problem.served_need)
    for code, where in {
        "plan.served_unplaced": ~placed & (served != 0),
        "plan.served_beyond_need": (served < 0) | (served > problem.served_need),
        "plan.not_served": short,
    }.items():
        for i, s in np.argwhere(where).tolist():
            units = {"units": int(served[i, s]), "need": int(problem.served_need[i, s])}
            yield Violation(code, {"household": i, "served": s, **units})
    used = np.zeros_like(problem.served_capacity)
    np.add.at(used, plan[placed[:, 0]], served[placed[:, 0]])
    for j, s in np.argwhere(used > problem.served_capacity + TOLERANCE).tolist():
        numbers = {"used": float(used[j, s]), "capacity": float(problem.served_capacity[j, s])}
        yield Violation("plan.over_served", {"municipality": j, "served": s, **numbers})


def _persons_at(problem: Problem, plan: Ints) -> Ints:
    placed = plan != UNPLACED
    counts = np.bincount(plan[placed], weights=problem.persons[placed], minlength=problem.m)
    return counts.astype(np.int64)


def _soft_worth(problem: Problem, plan: Ints) -> float:
    if not problem.soft_links:
        return 0.0
    closeness = np.eye(problem.m) if problem.closeness is None else problem.closeness
    both = (
        (plan[i], plan[j], bonus) for i, j, bonus in problem.soft_links if UNPLACED not in (plan[i], plan[j])
    )
    return float(sum(bonus * closeness[here, there] for here, there, bonus in both))
