"""A browser without WebGL gets the simple map by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import chromium
from tests.browser.conftest import FLAGS
from tests.browser.server import Server
from tests.browser.session import Session
from tests.browser.visit import Visit


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_store: Path) -> Iterator[Server]:
    """Each browser with the map it can draw."""
    running = Server(tmp_path_factory.mktemp("server"), demo_store)
    yield running
    running.stop()


def test_a_browser_without_webgl_sees_the_simple_map_at_once(browser: Browser, server: Server) -> None:
    """The page comes back once and then draws lines and dots instead of a canvas."""
    plain = browser.browser_type.launch(
        executable_path=chromium.find(), headless=True, args=[*FLAGS, "--disable-3d-apis"]
    )
    try:
        session = Session(Visit.begin(plain.new_context(locale="de-DE"), server).open("session"))
        expect(session.at("map").locator(".js-plotly-plot")).to_be_visible()
        session.visit.settle().check()
    finally:
        plain.close()
