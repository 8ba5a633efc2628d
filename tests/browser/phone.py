"""A guest's phone: a small window, a finger, and a connection that comes and goes."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import axe
from tests.browser.led_workshop import LedServer

LOCALE = {"de": "de-DE", "en": "en-GB"}
WAIT_MS = 20_000
LEAST_TARGET = 44
SMALL = """
() => [...document.querySelectorAll("button, input, select, textarea, a, label.pick")]
  .filter((one) => one.getClientRects().length && !(one.matches("input") && one.closest("label")))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < LEAST || box.height < LEAST)
""".replace("LEAST", str(LEAST_TARGET - 0.5))


@dataclass
class Phone:
    """One phone in the room, and what went wrong on it."""

    page: Page
    server: LedServer
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def begin(
        cls,
        browser: Browser,
        server: LedServer,
        lang: str = "de",
        theme: str = "light",
        size: tuple[int, int] = (360, 740),
    ) -> Self:
        context = browser.new_context(
            locale=LOCALE[lang],
            color_scheme="dark" if theme == "dark" else "light",
            viewport={"width": size[0], "height": size[1]},
            has_touch=True,
            is_mobile=True,
        )
        phone = cls(context.new_page(), server)
        phone.page.set_default_timeout(WAIT_MS)
        phone.page.on("pageerror", lambda error: phone.troubles.append(f"page error: {error}"))
        phone.page.on("request", lambda request: phone._asked(request.url))
        return phone

    def join(self, code: str) -> Self:
        self.page.goto(self.server.url(f"join?code={code}"))
        self.page.locator("nav .first").tap()
        self.page.locator("svg").wait_for()
        return self

    def chooses(self, most: int) -> Self:
        """From the story to the sliders, with this group as the most important one."""
        self.next()
        self.page.locator(".pick").nth(most).tap()
        self.next()
        self.page.locator("input[type=range]").first.wait_for()
        return self

    def next(self) -> None:
        self.page.locator("nav .first:enabled").tap()

    def sliders(self) -> Locator:
        return self.page.locator("input[type=range]")

    def weighs(self, *importance: int) -> Self:
        """Moves the sliders there, as a finger or a key does: each move is an event of its own."""
        for k, value in enumerate(importance):
            self.sliders().nth(k).evaluate(
                "(one, value) => { one.value = value; one.dispatchEvent(new Event('input')); }", value
            )
        return self

    def says(self, text: str) -> Self:
        expect(self.page.locator("#status")).to_contain_text(text, timeout=WAIT_MS)
        return self

    def title(self, text: str) -> Self:
        expect(self.page.locator("h1")).to_have_text(text, timeout=WAIT_MS)
        return self

    def connected(self, there: bool) -> Self:
        self.page.context.set_offline(not there)
        return self

    def looks_right(self) -> None:
        """Nothing scrolls sideways, every target is large enough, axe finds nothing serious."""
        width, window = self.page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert width <= window
        assert self.page.evaluate(SMALL) == []
        left, _ = axe.found(self.page)
        assert left == []

    def leave(self) -> None:
        self.page.context.close()
        assert not self.troubles

    def _asked(self, url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1":
            self.troubles.append(f"foreign: {url}")
