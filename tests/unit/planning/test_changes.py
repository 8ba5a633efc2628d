"""What just changed: who moved, what it gained, and when a cause may be named."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.explain import why_not
from rematch.instance.cohort_data import prepare_cohort
from rematch.model import CriterionId
from rematch.optimise.problem import UNPLACED
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Pin, Scenario
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles


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


def test_a_cause_is_a_criterion_whose_weight_moved(step):
    """Where one weight moved, no other criterion is named, and it is named for somebody."""
    criterion, _ = demo.moving_weight()
    assert step.attributable
    assert {move.tipped for move in step.moves} - {None} <= {criterion}


def test_for_a_named_household_the_new_place_has_gained_on_the_old_one(step):
    """The lead of the new place over the old one grew with the new weights."""
    for move in step.moves:
        if move.tipped is None:
            continue
        i = demo.known().row[move.household]
        here, there = (demo.known().column[ags] for ags in (move.before, move.after))
        lead = [float(r.instance.fit[i, there] - r.instance.fit[i, here]) for r in (step.old, step.new)]
        assert lead[1] > lead[0]


def test_no_cause_is_named_where_the_gain_does_not_exceed_what_is_unproven(step):
    """The same two plans with a wide bound: the moves are told, a cause is not."""
    gap = step.gain * 1.01
    vague = replace(step.new.solution, bound=step.new.solution.objective + gap)
    unsure = Changes(step.old, replace(step.new, solution=vague))
    assert len(unsure.moves) == len(step.moves)
    assert not unsure.attributable
    assert {move.tipped for move in unsure.moves} == {None}
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
    assert (move.after, move.fit_after, move.tipped) == (None, None, None)
    assert waiting.assignment[0] == UNPLACED


def test_switching_a_criterion_off_is_a_change_without_a_named_criterion():
    """With another set of criteria no single part can be compared."""
    criterion, _ = demo.moving_weight()
    off = replan(demo.known(), Scenario(switches={criterion: False}), before=demo.cold())
    assert {move.tipped for move in Changes(demo.cold(), off).moves} <= {None}


def test_a_criterion_that_shifted_against_the_move_is_not_its_cause():
    """One weight falls: its own part there falls too, and only the others' greater share carries the move."""
    places = ("01002000", "05382068")
    near = criterion("near", measure="gate", need="near", offer="near_by", weight=5.0)
    wish = criterion("wish", measure="rank", need="wish_ags", offer="ags", weight=5.0)
    wishes = (places[1], places[0], *(f"0900{k}000" for k in range(1, 9)))
    towns = [municipality(ags, offers={"near_by": ags == places[1]}) for ags in places]
    told = catalogue(near, wish, fields=[field("near"), field("near_by", "municipality")])
    known = prepare_cohort(
        profiles([household(wish_ags=wishes, answers={"near": True})], towns), told, "against"
    )
    old, new = replan(known, Scenario()), replan(known, Scenario(weights={"wish": 1.0}))
    stayed = replace(old, solution=replace(old.solution, assignment=np.array([0])))
    step = Changes(stayed, new)
    (move,) = step.moves
    asked = [why_not(r.instance, np.array([0]), 0, 1).differences for r in (old, new)]
    before, after = ({row.criterion: row.gain for row in rows} for rows in asked)
    assert step.attributable and after["wish"] < before["wish"]
    assert sum(after.values()) > sum(before.values())
    assert move.tipped is None


def test_who_keeps_the_place_and_gets_another_type_of_accommodation_is_counted():
    """From the plan with accommodation of the greatest weight to the usual one: same place, another type."""
    step = Changes(demo.cold(), demo.moved(CriterionId("accommodation_type"), 10.0))
    kinds = [
        {line.household: (line.ags, line.accommodation) for line in plan.placements}
        for plan in (step.old, step.new)
    ]
    expected = [h for h, (ags, kind) in kinds[0].items() if kinds[1][h][0] == ags and kinds[1][h][1] != kind]
    assert list(step.rehoused) == expected
