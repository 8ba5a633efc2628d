"""Every page, opened cold from its address."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from rematch.texts import own_name, say, screen_languages
from tests.browser.conftest import NewVisit
from tests.browser.server import Server
from tests.browser.visit import Visit

ADDRESSES = {
    "start": "",
    "session": "session",
    "compare": "compare",
    "municipality": "municipality",
    "load": "load",
    "questionnaire": "questionnaire",
    "profiles": "profiles",
    "criteria": "criteria",
    "method": "method",
}
LOOKS = [("de", "light", 1440), ("de", "dark", 1024), ("en", "light", 1024), ("en", "dark", 1440)]
"""Every pair of language, theme and width, each once."""


@pytest.fixture(scope="module")
def browsers(browser: Browser, server: Server) -> Iterator[dict[str, Visit]]:
    """One browser a language: what it has loaded of the app's own code it keeps from page to page."""
    begun = {lang: Visit.begin(browser, server, lang=lang) for lang in screen_languages()}
    yield begun
    for one in begun.values():
        one.end()


@pytest.mark.parametrize("page", ADDRESSES)
@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_a_cold_deep_link_shows_the_page_inside_the_app(
    browsers: dict[str, Visit], page: str, lang: str, theme: str, width: int
) -> None:
    """Straight from the address bar, in each language, theme and width, and without scrolling sideways."""
    visited = browsers[lang].look(theme, width).open(ADDRESSES[page])
    expect(visited.page.locator(".st-key-frame")).to_contain_text(say("frame.product", lang))
    expect(visited.page.locator("h1").first).to_be_visible()
    expect(visited.page.get_by_role("link", name=say("nav.method", lang)).first).to_be_visible()
    visited.shot(f"{page}-{lang}-{theme}-{width}")
    overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visited.page.evaluate(overflow) <= 0
    visited.check()


def test_the_language_is_switched_on_the_page_and_named_to_the_browser(visit: NewVisit) -> None:
    """One click changes every word, the document's language and the address; the next page keeps it."""
    visited = visit(lang="de").open()
    visited.page.get_by_role("button", name=own_name("en")).click()
    expect(visited.page.locator("h1")).to_have_text(say("start.title", "en"))
    expect(visited.page.locator("html")).to_have_attribute("lang", "en")
    expect(visited.page).to_have_url(re.compile("lang=en"))
    visited.page.get_by_role("link", name=say("nav.method", "en")).first.click()
    expect(visited.page.locator("h1")).to_have_text(say("nav.method", "en"))
    visited.settle()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_the_tour(visit: NewVisit, theme: str) -> None:
    """The tour goes on at a click."""
    visited = visit(lang="de", theme=theme).open()
    visited.page.get_by_role("button", name=say("tour.open", "de")).click()
    visited.page.get_by_role("button", name=say("tour.next", "de")).click()
    expect(visited.page.locator("h3").first).to_have_text(say("tour.2.title", "de"))
    visited.settle().shot(f"start-tour-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_foreign_file_is_read_and_its_problems_are_one_table(visit: NewVisit, theme: str) -> None:
    """A spreadsheet dropped on the page is proposed column by column, and everything odd is listed."""
    visited = visit(lang="de", theme=theme).open("load")
    content = b"Haushalt;Personen;Barrierefrei\nA-1;2;<b>ja</b>\nA-2;zwei;vielleicht\n"
    file = {"name": "<img src=x>.csv", "mimeType": "text/csv", "buffer": content}
    visited.page.locator("input[type=file]").first.set_input_files(file)
    visited.settle()
    visited.page.get_by_role("button", name=say("load.read", "de")).click()
    expect(visited.page.get_by_test_id("stDataFrame")).to_have_count(1)
    for key in ("load_errors_rows", "load_warnings_rows"):
        visited.page.locator(f".st-key-{key} summary").click()
        visited.settle()
    expect(visited.page.get_by_test_id("stDataFrame")).to_have_count(3)
    assert visited.page.locator("img[src=x], [data-testid=stMain] b").count() == 0
    visited.settle().shot(f"load-foreign-{theme}")
