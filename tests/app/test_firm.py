"""How firm and what would have to change: asked for with a button, worked out beside the screen."""

import re

import pytest

from rematch.scenario import Scenario
from rematch.texts import say
from rematch.ui.session.explanation import counterfactuals, sensitivity
from rematch.ui.session.weighting import sensitivity_bands
from rematch.whatif.counterfactuals.counterfactuals import (
    COUNTERFACTUAL_KINDS,
    Counterfactual,
    Counterfactuals,
)
from rematch.whatif.sensitivity.intervals import Interval, SensitivityInterval, SensitivityIntervals
from tests import demo
from tests.app.conftest import Open, open_group
from tests.app.session import Session


def criteria() -> list[str]:
    return [criterion for criterion, _, _ in demo.steps()]


def leeways(*names: str) -> SensitivityIntervals:
    """Each of these stays best from 2 to 6, and nearly so everywhere."""
    free = Interval(0.0, 10.0, None, None)
    ends = Interval(2.0, 6.0, 1.9, 6.1)
    return SensitivityIntervals(
        len(names), tuple(SensitivityInterval(name, 5.0, ends, free, ends) for name in names)
    )


@pytest.fixture
def session(opened: Open) -> Session:
    return Session(opened("session"))


def explained(session: Session, part: str, household: str = "H002") -> Session:
    session.choose("why_household", household)
    session.at.segmented_control(key="why_part").set_value(part)
    session.run()
    return session


def bands(session: Session) -> list[str]:
    """What the bands under the sliders say to who does not see them."""
    html = " ".join(element.proto.body for element in session.at.get("html"))
    return re.findall(r'class="leeway" role="img" aria-label="([^"]*)"', html)


def test_bands_come_under_the_sliders_once_asked_for(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None before; then one for every slider that was worked out, in words too; none on another plan."""
    monkeypatch.setattr(
        sensitivity_bands, "plan_intervals", lambda report, told, stopped: leeways(*criteria())
    )
    session.open(criteria()[0])
    assert bands(session) == []
    session.asked("leeways")
    span = say("firm.span", "de", low="2,0", high="6,0")
    found = []
    for group in demo.catalogue().groups:
        open_group(session.at, group.id)
        found += bands(session)
    assert len(found) == len(criteria())
    assert all(say("firm.best", "de", span=span) in words for words in found)
    session.slide(*demo.moving_weight())
    assert bands(session) == []


def test_a_place_shows_the_weights_it_depends_on_and_the_free_ones_as_a_number(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limited ones in chart and sentence, all of them in the table."""
    limited, *free = criteria()
    found = leeways(limited)
    everywhere = tuple(SensitivityInterval(name, 5.0, place=Interval(0.0, 10.0, None, None)) for name in free)
    answer = SensitivityIntervals(len(criteria()), (*found.found, *everywhere))
    monkeypatch.setattr(sensitivity, "household_intervals", lambda report, household, told, stopped: answer)
    explained(session, "firm").asked("firm")
    assert say("firm.limits", "de", count=1) in session.words
    assert say("firm.free", "de", count=len(free)) in session.words
    tables = [table.value for table in session.at.dataframe]
    assert any(say("column.place_stays", "de") in table.columns for table in tables) or any(
        "place_stays" in table.columns and len(table) == len(criteria()) for table in tables
    )


def test_under_a_demand_for_fairness_no_leeway_is_offered(session: Session) -> None:
    """No button, but the reason in words."""
    session.scenario = Scenario(policy={"fairness": "floor"})
    session.run()
    explained(session, "firm")
    keys = {button.key for button in session.at.button}
    assert not {"ask_firm", "ask_leeways"} & keys
    assert say("firm.no_fairness", "de") in session.words


def answering(
    monkeypatch: pytest.MonkeyPatch, *ways: Counterfactual, searched: tuple[str, ...] = COUNTERFACTUAL_KINDS
) -> None:
    """The search answers this at once."""

    def begun(report, household, ags):
        found = Counterfactuals(household, ags, False, False, False, ways, searched)
        return lambda told, stopped: found

    monkeypatch.setattr(counterfactuals, "counterfactuals", begun)


def wished(session: Session) -> Session:
    explained(session, "reach")
    place = next(p.ags for p in demo.profiles().municipalities if p.name != session.plan["H002"])
    session.choose("reach_place", place)
    session.asked("reach")
    return session


def test_a_change_that_was_found_can_be_tried_with_one_click(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weight that would do it is named with its present and new value; the button sets it."""
    criterion, weight = demo.moving_weight()
    plan = demo.moved(criterion, weight)
    answering(monkeypatch, Counterfactual("weight", plan, weights=((criterion, 5.0, weight),)))
    wished(session)
    label = demo.catalogue().by_id[criterion].label.de
    assert say("reach.weight", "de", criterion=label, before="5,0", after="0,0") in session.words
    session.press("reach_try_0")
    assert session.scenario.weights == {criterion: weight}


def test_nothing_within_reach_is_said(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind searched and nothing found: that, and the limits of the search."""
    answering(monkeypatch)
    wished(session)
    assert say("reach.limits", "de") in session.words
    name = demo.profiles().municipalities[demo.known().column[session.at.session_state["ags"]]].name
    assert say("reach.nothing", "de", municipality=name) in session.words


def test_a_stopped_search_says_what_was_not_searched(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never claims that nothing is within reach."""
    answering(monkeypatch, searched=COUNTERFACTUAL_KINDS[:3])
    wished(session)
    left = "{} und {}".format(*(say(f"reach.searching.{kind}", "de") for kind in COUNTERFACTUAL_KINDS[3:]))
    assert say("reach.stopped", "de", left=left) in [info.value for info in session.at.info]


def test_what_just_changed_tells_every_move_once(session: Session) -> None:
    """Each household that moved stands in one of the chains on screen."""
    before = session.plan
    session.slide(*demo.moving_weight())
    moved = [household for household in before if before[household] != session.plan[household]]
    assert moved
    assert all(session.words.count(f"**{household}**") >= 1 for household in moved)
