"""How far the plan on screen is from the best under new weights, told before any solve."""

import pytest

from rematch.planning.changes import Changes
from rematch.planning.plan import replan, still_within
from rematch.scenario import Policy, Scenario
from tests import demo


@pytest.mark.parametrize("weight", [0.0, 0.9, 1.3, 2.0])
def test_the_first_answer_is_never_less_than_what_the_best_plan_then_shows(weight: float) -> None:
    """A bound by the old prices: the exact regret, known after the solve, does not exceed it."""
    scenario = Scenario(groups={"place": weight})
    told = still_within(demo.known(), scenario, demo.cold())
    regret = Changes(demo.cold(), replan(demo.known(), scenario, before=demo.cold())).regret
    assert told is not None and regret is not None
    assert told >= regret - 1e-9


def test_nothing_is_told_where_more_than_weights_has_moved() -> None:
    """A household that waits, a floor of fairness, another share of the towns, a plan made under a floor."""
    fair = Policy(fairness="floor")
    for scenario in (
        Scenario(not_this_round=(demo.profiles().households[0].id,)),
        Scenario(policy=fair),
        Scenario(policy=Policy(town_share=0.2)),
    ):
        assert still_within(demo.known(), scenario, demo.cold()) is None
    floor = replan(demo.known(), Scenario(policy=fair), before=demo.cold())
    assert still_within(demo.known(), Scenario(), floor) is None
    assert still_within(demo.known(), Scenario(policy=fair, groups={"place": 1.2}), floor) is None
