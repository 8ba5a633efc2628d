"""Plans side by side: what they are worth under one weighting, and what one gives and takes."""

import numpy as np
import pytest

from rematch.insight.comparison import (
    MARGIN,
    SAME,
    Contender,
    Shift,
    baseline_contenders,
    differences,
    floor_curve,
    key_figures,
    of_report,
    people_scenario,
    planned,
)
from rematch.instance.fit import PairFit
from rematch.model import HouseholdId
from rematch.optimise import verify
from rematch.optimise.problem import UNPLACED
from rematch.planning.fairness import fair_figures, fairness_prices
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from tests import demo


def present() -> Contender:
    return of_report("present", "", demo.cold())


def people() -> Contender:
    return planned(demo.known(), "people", "", people_scenario(Scenario(), demo.known()))


def others() -> list[Contender]:
    return [people(), *baseline_contenders(demo.cold())]


def shift(before: float, after: float) -> Shift:
    return Shift(HouseholdId("h1"), 2, None, None, PairFit(before, before, 0.5), PairFit(after, after, 0.5))


def test_the_present_plan_has_the_figures_its_report_has() -> None:
    """Key figures of a plan under its own basis are those of its report, its check and its fairness."""
    report = demo.cold()
    measured = key_figures(report.assignment, report.instance)
    assert measured.figures == report.figures
    assert measured.objective == pytest.approx(report.solution.objective)
    assert measured.shortfall == report.solution.shortfall
    assert measured.least_relative == fair_figures(report.instance, report.assignment).least_relative
    assert measured.broken == 0


def test_baselines_have_the_figures_their_report_has() -> None:
    """Each baseline is the plan the report measures, not another draw of it."""
    report = demo.cold()
    for contender, baseline in zip(baseline_contenders(report), report.baselines, strict=True):
        measured = key_figures(contender.assignment, contender.basis(report.instance))
        assert (contender.name, measured.figures) == (baseline.name, baseline.figures)
        assert measured.objective == pytest.approx(baseline.objective)
        assert (measured.broken == 0) == verify(report.instance.problem, contender.assignment).ok


def test_the_median_counts_each_person_and_the_mean_of_all_the_unplaced_too() -> None:
    """A household of three counts three times; who is sent away lowers the mean of all."""
    report = demo.cold()
    fits = [line.why.fit for line in report.placements if line.why for _ in range(line.persons)]
    assert key_figures(report.assignment, report.instance).median_fit == pytest.approx(np.median(fits))
    fewer = report.assignment.copy()
    fewer[0] = UNPLACED
    before, after = (key_figures(plan, report.instance).mean_of_all for plan in (report.assignment, fewer))
    fits = (report.instance.planned_fit(plan) for plan in (report.assignment, fewer))
    sums = [float(np.nansum(fit * report.instance.cohort_data.persons)) for fit in fits]
    assert before - after == pytest.approx((sums[0] - sums[1]) / report.figures.persons)
    assert sums[1] < sums[0]


def test_a_plan_that_places_nobody_has_no_fits() -> None:
    """Nobody placed: no mean, median or least, and nothing breaks."""
    instance = demo.cold().instance
    measured = key_figures(np.full(instance.problem.n, UNPLACED), instance)
    assert (measured.median_fit, measured.least_relative, measured.mean_of_all) == (None, None, 0.0)


@pytest.mark.parametrize("number", range(5))
def test_who_gains_who_loses_and_the_others_are_everybody(number: int) -> None:
    """Every household is in exactly one of the three, and the fits in between add up."""
    report, other = demo.cold(), others()[number]
    found = differences(present(), other, report.instance)
    parts = [found.those(turn) for turn in ("gains", "loses", "same")]
    assert sorted(s.household for part in parts for s in part) == sorted(
        h.id for h in report.instance.profiles.households
    )
    gained = sum(s.gain * s.persons for s in found.shifts) / report.figures.persons
    means = [key_figures(c.assignment, c.basis(report.instance)).mean_of_all for c in (other, present())]
    assert gained == pytest.approx(means[0] - means[1])
    placed = key_figures(other.assignment, report.instance).figures.persons_placed
    assert sum(place.more for place in found.places) == placed - report.figures.persons_placed


def test_the_other_way_round_winners_are_losers() -> None:
    """Exchanging the two plans exchanges who gains and who loses, persons more and fewer."""
    instance, other = demo.cold().instance, others()[-2]
    there, back = differences(present(), other, instance), differences(other, present(), instance)
    assert there.those("gains") and there.those("loses")
    for turn, reverse in (("gains", "loses"), ("loses", "gains")):
        assert {s.household for s in there.those(turn)} == {s.household for s in back.those(reverse)}
    assert [p.more for p in there.places] == [-p.more for p in back.places]


def test_a_plan_beside_itself_changes_nothing() -> None:
    """Nobody gains, nobody loses, no municipality receives more."""
    found = differences(present(), present(), demo.cold().instance)
    assert len(found.those("same")) == len(found.shifts)
    assert not any(place.more for place in found.places)


def test_a_difference_up_to_the_margin_is_none() -> None:
    """One point of fit is hardly different, a little more is gained or lost."""
    assert shift(0.5, 0.5 + MARGIN).turn == "same"
    assert shift(0.5, 0.5 + MARGIN + 1e-6).turn == "gains"
    assert shift(0.5, 0.5 - MARGIN - 1e-6).turn == "loses"


def test_each_under_its_own_weights_measures_the_same_places_differently() -> None:
    """The plan stays, the fits are those of the scenario it was made under."""
    other = people()
    own, one = differences(present(), other), differences(present(), other, demo.cold().instance)
    assert [s.after for s in own.shifts] == [s.after for s in one.shifts]
    assert [s.fit_before for s in own.shifts] == [s.fit_before for s in one.shifts]
    planned = other.instance.planned_fit(other.assignment)
    assert [s.fit_after.value for s in own.shifts] == pytest.approx(planned.tolist())


@pytest.mark.soak
def test_the_curve_falls_from_the_free_plan_to_the_highest_floor() -> None:
    """From the best plan to the best possible floor it never rises, and nobody loses a place.

    It ends early where the best plan already has the highest floor.
    """
    report, heard = demo.cold(), []
    points = floor_curve(report, 4, lambda done, of: heard.append((done, of)))
    assert heard == [(done, 5) for done in range(len(heard))]
    values = [point.figures.objective for point in points]
    least = [point.figures.least_relative or 0.0 for point in points]
    assert points[0].level is None
    assert values[0] == pytest.approx(report.solution.objective)
    assert values == sorted(values, reverse=True)
    assert least == sorted(least)
    assert all(point.exact for point in points)
    assert all(reached >= (p.level or 0.0) - SAME for p, reached in zip(points, least, strict=True))
    assert {p.figures.figures.persons_placed for p in points} == {report.figures.persons_placed}
    price = next(price for price in fairness_prices(report) if price.fairness == "floor")
    assert least[-1] == pytest.approx(price.best)
    assert values[-1] == pytest.approx(price.objective)


@pytest.mark.soak
def test_the_curve_does_not_hang_on_the_policy_in_force() -> None:
    """Under a floor already demanded the same curve comes out."""
    scenario = Scenario(policy=Policy(fairness="floor"))
    fair, free = (floor_curve(r, 2) for r in (replan(demo.known(), scenario), demo.cold()))
    assert [p.level for p in fair] == pytest.approx([p.level for p in free])
    assert [p.figures.objective for p in fair] == pytest.approx([p.figures.objective for p in free])
