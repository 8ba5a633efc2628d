"""The weights as a coordinator sees them."""

import numpy as np
import pytest

from rematch.criteria.switches import is_on
from rematch.instance.weight_shares import weighing
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from tests import demo


def shares(scenario):
    return {w.criterion.id: w for g in weighing(demo.known(), scenario, None) for w in g.criteria}


@pytest.mark.parametrize(
    "scenario", [Scenario(), Scenario(weights={"childcare": 0.3}, groups={"work": 2.0, "place": 0.0})]
)
def test_the_shares_of_all_criteria_and_of_all_groups_add_up_to_one(scenario):
    """Each share is group weight x weight over the sum of all."""
    groups = weighing(demo.known(), scenario, None)
    assert sum(g.share for g in groups) == pytest.approx(1.0)
    assert sum(w.share for g in groups for w in g.criteria) == pytest.approx(1.0)
    for group in groups:
        for one in group.criteria:
            total = sum(g.weight * w.weight for g in groups for w in g.criteria)
            assert one.share == pytest.approx(group.weight * one.weight / total)


def test_with_every_weight_at_nothing_no_share_is_broken():
    """All sliders down: shares of 0, no division by it."""
    scenario = Scenario(weights={c.id: 0.0 for c in demo.catalogue().criteria})
    assert {w.share for w in shares(scenario).values()} == {0.0}


def test_a_slider_stands_for_every_weighed_criterion_that_is_on_and_no_other():
    """Switched off, its slider goes and the others' shares grow."""
    plain = shares(Scenario())
    cohort = demo.profiles().cohort
    assert set(plain) == {
        c.id for c in demo.catalogue().criteria if c.weighed and is_on(c, Scenario(), cohort)
    }
    off = shares(Scenario(switches={"childcare": False}))
    assert set(plain) - set(off) == {"childcare"}
    assert all(off[name].share >= plain[name].share for name in off)


def test_a_criterion_counts_the_households_it_applies_to():
    """Those with a score anywhere; links are judged on the plan and count nobody."""
    report = replan(demo.known(), Scenario())
    seen = {
        w.criterion.id: w.households
        for g in weighing(demo.known(), Scenario(), report.instance)
        for w in g.criteria
    }
    for c, criterion in enumerate(report.instance.scores.criteria):
        applies = [
            i
            for i in range(report.instance.problem.n)
            if not np.isnan(report.instance.scores.score[c, i]).all()
        ]
        assert seen[criterion.id] == len(applies)
    assert {name for name, count in seen.items() if count is None} == {
        c.id for c in demo.catalogue().criteria if c.weighed and c.id in seen and c.rule == "links"
    }
