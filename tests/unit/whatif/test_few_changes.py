"""The rule of few changes: what its sentence promises holds, and what it left undone is told."""

from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest

from rematch.optimise import Problem, solve, verify
from rematch.optimise.problem import UNPLACED
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from rematch.whatif.few_changes import LEAST, held_back
from tests import demo
from tests.unit.optimise.instances import cohort

TINY = 1e-6
MOST = 10
"""Movers of whom every choice is put back."""
WORK = {"work": 2.0}


def after(threshold: float, groups: dict[str, float], per: str = "person") -> Changes:
    """The step from the demo's first plan to other weights, where a move must bring so much."""
    policy = Policy(prefer_few_changes=threshold, per=per)
    return Changes(
        demo.cold(), replan(demo.known(), Scenario(groups=groups, policy=policy), before=demo.cold())
    )


def broken_promises(problem: Problem, plan: np.ndarray) -> list[tuple[int, ...]]:
    """Movers who could be put back, rules and places kept, for less than the threshold times their number."""
    free = replace(problem, move_cost=0.0)
    best = verify(free, plan)
    before = problem.previous
    movers = np.flatnonzero((plan != before) & (plan != UNPLACED) & (before != UNPLACED))[:MOST].tolist()
    found = []
    for back in chain.from_iterable(combinations(movers, size + 1) for size in range(len(movers))):
        rows = list(back)
        other = plan.copy()
        other[rows] = before[rows]
        check = verify(free, other)
        same = check.persons_placed == best.persons_placed and abs(check.shortfall - best.shortfall) < TINY
        if check.ok and same and best.objective - check.objective < problem.move_cost * len(back) - TINY:
            found.append(back)
    return found


@pytest.mark.parametrize("per", ["person", "household"])
@pytest.mark.parametrize(
    "threshold", [0.002, *(pytest.param(one, marks=pytest.mark.soak) for one in (0.0005, 0.01))]
)
@pytest.mark.parametrize("groups", [WORK, {"people": 0.3, "place": 2.0}, {"housing": 2.0, "family": 0.2}])
def test_nobody_moves_for_less_than_the_threshold_alone_or_together(groups, threshold, per):
    """Whoever of the movers is put back: at least the threshold times their number is lost."""
    step = after(threshold, groups, per)
    assert step.new.proven
    assert broken_promises(step.new.instance.problem, step.new.assignment) == []


@pytest.mark.parametrize("seed", range(12))
def test_it_holds_on_other_cohorts_too(seed):
    """Tight places, other values, and a plan before that was best for those of yesterday."""
    problem = cohort(households=14, municipalities=4, seed=seed, weights=1)
    previous = solve(cohort(households=14, municipalities=4, seed=seed, weights=2)).assignment
    held = replace(problem, previous=previous, move_cost=0.15)
    found = solve(held)
    assert found.status == "optimal"
    assert broken_promises(held, found.assignment) == []


def test_the_check_of_the_promise_sees_one_that_is_broken():
    """The plan that ignores the threshold moves people for less than it."""
    step = after(0.0, WORK)
    held = replace(step.new.instance.problem, previous=step.old.assignment, move_cost=0.02)
    assert broken_promises(held, step.new.assignment)


def test_a_single_move_of_a_chain_may_bring_less():
    """What the sentence does not promise: some who move lose, others gain by it."""
    step = after(0.0005, WORK)
    assert step.moves and min(move.gain * move.persons for move in step.moves) < 0


def test_what_was_held_back_is_what_the_plan_without_the_rule_does_beyond_it():
    """Both numbers by hand: the free plan against the held one, under the same weights."""
    free, held = after(0.0, WORK), after(0.02, WORK)
    assert free.moves and not held.moves
    told = held_back(held.new)
    assert told.proven
    assert told.moves == len(free.moves)
    assert told.gain == pytest.approx(free.gain, abs=2 * LEAST * len(free.moves))


def test_nothing_is_told_as_held_back_where_the_rule_changes_nothing():
    """A threshold of next to nothing leaves the best plan as it is."""
    told = held_back(after(0.0001, WORK).new)
    assert (told.moves, told.gain) == (0, 0.0)
