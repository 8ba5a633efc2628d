"""What is told of a move beside the page's own run is what that run says of it."""

import gc
import json
import random
from typing import Any

import pytest

from rematch.texts import say
from rematch.ui.direct.desk import find
from tests import demo
from tests.app.conftest import Open, go
from tests.app.session import Session

PIECES = ("figures", "movers", "proof_words", "plan_map", "plan_table")
WEIGHTS = (0.0, 0.5, 1.4, 2.0)


def _asked(session: Session, wish: dict[str, Any]) -> list[dict[str, Any]]:
    """What a browser is answered that asks beside the page."""
    from rematch.ui.session import at_once

    answers = session.at.session_state["desk"].within(lambda: list(at_once.answer(wish)))
    return json.loads(json.dumps(answers))


def _given(session: Session, key: str) -> dict[str, Any]:
    """What a piece was given, but for its name and the presses it has heard."""
    return {
        name: said for name, said in session._data(key).items() if name not in ("piece", "moves", "heard")
    }


def _said(answers: list[dict[str, Any]], key: str) -> dict[str, Any]:
    said = next(one[key] for one in reversed(answers) if key in one)
    return {name: value for name, value in said.items() if name != "heard"}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_piece_is_told_as_the_page_s_own_run_draws_it(opened: Open, lang: str) -> None:
    """Ten random moves, some of several groups, some undone: numbers, movers, chip, map and table."""
    session, draw = Session(opened("session", lang=lang)), random.Random(7)
    for step in range(10):
        free = {g: [w for w in WEIGHTS if w != one["weight"]] for g, one in session.groups.items()}
        moved = {g: draw.choice(free[g]) for g in draw.sample(list(free), draw.choice([1, 1, 3]))}
        press = session._data("group_weights")["heard"]
        answers = _asked(session, {g: [w, press + k] for k, (g, w) in enumerate(moved.items(), start=1)})
        session.slide_groups(**moved)
        assert len(answers) == 4
        for key in PIECES:
            assert _said(answers, key) == _given(session, key), (step, key)
        assert _said(answers, "group_weights")["groups"] == list(session.groups.values())
        if step % 4 == 3:
            session.press("undo")


def test_asking_decides_nothing_and_the_plan_that_was_told_is_the_one_on_record(opened: Open) -> None:
    """Whoever asked and left has changed nothing; whoever goes on gets the very plan that was told."""
    session = Session(opened("session"))
    before = session.report
    _asked(session, {"place": [1.4, 1]})
    assert session.scenario.groups == {} and session.report is before
    assert session.at.button(key="undo").disabled
    told = session.at.session_state["desk"]._made[1]
    session.slide_groups(place=1.4)
    assert session.report is told
    assert session.at.session_state["desk"]._run[0] is told


@pytest.mark.parametrize("wish", [{}, {"place": [9.0, 1]}, {"nobody": [1.4, 1]}, {"place": ["1.4", 1]}])
def test_what_moves_nothing_is_not_answered(opened: Open, wish: dict[str, Any]) -> None:
    """Weights out of their limits, groups that are not there, what is no number."""
    assert _asked(Session(opened("session")), wish) == []


def test_where_decisions_contradict_each_other_the_page_s_run_says_so(opened: Open) -> None:
    """No plan is told beside it: there is none."""
    session = Session(opened("session"))
    ags = session.report.placements[0].ags
    session.press("do_pin_all")
    session.scenario = session.scenario.model_copy(update={"closed": frozenset({ags})})
    session.run()
    assert say("proof.before", "de") in session.words
    answers = _asked(session, {"place": [1.4, 1]})
    assert not any("figures" in one for one in answers)


def test_a_visit_that_deleted_its_cohort_keeps_no_plan_of_it(opened: Open) -> None:
    """Nor does anything of it stay where the next answer would begin."""
    session = Session(opened("session"))
    _asked(session, {"place": [1.4, 1]})
    token = session.at.session_state["desk"].token
    at = go(session.at, "profiles")
    next(group for group in at.button_group if group.key == "profiles_view").set_value("states")
    at.run()
    at.text_input(key="keeping_confirm").set_value(demo.profiles().cohort.name).run()
    at.button(key="keeping_delete").click().run()
    assert not at.exception
    assert "desk" not in at.session_state or at.session_state["desk"].token != token
    gc.collect()
    assert find(token) is None


def test_a_visit_s_address_is_gone_with_the_visit(opened: Open) -> None:
    """Once the framework has let go of it nobody is answered under its name."""
    at = opened("session")
    token = at.session_state["desk"].token
    assert find(token) is not None
    del at
    gc.collect()
    assert find(token) is None
