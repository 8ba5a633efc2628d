"""Hard instances of session size: plans keep the rules, bounds are bounds, the optimum is HiGHS' own."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rematch.bench.direct import solve_directly
from rematch.optimise import Problem, Solution, certified_bound, solve, verify
from rematch.optimise.exact import search
from rematch.optimise.presolve import presolve
from tests.unit.optimise.instances import cohort

N, M = 30, 8


def full(share: float) -> Problem:
    """Resources tight, and persons so many of the places."""
    base = cohort(households=N, municipalities=M, seed=2, resources=3)
    places = int(np.floor(base.persons.sum() / share))
    room = np.full(M, places // M, dtype=float)
    room[: places % M] += 1
    return replace(base, maximum=room, minimum=np.minimum(base.minimum, room))


def of(persons: np.ndarray, value: np.ndarray, share: float = 1.0) -> Problem:
    """These households and values, the same number of places everywhere."""
    room = np.full(M, np.ceil(persons.sum() / share / M))
    return Problem(value=value * persons[:, None], persons=persons, maximum=room)


def instances() -> dict[str, Problem]:
    draw = np.random.default_rng(5)
    sizes, fits = draw.integers(1, 6, N), draw.random((N, M))
    five = cohort(households=N, municipalities=M, seed=3, resources=5)
    return {
        "exactly full": full(1.0),
        "95 % full": full(0.95),
        "120 % full": full(1.2),
        "five resources": replace(five, capacity=np.floor(five.capacity * 0.9)),
        "all singles": of(np.ones(N, dtype=int), fits),
        "all large families": of(draw.integers(6, 10, N), fits, 0.8),
        "everybody wants one city": of(sizes, np.where(np.arange(M) == 2, 1.0, 0.1) * np.ones((N, M)), 0.9),
        "everybody fits everywhere alike": of(sizes, np.full((N, M), 0.5)),
        "few kinds of households": of(1 + np.arange(N) % 2, np.repeat(fits[:3], N // 3, axis=0), 0.9),
        "identical municipalities": of(sizes, np.repeat(fits[:, :1], M, axis=1)),
        "one household": Problem(value=fits[:1], persons=sizes[:1], maximum=np.full(M, 5.0)),
        "one municipality": Problem(value=fits[:, :1], persons=sizes, maximum=np.array([40.0])),
        "nobody allowed anywhere": replace(full(1.0), value=np.full((N, M), np.nan)),
    }


HARD = instances()


@cache
def best(name: str) -> Solution:
    return solve(HARD[name])


@pytest.mark.parametrize("name", HARD)
def test_the_proven_optimum_keeps_every_rule_and_is_what_highs_finds_alone(name: str) -> None:
    """Persons, shortfall and value, each as a model of another build has them."""
    problem = HARD[name]
    solution = best(name)
    check = verify(problem, solution.assignment)
    assert check.ok and solution.status == "optimal"
    alone = solve_directly(presolve(problem), 0.0, 30.0)
    assert alone.finished and alone.objective == pytest.approx(check.objective, abs=1e-5)
    at = {"persons": check.persons_placed, "shortfall": check.shortfall}
    assert certified_bound(problem, solution.prices, **at) >= check.objective - 1e-9


@pytest.mark.parametrize("name", HARD)
def test_by_prices_no_bound_is_below_the_proven_optimum(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With next to no work the plan keeps every rule, and what is said of the best is true."""
    problem = HARD[name]
    proven = best(name)
    monkeypatch.setattr(search, "EXACT_PAIRS", 0)
    found = solve(problem, work_limit=1)
    assert verify(problem, found.assignment).ok
    assert found.persons_placed <= proven.persons_placed <= found.persons_bound
    same = (found.persons_placed, found.shortfall) == (proven.persons_placed, proven.shortfall)
    if found.persons_placed == proven.persons_placed:
        assert found.shortfall_bound <= proven.shortfall + 1e-9
    if same:
        assert found.objective <= proven.objective + 1e-6 <= found.bound + 2e-6
