"""A server and a browser per process, a visit per test."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

LOCALE = {"de": "de-DE", "en": "en-GB"}

NewVisit = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.find(), headless=True, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, demo_store: Path) -> Iterator[Server]:
    """One for all tests that change nothing in its store."""
    running = Server(Path(tmp_path_factory.mktemp("server")), demo_store)
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path, demo_store: Path) -> Iterator[Server]:
    """One that may be killed."""
    running = Server(tmp_path, demo_store)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser a language."""
    begun = {lang: browser.new_context(locale=locale) for lang, locale in LOCALE.items()}
    yield begun
    for context in begun.values():
        context.close()


@pytest.fixture(scope="session")
def idle() -> dict[tuple[str, int], list[Visit]]:
    """Pages nobody is on, by language and server: what they have loaded of the app's code they keep."""
    return defaultdict(list)


@pytest.fixture
def visit(
    contexts: dict[str, BrowserContext], idle: dict[tuple[str, int], list[Visit]], server: Server
) -> Iterator[NewVisit]:
    """Begins visits, each a session of its own; at the end foreign requests and errors are faults."""
    begun: list[tuple[str, Visit]] = []

    def begin(lang: str = "de", theme: str = "light", width: int = 1440) -> Visit:
        there = idle[lang, server.port]
        one = there.pop() if there else Visit.begin(contexts[lang], server)
        begun.append((lang, one))
        return one.look(theme, width)

    yield begin
    for lang, one in begun:
        one.leave()
        idle[lang, server.port].append(one)
    for _, one in begun:
        one.check()


@pytest.fixture(scope="session")
def opened_once(contexts: dict[str, BrowserContext], server: Server) -> Visit:
    return Visit.begin(contexts["de"], server).open("session")


@pytest.fixture
def untouched(opened_once: Visit) -> Iterator[Visit]:
    """The session as it opens in German: one visit for all tests that decide and choose nothing."""
    yield opened_once.look("light", 1440).settle()
    opened_once.check()
