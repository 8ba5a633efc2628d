"""Swaps all concerned prefer: those listed keep the rules and better everybody, and none is missed."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.insight import swap_analysis as searched
from rematch.insight.swap_analysis import Swap, swap_analysis
from rematch.instance import prepare_cohort
from rematch.optimise import verify
from rematch.optimise.heuristics.baselines import first_come_first_served, random_within_rules
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles


def swapped(plan, swap: Swap):
    """The plan after a swap, by the names in its steps."""
    known, new = demo.known(), np.array(plan)
    for step in swap.steps:
        assert plan[known.row[step.household]] == known.column[step.before]
        new[known.row[step.household]] = known.column[step.after]
    return new


@pytest.mark.soak
@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_every_swap_listed_betters_all_and_keeps_or_breaks_the_rules_as_said(seed: int):
    """On plans made by chance within the rules: fits rise for all, and the rules say the same."""
    instance = demo.cold().instance
    plan = random_within_rules(instance.problem, seed)
    found = swap_analysis(instance, plan)
    for swap in [*found.possible[:10], *found.barred[:10]]:
        after = verify(instance.problem, swapped(plan, swap))
        before = verify(instance.problem, plan)
        assert all(step.fit_after > step.fit_before for step in swap.steps)
        assert {s.before for s in swap.steps} == {s.after for s in swap.steps}
        assert swap.keeps_rules == (after.ok and after.shortfall <= before.shortfall + 1e-9)
        assert swap.gain == after.objective - before.objective
        assert bool(swap.codes) is not swap.keeps_rules


def test_no_pair_is_missed():
    """Trying every pair of households, each in the unit it then has, finds the same swaps of two."""
    instance = demo.cold().instance
    plan = first_come_first_served(instance.problem)
    allowed, before = ~np.isnan(instance.problem.value), instance.planned_fit(plan)

    def both_gain(i, k):
        other = plan.copy()
        other[[i, k]] = plan[[k, i]]
        return (instance.planned_fit(other)[[i, k]] > before[[i, k]] + 1e-6).all()

    ids = [household.id for household in instance.profiles.households]
    every = {
        frozenset((ids[i], ids[k]))
        for i, k in combinations(np.flatnonzero(plan >= 0), 2)
        if plan[i] != plan[k] and allowed[i, plan[k]] and allowed[k, plan[i]] and both_gain(i, k)
    }
    found = swap_analysis(instance, plan)
    pairs = [s for s in (*found.possible, *found.barred) if len(s.steps) == 2]
    assert {frozenset(step.household for step in swap.steps) for swap in pairs} == every
    assert len(pairs) == len(every)


def test_the_best_plan_leaves_no_swap_that_all_prefer():
    """A swap that keeps the rules and betters all would raise the value of a plan proven best."""
    report = demo.cold()
    found = swap_analysis(report.instance, report.assignment)
    assert report.proven
    assert all(swap.gain <= 1e-6 for swap in found.possible)
    assert found.placed == 30 and 0 < found.elsewhere <= 30


def ring(size: int):
    """As many households as places, each at the place before the one it wishes."""
    kinds = ["one", "two", "three"][:size]
    people = [household(f"h{n}", answers={"wish": (kinds[n],)}) for n in range(size)]
    places = [
        municipality(f"0{n + 1}000000", capacity={"persons": 1}, offers={"offer": (kinds[n],)})
        for n in range(size)
    ]
    wishes = catalogue(
        criterion("kind", need="wish", offer="offer", measure="coverage"),
        fields=[field("wish", type="set"), field("offer", of="municipality", type="set")],
    )
    report = replan(prepare_cohort(profiles(people, places), wishes, "test"), Scenario())
    return report.instance, np.roll(np.arange(size), 1)


def test_circles_of_three_are_found_once():
    """Three households, each wishing the next one's place: one circle, no swap of two."""
    instance, plan = ring(3)
    found = swap_analysis(instance, plan)
    (swap,) = found.possible
    assert len(swap.steps) == 3 and swap.gain > 0
    assert found.elsewhere == 3 and not found.barred


def test_two_who_wish_each_other_s_place_are_found():
    """The simplest swap."""
    instance, plan = ring(2)
    (swap,) = swap_analysis(instance, plan).possible
    assert {step.household for step in swap.steps} == {"h0", "h1"}
    assert swap.gain > 0


def test_large_cohorts_are_searched_for_pairs_alone(monkeypatch):
    """Beyond the stated number of households no circles are looked for, and that is said."""
    instance, plan = ring(3)
    for most, circles in ((3, True), (2, False)):
        monkeypatch.setattr(searched, "CIRCLE_MOST", most)
        found = swap_analysis(instance, plan)
        assert (found.circles, len(found.possible)) == (circles, int(circles))
    pair, exchanged = ring(2)
    monkeypatch.setattr(searched, "CIRCLE_MOST", 1)
    assert len(swap_analysis(pair, exchanged).possible) == 1
