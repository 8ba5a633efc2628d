"""Guests' phones in a workshop: story, cards, sending, a connection that goes away, reveal, second round."""

import http.client
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rematch.texts import say, screen_languages
from tests.browser.led_workshop import LedServer
from tests.browser.phone import Phone


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedServer]:
    running = LedServer(Path(tmp_path_factory.mktemp("workshop")))
    yield running
    running.stop()
    assert running.troubles() == []


def w(name: str, lang: str, **params: object) -> str:
    return say(f"phone.word.{name}", lang, **params)


LOOKS = (("de", "light", (360, 740)), ("en", "dark", (390, 844)), ("de", "dark", (390, 844)))
"""Of all there are those that are looked at each time."""


@pytest.mark.parametrize(
    ("lang", "theme", "size"),
    [
        pytest.param(*look, marks=() if look in LOOKS else pytest.mark.soak)
        for look in product(screen_languages(), ("light", "dark"), ((360, 740), (390, 844)))
    ],
)
def test_a_guest_joins_weighs_sends_and_sees_the_room(
    browser: Browser, led: LedServer, lang: str, theme: str, size: tuple[int, int]
) -> None:
    """Every screen in turn fits a phone and a screen reader; in simple language, too."""
    phone = Phone.begin(browser, led, lang, theme, size).join(led.led("opened"))
    simple = phone.page.locator("#simple")
    simple.tap()
    expect(simple).to_have_attribute("aria-pressed", "true")
    phone.looks_right()
    simple.tap()
    led.led("to", "voting")
    phone.page.locator("nav .first").wait_for()
    phone.looks_right()
    phone.next()
    phone.looks_right()
    phone.page.locator(".pick").nth(5).tap()
    phone.next()
    phone.title(w("others_title", lang)).looks_right()
    assert all("unset" in (one.get_attribute("class") or "") for one in phone.sliders().all())
    phone.weighs(90, 80, 70, 60, 50, 40).says(w("kept", lang))
    phone.next()
    expect(phone.page.locator(".outcome li")).to_have_count(3)
    phone.looks_right()
    phone.next()
    phone.title(w("sent_title", lang)).says(w("kept_sent", lang)).looks_right()
    for k in range(4):
        led.led("paper", 0, 10, 10, 10, 10, 100, 10 * k)
    led.led("to", "closed")
    phone.title(w("closed_title", lang)).looks_right()
    led.led("to", "revealed")
    phone.title(w("revealed_title", lang))
    expect(phone.page.locator("section.card")).to_have_count(7)
    phone.looks_right()
    reason = phone.page.locator("section:has(textarea)").first
    reason.locator("textarea").fill("Weil es <b>lange</b> wirkt")
    reason.locator("button").tap()
    expect(phone.page.locator(".reasons")).to_contain_text("Weil es <b>lange</b> wirkt")
    assert led.led("reasons", 1) == ["Weil es <b>lange</b> wirkt"]
    led.led("to", "voting")
    phone.title(w("others_title", lang)).looks_right()
    assert [one.input_value() for one in phone.sliders().all()] == ["90", "80", "70", "60", "50", "40"]
    phone.weighs(10)
    phone.next()
    phone.next()
    phone.says(w("kept_sent", lang))
    assert led.led("ballots", 2) == [[10, 80, 70, 60, 50, 100, 40]]
    phone.leave()


def test_nothing_is_lost_while_the_connection_is_away(browser: Browser, led: LedServer) -> None:
    """What is moved without a connection is kept on the phone, says so, and is sent by itself afterwards."""
    phone = Phone.begin(browser, led, "de").join(led.led("opened"))
    led.led("to", "voting")
    phone.chooses(0).weighs(10).says(w("kept", "de"))
    phone.connected(False).weighs(20, 30, 40, 50, 60, 70).says(w("kept_phone", "de"))
    phone.next()
    phone.next()
    phone.title(w("sent_title", "de")).says(w("kept_phone", "de"))
    assert led.led("ballots", 1) == []
    phone.connected(True).says(w("kept_sent", "de"))
    assert led.led("ballots", 1) == [[100, 20, 30, 40, 50, 60, 70]]
    phone.leave()


def test_a_reload_and_a_server_that_is_killed_lose_nothing(browser: Browser, led: LedServer) -> None:
    """The phone goes on where it was; what it chose while the server was down arrives."""
    phone = Phone.begin(browser, led, "en").join(led.led("opened"))
    led.led("to", "voting")
    phone.chooses(6).weighs(10, 20).says(w("kept", "en"))
    phone.page.reload()
    phone.title(w("others_title", "en"))
    assert [one.input_value() for one in phone.sliders().all()][:2] == ["10", "20"]
    led.killed_and_started_again(lambda: phone.weighs(20, 30, 40, 50, 60, 70).says(w("kept_phone", "en")))
    phone.says(w("kept", "en"))
    phone.next()
    phone.next()
    phone.says(w("kept_sent", "en"))
    assert led.led("ballots", 1) == [[20, 30, 40, 50, 60, 70, 100]]
    phone.leave()


def test_a_slider_moves_by_finger_key_and_button_and_finely_on_request(
    browser: Browser, led: LedServer
) -> None:
    """A first press takes the middle, a tap where it is; steps are tens until finer ones are asked for."""
    phone = Phone.begin(browser, led, "en").join(led.led("opened"))
    led.led("to", "voting")
    phone.chooses(0)
    slide, output = phone.page.locator(".slide").first, phone.page.locator("output").first
    slide.locator("button").last.tap()
    expect(output).to_contain_text("50")
    slide.locator("button").first.tap()
    expect(output).to_contain_text("40")
    phone.page.locator("#fine").tap()
    slide.locator("button").first.tap()
    expect(output).to_contain_text("39")
    second = phone.sliders().nth(1)
    second.scroll_into_view_if_needed()
    second.tap()
    expect(phone.page.locator("output").nth(1)).to_contain_text("50")
    phone.sliders().nth(2).focus()
    phone.page.keyboard.press("ArrowRight")
    expect(phone.page.locator("output").nth(2)).to_contain_text("51")
    phone.leave()


def test_who_deletes_their_answers_is_out(browser: Browser, led: LedServer) -> None:
    """After asking once more; the phone keeps nothing and is where one joins."""
    phone = Phone.begin(browser, led, "en").join(led.led("opened"))
    phone.page.get_by_role("button", name=w("leave", "en")).tap()
    phone.looks_right()
    phone.page.get_by_role("button", name=w("leave_yes", "en")).tap()
    phone.page.locator("#code").wait_for()
    assert "token" not in phone.page.evaluate("() => localStorage.getItem('rematch.workshop')")
    phone.leave()


WAYS = (
    *("/profiles", "/session", "/direct/x", "/app.py", "/vote/", "/vote/other", "/join/told.py"),
    *("/_stcore/upload_file/a/b", "/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp"),
    *("/_stcore/script-health-check", "/auth/login", "/oauth2callback", "/component/x", "/app/static/x"),
)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_no_request_of_a_guest_reaches_anything_beyond_the_workshop(led: LedServer, method: str) -> None:
    """No page or file of the office's app, no upload, nothing of the framework that is not needed."""
    for path in WAYS:
        connection = http.client.HTTPConnection("127.0.0.1", led.port, timeout=10)
        connection.request(method, path, b"x" if method in ("POST", "PUT") else None)
        answer = connection.getresponse()
        assert answer.status == 404, (method, path)
        assert b"Traceback" not in answer.read()
        connection.close()
