"""Invented cohorts with tight resources, for tests of the optimiser."""

import numpy as np

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
