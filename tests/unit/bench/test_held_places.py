"""The simulated year is lived by its rules, whatever the policy, and compared in pairs."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.bench.held_places.__main__ import ALONE, HINDSIGHT, lines
from rematch.bench.held_places.world import DAYS, SimulatedYears, of_rows, years
from rematch.bench.held_places.year import LivedYear, alone, first_come, hindsight, live, priced
from rematch.optimise import verify
from rematch.optimise.problem import UNPLACED, Ints, Problem
from tests import demo


@pytest.fixture(scope="module")
def world() -> SimulatedYears:
    """The first of the table's years, with only those who come from its autumn on."""
    whole = years(1, demo.catalogue())
    return replace(whole, day=np.where((whole.day >= 0) & (whole.day < 300), -DAYS, whole.day))


def watched(world: SimulatedYears, choose) -> list[tuple[Problem, Ints, int]]:
    """What a policy is asked and answers, fortnight by fortnight."""
    seen = []

    def asked(there: SimulatedYears, problem: Problem, today: int) -> Ints:
        plan = choose(there, problem, today)
        seen.append((problem, plan, today))
        return plan

    live(world, asked)
    return seen


@pytest.mark.parametrize("choose", [first_come, alone, priced(1.0, 2)])
def test_every_fortnight_keeps_the_rules_and_whoever_has_a_place(world: SimulatedYears, choose) -> None:
    """Each plan passes the check, those placed before stay, and nobody is asked a second time after a no."""
    for problem, plan, _ in watched(world, choose):
        assert verify(problem, plan).ok
        assert all(plan[i] == j for i, j in problem.pins.items())
        assert all(plan[i] != j for i, j in problem.vetoes)


def test_prices_place_as_many_each_time_as_the_best_plan_without(world: SimulatedYears) -> None:
    """In whatever state a priced year comes to, the plan places no fewer persons than without prices."""
    for problem, plan, today in watched(world, priced(1.0, 2)):
        other = alone(world, problem, today)
        persons = [problem.persons[one != UNPLACED].sum() for one in (plan, other)]
        assert persons[0] == persons[1]


def test_charged_by_nothing_the_year_is_the_one_without_prices(world: SimulatedYears) -> None:
    """A share of 0 of any prices changes nothing that is lived."""
    assert live(world, priced(0.0, 2)) == live(world, alone)


def test_only_what_came_before_is_known(world: SimulatedYears) -> None:
    """Neither forecast nor pool has anybody who comes on the day of the decision or later."""
    for today in (14, 350):
        assert len(world.known(today)) == (world.day < today).sum()


def test_no_year_has_a_plan_better_than_hindsight_for_as_many(world: SimulatedYears) -> None:
    """Who knows all who come and what they decline places at least as many persons as who does not."""
    best = hindsight(world)
    for choose in (first_come, alone, priced(1.0, 2)):
        assert live(world, choose).persons <= best.persons


def test_rows_taken_out_of_a_problem_are_what_they_were(world: SimulatedYears) -> None:
    """Pins and vetoes follow their households; a veto of somebody who is not there is left out."""
    i, j = (int(at) for at in np.argwhere(~np.isnan(world.problem.value))[0])
    other = (i + 1) % world.problem.n
    found = of_rows(world.problem, np.array([other, i]), {i: j}, {(other, 0), (other + 1, 0)})
    assert (found.pins, found.vetoes) == ({1: j}, frozenset({(0, 0)}))
    assert np.array_equal(found.value, world.problem.value[[other, i]], equal_nan=True)


def test_the_table_compares_year_by_year() -> None:
    """Two years: one won by 10 %, one lost by 6 %; shares of hindsight, the worst year beside no prices."""
    best = [LivedYear(100, 100.0, 0.0), LivedYear(100, 200.0, 0.0)]
    usual = [LivedYear(90, 50.0, 20.0), LivedYear(90, 100.0, 20.0)]
    other = [LivedYear(80, 55.0, 10.0), LivedYear(100, 94.0, 12.0)]
    told = list(lines({HINDSIGHT: best, ALONE: usual, "prices": other}))
    assert told[-1] == "| prices | 51.0 ± 4.0 % | 90.0 ± 10.0 % | 11 | 1, 0, 1 | +2.0 ± 8.0 | -6.0 |"
    assert told[3].endswith("| 50.0 ± 0.0 % | 90.0 ± 0.0 % | 20 |  |  |  |")
