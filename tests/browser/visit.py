"""One visit in a real Chromium: it waits for the app, and remembers everything that went wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.server import ROOT, Server

ARTEFACTS = ROOT / "artefacts"
READY = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
UNFINISHED = "[data-stale=true], [data-testid=stSkeleton], [data-testid=stAppSkeleton]"
TIMEOUT_MS = 30_000
PROBE = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
"""On a deep link the framework first looks for itself under the page's address, and is told 404."""

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Visit:
    """A browser context of its own, so a session of its own."""

    page: Page
    server: Server
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def begin(
        cls, browser: Browser, server: Server, *, lang: str = "de", theme: str = "light", width: int = 1440
    ) -> Self:
        locale = {"de": "de-DE", "en": "en-GB"}[lang]
        context = browser.new_context(
            locale=locale, color_scheme=theme, viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(TIMEOUT_MS)
        expect.set_options(timeout=TIMEOUT_MS)
        visit = cls(context.new_page(), server)
        context.route("**/*", visit._guard)
        visit.page.on("pageerror", lambda error: visit.errors.append(f"page error: {error}"))
        visit.page.on("console", lambda line: visit._console(line.type, line.text, line.location["url"]))
        return visit

    def open(self, path: str = "") -> Self:
        """Go to an address of the app, cold, and wait until it has been drawn."""
        self.page.goto(self.server.url(path), wait_until="domcontentloaded")
        return self.settle()

    def settle(self) -> Self:
        """Wait until the script has run and everything has been drawn."""
        self.page.locator(READY).wait_for(state="attached")
        self.page.wait_for_function(f"() => !document.querySelector('{UNFINISHED}')")
        return self

    def until(self, holds: Callable[[], bool]) -> Self:
        """Wait for what only pixels tell; fails after the usual time."""
        end = monotonic() + TIMEOUT_MS / 1000
        while not holds():
            assert monotonic() < end, "it never came true"
            self.page.wait_for_timeout(100)
        return self

    def shot(self, name: str) -> Path:
        """Keep a picture of the whole page as an artefact."""
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        height = self.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        self.page.set_viewport_size({"width": size["width"], "height": max(900, min(int(height) + 80, 6000))})
        self.settle()
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)
        return path

    def look(self, theme: str, width: int) -> Self:
        """From now on in this theme and width, as somebody else's browser would be."""
        self.page.emulate_media(color_scheme=theme)
        self.page.set_viewport_size({"width": width, "height": 900})
        return self

    def end(self) -> None:
        """Close the visit, and check it."""
        self.page.context.close()
        self.check()

    def check(self) -> None:
        """Fails where, since the last check, it asked a foreign host, or anything reported an error."""
        found = [*self.foreign, *self.errors, *self.server.troubles()]
        self.foreign.clear()
        self.errors.clear()
        assert found == []

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOOPBACK or route.request.url.startswith(
            ("data:", "blob:")
        ):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _console(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not PROBE.search(url):
            self.errors.append(f"console: {text} {url}")
