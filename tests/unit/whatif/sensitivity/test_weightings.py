"""The figures behind "weights decide who goes where, hardly how well all are served"."""

import numpy as np
import pytest

from rematch.optimise import verify
from rematch.planning.plan import replan
from rematch.whatif.sensitivity import weightings
from tests import demo


def test_weights_decide_who_goes_where_and_hardly_how_well_all_are_served():
    """What the Method page says in words holds in figures."""
    found = weightings.Weightings.kept()
    assert found.ever > 0.6 and found.moved > 0.2
    assert 0 <= found.loss_median < 0.05 and found.loss_most < 0.15


def test_losses_and_moves_are_those_of_plans_made_one_by_one():
    """Five draws solved cold and measured by the usual weights."""
    report, usual = demo.cold(), demo.cold().solution.objective
    found = weightings.measured(report, draws=5, seed=3)
    plans = [replan(demo.known(), s).assignment for s in weightings.weightings(report, 5, 3)]
    losses = [1 - verify(report.instance.problem, plan).objective / usual for plan in plans]
    moved = np.array([plan != report.assignment for plan in plans])
    assert found.loss_median == pytest.approx(np.median(losses), abs=1e-6)
    assert found.loss_most == pytest.approx(max(losses), abs=1e-6)
    assert (found.moved, found.ever) == pytest.approx((moved.mean(), moved.any(axis=0).mean()))


def test_drawn_sliders_stand_anywhere_on_their_scale_and_follow_the_seed():
    """In steps of a tenth from 0 to 10, groups alike; the same draws for the same seed."""
    drawn = list(weightings.weightings(demo.cold(), 20, 1))
    weights = np.array([list(one.weights.values()) for one in drawn])
    assert weights.min() < 1 and weights.max() > 9 and (weights >= 0).all() and (weights <= 10).all()
    assert not any(one.groups for one in drawn)
    assert drawn == list(weightings.weightings(demo.cold(), 20, 1))
    assert drawn != list(weightings.weightings(demo.cold(), 20, 2))
