"""What a plan gives up is never told smaller than it may be."""

from dataclasses import replace

import pytest

from rematch.workshop.own_plans import BallotPlans
from rematch.workshop.told import share_lost


def test_beside_a_plan_that_is_not_proven_the_loss_is_counted_from_the_bound(
    ballot_plans: BallotPlans,
) -> None:
    """Nothing is lost by the proven best itself; by one that may be five percent below, up to that."""
    best = ballot_plans.at_start
    assert share_lost(best, best) == 0.0
    unsure = replace(best.solution, status="feasible", bound=1.05 * best.check.objective)
    assert share_lost(replace(best, solution=unsure), best) == pytest.approx(0.05 / 1.05)
