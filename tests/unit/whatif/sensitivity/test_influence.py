"""What each criterion does to a plan: three different statements, each held by what it says."""

from functools import cache

import numpy as np
import pytest

from rematch.instance import prepare_cohort
from rematch.model import CriterionId
from rematch.optimise import verify
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.sensitivity.influence import Without, discriminations, without, without_each
from tests import demo
from tests.builders import catalogue, criterion, field, household, municipality, profiles


@cache
def found() -> tuple[Without, ...]:
    return without_each(demo.cold())


def plan_without(name: CriterionId):
    """A cold plan with this weight at 0."""
    return replan(demo.known(), Scenario(weights={name: 0.0}))


def wished(**answers):
    asked = {"sea": True, "hills": True, **answers}
    return profiles(
        [household("h1", answers=asked), household("h2", answers=asked)],
        [
            municipality("01002000", offers={"by_sea": True, "with_hills": True}),
            municipality("02000000", offers={"by_sea": False, "with_hills": True}),
        ],
    )


def two_wishes():
    return catalogue(
        criterion("coast", need="sea", offer="by_sea", measure="gate"),
        criterion("hilly", need="hills", offer="with_hills", measure="gate"),
        fields=[
            field("sea"),
            field("hills"),
            field("by_sea", of="municipality"),
            field("with_hills", of="municipality"),
        ],
    )


def small(**answers):
    return replan(prepare_cohort(wished(**answers), two_wishes(), "test"), Scenario())


@pytest.mark.soak
def test_every_criterion_with_a_weight_is_left_out_once():
    """One answer each, in the order of the catalogue, and progress told after each."""
    steps: list[tuple[int, int]] = []
    names = [one.criterion for one in without_each(small(), lambda *step: steps.append(step))]
    assert names == ["coast", "hilly"]
    assert steps == [(1, 2), (2, 2)]
    assert [one.criterion for one in found()] == list(discriminations(demo.cold().instance))


@pytest.mark.soak
def test_where_the_plan_is_said_to_stay_it_is_a_best_one_without_the_criterion():
    """A cold solve at weight 0 gives the very value of the present plan, which keeps all rules."""
    staying = [one.criterion for one in found() if one.stands]
    assert staying
    for name in staying:
        new = plan_without(name)
        kept = verify(new.instance.problem, demo.cold().assignment)
        assert new.proven and kept.ok
        assert kept.objective == pytest.approx(new.solution.objective, abs=1e-6)


def test_where_households_are_said_to_move_the_present_plan_is_worse_without_the_criterion():
    """At weight 0 another plan is proven better, and the distance said is the one found."""
    moving = [one for one in found() if not one.stands][:4]
    for one in moving:
        new = plan_without(one.criterion)
        kept = verify(new.instance.problem, demo.cold().assignment)
        assert new.solution.objective > kept.objective + 1e-6
        assert one.moves > 0
        assert one.regret == pytest.approx((new.solution.bound - kept.objective) / kept.objective, abs=1e-9)


def test_a_criterion_nobody_asked_for_concerns_nobody_and_leaves_every_fit_as_it_is():
    """Where no household states the need, weight 0 changes no fit at all."""
    report = small(sea=False)
    assert discriminations(report.instance) == {"coast": "nobody", "hilly": "level"}
    new = replan(report.instance.cohort_data, Scenario(weights={CriterionId("coast"): 0.0}))
    assert np.array_equal(new.instance.fit, report.instance.fit)
    assert without(report, CriterionId("coast")).stands


def test_a_criterion_met_everywhere_tells_no_places_apart():
    """The same score at all allowed places is another statement than concerning nobody."""
    assert discriminations(small().instance) == {"coast": "tells", "hilly": "level"}


def test_a_criterion_whose_weight_is_0_is_not_asked_about():
    """It has no influence by decision, which needs no finding."""
    report = replan(small().instance.cohort_data, Scenario(weights={CriterionId("coast"): 0.0}))
    assert list(discriminations(report.instance)) == ["hilly"]


def test_once_stopped_no_further_criterion_is_left_out():
    """The first is answered; the stop that comes after it keeps the second from being tried."""
    stopped = iter((False, True))
    found = without_each(small(), stopped=lambda: next(stopped))
    assert [one.criterion for one in found] == ["coast"]
