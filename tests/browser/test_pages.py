"""Every page, opened cold from its address."""

import re

import pytest
from playwright.sync_api import expect

from rematch.texts import own_name, say, screen_languages
from tests.browser import axe, barriers
from tests.browser.conftest import NewVisit

ADDRESSES = {
    "start": "",
    "session": "session",
    "compare": "compare",
    "municipality": "municipality",
    "occupancy": "occupancy",
    "load": "load",
    "questionnaire": "questionnaire",
    "profiles": "profiles",
    "criteria": "criteria",
    "method": "method",
    "audit": "audit",
    "upkeep": "upkeep",
}
WIDTHS = (1440, 1024)
LONG = ("compare", "profiles", "criteria", "method", "audit")
"""Pages on which all that is looked for takes long."""
NARROW = 360
"""A phone, or a window of 1440 pixels at 400 percent."""
SOAK = pytest.mark.soak


def cold() -> list[object]:
    """Every page in every language; `make test` takes the shorter ones, each in one language, in turn."""
    languages = screen_languages()
    return [
        pytest.param(page, lang, id=f"{page}-{lang}", marks=SOAK if page in LONG or turn else ())
        for number, page in enumerate(ADDRESSES)
        for turn, lang in enumerate((*languages[number % 2 :], *languages[: number % 2]))
    ]


@pytest.mark.parametrize(("page", "lang"), cold())
def test_a_cold_deep_link_shows_the_page_inside_the_app(visit: NewVisit, page: str, lang: str) -> None:
    """From the address bar, in each language; in no width is anything cut off or anybody shut out."""
    visited = visit(lang=lang).open(ADDRESSES[page])
    expect(visited.page.locator(".st-key-frame")).to_contain_text(say("frame.product", lang))
    expect(visited.page.locator("h1").first).to_be_visible()
    expect(visited.page.get_by_role("link", name=say("nav.method", lang)).first).to_be_visible()
    named = f"{say(f'nav.{page}', lang)} – {say('frame.product', lang)}"
    expect(visited.page).to_have_title(named)
    for width in WIDTHS:
        assert visited.look("light", width).settle().fits(), width
    assert axe.found(visited.page)[0] == []
    assert barriers.skipped_headings(visited.page) == []
    assert barriers.foreign_words(visited.page, lang) == set()
    assert barriers.small_targets(visited.page) == []
    assert visited.look("dark", NARROW).settle().fits()
    assert axe.found(visited.page)[0] == []
    assert barriers.small_targets(visited.page) == []
    visited.pictures(f"{page}-{lang}")


def test_a_request_to_a_foreign_host_would_be_noticed(visit: NewVisit) -> None:
    """Whatever on the page asks for it: it gets nothing, and the test that opened the page fails."""
    visited = visit().open("method")
    with visited.page.expect_event("console"):
        visited.page.evaluate("() => { fetch('https://tiles.example.org/1.png').catch(() => null) }")
    with pytest.raises(AssertionError, match=r"tiles\.example\.org"):
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


@pytest.mark.soak
def test_the_tour_goes_on_at_a_click(visit: NewVisit) -> None:
    """From its first picture to the second."""
    visited = visit(lang="de").open()
    visited.page.get_by_role("button", name=say("tour.open", "de")).click()
    visited.page.get_by_role("button", name=say("tour.next", "de")).click()
    expect(visited.page.locator("h2").first).to_have_text(say("tour.2.title", "de"))
    visited.pictures("start-tour")


def test_a_foreign_file_is_read_and_its_problems_are_one_table(visit: NewVisit) -> None:
    """A spreadsheet dropped on the page is proposed column by column, and everything odd is listed."""
    visited = visit(lang="de").open("load")
    content = b"Haushalt;Personen;Barrierefrei\nA-1;2;<b>ja</b>\nA-2;zwei;vielleicht\n"
    file = {"name": "<img src=x>.csv", "mimeType": "text/csv", "buffer": content}
    visited.page.locator("input[type=file]").first.set_input_files(file)
    expect(visited.page.get_by_test_id("stFileChip")).to_have_count(1)
    expect(visited.page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    visited.settle()
    visited.page.get_by_role("button", name=say("load.read", "de")).click()
    expect(visited.page.locator(".written-table")).to_have_count(2)
    visited.page.locator(".st-key-load_warnings_rows summary").click()
    visited.settle()
    expect(visited.page.locator(".written-table")).to_have_count(3)
    assert visited.page.locator("img[src=x], [data-testid=stMain] b").count() == 0
    visited.pictures("load-foreign")
