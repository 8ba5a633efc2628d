"""Beside a group's share of the weight what it moves, and under one that moves nothing why."""

from rematch.instance.swings import worst_and_best
from rematch.instance.weight_shares import weighing
from rematch.texts import percent, say
from tests import demo
from tests.app.conftest import Open, unfold
from tests.app.session import Session


def test_each_group_shows_both_shares_and_one_without_weight_says_that_it_moves_nothing(opened: Open) -> None:
    """Closed only the line of all groups; opened its sentence, which follows the slider."""
    session = Session(opened("session"))
    told = say("weights.moves.help", "de")
    (table,) = [element.value for element in session.at.markdown if told in element.value]
    head, _, *rows = [line for line in table.splitlines() if line.startswith("|")]
    assert say("weights.column.moves", "de") in head
    assert len(rows) == len(demo.catalogue().groups) and all(row.count("%") == 2 for row in rows)
    session = Session(unfold(session.at, "group_health"))
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
