"""Smallest prices: what the dual linear programme says in two steps, without the solver's word on one."""

import numpy as np
import pulp
import pytest

from rematch.optimise.pricing.smallest_prices import CapacityPrices, smallest_prices
from rematch.optimise.problem import Problem
from tests.seeds import seeds

SEEDS = range(60)


def drawn(seed: int) -> Problem:
    """Up to nine households at up to three places with two resources, a maximum and pledged minima."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(3, 10)), int(rng.integers(1, 4))
    persons = rng.integers(1, 5, n)
    value = rng.random((n, m)) * persons[:, None]
    value[rng.random((n, m)) < 0.2] = np.nan
    maximum = rng.integers(0, 9, m).astype(float)
    pledged = np.where(rng.random(m) < 0.5, np.minimum(rng.integers(0, 5, m), maximum), 0.0)
    return Problem(
        value=value,
        demand=rng.integers(0, 3, (n, 2)).astype(float),
        capacity=rng.integers(0, 5, (m, 2)).astype(float),
        persons=persons,
        maximum=maximum,
        minimum=pledged,
    )


def pairs(problem: Problem) -> list[tuple[int, int]]:
    """Who may go where, without those who need more than there is."""
    room = np.column_stack([problem.capacity, problem.maximum])
    need = np.column_stack([problem.demand, problem.persons])
    fits = (need[:, None] <= room[None]).all(axis=2) & ~np.isnan(problem.value)
    return [(int(i), int(j)) for i, j in np.argwhere(fits)]


def least_missed(problem: Problem) -> float:
    """Persons that even fractions of households miss of the pledged minima."""
    program = pulp.LpProblem("missed", pulp.LpMinimize)
    x = {pair: pulp.LpVariable(f"x_{pair[0]}_{pair[1]}", 0) for pair in pairs(problem)}
    short = [pulp.LpVariable(f"s_{j}", 0) for j in range(problem.m)]
    program += pulp.lpSum(short)
    for i in range(problem.n):
        program += pulp.lpSum(x[pair] for pair in x if pair[0] == i) <= 1
    for j in range(problem.m):
        there = [pair for pair in x if pair[1] == j]
        persons = pulp.lpSum(int(problem.persons[i]) * x[i, j] for i, _ in there)
        program += persons <= float(problem.maximum[j])
        program += persons + short[j] >= float(problem.minimum[j])
        for k in range(2):
            used = pulp.lpSum(float(problem.demand[i, k]) * x[i, j] for i, _ in there)
            program += used <= float(problem.capacity[j, k])
    program.solve(pulp.HiGHS(msg=False, threads=1))
    return float(pulp.value(program.objective))


def in_two_steps(problem: Problem) -> tuple[float, float]:
    """The dual's optimum, then the least sum of capacity prices among all that reach it."""
    missed = least_missed(problem)
    program = pulp.LpProblem("dual", pulp.LpMinimize)
    own = [pulp.LpVariable(f"own_{i}", 0) for i in range(problem.n)]
    mu = [[pulp.LpVariable(f"mu_{j}_{k}", 0) for k in range(3)] for j in range(problem.m)]
    tau, sigma = [pulp.LpVariable(f"tau_{j}", 0) for j in range(problem.m)], pulp.LpVariable("sigma", 0)
    room = np.column_stack([problem.capacity, problem.maximum]).tolist()
    need = np.column_stack([problem.demand, problem.persons]).tolist()
    cost = pulp.lpSum(own) + missed * sigma
    cost += pulp.lpSum(room[j][k] * mu[j][k] for j in range(problem.m) for k in range(3))
    cost -= pulp.lpSum(float(problem.minimum[j]) * tau[j] for j in range(problem.m))
    program += cost
    for j in range(problem.m):
        program += tau[j] <= sigma
    for i, j in pairs(problem):
        paid = pulp.lpSum(need[i][k] * mu[j][k] for k in range(3))
        program += own[i] + paid - need[i][2] * tau[j] >= float(problem.value[i, j])
    program.solve(pulp.HiGHS(msg=False, threads=1))
    best = float(pulp.value(cost))
    total = pulp.lpSum(price for row in mu for price in row)
    program.setObjective(total)
    program += cost <= best + 1e-7
    program.solve(pulp.HiGHS(msg=False, threads=1))
    return best, float(pulp.value(total))


def total(found: CapacityPrices) -> float:
    return float(found.capacity.sum() + found.persons.sum())


def worth(problem: Problem, found: CapacityPrices, missed: float) -> float:
    """What the prices prove of the relaxation: the dual's value at them."""
    paid = problem.demand @ found.capacity.T + problem.persons[:, None] * (found.persons - found.minimum)
    left = np.zeros(problem.n)
    for i, j in pairs(problem):
        left[i] = max(left[i], problem.value[i, j] - paid[i, j])
    room = (problem.capacity * found.capacity).sum() + (problem.maximum * found.persons).sum()
    pledged = (problem.minimum * found.minimum).sum()
    sigma = missed * found.minimum.max(initial=0.0)
    return float(left.sum() + room - pledged + sigma)


@seeds(SEEDS)
def test_they_are_optimal_and_of_the_least_sum(seed: int) -> None:
    """One solve with a little more of everything finds what two linear programmes find."""
    problem = drawn(seed)
    found = smallest_prices(problem)
    best, least = in_two_steps(problem)
    assert worth(problem, found, least_missed(problem)) == pytest.approx(best, abs=1e-4)
    assert total(found) == pytest.approx(least, abs=1e-4)
    assert (found.capacity >= -1e-9).all() and (found.persons >= -1e-9).all()


def flats(left: float, households: int = 2) -> Problem:
    """Households of one, to whom place 0 with so many flats is worth 0.9 and place 1 with many 0.2."""
    value = np.tile([0.9, 0.2], (households, 1))
    return Problem(value=value, demand=np.ones((households, 1)), capacity=np.array([[left], [9.0]]))


def test_a_place_that_nobody_needs_costs_nothing_and_the_last_one_what_it_saves() -> None:
    """Two want one flat: it is worth 0.9 - 0.2 to whoever gets it; of three flats one is left over."""
    assert smallest_prices(flats(1)).capacity[:, 0] == pytest.approx([0.7, 0.0])
    assert smallest_prices(flats(3)).capacity[:, 0] == pytest.approx([0.0, 0.0])


def test_where_a_range_of_prices_is_right_the_least_is_told() -> None:
    """Exactly as many flats as households: any price from 0 to 0.7 clears, and it is 0."""
    assert smallest_prices(flats(2)).capacity[:, 0] == pytest.approx([0.0, 0.0])


def test_what_is_not_there_draws_nobody() -> None:
    """Without a flat left place 0 is nobody's, so that two fight for the other place, at what it is worth.

    Were the pairs kept at a price of 0, both would seem to live at place 0 and the other place to be free.
    """
    none = Problem(
        value=np.tile([0.9, 0.2], (2, 1)), demand=np.ones((2, 1)), capacity=np.array([[0.0], [1.0]])
    )
    assert smallest_prices(none).capacity[:, 0] == pytest.approx([0.0, 0.2])


def test_a_household_too_large_for_what_is_left_pays_nothing_and_raises_no_price() -> None:
    """Three places cannot take four persons: one person alone has them for nothing."""
    problem = Problem(value=np.array([[4.0], [1.0]]), persons=np.array([4, 1]), maximum=np.array([3.0]))
    assert smallest_prices(problem).persons == pytest.approx([0.0])


def test_a_pledged_minimum_that_binds_has_a_multiplier_of_its_own() -> None:
    """Both prefer place 0, place 1 has pledged to take one: that costs 0.7, and no place has a price."""
    pledged = Problem(
        value=np.tile([0.9, 0.2], (2, 1)), minimum=np.array([0.0, 1.0]), maximum=np.full(2, 9.0)
    )
    found = smallest_prices(pledged)
    assert found.minimum == pytest.approx([0.0, 0.7])
    assert found.persons == pytest.approx([0.0, 0.0])


def test_whom_a_minimum_keeps_away_does_not_raise_a_price() -> None:
    """Three prefer the two places of town 0, but town 1 has pledged two: one of them is free, for nothing."""
    value, maximum = np.tile([0.9, 0.2], (3, 1)), np.array([2.0, 9.0])
    without = smallest_prices(Problem(value=value, maximum=maximum))
    pledged = smallest_prices(Problem(value=value, maximum=maximum, minimum=np.array([0.0, 2.0])))
    assert without.persons == pytest.approx([0.7, 0.0])
    assert pledged.persons == pytest.approx([0.0, 0.0])


def test_a_minimum_that_cannot_be_kept_is_missed_by_as_little_as_can_be() -> None:
    """One person and a pledge of three: prices are told all the same."""
    problem = Problem(value=np.array([[0.9, 0.2]]), minimum=np.array([0.0, 3.0]), maximum=np.full(2, 9.0))
    assert smallest_prices(problem).persons == pytest.approx([0.0, 0.0])


def test_units_of_housing_have_prices_as_resources_have() -> None:
    """One class of two flats, or a resource of which everybody uses one of two: the same price."""
    value = np.array([[0.9], [0.6], [0.5]])
    resource = Problem(value=value, demand=np.ones((3, 1)), capacity=np.array([[2.0]]))
    units = Problem(
        value=value,
        class_place=np.array([0]),
        class_count=np.array([2.0]),
        class_value=np.zeros((3, 1)),
    )
    assert smallest_prices(resource).capacity[0] == pytest.approx([0.5])
    assert smallest_prices(units).classes == pytest.approx([0.5])


def test_with_nobody_everything_is_free() -> None:
    """No pair that is allowed: prices of the right shapes, all 0."""
    found = smallest_prices(Problem(value=np.full((1, 2), np.nan), maximum=np.ones(2)))
    assert found.persons == pytest.approx([0.0, 0.0])
    assert found.capacity.shape == (2, 0)


@seeds(SEEDS)
def test_more_who_want_the_same_do_not_make_it_cheaper(seed: int) -> None:
    """Of places that hold households of one, with a twin of each the sum of prices is at least as high."""
    rng = np.random.default_rng(seed)
    value, maximum = rng.random((4, 2)), rng.integers(0, 4, 2).astype(float)
    once = smallest_prices(Problem(value=value, maximum=maximum)).persons
    twice = smallest_prices(Problem(value=np.vstack([value, value]), maximum=maximum)).persons
    assert (twice >= once - 1e-6).all()
