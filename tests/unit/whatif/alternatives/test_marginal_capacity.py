"""Where one more unit helps most: every figure is that of a plan solved again, and none exceeds its price."""

from functools import cache

import pytest

from rematch.instance import assemble, prepare_cohort
from rematch.optimise import solve
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.alternatives.forced_assignment import one_more_place
from rematch.whatif.alternatives.marginal_capacity import (
    BEST,
    UNITS,
    Bottlenecks,
    bottlenecks,
    candidates,
    worth,
)
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles


@cache
def found() -> Bottlenecks:
    return bottlenecks(demo.cold())


def with_more(ags, resource, units):
    """The session cohort with more stated there, built and solved by itself."""
    instance = demo.cold().instance
    there = instance.limited.capacity(instance.cohort_data.column[ags], resource)
    more = assemble(instance.cohort_data, Scenario(limits={ags: {resource: there + units}}))
    return more, solve(more.problem)


@pytest.mark.soak
def test_a_place_named_brings_what_solving_again_brings():
    """The best three: gain, and households better and worse off, for one unit and for two."""
    present, instance = demo.cold().solution, demo.cold().instance
    assert 0 < len(found().found) <= BEST
    for one in found().found[:3]:
        assert [extra.units for extra in one.extras] == list(UNITS)
        for extra in one.extras:
            _, new = with_more(one.ags, one.resource, extra.units)
            assert extra.exact and extra.persons == 0
            assert extra.gain_low == pytest.approx(new.objective - present.objective, abs=1e-6)
            assert extra.gain_high == pytest.approx(extra.gain_low, abs=1e-5)
        best = one.best
        larger, new = with_more(one.ags, one.resource, best.units)
        change = larger.planned_fit(new.assignment) - instance.planned_fit(present.assignment)
        assert (best.better, best.worse) == ((change > 1e-9).sum(), (change < -1e-9).sum())


def test_the_best_come_first_and_a_second_unit_never_harms():
    """By persons, pledges and certain gain; two units bring at least what one brings."""
    worths = [worth(one.best) for one in found().found]
    assert worths == sorted(worths, reverse=True)
    assert all(
        worth(one.extras[1]) >= (*worth(one.extras[0])[:2], worth(one.extras[0])[2] - 1e-6)
        for one in found().found
    )


def test_no_gain_exceeds_what_the_price_allows():
    """u units at price mu bring at most mu u and what the certificate leaves open."""
    solution = demo.cold().solution
    slack = solution.certified_bound - solution.objective
    for one in found().found:
        for extra in one.extras:
            assert extra.gain_high <= one.price * extra.units + slack + 1e-6


def test_candidates_are_scarce_dearest_first():
    """Every candidate has a price or is full, and none is without a limit."""
    ranked = candidates(demo.cold())
    prices = [price for _, _, price in ranked]
    assert prices == sorted(prices, reverse=True)
    loads = {(load.ags, r.resource): r for load in demo.cold().loads for r in load.resources}
    for ags, resource, price in ranked:
        assert loads[ags, resource].capacity is not None
        assert price > 0 or loads[ags, resource].full


def test_a_place_that_would_take_one_more_person_comes_first():
    """Where somebody has no place, one more unit that gives one counts more than any value."""
    people = [household(f"h{n}", answers={"sea": True}) for n in range(3)]
    places = [
        municipality("01002000", capacity={"persons": 1}, offers={"by_sea": True}),
        municipality("02000000", capacity={"persons": 1}, offers={"by_sea": False}),
    ]
    wishes = catalogue(
        criterion("coast", need="sea", offer="by_sea", measure="gate"),
        fields=[field("sea"), field("by_sea", of="municipality")],
    )
    steps: list[tuple[int, int]] = []
    report = replan(prepare_cohort(profiles(people, places), wishes, "test"), Scenario())
    told = bottlenecks(report, lambda *step: steps.append(step))
    assert {one.ags for one in told.found} == {"01002000", "02000000"}
    assert all(
        one.best.persons == 1 and one.best.units == 1 and one.best.gain_low is None for one in told.found
    )
    assert steps == [(1, 2), (2, 2)]


def test_a_price_counts_what_whole_households_leave_unused():
    """Three places for couples: one fits, a fourth place brings a second. Its row's price is nought."""
    couples = [household(f"h{n}", ages=(35, 33), answers={"sea": True}) for n in range(3)]
    places = [
        municipality("01002000", capacity={"persons": 3}, offers={"by_sea": True}),
        municipality("02000000", capacity={"persons": 9}, offers={"by_sea": False}),
    ]
    wishes = catalogue(
        criterion("coast", need="sea", offer="by_sea", measure="gate"),
        fields=[field("sea"), field("by_sea", of="municipality")],
    )
    report = replan(prepare_cohort(profiles(couples, places), wishes, "test"), Scenario())
    gain = one_more_place(report, "01002000", "persons", 1).solution.objective - report.solution.objective
    slack = report.solution.certified_bound - report.solution.objective
    price = {ags: price for ags, _, price in candidates(report)}["01002000"]
    assert report.solution.prices.covers and report.solution.prices.capacity[0, 0] < gain / 2
    assert gain > 0.1 and gain <= price + slack + 1e-9
    assert bottlenecks(report).found[0].ags == "01002000"


def test_where_everybody_is_at_the_best_place_nothing_helps():
    """With room everywhere there is nothing scarce to add to."""
    report = replan(prepare_cohort(profiles(), catalogue(), "test"), Scenario())
    assert bottlenecks(report) == Bottlenecks((), 0, complete=True)


@pytest.mark.soak
def test_at_land_size_the_scarcest_are_named_with_an_honest_range():
    """Where the plan is not proven the gain lies between nothing and what the price allows."""
    report = replan(demo.known("land"), Scenario(), work_limit=1)
    found = bottlenecks(report)
    assert not report.proven and not found.complete
    assert len(found.found) == BEST
    slack = report.solution.certified_bound - report.solution.objective
    for one in found.found:
        for extra in one.extras:
            assert not extra.exact
            assert 0 <= extra.gain_low <= extra.gain_high <= one.price * extra.units + slack + 1e-9
        assert one.certain == (one.best.gain_low > 1e-6)


def test_stopped_early_the_search_is_never_called_complete():
    """Nothing is tried after a stop, and nothing is claimed of what was not tried."""
    found = bottlenecks(demo.cold(), stopped=lambda: True)
    assert found == Bottlenecks((), 0, complete=False)
