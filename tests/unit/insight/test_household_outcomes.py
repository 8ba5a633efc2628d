"""How households fare: measured against each one's own best allowed place."""

import numpy as np
import pytest

from rematch.insight.household_outcomes import (
    FEW_PLACES,
    hard_to_place,
    place_outcomes,
    relative_fits,
    worst_off,
)
from rematch.optimise.problem import UNPLACED
from rematch.release.preview import GOOD_FIT
from tests import demo


def own_best():
    instance = demo.cold().instance
    return np.nanmax(np.where(np.isnan(instance.problem.value), np.nan, instance.fit), axis=1)


def test_the_relative_fit_is_that_over_the_own_best():
    """The fit in the plan, accommodation included, over the best possible one."""
    report = demo.cold()
    expected = report.instance.planned_fit(report.assignment) / own_best()
    assert relative_fits(report.instance, report.assignment) == pytest.approx(expected)


def test_who_has_no_place_has_no_relative_fit():
    """Such a household is not among the worst off of the placed either."""
    report = demo.cold()
    plan = np.array(report.assignment)
    plan[3] = UNPLACED
    assert np.isnan(relative_fits(report.instance, plan)[3])
    name = report.instance.profiles.households[3].id
    assert name not in [fare.household for fare in worst_off(report.instance, plan, most=30)]


def test_the_worst_off_come_first_with_their_best_place_and_what_stands_against_it():
    """Ordered by relative fit; only who is at the best place, in whatever unit, has nothing to say."""
    report = demo.cold()
    found = worst_off(report.instance, report.assignment, most=30)
    relative = [fare.relative for fare in found]
    assert relative == sorted(relative) and len(found) == 30
    for fare in found:
        i = report.instance.cohort_data.row[fare.household]
        assert fare.best_fit.value == pytest.approx(own_best()[i])
        assert fare.relative == pytest.approx(fare.fit.value / fare.best_fit.value)
        as_good = fare.fit.value >= fare.best_fit.value - 1e-9
        assert (fare.why is None) == (as_good or fare.ags == fare.best)
        assert fare.why is None or fare.why.ags == fare.best


def test_shares_per_municipality_count_everybody_placed_once():
    """Good and hard-to-place households add up to what counting over the whole plan gives."""
    report = demo.cold()
    found = place_outcomes(report.instance, report.assignment)
    fits = report.instance.planned_fit(report.assignment)
    allowed = (~np.isnan(report.instance.problem.value)).sum(axis=1)
    assert sum(place.households for place in found) == 30
    assert sum(place.good for place in found) == (fits >= GOOD_FIT).sum()
    assert sum(place.hard for place in found) == (allowed <= FEW_PLACES * 8).sum()
    assert all(max(place.good, place.hard) <= place.households for place in found)


def test_hard_to_place_needs_at_least_one_possible_place():
    """Who may go nowhere is not hard to place but ruled out everywhere."""
    instance = demo.cold().instance
    possible = (~np.isnan(instance.problem.value)).sum(axis=1)
    assert not hard_to_place(instance)[possible == 0].any()
    assert hard_to_place(instance)[(possible > 0) & (possible <= 2)].all()
