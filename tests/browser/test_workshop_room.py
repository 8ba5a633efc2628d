"""A workshop's two screens in a browser: legible, going on by themselves, silent till the reveal."""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rematch.texts import say, screen_languages
from rematch.ui.workshop.lead import door
from tests import demo
from tests.browser import axe, barriers
from tests.browser.conftest import LOCALE
from tests.browser.led_workshop import LedServer
from tests.browser.visit import Visit

SIZES = {1024: 768, 1440: 900, 1920: 1080}
GROUPS = 7
WITHOUT_SCROLLING = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return main.scrollHeight <= main.clientHeight;
}"""

OpenScreen = Callable[..., Visit]


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedServer]:
    running = LedServer(Path(tmp_path_factory.mktemp("room")))
    yield running
    running.stop()
    assert running.troubles() == []


@pytest.fixture
def screen(browser: Browser, led: LedServer) -> Iterator[OpenScreen]:
    """Opens a page of the workshop in a language; foreign requests and errors are faults."""
    begun: list[Visit] = []

    def begin(path: str = "", lang: str = "de") -> Visit:
        visit = Visit.begin(browser.new_context(locale=LOCALE[lang]), led)
        begun.append(visit)
        return visit

    yield begin
    for visit in begun:
        visit.check()
        visit.page.context.close()


def at(visit: Visit, path: str = "") -> Page:
    """The page once its foot is drawn, which comes last."""
    visit.page.goto(visit.server.url(path), wait_until="domcontentloaded")
    visit.page.locator(".st-key-foot button").first.wait_for()
    return visit.page


def sized(visit: Visit, theme: str, width: int) -> None:
    visit.page.emulate_media(color_scheme=theme)
    visit.page.set_viewport_size({"width": width, "height": SIZES[width]})


def looks_right(visit: Visit, lang: str, *, on_one_screen: bool = False) -> None:
    """In every width and theme: nothing sideways, nothing axe finds; the way in without scrolling."""
    for width in SIZES:
        for theme in ("light", "dark"):
            sized(visit, theme, width)
            visit.settle()
            assert visit.fits(), width
            if on_one_screen:
                assert visit.page.evaluate(WITHOUT_SCROLLING), width
            assert axe.found(visit.page)[0] == [], (width, theme)
    assert barriers.foreign_words(visit.page, lang) == set()


def led_by(visit: Visit, led: LedServer) -> Page:
    """The facilitator's page, after the key that the terminal showed."""
    *_, key = re.findall(r"\b[a-z0-9]{4}-[a-z0-9]{4}\b", led.log.read_text(encoding="utf-8"))
    page = at(visit, "lead")
    page.locator(f".st-key-{door.KEY} input").fill(key)
    page.locator(".st-key-lead_enter button").click()
    page.locator(".st-key-lead_standing").wait_for()
    return page


@pytest.mark.parametrize("lang", screen_languages())
def test_the_way_in_is_read_from_the_back_row(screen: OpenScreen, led: LedServer, lang: str) -> None:
    """All of it on one screen, digits a tenth of its width, while people join and while they vote."""
    code = led.led("opened")
    visit = screen(lang=lang)
    page = at(visit)
    expect(page.locator(".code b")).to_have_text([code[:3], code[3:]])
    assert page.locator(".code").evaluate("(it) => parseFloat(getComputedStyle(it).fontSize)") > 1440 / 10
    looks_right(visit, lang, on_one_screen=True)
    led.led("to", "voting")
    expect(page.locator(".where")).to_have_text(say("room.stage.voting", lang, round=1))
    looks_right(visit, lang, on_one_screen=True)


def test_counts_and_timer_go_on_without_a_press(screen: OpenScreen, led: LedServer) -> None:
    """A ballot that is sent is counted, seconds go by, and the revealed answers come by themselves."""
    led.led("opened")
    page = at(screen())
    led.led("timed", 5)
    timer = page.locator(".standing .timed dd")
    expect(timer).to_have_text(re.compile(r"^[45]:\d\d$"))
    shown = timer.text_content() or ""
    expect(timer).not_to_have_text(shown)
    sent = page.locator(".standing dd").nth(1)
    expect(sent).to_have_text("0")
    for k in range(3):
        led.led("paper", 100, *[10 * k] * (GROUPS - 1))
    expect(sent).to_have_text("3")
    led.led("to", "closed", "revealed")
    expect(page.locator(".stPlotlyChart")).to_be_visible()
    expect(page.locator(".workshop-grid").last).to_be_visible()


def test_nothing_of_a_ballot_is_sent_to_either_screen_before_the_reveal(
    screen: OpenScreen, led: LedServer
) -> None:
    """Not in the page, not in the socket: numbers nobody has said yet stay unsaid, and then are there."""
    led.led("opened")
    led.led("to", "voting")
    heard: list[bytes] = []
    pages = []
    for path in ("", "lead"):
        visit = screen()
        visit.page.on(
            "websocket",
            lambda socket: socket.on(
                "framereceived",
                lambda frame: heard.append(frame if isinstance(frame, bytes) else frame.encode()),
            ),
        )
        pages.append(led_by(visit, led) if path else at(visit))
    said = numbers(heard)
    values = [one for one in range(11, 100) if one not in said][: GROUPS - 1]
    labels = [group.label.de for group in demo.catalogue().groups]
    for k in range(4):
        led.led("paper", 100, *(values[k % len(values) :] + values[: k % len(values)]))
    for page in pages:
        expect(page.locator(".standing dd, .lead-figures dd").nth(1 if page is pages[0] else 2)).to_have_text(
            "4"
        )
    led.led("to", "closed")
    expect(pages[0].locator(".where")).to_have_text(say("room.stage.closed", "de", round=1))
    expect(pages[1].locator(".st-key-lead_reveal button")).to_be_visible()
    assert not numbers(heard) & set(values)
    content = " ".join(page.content() for page in pages)
    assert not [label for label in labels if label in content or label.encode() in b"".join(heard)]
    led.led("to", "revealed")
    for page in pages:
        expect(page.locator(".stPlotlyChart")).to_be_visible()
    assert set(values) <= numbers(heard)


def numbers(frames: list[bytes]) -> set[int]:
    """Every number of two digits in what was sent, but those of a time of day or a timer."""
    found = (re.findall(rb"(?<![\w.:#-])\d\d(?![\w.:%-])", frame) for frame in list(frames))
    return set(map(int, chain.from_iterable(found)))


@pytest.mark.parametrize("lang", screen_languages())
def test_what_the_room_thinks_is_read_on_every_screen(screen: OpenScreen, led: LedServer, lang: str) -> None:
    """Answers, the difference and the plans, on the room's screen and the facilitator's."""
    led.led("opened")
    led.led("to", "voting")
    for k in range(5):
        led.led("paper", *[100 if at == k else 20 * k for at in range(GROUPS)])
    led.led("to", "closed", "revealed")
    room, lead = screen(lang=lang), screen(lang=lang)
    for page in (at(room), led_by(lead, led)):
        expect(page.locator(".meant dt").first).to_have_text(say("plans.median", lang))
        expect(page.locator(".headline")).to_be_visible()
    looks_right(room, lang)
    looks_right(lead, lang)
