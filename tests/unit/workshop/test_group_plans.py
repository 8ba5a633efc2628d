"""The room's plans on the demo cohort: opened as they are, and none better at what each is best at."""

from collections import Counter

import numpy as np
import pytest

from rematch.optimise.budget import Overtaken
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport, verified
from rematch.scenario import Scenario
from rematch.store.workshop.records import Ballot
from rematch.workshop.cards import Card, scenario_of
from rematch.workshop.difference import RoomDifference, difference
from rematch.workshop.group_plans import GroupPlan, group_plans
from rematch.workshop.own_plans import BallotPlans
from rematch.workshop.spread import asked, median_swings
from rematch.workshop.told import share_lost, to_median

ROOM = ((100, 20, 60, 10, 30, 5, 0), (0, 100, 40, 80, 5, 20, 10), (20, 30, 100, 0, 90, 60, 50))
"""Three who differ much; the first is two people."""


@pytest.fixture(scope="module")
def ballots(ballot_plans: BallotPlans, deck: tuple[Card, ...]) -> tuple[PlanReport, ...]:
    """Their plans, that of the first one twice."""
    scenarios = [scenario_of(dict(zip(asked(deck), swings, strict=True)), deck) for swings in ROOM]
    return tuple(ballot_plans.now(one) for one in (scenarios[0], *scenarios))


@pytest.fixture(scope="module")
def weights(deck: tuple[Card, ...]) -> Scenario:
    sent = [Ballot(swings=dict(zip(asked(deck), swings, strict=True))) for swings in (ROOM[0], *ROOM)]
    return scenario_of(median_swings(sent, deck), deck)


@pytest.fixture(scope="module")
def plans(
    ballots: tuple[PlanReport, ...], weights: Scenario, ballot_plans: BallotPlans
) -> dict[str, GroupPlan]:
    found = group_plans(ballots, weights, ballot_plans.at_start)
    return {plan.figures.name: plan for plan in found}


@pytest.fixture(scope="module")
def apart(ballots: tuple[PlanReport, ...]) -> RoomDifference:
    return difference(ballots)


def test_each_opens_in_the_session_as_it_is(
    plans: dict[str, GroupPlan], weights: Scenario, ballot_plans: BallotPlans
) -> None:
    """Cold, or from the plan of the start: the same places, median weights, a reason with every pin."""
    start = ballot_plans.at_start
    for plan in plans.values():
        scenario = Scenario.from_json(plan.scenario("From a workshop").to_json())
        assert scenario.groups == weights.groups
        assert {pin.reason for pin in scenario.pins} <= {"From a workshop"}
        for before in (None, start):
            opened = replan(ballot_plans.cohort_data, scenario, before=before)
            assert np.array_equal(opened.assignment, plan.report.assignment)
    assert plans["median"].scenario() == weights


def test_each_keeps_every_rule_and_places_as_many(
    plans: dict[str, GroupPlan], ballot_plans: BallotPlans
) -> None:
    """Checked without a solver; persons and pledges as in the plan of the start."""
    start = ballot_plans.at_start
    for plan in plans.values():
        assert plan.report.check.ok
        assert plan.figures.persons_placed == start.figures.persons_placed
        assert plan.report.check.shortfall == start.check.shortfall
        assert plan.figures.moved == int((plan.report.assignment != start.assignment).sum())


def test_what_a_plan_loses_is_told_for_each_ballot(
    plans: dict[str, GroupPlan], ballots: tuple[PlanReport, ...]
) -> None:
    """Each by its own weights; greatest and mean are of these, equal ballots counted as often as they are."""
    for plan in plans.values():
        assert plan.losses == pytest.approx([share_lost(one, plan.report) for one in ballots])
        assert plan.losses[0] == plan.losses[1]
        assert plan.figures.greatest == max(plan.losses)
        assert plan.figures.mean == pytest.approx(sum(plan.losses) / 4)


def test_no_known_plan_loses_less_for_whoever_loses_most(
    plans: dict[str, GroupPlan], ballots: tuple[PlanReport, ...]
) -> None:
    """Proven, and less than the ballots' own plans and the room's others lose."""
    least = plans["least_regret"].figures
    assert least.proven and least.gap <= 1e-6
    others = [one.report for one in plans.values()] + list(ballots)
    assert all(least.greatest <= max(share_lost(b, one) for b in ballots) + 1e-9 for one in others)
    assert least.greatest < min(max(share_lost(b, one) for b in ballots) for one in ballots)


def test_no_known_plan_places_more_as_ballots_do(
    plans: dict[str, GroupPlan], ballots: tuple[PlanReport, ...]
) -> None:
    """Counted by hand: for each household the ballots that put it there."""

    def agreed(assignment: np.ndarray) -> int:
        return sum(int((one.assignment == assignment)[assignment >= 0].sum()) for one in ballots)

    most = plans["most_agreed"]
    others = [one.report for one in plans.values()] + list(ballots)
    assert most.figures.proven
    assert all(agreed(most.report.assignment) >= agreed(one.assignment) for one in others)


def test_what_all_share_is_fixed_and_nothing_else(
    plans: dict[str, GroupPlan], ballots: tuple[PlanReport, ...], apart: RoomDifference
) -> None:
    """Its pins are the common placements; no ballot's plan, which has them, is worth more by the median."""
    common = plans["common"]
    pinned = {(pin.household, pin.ags) for pin in common.report.scenario.pins}
    assert pinned == {one for one in apart.alike if one[1] is not None} and pinned
    assert common.figures.fixed == len(pinned)
    worth = [verified(common.report.instance, one.assignment, one.units) for one in ballots]
    assert all(one.ok for one in worth)
    assert max(one.objective for one in worth) <= common.report.check.objective + 1e-9


def test_a_room_that_agrees_has_one_plan(ballots: tuple[PlanReport, ...], ballot_plans: BallotPlans) -> None:
    """Three equal ballots: all four are their plan, and nobody loses anything."""
    own = ballots[0]
    for plan in group_plans([own] * 3, own.scenario, ballot_plans.at_start):
        assert np.array_equal(plan.report.assignment, own.assignment)
        assert plan.losses == (0.0, 0.0, 0.0) and plan.figures.proven


def test_nothing_is_worked_out_for_nobody(
    ballots: tuple[PlanReport, ...], weights: Scenario, ballot_plans: BallotPlans
) -> None:
    """Once nobody waits it ends without a plan."""
    with pytest.raises(Overtaken):
        group_plans(ballots, weights, ballot_plans.at_start, lambda: True)


def test_what_ballots_differ_on_is_counted_by_hand(
    ballots: tuple[PlanReport, ...], apart: RoomDifference
) -> None:
    """Each household is alike or contested, with so many ballots at each place as there are."""
    instance = ballots[0].instance
    ids, towns = instance.profiles.households, instance.profiles.municipalities
    places = {
        one.id: Counter(None if b.assignment[i] < 0 else towns[b.assignment[i]].ags for b in ballots)
        for i, one in enumerate(ids)
    }
    assert {one.household: Counter(dict(one.places)) for one in apart.contested} == {
        one: votes for one, votes in places.items() if len(votes) > 1
    }
    assert dict(apart.alike) == {one: next(iter(v)) for one, v in places.items() if len(v) == 1}
    most = [one.places[0][1] for one in apart.contested]
    assert most == sorted(most)
    assert (apart.told.households, apart.told.alike) == (len(ids), len(apart.alike))
    assert (apart.told.ballots, apart.told.plans) == (4, 3)


def test_what_each_loses_by_the_others_is_a_table(
    ballots: tuple[PlanReport, ...], apart: RoomDifference
) -> None:
    """Nobody loses by their own plan; mean and greatest are of what others' plans lose."""
    lost = np.array(apart.lost)
    assert np.allclose(lost, [[share_lost(b, p) for p in ballots] for b in ballots])
    assert not lost.diagonal().any() and (lost >= 0).all()
    assert apart.told.greatest == lost.max() > 0
    assert apart.told.mean == pytest.approx(lost.sum() / 12)


def test_from_an_own_plan_to_the_median(plans: dict[str, GroupPlan], ballots: tuple[PlanReport, ...]) -> None:
    """Households elsewhere there, and what it gives up by the ballot's own weights."""
    median = plans["median"]
    for own, lost in zip(ballots, median.losses, strict=True):
        way = to_median(own, median.report)
        assert way.lost == lost
        assert way.elsewhere == int((own.assignment != median.report.assignment).sum())
