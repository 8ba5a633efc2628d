"""Beside a group's share of the weight what it moves, and under one that moves nothing why."""

import re

from rematch.instance.swings import worst_and_best
from rematch.instance.weight_shares import weighing
from rematch.scenario import Scenario
from rematch.texts import percent, say
from tests import demo
from tests.app.conftest import Open, open_group
from tests.app.session import Session


def test_each_group_shows_both_shares_and_one_without_weight_says_that_it_moves_nothing(opened: Open) -> None:
    """Beside each slider two shares, each column adding up to 100; opened its sentence, which follows it."""
    session = Session(opened("session"))
    shown = session.groups.values()
    both = [[int(n) for n in re.findall(r"(\d+)\s%", one["shares"])] for one in shown]
    assert len(both) == len(demo.catalogue().groups)
    assert [sum(column) for column in zip(*both, strict=True)] == [100, 100]
    open_group(session.at, "health")
    plan = demo.cold()
    health = next(g for g in weighing(demo.known(), plan.scenario, plan.instance) if g.group.id == "health")
    assert health.moves is not None and 0 < health.moves < health.share
    assert say("weights.moves", "de", share=percent(health.moves, "de", 1)) in session.words
    assert "Kein Regler bewegt, was nur ausschließt: " in session.words
    worst, best = worst_and_best(plan.instance)["medical_specialist"]
    ends = {"worst": percent(worst, "de"), "best": percent(best, "de")}
    assert say("weights.ends", "de", **ends) in session.words
    session.slide_groups(health=0.0)
    assert say("weights.stuck.group.weight", "de") in session.words
    assert say("weights.stuck.weight", "de") in session.words


def test_the_seven_sliders_are_there_at_once_and_criteria_only_of_the_group_that_is_open(
    opened: Open,
) -> None:
    """Nothing is opened to move a group; a group's only criterion has no second slider for the same thing."""
    session = Session(opened("session"))
    groups = [group.id for group in demo.catalogue().groups]
    assert list(session.groups) == groups and not session.at.slider
    open_group(session.at, "language")
    own = [c.id for c in demo.catalogue().in_group("language")]
    shown = [slider.key for slider in session.at.slider]
    assert shown == [f"slide_w_{c}" for c in own if f"slide_w_{c}" in shown] != []
    session.scenario = Scenario(switches=dict.fromkeys(own[1:], False))
    session.run()
    assert not session.at.slider
    assert say("weights.alone", "de") in session.words


def test_presses_on_several_groups_told_together_are_all_in_force_and_steps_of_their_own(
    opened: Open,
) -> None:
    """Faster than the page answers: none is lost; told once more they are not done again after an undo."""
    session = Session(opened("session"))
    session.slide_groups(work=0.5, place=1.4)
    assert session.scenario.groups == {"work": 0.5, "place": 1.4}
    session.press("undo")
    assert session.scenario.groups == {"work": 0.5}
    assert {group: one["weight"] for group, one in session.groups.items()}["place"] == 1.0
