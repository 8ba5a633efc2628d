"""Beside a group's share of the weight what it moves, and under one that moves nothing why."""

import re

from rematch.instance.swings import worst_and_best
from rematch.instance.weight_shares import weighing
from rematch.scenario import Scenario
from rematch.texts import percent, say
from tests import demo
from tests.app.conftest import Open, open_group
from tests.app.screen import raw_pieces
from tests.app.session import Session


def test_each_group_shows_both_shares_and_one_without_weight_says_that_it_moves_nothing(opened: Open) -> None:
    """Beside each slider two shares, each column adding up to 100; opened its sentence, which follows it."""
    session = Session(opened("session"))
    (shares,) = [html for html in raw_pieces(session.at) if 'class="shares"' in html]
    assert say("weights.heads", "de") in shares
    both = [[int(n) for n in re.findall(r"(\d+)\s%", line)] for line in shares.split("<li>")[1:]]
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
    session.at.slider(key="slide_g_health").set_value(0.0)
    session.run()
    assert say("weights.stuck.group.weight", "de") in session.words
    assert say("weights.stuck.weight", "de") in session.words


def test_the_seven_sliders_are_there_at_once_and_criteria_only_of_the_group_that_is_open(
    opened: Open,
) -> None:
    """Nothing is opened to move a group; a group's only criterion has no second slider for the same thing."""
    session = Session(opened("session"))
    groups = [f"slide_g_{group.id}" for group in demo.catalogue().groups]
    assert [slider.key for slider in session.at.slider] == groups
    open_group(session.at, "language")
    own = [c.id for c in demo.catalogue().in_group("language")]
    shown = [slider.key for slider in session.at.slider]
    assert shown == [*groups, *(f"slide_w_{c}" for c in own if f"slide_w_{c}" in shown)] != groups
    session.scenario = Scenario(switches=dict.fromkeys(own[1:], False))
    session.run()
    assert [slider.key for slider in session.at.slider] == groups
    assert say("weights.alone", "de") in session.words
