"""What just changed: who moved, what it gained, and when a cause may be named."""

from dataclasses import replace

import pytest

from rematch.errors import Contradiction
from rematch.model import CriterionId
from rematch.optimise.problem import UNPLACED
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Pin, Scenario, Veto
from tests import demo


@pytest.fixture(scope="module")
def step():
    criterion, weight = demo.moving_weight()
    return Changes(demo.cold(), demo.moved(criterion, weight))


def test_the_moves_are_the_differences_of_the_two_plans(step):
    """Every household whose place is another one, once, with both places and fits of today."""
    before = {line.household: line.ags for line in step.old.placements}
    after = {line.household: line.ags for line in step.new.placements}
    assert [m.household for m in step.moves] == [h for h in before if before[h] != after[h]]
    fits = step.new.instance.planned_fit(step.old.assignment)
    for move in step.moves:
        i = demo.known().row[move.household]
        assert (move.before, move.after) == (before[move.household], after[move.household])
        assert move.fit_before == fits[i]


def test_gain_and_regret_are_what_keeping_the_old_plan_costs(step):
    """The gain is what is lost where every household is pinned to its old place; regret its proven share."""
    pins = tuple(Pin(household=line.household, ags=line.ags) for line in step.old.placements if line.ags)
    forced = replan(demo.known(), step.new.scenario.model_copy(update={"pins": pins}))
    assert (forced.assignment == step.old.assignment).all()
    assert step.gain > 0
    assert step.gain == pytest.approx(step.new.solution.objective - forced.solution.objective)
    assert step.regret * step.kept.objective == pytest.approx(step.new.solution.bound - step.kept.objective)


def test_no_cause_is_named_where_the_gain_does_not_exceed_what_is_unproven(step):
    """The same two plans with a wide bound: the moves are told, a cause is not."""
    gap = step.gain * 1.01
    vague = replace(step.new.solution, bound=step.new.solution.objective + gap)
    unsure = Changes(step.old, replace(step.new, solution=vague))
    assert len(unsure.moves) == len(step.moves)
    assert not unsure.attributable
    narrow = replace(step.new.solution, bound=step.new.solution.objective + step.gain * 0.5)
    assert Changes(step.old, replace(step.new, solution=narrow)).attributable


def test_the_same_plan_twice_is_no_change():
    """Nobody moved, nothing was gained, no cause."""
    same = Changes(demo.cold(), replan(demo.known(), Scenario(), before=demo.cold()))
    assert same.moves == ()
    assert same.gain == pytest.approx(0.0, abs=1e-9)
    assert not same.attributable


def test_an_old_plan_that_may_not_be_kept_has_no_gain_and_no_cause():
    """A household that waits now breaks the old plan: the two values are not comparable."""
    first = demo.cold().placements[0]
    waiting = replan(demo.known(), Scenario(not_this_round=(first.household,)), before=demo.cold())
    step = Changes(demo.cold(), waiting)
    assert (step.gain, step.regret, step.attributable) == (None, None, False)
    move = next(m for m in step.moves if m.household == first.household)
    assert (move.after, move.fit_after, move.ordered) == (None, None, "waits")
    assert waiting.assignment[0] == UNPLACED


def test_what_was_ordered_is_told_as_ordered():
    """A pin, a veto, a closed place and a limit, each on the household it is about; nobody else's move is."""
    first = demo.cold().placements[0]
    home, away = first.ags, next(p.ags for p in demo.profiles().municipalities if p.ags != first.ags)
    used = next(load for load in demo.cold().loads if load.ags == home).persons
    for scenario, ordered in (
        (Scenario(pins=(Pin(household=first.household, ags=away),)), "pin"),
        (Scenario(vetoes=(Veto(household=first.household, ags=home),)), "veto"),
        (Scenario(closed=(home,)), "closed"),
        (Scenario(limits={home: {"persons": float(used - 1)}}), "limit"),
    ):
        try:
            step = Changes(demo.cold(), replan(demo.known(), scenario, before=demo.cold()))
        except Contradiction:
            assert ordered == "pin"
            continue
        told = {move.household: move.ordered for move in step.moves}
        if ordered == "limit":
            assert "limit" in told.values()
        else:
            assert told[first.household] == ordered
        left = {h for h, line in zip(told, step.moves, strict=True) if line.before == home}
        assert all(order is None for h, order in told.items() if h not in {*left, first.household})


def test_a_limit_beside_another_decision_is_not_called_the_reason():
    """A weight moved in the same step: who leaves the town may leave for the weight."""
    criterion, weight = demo.moving_weight()
    leaving = Changes(demo.cold(), demo.moved(criterion, weight)).moves[0]
    used = next(load for load in demo.cold().loads if load.ags == leaving.before).persons
    both = Scenario(weights={criterion: weight}, limits={leaving.before: {"persons": float(used - 1)}})
    step = Changes(demo.cold(), replan(demo.known(), both, before=demo.cold()))
    assert any(move.before == leaving.before for move in step.moves)
    assert {move.ordered for move in step.moves} == {None}


def test_who_keeps_the_place_and_gets_another_type_of_accommodation_is_counted():
    """From the plan with accommodation of the greatest weight to the usual one: same place, another type."""
    step = Changes(demo.cold(), demo.moved(CriterionId("accommodation_type"), 10.0))
    kinds = [
        {line.household: (line.ags, line.accommodation) for line in plan.placements}
        for plan in (step.old, step.new)
    ]
    expected = [h for h, (ags, kind) in kinds[0].items() if kinds[1][h][0] == ags and kinds[1][h][1] != kind]
    assert list(step.rehoused) == expected
