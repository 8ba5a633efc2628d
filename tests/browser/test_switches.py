"""Switches that others switch, too: what the browser has not heard of yet switches nothing."""

import pytest
from playwright.sync_api import Locator, expect

from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.deaf import ANSWERED_MS, deaf, may_be
from tests.browser.session import Session
from tests.browser.visit import Visit

SPECIAL = [c.id for c in demo.catalogue().criteria if c.art9 and c.on and c.switchable]
PLAIN = next(c.id for c in demo.catalogue().criteria if not c.art9 and c.on and c.switchable)


def _switch(session: Session, key: str) -> Locator:
    """Its box, however often it was shown anew."""
    shown = session.page.locator(f'[class~="st-key-{key}"], [class*="st-key-{key}-turn"]')
    return shown.locator("input")


def _opened(visit: Visit) -> Session:
    session = Session(may_be(visit).open("session"))
    session.at("all_switches").locator("summary").click()
    expect(_switch(session, f"on_{PLAIN}")).to_be_attached()
    session.visit.settle()
    return session


def test_special_categories_switched_off_are_not_switched_on_by_a_browser_that_has_not_heard(
    visit: NewVisit,
) -> None:
    """All of Art. 9 off by one switch, then another switch at once: each of them stays off."""
    session = _opened(visit(lang="de"))
    with deaf(session.page):
        _switch(session, "art9_all").press("Space")
        session.page.wait_for_timeout(ANSWERED_MS)
        _switch(session, f"on_{PLAIN}").press("Space")
        session.page.wait_for_timeout(ANSWERED_MS)
    session.visit.settle()
    for criterion in [*SPECIAL, PLAIN]:
        expect(_switch(session, f"on_{criterion}")).not_to_be_checked()
    expect(_switch(session, "art9_all")).not_to_be_checked()


@pytest.mark.soak
def test_a_switch_keeps_the_focus_when_undo_switches_it_back(visit: NewVisit) -> None:
    """Space and Control+Z on one switch: it is back as it was, and still what the keys go to."""
    session = _opened(visit(lang="de"))
    switch = _switch(session, f"on_{PLAIN}")
    switch.press("Space")
    session.visit.settle()
    expect(switch).not_to_be_checked()
    expect(session.at("undo").locator("button").first).to_be_enabled()
    session.page.keyboard.press("Control+z")
    session.visit.settle()
    expect(switch).to_be_checked()
    expect(switch).to_be_focused()
