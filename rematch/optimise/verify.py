"""Every rule and the objective, recomputed from the data by code that knows no solver."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from rematch.optimise.pins import TOLERANCE
from rematch.optimise.problem import UNPLACED, Ints, Problem


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


def verify(problem: Problem, assignment: ArrayLike) -> Check:
    """Check a plan ([n] municipality or -1); it never raises: what cannot be read counts as unplaced."""
    plan, unreadable = read_plan(problem, assignment)
    rules = (not_allowed, pins_and_vetoes, links, apart, capacities, maxima, ceilings)
    broken = tuple(violation for rule in rules for violation in rule(problem, plan))
    return Check(
        violations=(*unreadable, *broken),
        objective=objective(problem, plan),
        persons_placed=int(problem.persons[plan != UNPLACED].sum()),
        shortfall=shortfall(problem, plan),
    )


def read_plan(problem: Problem, assignment: ArrayLike) -> tuple[Ints, list[Violation]]:
    """A plan as numbers [n], what cannot be read as unplaced, and what could not be read."""
    plan = np.full(problem.n, UNPLACED, dtype=np.int64)
    try:
        given = np.asarray(assignment, dtype=np.float64)
    except (TypeError, ValueError):
        return plan, [Violation("plan.unreadable")]
    if given.shape != (problem.n,):
        return plan, [Violation("plan.length", {"expected": problem.n, "found": list(given.shape)})]
    sound = np.isfinite(given) & (given == np.floor(given)) & (given >= UNPLACED) & (given < problem.m)
    plan[sound] = given[sound].astype(np.int64)
    return plan, [Violation("plan.out_of_range", {"household": int(i)}) for i in np.flatnonzero(~sound)]


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
