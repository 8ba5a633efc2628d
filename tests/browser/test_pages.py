"""Every page, opened cold from its address."""

import itertools

import pytest
from playwright.sync_api import expect

from rematch.texts import say
from tests.browser.conftest import NewVisit

ADDRESSES = {
    "start": "",
    "session": "session",
    "municipality": "municipality",
    "profiles": "profiles",
    "method": "method",
}


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_cold_deep_link_shows_the_frame_and_the_page(visit: NewVisit, page: str) -> None:
    """Opened straight from the address bar, a page stands inside the app, in the browser's language."""
    visited = visit(lang="de").open(ADDRESSES[page])
    expect(visited.page.locator(".st-key-frame")).to_contain_text(say("frame.product", "de"))
    expect(visited.page.locator("h1").first).to_be_visible()
    expect(visited.page.get_by_role("link", name=say("nav.method", "de")).first).to_be_visible()


@pytest.mark.parametrize(
    ("page", "lang", "theme", "width"),
    list(itertools.product(ADDRESSES, ("de", "en"), ("light", "dark"), (1440, 1024))),
)
def test_a_picture_of_every_page(visit: NewVisit, page: str, lang: str, theme: str, width: int) -> None:
    """Each page is drawn in each language, theme and width without scrolling sideways."""
    visited = visit(lang=lang, theme=theme, width=width).open(ADDRESSES[page])
    visited.shot(f"{page}-{lang}-{theme}-{width}")
    overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visited.page.evaluate(overflow) <= 0
