"""A working session in a real Chromium: there after a reload, and after the server was killed."""

import pytest
from playwright.sync_api import Browser, expect

from rematch.texts import say
from tests import demo
from tests.browser.conftest import LOCALE, NewVisit
from tests.browser.server import Server
from tests.browser.session import Session
from tests.browser.visit import Visit

REASON = "Schwester wohnt dort"


def pinned(session: Session, row: int, reason: str = "") -> None:
    """Tick a household in the table, say why, and pin it."""
    household = demo.cold().placements[row].household
    session.tick(household).check()
    expect(session.at("why_household").locator("input")).to_have_value(household)
    session.visit.settle()
    if reason:
        box = session.at("reason").locator("input")
        box.fill(reason)
        box.press("Enter")
        session.visit.settle()
    session.at("do_pin").locator("button").first.click()
    session.page.wait_for_url(lambda url: "&s=" in url)
    session.visit.settle()


def found_in(words: str, household: str) -> set[str]:
    """Which of the things that are to be listed are there."""
    asked = (household, REASON, say("working.by.you", "de"), say("working.by.other", "de"))
    return {one for one in asked if one in words}


def test_pins_are_there_after_a_reload_and_a_second_browser_reads_them(
    browser: Browser, server: Server, visit: NewVisit
) -> None:
    """Ticked it is explained, pinned it is marked and nobody moves; undo, which is one's own, takes it back.

    With the reason in own words, without a question, no household in the address.
    """
    session = Session(visit(lang="de").open("session"))
    household = demo.cold().placements[0].household
    pinned(session, 0, REASON)
    expect(session.at("do_release_all").locator("button").first).to_be_visible()
    expect(session.at("changed")).to_contain_text(say("changed.nobody", "de"))
    expect(session.at("reason").locator("input")).to_have_value("")
    session.page.reload()
    session.visit.settle()
    assert {household, REASON, say("working.by.you", "de")} <= found_in(session.in_force(), household)
    address = session.page.url
    assert "&s=" in address and household not in address
    colleague = browser.new_context(locale=LOCALE["de"])
    second = Session(Visit.begin(colleague, server).open(address.split("/", 3)[3]))
    assert {household, REASON, say("working.by.other", "de")} <= found_in(second.in_force(), household)
    expect(second.at("undo").locator("button").first).to_be_disabled()
    second.visit.check()
    colleague.close()
    session.at("undo").locator("button").first.click()
    expect(session.at("do_release_all")).to_have_count(0)


@pytest.mark.soak
def test_what_a_colleague_decides_is_noticed_without_a_click_and_taken_over_by_one(
    browser: Browser, server: Server, visit: NewVisit
) -> None:
    """The other screen says so by itself and stays as it is until somebody asks for the new state."""
    anna = Session(visit(lang="de").open("session"))
    pinned(anna, 0)
    colleague = browser.new_context(locale=LOCALE["de"])
    ben = Session(Visit.begin(colleague, server).open(anna.page.url.split("/", 3)[3]))
    one, both = (say("working.counted", "de", count=count) for count in (1, 2))
    expect(ben.at("working")).to_contain_text(one)
    pinned(anna, 1)
    expect(anna.at("working")).to_contain_text(both)
    offer = ben.at("take_over").locator("button").first
    expect(offer).to_be_visible()
    expect(ben.at("working")).to_contain_text(one)
    offer.click()
    expect(ben.at("working")).to_contain_text(both)
    expect(ben.at("take_over")).to_have_count(0)
    ben.visit.check()
    colleague.close()


@pytest.mark.soak
def test_pins_are_there_after_the_server_was_killed_and_undo_goes_on(
    browser: Browser, own_server: Server
) -> None:
    """Killed right after the last pin; the page that is reloaded goes on where it was, step by step."""
    context = browser.new_context(locale=LOCALE["de"])
    session = Session(Visit.begin(context, own_server).open("session"))
    one, other = (line.household for line in demo.cold().placements[:2])
    pinned(session, 0, REASON)
    pinned(session, 1)
    session.visit.check()
    own_server.killed_and_started_again()
    session.page.reload()
    session.visit.settle()
    words = session.in_force()
    assert one in words and other in words and REASON in words and say("working.by.you", "de") in words
    session.at("undo").locator("button").first.click()
    session.visit.settle()
    words = session.in_force()
    assert one in words and other not in words
    context.close()
    assert not session.visit.foreign  # what the browser says of a server that was not there is its own
