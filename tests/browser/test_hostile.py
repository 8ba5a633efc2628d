"""Hostile names in a real browser: shown letter by letter, nothing runs, nothing is asked for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rematch.texts import say
from tests import hostile
from tests.browser.conftest import NewVisit
from tests.browser.server import Server
from tests.browser.visit import Visit

MADE = (
    "img[src=x], a[href*='//evil'], a[href*='//www.evil'], a[href^=mailto], "
    "[data-testid=stMain] b, [data-testid=stMain] .katex"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_store: Path) -> Iterator[Server]:
    """Of its own, for a cohort is loaded into it."""
    running = Server(tmp_path_factory.mktemp("server"), demo_store)
    yield running
    running.stop()


def load(visited: Visit, name: str, content: bytes) -> None:
    """Drop a file on the door and read it."""
    visited.page.locator(".st-key-own_files input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    visited.settle()
    visited.page.get_by_role("button", name=say("load.read", "de")).click()
    visited.page.wait_for_timeout(300)
    visited.settle()


def unharmed(page: Page) -> None:
    """No element was made of a name, and no script of one has run."""
    assert page.locator(MADE).count() == 0
    assert page.title() != "x"
    assert "😄" not in shown(page)


def shown(page: Page) -> str:
    return page.locator("[data-testid=stApp]").inner_text().replace("\u2060", "")


@pytest.mark.soak
def test_hostile_names_are_read_letter_by_letter(visit: NewVisit) -> None:
    """Loaded, explained and previewed: markup, links, formulas, emoji and icons are the letters they are."""
    visited = visit(lang="de").open("load")
    load(visited, "<img src=x onerror=alert(1)>.zip", hostile.zipped())
    unharmed(visited.page)
    accept = visited.page.locator(".st-key-load_accept_all button")
    if accept.count():
        accept.click()
        visited.settle()
    visited.page.locator(".st-key-load_go button").click()
    expect(visited.page.locator(".st-key-load_undo")).to_be_visible()
    visited.settle()
    unharmed(visited.page)
    assert hostile.COHORT in shown(visited.page)
    visited.pictures("hostile-load")
    for page in ("session", "municipality"):
        visited.open(f"{page}?cohort=hostile&ags=03101000")
        unharmed(visited.page)
        visited.pictures(f"hostile-{page}")
    title = visited.page.locator("h2").filter(has_text=re.compile("Nach")).inner_text().replace("\u2060", "")
    assert hostile.MARKUP.replace("\u202e", "").replace(" etieW", "") in title
