"""What changes are told from: the last step, the session's first plan, or one that was kept."""

import pytest

from rematch.model import Viewer
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from rematch.texts import say, signed
from rematch.ui.session.deciding.reference import KEPT, LAST, START
from rematch.ui.session.plan.headline import LEAST_CHANGE
from rematch.ui.shell import cached
from tests import demo
from tests.app.conftest import Open
from tests.app.session import Session

STEPS = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2.0]


@pytest.fixture
def session(opened: Open) -> Session:
    return Session(opened("session"))


def slide_group(session: Session, weight: float) -> None:
    session.slide_groups(work=weight)


def compare_with(session: Session, code: str) -> None:
    session.unfold("compared_with")
    session.at.radio(key="reference").set_value(code)
    session.run()


def from_the_start(groups: dict[str, float]) -> Changes:
    return Changes(demo.cold(), replan(demo.known(), Scenario(groups=groups), before=demo.cold()))


def test_eight_small_steps_add_up_from_the_start_of_the_session(session: Session) -> None:
    """The last step alone moves nobody; from the start all who are elsewhere are named, and filtered."""
    for weight in STEPS:
        slide_group(session, weight)
    step = from_the_start({"work": 2.0})
    movers = [move.household for move in step.moves]
    assert movers and say("changed.nobody", "de") in session.words
    compare_with(session, START)
    assert say("changed.elsewhere", "de", count=len(movers)) in session.words
    assert all(mover in session.words for mover in movers)
    session.narrow("plan_filter", "moved")
    assert list(session.plan) == movers
    session.narrow("plan_filter", "all")
    compare_with(session, LAST)
    assert say("changed.nobody", "de") in session.words


def test_figures_of_both_plans_are_under_the_present_weights(session: Session) -> None:
    """The change beside the mean fit is what the people gain, not what the yardstick gives."""
    slide_group(session, 2.0)
    compare_with(session, START)
    step = from_the_start({"work": 2.0})
    gain = step.new.figures.mean_fit - step.figures_before.mean_fit
    other = step.new.figures.mean_fit - step.old.figures.mean_fit
    assert abs(gain) < LEAST_CHANGE < abs(other)
    for name in ("mean_fit", "least_fit"):
        change = getattr(step.new.figures, name) - getattr(step.figures_before, name)
        told = "" if abs(change) < LEAST_CHANGE else signed(100 * change, "de", 1)
        assert (told in session.figures[name][1]) if told else session.figures[name][1] == ""
    assert say("changed.reweighed", "de") in session.words


def test_the_choice_is_remembered_with_the_session(opened: Open, session: Session) -> None:
    """A reload, or a colleague with the address, finds it; another restart of the server, too."""
    slide_group(session, 2.0)
    compare_with(session, START)
    address = {name: str(session.at.query_params[name]) for name in session.at.query_params}
    cached.recorder().flush()
    cached.session_desk()._open.clear()
    again = Session(opened("session", address=address))
    movers = from_the_start({"work": 2.0}).moves
    assert say("changed.elsewhere", "de", count=len(movers)) in again.words
    again.press("keep_old")
    assert {pin.household for pin in again.scenario.pins} == {p.household for p in demo.cold().placements}
    assert say("changed.same", "de") in again.words


def test_a_plan_that_was_kept_under_a_name_is_a_reference(session: Session) -> None:
    """Kept where one compares; deleted it is the last step again."""
    slide_group(session, 2.0)
    session.unfold("compared_with")
    session.at.text_input(key="saved_name").set_value("Viel Arbeit")
    session.press("saved_save")
    slide_group(session, 1.0)
    compare_with(session, f"{KEPT}Viel Arbeit")
    movers = from_the_start({"work": 2.0}).moves
    assert say("changed.elsewhere", "de", count=len(movers)) in session.words
    assert say("changed.which.kept", "de") in session.words
    cached.store().delete_scenario("session", "Viel Arbeit", Viewer())
    slide_group(session, 1.1)
    session.at.session_state["answer_reference"] = (None, None)
    session.run()
    assert say("changed.nobody", "de") in session.words


def test_a_rise_is_green_only_where_nobody_lost_a_place(session: Session) -> None:
    """Closing a municipality raises the mean of those who are left: an arrow, and no green."""
    lost = next(
        (place.ags, step)
        for place in demo.profiles().municipalities
        if (step := Changes(demo.cold(), closing(place.ags))).lost
        and step.new.figures.mean_fit - step.figures_before.mean_fit > 0.001
    )
    session.scenario = Scenario(closed=(lost[0],))
    session.run()
    ways = {words.split(" ")[0] for _, words in session.figures.values() if words}
    assert "more" in ways and "rose" not in ways


def closing(ags: str):
    return replan(demo.known(), Scenario(closed=(ags,)), before=demo.cold())


def test_what_the_threshold_held_back_is_told(session: Session) -> None:
    """Nobody moves; how many would, and for how much together, stands below."""
    session.scenario = Scenario(policy=Policy(prefer_few_changes=0.05))
    session.run()
    slide_group(session, 2.0)
    count = len(from_the_start({"work": 2.0}).moves)
    assert say("changed.nobody", "de") in session.words
    words = say("held.moves", "de", count=count, points="§")
    assert words.split("§")[0] in session.words and say("held.points.person", "de") in session.words
