"""How firm: between which weights a plan stays best, nearly as good, and a household where it is."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rematch.instance.cohort_data import prepare_cohort
from rematch.model import CriterionId
from rematch.optimise import solve, verify
from rematch.optimise.problem import UNPLACED
from rematch.optimise.solution import OPTIMAL_WITHIN
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Policy, Scenario
from rematch.synthetic import generate
from rematch.whatif.sensitivity.intervals import (
    NEAR,
    Interval,
    SensitivityIntervals,
    answerable,
    household_intervals,
    plan_intervals,
)
from rematch.whatif.sensitivity.weight_path import STEPS, weight_path
from tests import demo


@cache
def generated(households: int) -> PlanReport:
    """A generated cohort whose moves cost something, with weights between the steps of a slider."""
    known = prepare_cohort(generate(households, 4, 4, demo.catalogue()), demo.catalogue(), "small")
    weights = {criterion: weight + 0.05 for criterion, weight, _ in demo.steps() if 0 < weight < 9}
    return replan(known, Scenario(weights=weights, policy=Policy(prefer_few_changes=0.002)))


@cache
def plans(name: str) -> tuple[PlanReport, SensitivityIntervals]:
    report = demo.cold() if name == "session" else generated({"small": 10, "larger": 14}[name])
    return report, plan_intervals(report)


NAMES = [*(pytest.param(name, marks=pytest.mark.soak) for name in ("session", "larger")), "small"]


def regret(report: PlanReport, criterion: CriterionId, weight: float) -> float:
    """How far the plan shown is below the best with this weight, as a share of its own value."""
    scenario = report.scenario
    moved = scenario.model_copy(update={"weights": {**scenario.weights, criterion: weight}})
    best = replan(report.instance.cohort_data, moved, before=report)
    assert best.proven
    kept = verify(best.instance.problem, report.assignment)
    assert kept.ok
    return (best.solution.objective - kept.objective) / abs(kept.objective)


def ends(interval: Interval) -> tuple[list[float], list[float]]:
    """The last steps inside and the first ones outside."""
    outside = [weight for weight in (interval.below, interval.above) if weight is not None]
    return [interval.low, interval.high], outside


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_just_inside_the_plan_stays_best_and_just_outside_it_does_not(name: str) -> None:
    """The ends of every sixth slider solved again: the plan shown is as good as the best, or is not."""
    report, found = plans(name)
    assert len(found.found) == found.asked > 10
    for leeway in found.found[::6]:
        assert leeway.best is not None
        inside, outside = ends(leeway.best)
        assert all(regret(report, leeway.criterion, w) <= 2 * OPTIMAL_WITHIN for w in inside)
        assert all(regret(report, leeway.criterion, w) > OPTIMAL_WITHIN / 2 for w in outside)


@pytest.mark.parametrize("name", NAMES)
def test_just_inside_the_plan_is_within_one_percent_and_just_outside_it_is_not(name: str) -> None:
    """The same for the plan that is nearly as good; that interval holds the other one."""
    report, found = plans(name)
    for leeway in found.found:
        assert leeway.near is not None and leeway.best is not None
        assert leeway.near.low <= leeway.best.low <= leeway.weight <= leeway.best.high <= leeway.near.high
        inside, outside = ends(leeway.near)
        inside = [weight for weight in inside if 0 < weight < STEPS[-1]]
        assert all(regret(report, leeway.criterion, w) <= NEAR + 2 * OPTIMAL_WITHIN for w in inside)
        assert all(regret(report, leeway.criterion, w) > NEAR for w in outside)


def test_no_hole_is_jumped() -> None:
    """On the widest interval that ends before its slider, every single step between is solved again."""
    report, found = plans("small")
    both = [(leeway.criterion, leeway.best) for leeway in found.found if leeway.best is not None]
    wide = [(name, best) for name, best in both if best.above is not None or best.below is not None]
    criterion, widest = max(wide, key=lambda pair: pair[1].high - pair[1].low)
    inside = [step for step in STEPS if widest.low <= step <= widest.high]
    assert len(inside) > 10
    assert all(regret(report, criterion, step) <= 2 * OPTIMAL_WITHIN for step in inside)


@pytest.mark.parametrize("name", NAMES)
def test_the_ends_are_neighbouring_steps_of_the_slider(name: str) -> None:
    """First step outside and last one inside lie one step apart; without an outside the slider ends."""
    for leeway in plans(name)[1].found:
        best = leeway.best
        assert best is not None and (best.sharp or name != "session")
        if best.above is not None:
            assert STEPS.index(best.above) == STEPS.index(best.high) + 1
        if best.below is not None:
            assert STEPS.index(best.below) == STEPS.index(best.low) - 1
        assert (best.above is None) == (best.high == STEPS[-1])
        assert (best.below is None) == (best.low == STEPS[0])


def stays(report: PlanReport, i: int, criterion: CriterionId, weight: float, off: float) -> bool:
    """Whether a best plan with this weight has row `i` where it is: pinning it costs at most `off`."""
    (problem,) = weight_path(report, criterion, (weight,)).problems
    pinned = replace(problem, pins={**problem.pins, i: int(report.assignment[i])})
    best = solve(problem).objective
    return solve(pinned).objective >= best - off * max(1.0, abs(best))


@pytest.mark.soak
def test_a_household_keeps_its_place_just_inside_and_loses_it_just_outside() -> None:
    """Where its interval ends, pinning it costs nothing inside and something outside."""
    report, found = plans("larger")
    limited = 0
    for i in (0, 3):
        places = household_intervals(report, report.instance.profiles.households[i].id)
        assert len(places.found) == found.asked
        for leeway, of_plan in zip(places.found, found.found, strict=True):
            assert leeway.place is not None and of_plan.best is not None
            assert leeway.place.low <= of_plan.best.low and of_plan.best.high <= leeway.place.high
            inside, outside = ends(leeway.place)
            limited += len(outside)
            if outside:
                assert all(stays(report, i, leeway.criterion, w, 2 * OPTIMAL_WITHIN) for w in inside)
            assert not any(stays(report, i, leeway.criterion, w, OPTIMAL_WITHIN / 2) for w in outside)
    assert limited


def test_what_a_plan_is_worth_along_a_slider_is_what_the_check_says() -> None:
    """Values, moves and soft links add up to the objective of the check that knows no solver."""
    report = replan(demo.known(), Scenario(policy=Policy(prefer_few_changes=0.05)))
    assert report.instance.problem.soft_links
    links = next(c.id for c in demo.catalogue().criteria if c.rule == "links")
    for criterion in (links, CriterionId("place_ranking")):
        line = weight_path(report, criterion, (0.0, 2.0, 9.5))
        for baseline in [report.assignment, np.roll(report.assignment, 1)]:
            plan = np.where(
                report.instance.rules.allowed[np.arange(len(baseline)), baseline], baseline, UNPLACED
            )
            told = [verify(problem, plan).objective for problem in line.problems]
            assert line.worth(plan) == pytest.approx(told)


def test_two_solves_bound_every_step_between() -> None:
    """Whatever the plan, its lead over the present one is at no step above the bound of the range's ends."""
    report, draw = demo.cold(), np.random.default_rng(4)
    allowed = report.instance.rules.allowed
    line = weight_path(report, CriterionId("place_ranking"), STEPS[20:60])
    problems = list(line.leading(report.assignment, range(40)))
    for _ in range(50):
        there = draw.integers(0, allowed.shape[1], len(allowed))
        other = np.where(allowed[np.arange(len(allowed)), there], there, UNPLACED)
        lead = (line.worth(other) - line.worth(report.assignment)).max()
        assert lead <= max(verify(problem, other).objective - base for problem, base in problems) + 1e-9


@pytest.mark.soak
def test_they_come_one_by_one_and_a_stop_keeps_what_is_done() -> None:
    """Told after each slider; stopped after the second, two are there."""
    told: list[SensitivityIntervals] = []
    found = plan_intervals(demo.cold(), told=told.append, stopped=lambda: len(told) >= 2)
    assert [len(so_far.found) for so_far in told] == [1, 2]
    assert found == told[-1]


def test_a_demand_for_fairness_has_no_answer() -> None:
    """What fairness demands moves with the weights; that is said instead of an interval."""
    assert answerable(demo.cold(), exact=True)
    assert not answerable(replan(demo.known(), Scenario(policy=Policy(fairness="floor"))))
