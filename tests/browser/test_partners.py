"""A municipality becomes a partner in a real Chromium: invited, statements confirmed, pledged, taken over."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from rematch.process.days import day_of, this_moment
from rematch.texts import say, screen_languages
from tests.browser import axe, barriers
from tests.browser.conftest import LOCALE
from tests.browser.server import Server
from tests.browser.visit import Visit

KIEL = "01002000"


@pytest.mark.soak
@pytest.mark.parametrize("lang", screen_languages())
def test_from_an_invitation_to_a_pledge_that_is_planned_with(
    browser: Browser, own_server: Server, lang: str
) -> None:
    """Each press counts and is told, on the coordinators' page and the municipality's, without a barrier."""
    context = browser.new_context(locale=LOCALE[lang])
    visit = Visit.begin(context, own_server).open("process?cohort=session")
    page = visit.page
    page.get_by_label(say("process.round.name", lang)).fill("Juni")
    page.get_by_role("button", name=say("process.step.round.open", lang), exact=True).click()
    expect(page.get_by_text(say("process.round.opened", lang))).to_be_visible()
    choose(visit, "invite", lang)
    last = page.get_by_role("group", name=say("process.one.last_day", lang))
    last.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day_of(this_moment()) + timedelta(days=14):%d%m%Y}")
    press(page, "invite", lang)
    told(page, say("partners.recorded", lang, count=8))
    visit.settle()
    looked_at(visit, "partners", lang)
    page = visit.open(f"municipality?cohort=session&ags={KIEL}").page
    expect(page.get_by_text(say("invited.title", lang, number=1))).to_be_visible()
    for event in ("restate", "confirm"):
        choose(visit, event, lang)
        page.get_by_label(say("partners.said", lang)).fill("Frau Berg")
        if event == "confirm":
            for bound, persons in (("least", "5"), ("most", "9")):
                page.get_by_label(say(f"partners.{bound}", lang)).fill(persons)
        press(page, event, lang)
        told(page, say("invited.done", lang))
    visit.settle()
    looked_at(visit, "invited", lang)
    page = visit.open("process?cohort=session").page
    page.get_by_role("button", name=say("partners.take", lang)).click()
    told(page, say("partners.took", lang, count=1))
    visit.check()
    context.close()


def looked_at(visit: Visit, name: str, lang: str) -> None:
    """A picture of what is on screen, which shuts nobody out and reported no error."""
    visit.shot(f"{name}-{lang}")
    assert axe.found(visit.page)[0] == []
    assert barriers.skipped_headings(visit.page) == []
    assert barriers.foreign_words(visit.page, lang) == set()
    assert barriers.small_targets(visit.page) == []
    visit.check()


def choose(visit: Visit, event: str, lang: str) -> None:
    visit.settle()
    words = say(f"process.step.partner.{event}", lang)
    visit.page.get_by_test_id("stButtonGroup").get_by_text(words, exact=True).click()
    visit.settle()


def press(page: Page, event: str, lang: str) -> None:
    words = say(f"process.step.partner.{event}", lang)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button", name=words, exact=True).click()


def told(page: Page, words: str) -> None:
    expect(page.get_by_test_id("stAlertContentSuccess").first).to_contain_text(words)
