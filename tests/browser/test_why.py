"""Why not there in a browser: every other municipality at once, then narrowed beside the screen."""

import pytest
from playwright.sync_api import expect

from rematch.report.wording.alternatives import worth_sentences
from rematch.texts import say
from rematch.whatif.alternatives.alternatives import alternatives, worth_of_more
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import Session


@pytest.mark.soak
def test_a_household_is_compared_with_all_other_places_and_one_is_looked_at(visit: NewVisit) -> None:
    """The part is chosen, the ranges come by themselves, and the cost of one place is told in full."""
    session = Session(visit().open("session"))
    line = demo.cold().placements[0]
    session.explain(line.household)
    session.at("why_part").get_by_text(say("why.part.not", "de"), exact=True).click()
    session.visit.settle()
    expect(session.at("why_chart")).to_have_count(0)
    session.at("why_narrow").locator("button").first.click()
    expect(session.at("why_narrow").locator("button").first).to_be_disabled()
    session.visit.settle()
    chosen = session.at("why_place").locator("input").input_value()
    names = {place.ags: place.name for place in demo.profiles().municipalities}
    place = next(p for p in alternatives(demo.cold(), line.household) if names[p.answer.ags] == chosen)
    session.at("ask_cost").locator("button").first.click()
    for worth in worth_of_more(demo.cold(), place.answer):
        for words in worth_sentences(worth, demo.cold().instance, "de"):
            expect(session.page.get_by_text(words)).to_be_visible()
