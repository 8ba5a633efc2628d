"""Tables to write in, in a real Chromium: by keys alone, as they are heard, and with nothing lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from rematch.texts import say
from tests import demo
from tests.browser import axe, barriers
from tests.browser.conftest import NewVisit
from tests.browser.deaf import ANSWERED_MS, deaf, may_be
from tests.browser.heard import heard_as
from tests.browser.keys import Keys
from tests.browser.visit import Visit

FILE = (
    "Haushalt;Einwilligung;Ort;Personen;Barrierefrei\n"
    "M-1;ja;Nirgendwoburg;2;ja\nM-2;ja;Kraków;;nein\nM-3;ja;Kraków;1;vielleicht\nM-4;ja;Kraków;1;vielleicht\n"
)
"""A place nobody knows, a household without people, and answers that are unsure."""


def loaded(visit: Visit) -> Visit:
    """The file, read."""
    visit.open("load")
    content = {"name": "haushalte.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    visit.page.locator(".st-key-own_files input[type=file]").set_input_files(content)  # type: ignore[arg-type]
    visit.settle()
    visit.page.locator(".st-key-own_load button").click()
    return visit.settle()


def table(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name=re.compile(name))


def field(page: Page, column: str, row: str) -> Locator:
    """The field of a cell, by the name that is heard."""
    return page.locator(f'.written-table tbody [aria-label="{column}, {row}"]')


@pytest.mark.soak
def test_what_columns_mean_is_chosen_by_keys_and_heard_with_its_row(visit: NewVisit) -> None:
    """A choice named by column and row, with examples and the proposal; Enter goes on, Tab leaves."""
    visited = loaded(visit(lang="de"))
    page, keys = visited.page, Keys(visited.page)
    meaning = say("load.column.target", "de")
    chosen = field(page, meaning, "Barrierefrei")
    told = heard_as(chosen)
    assert (told.role, told.name) == ("combobox", f"{meaning}, Barrierefrei")
    assert "vielleicht" in told.description and say("load.sure.middle", "de") in told.description
    field(page, meaning, "Personen").focus()
    keys.press("Enter")
    expect(chosen).to_be_focused()
    keys.press("Home")
    visited.settle()
    expect(chosen).to_be_focused()
    expect(chosen).to_have_value("")
    expect(
        table(page, say("load.mapping", "de")).get_by_role("row", name="Barrierefrei")
    ).not_to_contain_text(say("load.sure.middle", "de"))
    keys.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('.written-table')")
    assert axe.found(page)[0] == [] and barriers.small_targets(page) == []
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(page.get_by_role("application")).to_be_visible()
    assert barriers.foreign_words(page, "de") == set()


def test_an_error_is_heard_at_the_field_that_puts_it_right(visit: NewVisit) -> None:
    """Refused, with what is wrong; once it is right it is gone, and the focus is in the next one."""
    visited = loaded(visit(lang="de"))
    page, keys = visited.page, Keys(visited.page)
    right, line = say("load.problem.mended", "de"), say("load.problem.row", "de")
    first = page.locator(f'.written-table [aria-label^="{right}, {line} 2"]')
    told = heard_as(first)
    assert told.role == "textbox" and told.invalid and "Nirgendwoburg" in told.description
    assert told.name == f"{right}, {line} 2, {say('load.problem.column', 'de')} Ort"
    first.focus()
    keys.write("Warszawa")
    keys.press("Enter")
    visited.settle()
    expect(first).to_have_count(0)
    expect(page.locator(f'.written-table [aria-label^="{right}, {line} 3"]')).to_be_focused()
    keys.write("4")
    keys.press("Enter")
    expect(page.locator("#errors")).to_have_count(1)
    visited.settle()
    expect(page.locator(".st-key-load_errors")).to_have_count(0)


def test_no_tick_is_lost_however_fast_they_follow(visit: NewVisit) -> None:
    """Space and arrow, row after row, without waiting: all remarks are accepted."""
    visited = loaded(visit(lang="de"))
    page, keys = visited.page, Keys(visited.page)
    page.locator(".st-key-load_warnings_rows summary").click()
    visited.settle()
    ticks = page.locator(".st-key-load_warnings tbody input[type=checkbox]")
    expect(ticks.first).to_be_attached()
    count = ticks.count()
    assert count > 3 and heard_as(ticks.first).role == "checkbox"
    ticks.first.focus()
    for _ in range(count):
        keys.press("Space")
        keys.press("ArrowDown")
    visited.settle()
    assert all(ticks.nth(at).is_checked() for at in range(count))
    said = say("load.warnings", "de", count=count, open=0)
    expect(page.get_by_text(said)).to_be_visible()


def test_a_tick_for_all_rows_that_others_set_is_not_taken_back_by_what_the_browser_knew(
    visit: NewVisit,
) -> None:
    """The server ticks it as its last row is ticked; a press sent before the browser hears of it is no no."""
    visited = loaded(may_be(visit(lang="de")))
    page = visited.page
    page.locator(".st-key-load_warnings_rows summary").click()
    visited.settle()
    ticks = page.locator(".st-key-load_warnings tbody input[type=checkbox]")
    expect(ticks.first).to_be_attached()
    count = ticks.count()
    with deaf(page):
        for at in range(count):
            ticks.nth(at).press("Space")
            page.wait_for_timeout(ANSWERED_MS)
    visited.settle()
    expect(page.get_by_text(say("load.warnings", "de", count=count, open=0))).to_be_visible()
    assert all(ticks.nth(at).is_checked() for at in range(count))


@pytest.mark.soak
def test_what_is_being_typed_is_never_overwritten_and_escape_gives_it_up(visit: NewVisit) -> None:
    """While the server answers the cell before; a weight that is none is told at its cell."""
    visited = visit(lang="de").open("criteria")
    page, keys = visited.page, Keys(visited.page)
    weight, names = say("criteria.key.weight", "de"), demo.catalogue().by_id
    one, other = (field(page, weight, names[name].label.de) for name in ("pets", "own_housing"))
    one.fill("11")
    one.press("Enter")
    other.focus()
    keys.press("Control+a")
    keys.write("7")
    expect(page.locator(".written-table .fault")).to_have_count(1)
    visited.settle()
    expect(other).to_have_value("7")
    told = heard_as(one)
    assert told.invalid and "„11“" in told.description
    assert say("criteria.weight.limits", "de", most=10) in (one.get_attribute("title") or "")
    keys.press("Escape")
    expect(other).not_to_have_value("7")
    one.fill("9,5")
    one.press("Enter")
    expect(page.locator(".written-table .fault")).to_have_count(0)
    expect(page.locator(".st-key-criteria_draft")).to_contain_text("9,5")
    assert not heard_as(one).invalid


@pytest.mark.soak
def test_several_are_chosen_in_a_window_in_their_order(visit: NewVisit) -> None:
    """Entered at once; Escape changes nothing and leads back; what is done stands in the cell."""
    visited = visit(lang="de").open("profiles")
    page, keys = visited.page, Keys(visited.page)
    page.locator(".st-key-profiles_edit label").first.click()
    visited.settle()
    called = f"{say('intake.column.wish_ags', 'de')}, H001"
    wishes = page.locator(f'.written-table button[aria-label^="{called}"]')
    before = wishes.inner_text()
    told = heard_as(wishes)
    assert (told.role, told.name) == ("button", f"{called}: {before}")
    wishes.focus()
    keys.press("Enter")
    window = page.get_by_role("dialog", name=re.compile("H001"))
    expect(window.locator(":focus")).to_have_count(1)
    window.get_by_label("Troisdorf").check()
    keys.press("Escape")
    expect(window).to_be_hidden()
    expect(wishes).to_be_focused()
    assert wishes.inner_text() == before
    keys.press("Enter")
    window.get_by_label("Troisdorf").check()
    assert axe.found(page)[0] == []
    window.get_by_role("button").click()
    expect(wishes).to_have_text(f"{before}, Troisdorf")
    expect(wishes).to_be_focused()
    expect(page.locator(".st-key-edit_draft")).to_contain_text("1 Änderung")


@pytest.mark.soak
def test_rows_come_and_go_and_the_focus_stays_in_the_table(visit: NewVisit) -> None:
    """One more: its first field has the focus; one taken out: its neighbour has it."""
    visited = visit(lang="en").open("profiles")
    page, keys = visited.page, Keys(visited.page)
    page.locator(".st-key-profiles_edit label").first.click()
    add = page.locator(".written-table .add")
    expect(add).to_be_visible()
    visited.settle()
    add.press("Enter")
    expect(page.locator(".written-table tbody :focus")).to_have_attribute(
        "aria-label", f"{say('intake.column.household_id', 'en')}, {say('table.unnamed', 'en')}"
    )
    keys.write("NEW-1")
    keys.press("Tab")
    visited.settle()
    new = field(page, say("intake.column.household_id", "en"), "NEW-1")
    told = heard_as(new)
    assert told.invalid and told.description
    page.locator(".written-table tbody tr:has(:focus) button.gone").press("Enter")
    visited.settle()
    expect(new).to_have_count(0)
    expect(page.locator(".written-table tbody :focus")).to_have_count(1)


@pytest.mark.soak
@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_the_field_that_has_the_focus_is_seen(visit: NewVisit, theme: str) -> None:
    """A ring of 3:1, and edges of 3:1 by which a field is known at all."""
    page = visit(lang="de", theme=theme).open("criteria").page
    for kind in ("input[inputmode=decimal]", "select", "input[type=checkbox]"):
        part = page.locator(f".written-table tbody {kind}").first
        assert barriers.ring(page, part, part) >= barriers.CONTRAST


@pytest.mark.soak
def test_profiles_are_a_true_table_sorted_by_a_head_and_drawn_as_one_goes_down(visit: NewVisit) -> None:
    """Cells in words under heads, a row named by its household; of a whole state none is out of reach."""
    visited = visit(lang="de").open("profiles?cohort=land")
    page, keys = visited.page, Keys(visited.page)
    found = table(page, re.escape(say("profiles.alt", "de")))
    rows = found.locator("tbody tr")
    households = len(demo.known("land").profiles.households)
    assert 0 < rows.count() < households
    expect(found.get_by_role("rowheader", name="H001", exact=True)).to_have_count(1)
    head = found.get_by_role("button", name=say("profiles.column.id", "de"), exact=True)
    head.focus()
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(found.locator("thead :focus")).to_have_text(say("profiles.column.persons", "de"))
    expect(found.locator("th[aria-sort=ascending]")).to_have_count(1)
    sizes = [int(words) for words in found.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert sizes == sorted(sizes)
    for _ in range(8):
        page.locator(".st-key-profiles_household .rows").evaluate("(node) => { node.scrollTop = 1e6; }")
        page.wait_for_timeout(100)
    expect(rows).to_have_count(households)
    keys.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('.written-table')")
    assert axe.found(page)[0] == [] and barriers.small_targets(page) == []
