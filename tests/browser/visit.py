"""One visit in a real Chromium: it waits for the app, and remembers everything that went wrong."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import ROOT, Server

ARTEFACTS = ROOT / "artefacts"
READY = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
UNFINISHED = "[data-stale=true], [data-testid=stSkeleton], [data-testid=stAppSkeleton]"
LISTENING = """
window.asked = -Infinity;
const send = WebSocket.prototype.send;
function answered() {
  const answers = window.asked;
  setTimeout(() => { if (window.asked === answers) window.asked = -Infinity; }, 50);
}
WebSocket.prototype.send = function (...message) {
  if (!this.listens) this.addEventListener("message", answered);
  this.listens = true;
  window.asked = performance.now();
  return send.apply(this, message);
};
"""
"""A press is on its way before the page knows that it runs: until it is answered, nothing has settled."""
PATIENCE_MS = 3_000
"""Not everything that is sent is answered."""
TIMEOUT_MS = 60_000
PROBE = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
"""On a deep link the framework first looks for itself under the page's address, and is told 404."""

LOOKS = [("light", 1440), ("light", 1024), ("dark", 1440), ("dark", 1024)]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Visit:
    """One page of a browser, and what went wrong on it since the last check."""

    page: Page
    server: Server
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, context: BrowserContext, server: Server) -> Self:
        """A page of its own; each time it is opened cold it is another session."""
        visit = cls(context.new_page(), server).look("light", 1440)
        visit.page.add_init_script(LISTENING)
        visit.page.set_default_timeout(TIMEOUT_MS)
        expect.set_options(timeout=TIMEOUT_MS)
        visit.page.on("request", lambda request: visit._asked(request.url))
        visit.page.on("websocket", lambda socket: visit._asked(socket.url))
        visit.page.on("pageerror", lambda error: visit.errors.append(f"page error: {error}"))
        visit.page.on("console", lambda line: visit._console(line.type, line.text, line.location["url"]))
        return visit

    def open(self, path: str = "") -> Self:
        """Go to an address of the app, cold, and wait until it has been drawn."""
        self.page.goto(self.server.url(path), wait_until="domcontentloaded")
        return self.settle()

    def settle(self) -> Self:
        """Wait until the server has heard what was last done, and everything has been drawn."""
        self.page.wait_for_function(
            f"() => !window.direct?.asking && performance.now() - window.asked > {PATIENCE_MS}"
        )
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

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page as an artefact, where pictures are asked for (`make pictures`)."""
        if not os.environ.get("PICTURES"):
            return
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        height = self.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        self.page.set_viewport_size({"width": size["width"], "height": max(900, min(int(height) + 80, 6000))})
        self.settle()
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)

    def pictures(self, name: str) -> None:
        """The whole page in every theme and width, where pictures are asked for."""
        for theme, width in LOOKS if os.environ.get("PICTURES") else ():
            self.look(theme, width).settle().shot(f"{name}-{theme}-{width}")

    def look(self, theme: str, width: int) -> Self:
        """From now on in this theme and width, as somebody else's browser would be."""
        self.page.bring_to_front()
        self.page.emulate_media(color_scheme=theme)
        self.page.set_viewport_size({"width": width, "height": 900})
        return self

    def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        root = "document.documentElement"
        return bool(self.page.evaluate(f"() => {root}.scrollWidth <= {root}.clientWidth"))

    def leave(self) -> None:
        """Go where there is nothing, which ends the session."""
        self.page.goto("about:blank")

    def check(self) -> None:
        """Fails where, since the last check, it asked a foreign host, or anything reported an error."""
        found = [*self.foreign, *self.errors, *self.server.troubles()]
        self.foreign.clear()
        self.errors.clear()
        assert not found, found

    def _asked(self, url: str) -> None:
        """The browser resolves no other host (see FLAGS); here it is noted that one was asked for."""
        if urlsplit(url).hostname not in LOOPBACK and not url.startswith(("data:", "blob:")):
            self.foreign.append(url)

    def _console(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not PROBE.search(url):
            self.errors.append(f"console: {text} {url}")
