"""Why not elsewhere: all others at once by what they cost at least, narrowed one by one, and more room."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.explain import WhyNotKind
from rematch.instance import prepare_cohort
from rematch.optimise.problem import UNPLACED
from rematch.planning.plan import replan
from rematch.scenario import Pin, Policy, Scenario
from rematch.whatif.alternatives.alternatives import alternatives, refine_costs, worth_of_more
from rematch.whatif.alternatives.forced_assignment import forced_assignment
from tests import demo
from tests.builders import catalogue, criterion, household, municipality, profiles

KIEL, TROISDORF = "01002000", "05382068"
WISH = criterion("wish", need="wish_ags", offer="ags", measure="rank")
PLEDGE = criterion("pledges", rule="pledge", hard="always", weight=0.0)


def planned(people, scenario=None, **places):
    """Households before Kiel and Troisdorf, with capacities and pledges as told."""
    stated = [
        municipality(KIEL, **places.get("kiel", {})),
        municipality(TROISDORF, **places.get("troisdorf", {})),
    ]
    known = prepare_cohort(profiles(people, stated), catalogue(WISH, PLEDGE), "data")
    return replan(known, scenario or Scenario())


def test_every_other_municipality_is_there_once_the_least_costly_first():
    """For each household of the session cohort; what cannot be comes last and has no cost."""
    report = demo.cold()
    for line in report.placements:
        places = alternatives(report, line.household)
        others = {place.ags for place in demo.profiles().municipalities} - {line.ags}
        assert {place.answer.ags for place in places} == others and len(places) == len(others)
        costs = [np.inf if place.at_least is None else place.at_least for place in places]
        assert costs == sorted(costs) and costs[0] >= 0
        assert all(place.at_least is None for place in places if place.answer.barred)


@pytest.mark.soak
def test_what_it_costs_at_least_is_never_above_what_it_costs():
    """Every possible pair of four households, solved again to proven optimality, where no person is lost."""
    report, told = demo.cold(), 0
    for line in report.placements[:4]:
        for place in alternatives(report, line.household):
            if place.at_least is None:
                continue
            forced = forced_assignment(report, line.household, place.answer.ags)
            assert forced.possible and forced.exact
            if forced.cost_high is not None:
                assert place.at_least <= forced.cost_high + 1e-6
                told += place.at_least > 1e-6
    assert told > 3


@pytest.mark.soak
def test_a_plan_that_is_not_proven_gives_a_range_with_the_true_cost_in_it():
    """A worse plan with a loose bound stands in for one cut short: lower to upper still holds the truth."""
    report = demo.cold()
    line = report.placements[0]
    there = alternatives(report, line.household)[0].answer.ags
    pinned = replan(demo.known(), Scenario(pins=(Pin(household=line.household, ags=there),))).solution
    loose = replace(
        report.solution,
        assignment=pinned.assignment,
        objective=pinned.objective,
        status="feasible",
        bound=report.solution.bound + 0.3,
    )
    cut, told = replace(report, solution=loose), 0
    for other in report.placements[1:3]:
        for place in alternatives(cut, other.household):
            if place.at_least is None or place.answer.ags == other.ags:
                continue
            true, ranged = (forced_assignment(r, other.household, place.answer.ags) for r in (report, cut))
            assert ranged.persons_lost == true.persons_lost and not ranged.exact
            if true.cost_high is not None:
                told += 1
                assert ranged.cost_low - 1e-6 <= true.cost_high <= ranged.cost_high + 1e-6
                found = report.solution.objective - true.cost_high
                assert ranged.found_worse == pytest.approx(loose.objective - found, abs=1e-6)
    assert told


@pytest.mark.soak
def test_narrowing_tells_one_more_each_time_and_stops_when_told():
    """Each step adds one municipality, in the order of the table; stopped after two there are two."""
    report = demo.cold()
    others = {
        line.household: [p.answer.ags for p in alternatives(report, line.household) if p.at_least is not None]
        for line in report.placements
    }
    household, possible = max(others.items(), key=lambda item: len(item[1]))
    steps = []
    found = refine_costs(report, household)(steps.append, lambda: False)
    assert [list(step) for step in steps] == [possible[: k + 1] for k in range(len(possible))]
    assert found == steps[-1] and found[possible[0]] == forced_assignment(report, household, possible[0])
    few = []
    assert len(refine_costs(report, household)(few.append, lambda: len(few) == 2)) == 2


def test_who_is_pinned_is_told_so_and_no_cost():
    """A decision comes before every comparison; a hard link carries it over."""
    scenario = Scenario(pins=(Pin(household="a", ags=KIEL),))
    (there,) = alternatives(planned([household("a"), household("b")], scenario), "a")
    assert (there.answer.kind, there.answer.partner, there.at_least) == (WhyNotKind.PINNED, None, None)


def test_where_a_move_leaves_somebody_without_a_place_persons_are_told_and_no_cost():
    """Two households of two before two places of two, one of which can only take the small one."""
    people = [household("a", (30, 30)), household("b", (30, 30), excluded_ags=())]
    report = planned(people, kiel={"capacity": {"persons": 2}}, troisdorf={"capacity": {"persons": 3}})
    swap = forced_assignment(report, "a", next(p.answer.ags for p in alternatives(report, "a")))
    assert swap.possible and swap.persons_lost == 0 and swap.moves
    alone = planned(people, kiel={"capacity": {"persons": 2}}, troisdorf={"capacity": {"persons": 1}})
    unplaced = next(line for line in alone.placements if line.ags is None)
    other = next(line for line in alone.placements if line.ags is not None)
    forced = forced_assignment(alone, unplaced.household, other.ags)
    assert (forced.persons_lost, [move.household for move in forced.moves]) == (0, [other.household])


def test_persons_come_first_and_the_cost_is_left_out():
    """The larger household fits in one place only; forcing the smaller one there leaves it without."""
    people = [household("a", (30, 30, 5)), household("b", (30,), wish_ags=(TROISDORF,))]
    report = planned(people, kiel={"capacity": {"persons": 3}}, troisdorf={"capacity": {"persons": 1}})
    forced = forced_assignment(report, "b", KIEL)
    assert (forced.persons_lost, forced.persons_certain) == (3, 3)
    assert (forced.cost_low, forced.cost_high) == (None, None)


def test_fairness_that_prevents_a_place_is_named():
    """Nobody may fall below the best possible least: a place not wished for is then out of the question."""
    people = [household("a", wish_ags=(KIEL,)), household("b", wish_ags=(TROISDORF,))]
    fair = Scenario(policy=Policy(fairness="floor", fairness_share=1.0))
    free, bound = planned(people), planned(people, fair)
    assert forced_assignment(free, "a", TROISDORF).possible
    forced = forced_assignment(bound, "a", TROISDORF)
    assert (forced.possible, forced.prevented) == (False, "fairness")


def test_a_rule_that_prevents_a_place_is_not_called_fairness():
    """Where there is no fairness to blame."""
    people = [household("a", (30, 30, 30))]
    report = planned(people, kiel={"capacity": {"persons": 3}}, troisdorf={"capacity": {"persons": 2}})
    forced = forced_assignment(report, "a", TROISDORF)
    assert (forced.possible, forced.prevented) == (False, "rule")


def test_pledges_that_would_be_missed_more_come_before_value():
    """A household sent away from where it fills a pledge: persons missing are told, no cost."""
    people = [household("a", wish_ags=(KIEL,))]
    report = planned(people, troisdorf={"pledge_min": 0}, kiel={"pledge_min": 1})
    forced = forced_assignment(report, "a", TROISDORF)
    assert (forced.pledged_lost, forced.cost_high) == (1.0, None)


@pytest.mark.soak
def test_what_is_missing_would_bring_at_most_its_price():
    """On the session cohort, for every full place of two households: price times units bounds the gain."""
    report, told = demo.cold(), 0
    for line in report.placements[:2]:
        for place in alternatives(report, line.household):
            for worth in worth_of_more(report, place.answer):
                assert worth.extra.units >= 1
                if worth.extra.gain_high is not None:
                    slack = report.solution.certified_bound - report.solution.objective
                    assert worth.extra.gain_low <= worth.price * worth.extra.units + slack + 1e-6
                    told += worth.extra.gain_low > 1e-6
    assert told


def test_a_place_more_counts_as_pledged_too():
    """Full by its pledge alone: one place more lets the household in."""
    people = [household("a", wish_ags=(KIEL,)), household("b", wish_ags=(KIEL,))]
    report = planned(people, kiel={"pledge_max": 1})
    out = next(line for line in report.placements if line.ags != KIEL)
    (there,) = alternatives(report, out.household)
    (worth,) = worth_of_more(report, there.answer)
    assert (there.answer.kind, worth.resource) == (WhyNotKind.FULL, "persons")
    assert worth.extra.gain_low == pytest.approx(
        report.instance.fit[report.instance.cohort_data.row[out.household], 0]
        - report.instance.fit[report.instance.cohort_data.row[out.household], 1]
    )
    assert (report.assignment != UNPLACED).all()
