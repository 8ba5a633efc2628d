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
    """And those of a group's criteria to the group's."""
    groups = weighing(demo.known(), scenario, None)
    assert sum(g.share for g in groups) == pytest.approx(1.0)
    for group in groups:
        assert sum(w.share for w in group.criteria) == pytest.approx(group.share)


def test_a_group_with_twice_the_weight_counts_twice_beside_the_others_and_alike_within():
    """Its criteria have doubled beside those of other groups; among themselves nothing changed."""
    before, after = shares(Scenario()), shares(Scenario(groups={"work": 2.0}))
    grown = {name: after[name].share / one.share for name, one in before.items() if one.share}
    doubled = {one.criterion.id for one in before.values() if one.criterion.group == "work"} & grown.keys()
    assert len(doubled) > 1
    (others,) = {round(grown[name], 9) for name in grown.keys() - doubled}
    assert [grown[name] / others for name in doubled] == pytest.approx([2.0] * len(doubled))


def test_a_criterion_with_a_third_of_another_s_weight_has_a_third_of_its_share():
    """Within one group."""
    one, other = next(g.criteria[:2] for g in weighing(demo.known(), Scenario(), None) if len(g.criteria) > 1)
    seen = shares(Scenario(weights={one.criterion.id: 3.0, other.criterion.id: 1.0}))
    assert seen[one.criterion.id].share == pytest.approx(3 * seen[other.criterion.id].share)


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
