"""Futures: those at hand, and below them whole households with all they need."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.instance import assemble, prepare_cohort
from rematch.optimise import solve
from rematch.process.prices.futures import Futures, thinned, with_rows
from rematch.scenario import Pin, Policy, Scenario
from tests.rounds import cohort, made

KNOWN = prepare_cohort(cohort(), shipped_catalogue(), "cohort")
PLACED = next((id, ags) for id, ags in made()[1].assignments.items() if ags is not None)
NOW = assemble(KNOWN, Scenario(pins=(Pin(household=PLACED[0], ags=PLACED[1]),)))
ANEW = assemble(KNOWN, Scenario())


def test_whoever_comes_has_everything_a_row_has() -> None:
    """Values, needs, persons, accommodation and what is served are those of each row that is drawn."""
    rows = np.array([5, 2, 5])
    found = with_rows(NOW.problem, ANEW.problem, rows)
    for name in ("value", "demand", "persons", "class_value", "served_need", "served_value", "served_must"):
        own, comers, both = (getattr(one, name) for one in (NOW.problem, ANEW.problem, found))
        assert np.array_equal(both[: NOW.problem.n], own, equal_nan=own.dtype.kind == "f")
        assert np.array_equal(both[NOW.problem.n :], comers[rows], equal_nan=own.dtype.kind == "f")


def test_decisions_are_those_of_whom_is_at_hand() -> None:
    """Nobody who comes is pinned or linked, and nothing else than the rows differs."""
    found = with_rows(NOW.problem, ANEW.problem, np.array([0, 1]))
    assert (found.pins, found.linked, found.soft_links) == (
        NOW.problem.pins,
        NOW.problem.linked,
        NOW.problem.soft_links,
    )
    assert np.array_equal(found.capacity, NOW.problem.capacity)


def test_a_future_without_comers_is_the_present() -> None:
    """Its best plan is the one of those at hand."""
    [alone] = Futures(NOW.problem, ANEW.problem, [np.zeros(0, dtype=np.int64)]).problems()
    assert np.array_equal(solve(alone).assignment, solve(NOW.problem).assignment)


@pytest.mark.parametrize(("per", "exponent"), [("person", 1), ("household", 0)])
def test_being_placed_at_all_counts_as_often_as_a_fit(per: str, exponent: int) -> None:
    """omega is added to the fit before it is counted once for each person, or once."""
    scenario = Scenario(policy=Policy.model_validate({"per": per}))
    bare = assemble(KNOWN, scenario)
    [found] = Futures(bare.problem, bare.problem, [np.array([3])], exponent, omega=0.5).problems()
    counted = np.append(KNOWN.persons, KNOWN.persons[3]).astype(float) ** exponent
    more = found.value - np.vstack([bare.problem.value, bare.problem.value[[3]]])
    assert np.nanmax(np.abs(more - 0.5 * counted[:, None])) < 1e-12


def test_those_who_accept_are_thinned_out_alike() -> None:
    """All accept, none does, or three in ten within three standard errors; the same seed, the same ones."""
    draws = [np.arange(1000)] * 4
    assert all(np.array_equal(one, np.arange(1000)) for one in thinned(draws, 1.0, 1))
    assert all(len(one) == 0 for one in thinned(draws, 0.0, 1))
    found = thinned(draws, 0.3, 1)
    assert abs(sum(len(one) for one in found) - 1200) <= 3 * (4000 * 0.21) ** 0.5
    assert all(np.array_equal(a, b) for a, b in zip(found, thinned(draws, 0.3, 1), strict=True))


def test_what_ties_a_plan_to_the_one_before_is_left_out() -> None:
    """Neither moves nor earlier units count in a future."""
    moved = replace(NOW.problem, previous=np.zeros(NOW.problem.n, dtype=np.int64), move_cost=1.0)
    [found] = Futures(moved, ANEW.problem, [np.array([1])]).problems()
    assert (found.move_cost, (found.previous == -1).all(), (found.previous_unit == -1).all()) == (
        0.0,
        True,
        True,
    )
