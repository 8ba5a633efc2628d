"""The plan's table in a real Chromium: true cells, keys, sorting, quick ticks, and a long cohort."""

import pytest
from playwright.sync_api import Locator, expect

from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.texts import percent, say
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import Session
from tests.browser.visit import Visit


def households(table: Locator) -> list[str]:
    return table.locator("tbody th").all_inner_texts()


def test_the_plan_is_a_table_with_a_name_heads_and_words(untouched: Visit) -> None:
    """For those who hear the page: a row is named by its household, a fit is a percentage, no decimal."""
    session = Session(untouched)
    table = session.page.get_by_role("table", name=say("plan.alt", "de"))
    expect(table.get_by_role("columnheader", name=say("column.fit", "de"), exact=True)).to_have_count(1)
    line = demo.cold().placements[0]
    row = table.get_by_role("row").filter(has=session.page.get_by_role("rowheader", name=line.household))
    expect(row.get_by_role("cell", name=percent(line.fit, "de"), exact=True).first).to_be_visible()
    expect(row.get_by_role("checkbox", name=line.household, exact=True)).not_to_be_checked()


@pytest.mark.soak
def test_a_head_sorts_and_keeps_its_order_when_the_plan_changes(visit: NewVisit) -> None:
    """By the number, not by its words; who sits at the top is who fits least under the weight in force."""
    session = Session(visit(lang="de").open("session"))
    table, head = session.at("plan_table"), say("column.fit", "de")
    table.get_by_role("button", name=head, exact=True).click()
    lines = demo.cold().placements
    least = sorted(lines, key=lambda line: line.fit or 0)
    assert households(table)[0] == least[0].household
    expect(table.get_by_role("columnheader", name=head, exact=True)).to_have_attribute(
        "aria-sort", "ascending"
    )
    before = table.locator("tbody .share b").all_inner_texts()
    slider = session.at("group_weights").locator("input[data-group=place]")
    slider.press("End")
    moved = replan(demo.known(), Scenario(groups={"place": 2.0}))
    expect(session.figures.nth(1)).to_have_text(percent(moved.figures.mean_fit, "de", 1))
    session.visit.settle()
    after = table.locator("tbody .share b").all_inner_texts()
    shares = [int(words.split("\xa0")[0]) for words in after]
    assert after != before and shares == sorted(shares)
    table.get_by_role("button", name=head, exact=True).click()
    expect(table.get_by_role("columnheader", name=head, exact=True)).to_have_attribute(
        "aria-sort", "descending"
    )
    shares = [int(words.split("\xa0")[0]) for words in table.locator("tbody .share b").all_inner_texts()]
    assert shares == sorted(shares, reverse=True)


def test_rows_are_gone_through_and_ticked_by_keys_and_the_table_is_left_by_one(visit: NewVisit) -> None:
    """Arrows from row to row, space ticks, home and end; tab goes on to what follows."""
    session = Session(visit(lang="de").open("session"))
    names = [line.household for line in demo.cold().placements]
    session.tick(names[0]).focus()
    for key, name in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", -1), ("Home", 0)):
        session.page.keyboard.press(key)
        expect(session.tick(names[name])).to_be_focused()
    session.page.keyboard.press("ArrowDown")
    session.page.keyboard.press("Space")
    expect(session.at("do_pin")).to_contain_text(names[1])
    session.visit.settle()
    expect(session.tick(names[1])).to_be_focused()
    expect(session.tick(names[1])).to_be_checked()
    session.page.keyboard.press("Tab")
    assert session.page.evaluate("() => !document.activeElement.closest('.ticked-table')")


@pytest.mark.soak
def test_reasons_are_filled_in_once_they_come_into_view(visit: NewVisit) -> None:
    """To find them for every row takes longer than all else on the page; whoever looks has them at once."""
    session = Session(visit(lang="de").open("session"))
    last = session.at("plan_table").locator("tbody tr").first.locator("td").last
    expect(last).to_have_text("")
    last.scroll_into_view_if_needed()
    expect(last).not_to_have_text("")


def test_no_tick_is_lost_however_fast_they_follow(visit: NewVisit) -> None:
    """Five in a row without waiting: all are there, and the buttons are about all of them."""
    session = Session(visit(lang="de").open("session"))
    names = [line.household for line in demo.cold().placements][:5]
    for name in names:
        session.tick(name).click()
    expect(session.at("do_pin")).to_contain_text(say("plan.several", "de", count=5))
    session.visit.settle()
    for name in names:
        expect(session.tick(name)).to_be_checked()


@pytest.mark.soak
def test_of_a_long_table_more_is_drawn_as_one_goes_down(visit: NewVisit) -> None:
    """All households of a whole state are reached, by the wheel and by keys."""
    session = Session(visit(lang="de").open("session?cohort=land"))
    lines = demo.known("land").profiles.households
    rows = session.at("plan_table").locator("tbody tr")
    assert 0 < rows.count() < len(lines)
    for _ in range(3):
        session.at("plan_table").locator(".ticked-table").evaluate("(node) => { node.scrollTop = 1e6; }")
        session.page.wait_for_timeout(200)
    expect(rows).to_have_count(len(lines))
