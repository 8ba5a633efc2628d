"""A server per test module, a browser per process, a visit per test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.server import Server
from tests.browser.visit import Visit

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NewVisit = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.find(), headless=True, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_store: Path) -> Iterator[Server]:
    running = Server(Path(tmp_path_factory.mktemp("server")), demo_store)
    yield running
    running.stop()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[NewVisit]:
    """Begins visits; each is checked for foreign requests and errors when the test ends."""
    begun: list[Visit] = []

    def begin(**options: object) -> Visit:
        begun.append(Visit.begin(browser, server, **options))  # type: ignore[arg-type]
        return begun[-1]

    yield begin
    for one in begun:
        one.end()
