"""A whole room: thirty phones join, vote, lose the connection, see the reveal and vote again."""

import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from rematch.texts import say
from tests.browser.conftest import LOCALE
from tests.browser.led_workshop import LedServer
from tests.browser.phone import Phone
from tests.browser.test_workshop_room import led_by
from tests.browser.visit import Visit

PATIENCE_MS = 240_000
"""Plans of thirty answers drawn at random take a while."""
PEOPLE, GROUPS = 30, 7
SIZES = [(360, 740), (390, 844)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LedServer]:
    running = LedServer(tmp_path)
    yield running
    running.stop()
    assert running.troubles() == []


@pytest.mark.soak
def test_what_is_kept_of_thirty_phones_is_what_they_sent(browser: Browser, server: LedServer) -> None:
    """Also of those that were without a connection meanwhile, and across a server that was killed."""
    code, rolled = server.led("opened"), random.Random(30)
    langs = ["de" if k % 2 else "en" for k in range(PEOPLE)]
    phones = [
        Phone.begin(browser, server, lang, ("light", "dark")[k % 3 == 0], SIZES[k % 2]).join(code)
        for k, lang in enumerate(langs)
    ]
    server.led("to", "voting")
    chosen = []
    for k, phone in enumerate(phones):
        most, others = k % GROUPS, [10 * rolled.randrange(11) for _ in range(GROUPS - 1)]
        chosen.append([*others[:most], 100, *others[most:]])
        phone.chooses(most).connected(k % 3 > 0).weighs(*others)
        phone.next()
        phone.next()
    server.killed_and_started_again()
    sent(phones, langs)
    assert server.led("ballots", 1) == sorted(chosen)
    server.led("to", "closed", "revealed")
    given = []
    for k, (phone, lang) in enumerate(zip(phones, langs, strict=True)):
        phone.title(say("phone.word.revealed_title", lang))
        expect(phone.page.locator("section.card")).to_have_count(GROUPS)
        apart = phone.page.locator("section:has(textarea)")
        if apart.count():
            given.append(f"Reason {k}")
            apart.first.locator("textarea").fill(given[-1])
            apart.first.locator("button").tap()
            expect(apart.first.locator(".done")).to_be_visible()
    assert given and sorted(server.led("reasons", 1)) == sorted(given)
    server.led("to", "voting")
    for k, (phone, lang) in enumerate(zip(phones, langs, strict=True)):
        phone.title(say("phone.word.others_title", lang)).connected(k % 4 > 0)
        moved = 10 * rolled.randrange(11)
        chosen[k][1 if k % GROUPS == 0 else 0] = moved
        phone.weighs(moved)
        phone.next()
        phone.next()
    sent(phones, langs)
    assert server.led("ballots", 2) == sorted(chosen)
    server.led("to", "closed", "revealed")
    for phone in phones:
        phone.leave()
    assert taken_home(browser, server) == sorted(chosen)


def taken_home(browser: Browser, server: LedServer) -> list[list[int]]:
    """The answers of the second round in the workbook, taken along once the group's plans are made."""
    visit = Visit.begin(browser.new_context(locale=LOCALE["de"]), server)
    page = led_by(visit, server)
    page.locator(".st-key-lead_scenarios button").nth(3).wait_for(timeout=PATIENCE_MS)
    with page.expect_download() as taken:
        page.locator(".st-key-paper_xlsx button").click()
    _, *rows = (
        load_workbook(BytesIO(taken.value.path().read_bytes())).worksheets[0].iter_rows(values_only=True)
    )
    visit.page.context.close()
    return sorted([int(str(cell)) for cell in row[2 : 2 + GROUPS]] for row in rows if row[0] == 2)


def sent(phones: list[Phone], langs: list[str]) -> None:
    for phone, lang in zip(phones, langs, strict=True):
        phone.connected(True).says(say("phone.word.kept_sent", lang))
