"""Invented cohorts with tight resources, for tests of the optimiser."""

from dataclasses import replace

import numpy as np

from rematch.errors import Contradiction
from rematch.optimise import Problem


def cohort(
    *,
    households: int,
    municipalities: int,
    seed: int = 1,
    weights: int = 0,
    fill: float = 1.05,
    resources: int = 4,
) -> Problem:
    """Places for `fill` times the persons, two more resources tight; `weights` draws other values alone."""
    n, m = households, municipalities
    draw, other = np.random.default_rng(seed), np.random.default_rng((seed, weights))
    persons = draw.integers(1, 6, n)
    allowed = draw.random((n, m)) < 0.8
    demand = (draw.random((n, resources)) < 0.4) * draw.integers(1, 3, (n, resources))
    tight = np.where(np.arange(resources) < 2, 1.2, 2.0)
    share = draw.dirichlet(np.full(m, 8.0))
    fit = other.random((n, m)) * 0.5 + draw.random((n, m)) * 0.5
    return Problem(
        value=np.where(allowed, fit * persons[:, None], np.nan),
        demand=demand,
        capacity=np.ceil(share[:, None] * demand.sum(axis=0) * tight),
        persons=persons,
        minimum=np.floor(share * persons.sum() * 0.5),
        maximum=np.ceil(share * persons.sum() * fill),
    )


def tiny(seed: int) -> Problem:
    """A random problem of up to 5 households and 3 municipalities; pins are tried until they hold."""
    draw = np.random.default_rng(seed)
    for _ in range(50):
        try:
            return _drawn(draw)
        except Contradiction:
            continue
    raise AssertionError("no drawn pins hold")


def _drawn(draw: np.random.Generator) -> Problem:
    n, m, k = int(draw.integers(1, 6)), int(draw.integers(1, 4)), int(draw.integers(0, 4))
    value = np.where(draw.random((n, m)) < 0.8, draw.normal(0.5, 0.6, (n, m)).round(2), np.nan)
    shape = (n, m, k) if draw.random() < 0.3 else (n, k)

    def some(share: float) -> bool:
        return bool(draw.random() < share)

    def pair() -> tuple[int, int]:
        first, second = draw.choice(n, 2, replace=False)
        return int(first), int(second)

    return Problem(
        value=value,
        demand=draw.integers(0, 4, shape),
        capacity=np.where(draw.random((m, k)) < 0.2, np.inf, draw.integers(0, 8, (m, k))),
        persons=draw.integers(0, 5, n),
        minimum=draw.integers(0, 7, m) if some(0.6) else np.zeros(m),
        maximum=draw.integers(2, 10, m) if some(0.5) else np.full(m, np.inf),
        pins={int(draw.integers(n)): int(draw.integers(m))} if some(0.3) else {},
        vetoes={(int(draw.integers(n)), int(draw.integers(m)))} if some(0.3) else (),
        linked=[pair()] if n > 1 and some(0.3) else (),
        apart=[pair()] if n > 1 and some(0.3) else (),
        previous=draw.integers(-1, m, n) if some(0.4) else None,
        move_cost=float(draw.choice([0.0, 0.3])),
        place_first=some(0.75),
        soft_links=[(*pair(), 0.7)] if n > 1 and some(0.4) else (),
        closeness=np.maximum(np.eye(m), draw.choice([0.0, 0.5], (m, m))),
    )


def with_served(problem: Problem, *, seed: int, resources: int = 2, enough: float = 0.5) -> Problem:
    """Four in ten want one to three units of each served resource, of which there is `enough`; few must."""
    n, m, s = problem.n, problem.m, resources
    draw = np.random.default_rng((seed, 13))
    need = (draw.random((n, s)) < 0.4) * draw.integers(1, 4, (n, s))
    share = draw.dirichlet(np.full(m, 2.0), s).T
    return replace(
        problem,
        served_need=need,
        served_capacity=np.round(share * need.sum(axis=0) * enough),
        served_value=draw.uniform(0.02, 0.2, (n, 1, s))
        * draw.choice([0.5, 1.0], (1, m, s))
        * np.ones((n, m, s)),
        served_must=draw.random((n, s)) < 0.05,
    )


def tiny_served(seed: int, *, housed: bool = False) -> Problem:
    """`tiny`, or `tiny_housed`, with one or two served resources; some need nothing, some must be served."""
    draw = np.random.default_rng((seed, 11))
    for number in range(50):
        free = tiny_housed(100 * seed + number) if housed else tiny(1000 * seed + number)
        n, m, s = free.n, free.m, int(draw.integers(1, 3))
        wanted = draw.random((n, s)) < 0.7
        places = draw.choice([0.0, 1.0, 1.0, 2.0, 2.0, 2.5, 3.0, 4.0, np.inf], (m, s))
        try:
            return replace(
                free,
                served_need=wanted * draw.integers(1, 4, (n, s)),
                served_capacity=places,
                served_value=np.maximum(0.0, draw.normal(0.2, 0.3, (n, m, s))).round(2),
                served_must=draw.random((n, s)) < 0.2,
                previous_served=draw.integers(0, 3, (n, s)),
            )
        except Contradiction:
            continue
    raise AssertionError("no drawn pins hold")


def tiny_housed(seed: int) -> Problem:
    """`tiny` with up to 5 classes of housing units, few of each; what a class is worth may be below 0."""
    draw = np.random.default_rng((seed, 7))
    for number in range(50):
        free = tiny(1000 * seed + number)
        c = int(draw.integers(1, 6))
        value = np.where(draw.random((free.n, c)) < 0.7, draw.normal(0.2, 0.3, (free.n, c)).round(2), np.nan)
        try:
            return replace(
                free,
                class_place=draw.integers(0, free.m, c),
                class_count=np.where(draw.random(c) < 0.1, np.inf, draw.integers(0, 3, c)),
                class_value=value,
                previous_unit=draw.integers(-1, c, free.n),
            )
        except Contradiction:
            continue
    raise AssertionError("no drawn pins hold")
