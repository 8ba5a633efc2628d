"""A round in a real Chromium: decided with the plan on record, offered, accepted, its journey prepared."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from rematch.process.days import day_of, this_moment
from rematch.texts import say, screen_languages
from tests.browser.conftest import LOCALE
from tests.browser.server import Server
from tests.browser.visit import Visit

STATES = {"prepare": "prepared", "send": "sent", "accept": "accepted"}


@pytest.mark.soak
@pytest.mark.parametrize(
    "lang", [screen_languages()[0], pytest.param(screen_languages()[1], marks=pytest.mark.soak)]
)
def test_from_a_decided_round_to_an_accepted_offer(browser: Browser, own_server: Server, lang: str) -> None:
    """Each press and word that is typed counts, and what comes of it is told; nothing foreign is asked."""
    context = browser.new_context(locale=LOCALE[lang])
    visit = Visit.begin(context, own_server).open("session?cohort=session")
    page = visit.open("process?cohort=session").page
    page.get_by_label(say("process.round.name", lang)).fill("Juni")
    page.get_by_role("button", name=say("process.step.round.open", lang), exact=True).click()
    expect(page.get_by_text(say("process.round.opened", lang))).to_be_visible()
    decide = page.get_by_role("button", name=say("process.step.round.decide", lang))
    visit.settle()
    decide.first.click()
    visit.settle()
    page.get_by_label(say("process.round.words.decide", lang)).fill("Einstimmig.")
    decide.last.click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_contain_text(say("process.done", lang))
    page.keyboard.press("Escape")
    visit.settle()
    household = page.get_by_role("combobox", name=say("process.board.household", lang))
    household.evaluate("box => box.scrollIntoView({block: 'center'})")
    visit.settle()
    household.click()
    page.get_by_role("option").first.click()
    for step in ("prepare", "send", "accept"):
        visit.settle()
        words = say(f"process.step.offer.{step}", lang)
        page.get_by_test_id("stButtonGroup").get_by_text(words, exact=True).click()
        visit.settle()
        if step == "send":
            last = page.get_by_role("group", name=say("process.one.last_day", lang))
            last.get_by_role("spinbutton").first.click()
            page.keyboard.type(f"{day_of(this_moment()) + timedelta(days=14):%d%m%Y}")
        page.get_by_role("button", name=words, exact=True).last.click()
        stands = say(f"process.offer.{STATES[step]}", lang)
        expect(page.get_by_text(f"%, {stands}", exact=False)).to_be_visible()
    visit.settle()
    side = say("process.dues.side", lang, side=say("process.side.sending", lang), done=0, all=13)
    expect(page.get_by_text(side)).to_be_visible()
    visit.shot(f"process-{lang}")
    visit.check()
    context.close()
