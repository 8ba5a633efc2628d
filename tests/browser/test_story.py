"""From a messy file to what people say after they arrived, by presses alone, in both languages."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Locator, expect

from rematch.process.days import day_of, this_moment
from rematch.texts import say, screen_languages
from tests.browser.conftest import LOCALE
from tests.browser.server import Server
from tests.browser.session import Session
from tests.browser.visit import Visit
from tests.pdf import ReadPaper

LATE = (
    "household,consent,place,persons\n"
    "L-1,yes,Nirgendwoburg,2\nL-2,yes,Kraków,1\nL-3,yes,Kraków,1\nL-4,yes,Kraków,2\n"
)
"""Four households that come late; of one nobody knows the place."""
NEW = ("L-1", "L-2", "L-3", "L-4")
BEFORE_LEAVING = {
    "sending": ("consent_move", "consent_share"),
    "receiving": ("home_inspected", "interpreter"),
}


class Office:
    """One coordinator's browser, and a municipality's beside it."""

    def __init__(self, browser: Browser, server: Server, lang: str) -> None:
        self.lang = lang
        self.contexts = [browser.new_context(locale=LOCALE[lang], accept_downloads=True) for _ in range(2)]
        self.visit = Visit.begin(self.contexts[0], server)
        self.page = self.visit.page

    def say(self, code: str, **words: object) -> str:
        return say(code, self.lang, **words)

    def open(self, path: str) -> None:
        self.visit.open(f"{path}?cohort=session")

    def at(self, key: str) -> Locator:
        return self.page.locator(f'[class~="st-key-{key}"]').first

    def press(self, name: str) -> None:
        """A button by its words, the last of that name, once everything is drawn."""
        self.visit.settle()
        button = self.page.get_by_role("button", name=name, exact=True).last
        button.evaluate("one => one.scrollIntoView({block: 'center'})")
        button.click()
        self.visit.settle()

    def choose(self, label: str, option: str) -> None:
        """An option of a box by its words, or by some of them."""
        box = self.page.get_by_role("combobox", name=label)
        box.evaluate("one => one.scrollIntoView({block: 'center'})")
        self.visit.settle()
        box.click()
        box.fill(option)
        self.page.get_by_role("option").filter(has_text=option).first.click()
        self.visit.settle()

    def to_the_session(self) -> None:
        """By the menu: the same visit, with the decisions that were taken over."""
        self.page.get_by_role("link", name=self.say("nav.session"), exact=True).first.click()
        self.visit.settle()

    def done(self, words: str) -> None:
        expect(self.page.get_by_test_id("stAlertContentSuccess").first).to_contain_text(words)

    def taken(self, key: str) -> bytes:
        """The file that a button gives."""
        self.visit.settle()
        with self.page.expect_download() as download:
            self.at(key).locator("button").click()
        return Path(download.value.path()).read_bytes()

    def close(self) -> None:
        self.visit.check()
        for one in self.contexts:
            one.close()


@pytest.fixture(params=screen_languages())
def office(request: pytest.FixtureRequest, browser: Browser, own_server: Server) -> Iterator[Office]:
    told = Office(browser, own_server, request.param)
    yield told
    told.close()


@pytest.mark.soak
def test_a_year_is_told_from_a_messy_file_to_the_answers(office: Office) -> None:
    """What was, what is loaded and mended, a plan tuned, released and decided, offers, two declines, a new
    plan, an arrival's papers, and what people say in sum."""
    _what_was(office)
    _late_households(office)
    _tuned_and_released(office)
    _decided_anew(office, "Die Späten kommen dazu.")
    first, second = [one for one in _with_a_place(office) if one in NEW][:2]
    for household in (first, second):
        _offered(office, household)
        _answered(office, household, "decline")
    _planned_on(office)
    last = next(one for one in _with_a_place(office) if one in NEW)
    _offered(office, last)
    _answered(office, last, "accept")
    _on_the_way(office, last)
    _papers(office)


def _what_was(office: Office) -> None:
    """The half year before: people arrived, one questionnaire is entered, and every page shows something."""
    office.open("process")
    office.press(office.say("process.round.example"))
    office.done(office.say("process.round.example.done"))
    office.open("occupancy")
    expect(office.page.locator(".js-plotly-plot").first).to_be_visible()
    office.open("evaluation")
    office.choose(office.say("evaluation.enter.which"), office.say("evaluation.wave", count=6))
    office.choose(office.say("evaluation.enter.outcome"), office.say("evaluation.outcome.declined"))
    office.press(office.say("evaluation.enter.go"))
    office.done(office.say("evaluation.done"))


def _late_households(office: Office) -> None:
    """A file with a place nobody knows: mended on the page, stored beside those that are there, taken in."""
    office.open("load")
    content = {"name": "late.csv", "mimeType": "text/csv", "buffer": LATE.encode()}
    office.page.locator(".st-key-own_files input[type=file]").set_input_files(content)  # type: ignore[arg-type]
    office.visit.settle()
    office.at("own_load").locator("button").click()
    office.visit.settle()
    mended = office.page.locator(
        '.st-key-load_errors .written-table tbody input:not([type="checkbox"])'
    ).first
    mended.fill("Warszawa")
    mended.press("Enter")
    office.visit.settle()
    office.choose(office.say("load.into"), "Demo 30 × 8")
    if office.at("load_accept_all").is_visible():
        office.at("load_accept_all").locator("button").click()
        office.visit.settle()
    while (box := office.page.locator('[class*="st-key-load_kind_of_"] input:not(:checked)')).count():
        box.first.check(force=True)
        office.visit.settle()
    office.at("load_go").locator("button").click()
    office.visit.settle()
    office.open("process")
    expect(office.at("process_late")).to_contain_text(NEW[0])
    office.at("process_enter").locator("button").click()
    office.done(office.say("process.late.done", count=len(NEW)))
    office.press(office.say("process.again.go"))
    office.done(office.say("process.again.done"))


def _tuned_and_released(office: Office) -> None:
    """A weight moved, the plan released with a reason; the municipality sees it and answers."""
    office.to_the_session()
    session = Session(office.visit)
    session.press("place_ranking", "ArrowRight")
    office.visit.settle()
    session.page.get_by_role("radio", name=office.say("session.view.files")).click()
    session.at("release_box").locator("summary").click()
    office.visit.settle()
    session.at("release_reason").locator("textarea").fill("Die Wohnungen werden am Freitag vergeben")
    session.at("release_go").locator("button").click()
    office.done(office.say("release.done", number=1))
    town = Visit.begin(office.contexts[1], office.visit.server)
    town.open("municipality?cohort=session&ags=01002000")
    town.page.get_by_role("textbox", name=office.say("preview.reply")).fill("Die Schule fragt nach Plätzen.")
    town.page.get_by_role("button", name=office.say("preview.reply.send"), exact=True).click()
    expect(town.page.get_by_text(office.say("preview.reply.sent"))).to_be_visible()
    town.check()


def _decided_anew(office: Office, words: str) -> None:
    """The round opened again with a reason, and decided with the newest plan on record."""
    office.open("process")
    for event in ("reopen", "decide"):
        office.press(office.say(f"process.step.round.{event}"))
        office.page.get_by_label(office.say(f"process.round.words.{event}")).fill(words)
        office.press(office.say(f"process.step.round.{event}"))
        office.done(office.say("process.done"))
        office.page.keyboard.press("Escape")


def _with_a_place(office: Office) -> list[str]:
    """Households with a place in the plan decided on, by the file of the list on the page."""
    text = office.taken("download_rematch-offers-1").decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    return [row[0] for row in rows if office.say("process.household.planned") in row]


def _looked_at(office: Office, household: str) -> None:
    office.choose(office.say("process.board.household"), household)


def _step(office: Office, machine: str, event: str) -> str:
    words = office.say(f"process.step.{machine}.{event}")
    office.page.get_by_test_id("stButtonGroup").get_by_text(words, exact=True).click()
    office.visit.settle()
    return words


def _offered(office: Office, household: str) -> None:
    """Its offer prepared and sent, to be answered within a fortnight."""
    _looked_at(office, household)
    office.press(_step(office, "offer", "prepare"))
    office.done(office.say("process.prepared", count=1))
    words = _step(office, "offer", "send")
    last = office.page.get_by_role("group", name=office.say("process.one.last_day")).last
    last.get_by_role("spinbutton").first.click()
    office.page.keyboard.type(f"{day_of(this_moment()) + timedelta(days=14):%d%m%Y}")
    office.press(words)
    office.done(office.say("process.done"))


def _answered(office: Office, household: str, event: str) -> None:
    words = _step(office, "offer", event)
    if event == "decline":
        reason = f"{office.say('process.party.household')}: {office.say('process.reason.not_now')}"
        office.choose(office.say("process.one.reason"), reason)
    office.press(words)
    office.done(office.say("process.done"))


def _planned_on(office: Office) -> None:
    """What happened is taken into the session: who declined is not planned there again, few others move."""
    office.press(office.say("process.again.go"))
    office.done(office.say("process.again.done"))
    office.to_the_session()
    expect(Session(office.visit).figures.first).to_be_visible()
    _decided_anew(office, "Nach zwei Absagen.")


def _on_the_way(office: Office, household: str) -> None:
    """What has to be done before is ticked, then they leave and arrive."""
    _looked_at(office, household)
    for side, items in BEFORE_LEAVING.items():
        office.at(f"process_due_{side}").locator("summary").click()
        office.visit.settle()
        box = office.at(f"process_due_{side}").get_by_role("combobox")
        for item in items:
            box.click()
            office.page.get_by_role("option", name=office.say(f"process.due.{item}"), exact=True).click()
        office.page.keyboard.press("Escape")
        office.at(f"process_tick_{side}").locator("button").click()
        office.done(office.say("process.done"))
    handover = ReadPaper(office.taken("papers_handover"))
    assert handover.conforms
    for event in ("depart", "arrive"):
        office.press(_step(office, "relocation", event))
        office.done(office.say("process.done"))


def _papers(office: Office) -> None:
    """Minutes, plan and report, read back by other readers."""
    minutes = ReadPaper(office.taken("papers_minutes"))
    assert minutes.conforms and minutes.lang == office.lang
    book = office.taken("papers_book")
    with ZipFile(io.BytesIO(book)) as content:
        assert content.testzip() is None
    office.open("evaluation")
    assert ReadPaper(office.taken("papers_evaluation")).conforms
