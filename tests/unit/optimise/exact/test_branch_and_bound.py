"""The exact model: signs of the prices, and what is in it."""

import numpy as np
import pytest

from rematch.optimise import Problem
from rematch.optimise.exact.branch_and_bound import ExactModel
from rematch.optimise.presolve import presolve
from rematch.optimise.proof.certificate import upper_bound


def test_prices_have_the_sign_the_certificate_needs() -> None:
    """Two households, one place: it is worth what the household left out would have paid."""
    problem = Problem(
        value=np.array([[3.0], [2.0]]), demand=np.ones((2, 1)), capacity=np.ones((1, 1)), place_first=False
    )
    model = ExactModel(presolve(problem))
    model.aim_value()
    prices = model.relax().prices
    assert 2.0 - 1e-9 <= prices.capacity[0, 0] <= 3.0 + 1e-9
    assert upper_bound(model.units, prices, persons=0, shortfall=0) == pytest.approx(3.0)


def test_placing_and_pledging_have_prices_too() -> None:
    """Moving one person to the pledge costs 4; the price of a pledged person says so."""
    problem = Problem(value=np.array([[5.0, 1.0], [5.0, 0.5]]), minimum=np.array([0.0, 1.0]))
    model = ExactModel(presolve(problem))
    model.keep(2, 0.0)
    model.aim_value()
    prices = model.relax().prices
    assert prices.minimum[1] == pytest.approx(4.0)
    assert upper_bound(model.units, prices, persons=2, shortfall=0.0) == pytest.approx(6.0)


def test_impossible_pairs_never_become_variables() -> None:
    value = np.array([[1.0, np.nan, 1.0], [1.0, 1.0, 1.0]])
    demand, capacity = np.array([[3.0], [1.0]]), np.array([[2.0], [2.0], [3.0]])
    model = ExactModel(presolve(Problem(value=value, demand=demand, capacity=capacity, vetoes={(1, 0)})))
    assert sorted(model.model.place) == [(0, 2), (1, 1), (1, 2)]


def test_linked_households_are_one_unit_with_one_set_of_variables() -> None:
    problem = Problem(value=np.array([[1.0, 2.0], [3.0, np.nan], [1.0, 1.0]]), linked=[(0, 1)])
    units = presolve(problem)
    assert units.unit_of.tolist() == [0, 0, 1]
    assert units.value[0].tolist() == [4.0, 0.0]
    assert units.allowed[0].tolist() == [True, False]
    assert units.persons.tolist() == [2, 1]
