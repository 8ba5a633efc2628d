"""A year lived by a policy: every fortnight those who wait are planned, offered, and accept or decline."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rematch.bench.held_places.world import DAYS, SimulatedYears, date_of, of_rows
from rematch.optimise import solve, verify
from rematch.optimise.heuristics.baselines import first_come_first_served
from rematch.optimise.pricing.smallest_prices import smallest_prices
from rematch.optimise.problem import EXACT_WORK, UNPLACED, Ints, Problem
from rematch.process.forecast.ahead import draw_ahead
from rematch.process.prices.futures import Futures

FORTNIGHT = 14
HORIZON = 7

Choose = Callable[[SimulatedYears, Problem, int], Ints]
"""A plan [n] of those placed, who are pinned, and those who wait, on a day."""


@dataclass(frozen=True)
class LivedYear:
    """What became of a year: persons placed, fit x persons, mean days a person waited for its place.

    Whoever has none at the end waited until then.
    """

    persons: int
    value: float
    waited: float


def live(world: SimulatedYears, choose: Choose) -> LivedYear:
    """Fortnight by fortnight; who declined waits for the next one, and is not offered that place again."""
    placed: dict[int, int] = {}
    since: dict[int, int] = {}
    waiting: list[int] = []
    declined: set[tuple[int, int]] = set()
    for today in range(FORTNIGHT, DAYS + 1, FORTNIGHT):
        waiting += world.comes(today - FORTNIGHT, today).tolist()
        if not waiting:
            continue
        rows = np.array([*placed, *waiting], dtype=np.int64)
        plan = choose(world, of_rows(world.problem, rows, placed, declined), today)
        for i, j in zip(tuple(waiting), plan[len(placed) :].tolist(), strict=True):
            if j != UNPLACED and world.declines[i, j]:
                declined.add((i, j))
            elif j != UNPLACED:
                placed[i], since[i] = j, today
                waiting.remove(i)
    return _outcome(world, placed, since)


def hindsight(world: SimulatedYears) -> LivedYear:
    """All who come in the year planned at once, with what each would decline known; nobody waits."""
    rows = world.comes(0, DAYS)
    no = {(int(i), int(j)) for i, j in np.argwhere(world.declines)}
    plan = _solved(of_rows(world.problem, rows, {}, no))
    placed = {int(i): int(j) for i, j in zip(rows, plan, strict=True) if j != UNPLACED}
    return _outcome(world, placed, {i: int(world.day[i]) for i in placed})


def first_come(world: SimulatedYears, problem: Problem, today: int) -> Ints:
    """Each in turn to the best place that has room."""
    return first_come_first_served(problem)


def alone(world: SimulatedYears, problem: Problem, today: int) -> Ints:
    """The best plan for those who are there."""
    return _solved(problem)


def priced(share: float, futures: int, total: float = 1.0, least: int = 1) -> Choose:
    """The best plan less a share of the prices; of whom the forecast draws `total` times as many come.

    Drawn are only households of at least so many persons: a pool that is not like those who come.
    """

    def choose(world: SimulatedYears, problem: Problem, today: int) -> Ints:
        draws = _drawn(world, today, futures, total, least)
        if not draws:
            return _solved(problem)
        found = [smallest_prices(one) for one in Futures(problem, world.problem, draws).problems()]
        units = np.mean([one.capacity for one in found], axis=0)
        persons = np.mean([one.persons for one in found], axis=0)
        paid = problem.demand @ units.T + problem.persons[:, None] * persons
        classes = np.mean([one.classes for one in found], axis=0)
        value, of_class = problem.value - share * paid, problem.class_value - share * classes
        return _solved(replace(problem, value=value, class_value=of_class))

    return choose


def _drawn(world: SimulatedYears, today: int, futures: int, total: float, least: int) -> list[Ints]:
    """Rows of who may come until the year's end, by the count model and the pool of the forecast."""
    known = world.known(today)
    pool = [one for one in known if (one.persons or 0) >= least]
    weeks, seed = (DAYS - today) // HORIZON, 1000 * world.seed + today
    coming = draw_ahead(known, date_of(today - 1), weeks, pool=pool, seed=seed)
    if coming is None:
        return []
    rng, row = np.random.default_rng(seed), np.array([int(one.household or 0) for one in coming.pool])
    return [_times(row[coming.of(path)], total, rng) for path in range(futures)]


def _times(rows: Ints, total: float, rng: np.random.Generator) -> Ints:
    """Each so many times on average, in whole households."""
    whole = int(total)
    return np.repeat(rows, whole + (rng.random(len(rows)) < total - whole))


def _solved(problem: Problem) -> Ints:
    return solve(problem, work_limit=EXACT_WORK).assignment


def _outcome(world: SimulatedYears, placed: dict[int, int], since: dict[int, int]) -> LivedYear:
    came, size = world.comes(0, DAYS), world.problem.persons
    rows = np.array(list(placed), dtype=np.int64)
    plan = np.array(list(placed.values()), dtype=np.int64)
    waited = np.array([since.get(int(i), DAYS) - world.day[i] for i in came])
    return LivedYear(
        persons=int(size[rows].sum()),
        value=verify(of_rows(world.problem, rows, {}, set()), plan).objective,
        waited=float(np.average(waited, weights=size[came])),
    )
