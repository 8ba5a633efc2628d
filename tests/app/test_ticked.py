"""Ticks and the explained household are one selection, and what is decided says about whom."""

import pytest

from rematch.texts import listing, say
from tests.app.conftest import Open, shown_as
from tests.app.session import Session


@pytest.fixture
def session(opened: Open) -> Session:
    return Session(opened("session"))


def explained(session: Session) -> str | None:
    return session.at.selectbox(key=shown_as(session.at, "why_household")).value


def test_the_box_ticks_and_a_tick_explains(session: Session) -> None:
    """Who is chosen in the box is ticked alone; who is ticked last is explained; nobody ticked, nobody is."""
    one, other, third = list(session.plan)[:3]
    session.choose("why_household", third)
    assert session.ticked == {third}
    session.tick(one, third)
    assert explained(session) == one
    session.tick(one, other, third)
    assert explained(session) == other
    session.tick(one, third)
    assert explained(session) == one and session.ticked == {one, third}
    session.choose("why_household", other)
    assert session.ticked == {other}
    session.tick()
    assert explained(session) is None and session.ticked == set()
    assert "do_pin" not in {button.key for button in session.at.button}


def test_a_decision_is_about_who_is_ticked_and_the_button_says_so(session: Session) -> None:
    """One or two by name, more by their number with the names in the help; also who is chosen in the box."""
    one, other, third = list(session.plan)[:3]
    session.choose("why_household", other)
    assert session.at.button(key="do_pin").label == say("plan.pin", "de", who=other)
    session.press("do_pin")
    assert {pin.household for pin in session.scenario.pins} == {other}
    session.tick(one, other)
    both = listing([other, one], "de")
    assert session.at.button(key="do_apart").label == say("plan.apart", "de", who=both)
    session.tick(one, other, third)
    button = session.at.button(key="do_veto")
    assert button.label == say("plan.veto", "de", who=say("plan.several", "de", count=3))
    assert all(household in button.help for household in (one, other, third))


def test_a_filter_hides_ticks_and_loses_none(session: Session) -> None:
    """The household that the filter leaves out stays ticked and named on the button."""
    one, other = list(session.plan)[:2]
    session.tick(one, other)
    session.narrow("plan_search", other.lower())
    assert list(session.plan) == [other] and session.ticked == {other}
    assert session.at.button(key="do_pin").label == say("plan.pin", "de", who=listing([one, other], "de"))
    session.narrow("plan_search", "")
    assert session.ticked == {one, other}
