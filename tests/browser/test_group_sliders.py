"""The groups' sliders in a real Chromium: keys, names, spoken values, focus, and quick presses."""

import re

import pytest
from playwright.sync_api import Locator, expect

from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.texts import number, percent, say
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import Session
from tests.browser.visit import Visit

GROUPS = demo.catalogue().groups


def slider(session: Session, group: str) -> Locator:
    return session.at("group_weights").locator(f"input[data-group={group}]")


@pytest.mark.soak
def test_every_key_of_a_slider_counts_and_its_value_is_spoken_as_the_language_writes_it(
    visit: NewVisit,
) -> None:
    """Arrows, page, home and end; the value with a decimal comma beside it and as it is read out."""
    session = Session(visit(lang="de").open("session"))
    one = slider(session, "place")
    one.focus()
    for key, value in (("ArrowRight", 1.1), ("ArrowDown", 1.0), ("PageUp", 1.2), ("End", 2.0), ("Home", 0.0)):
        session.page.keyboard.press(key)
        expect(one).to_have_value(f"{value:g}")
        words = number(value, "de", 1)
        expect(one).to_have_attribute("aria-valuetext", say("weights.spoken", "de", weight=words))
        expect(one.locator("xpath=following-sibling::output")).to_have_text(words)
        expect(session.page).to_have_url(re.compile(rf"place(:|%3A){value:g}(?![0-9.])"))
    moved = replan(demo.known(), Scenario(groups={"place": 0.0}))
    mean = percent(moved.figures.mean_fit, "de", 1)
    expect(session.figures.nth(1)).to_have_text(mean)
    expect(one).to_be_focused()


@pytest.mark.soak
def test_a_slider_has_its_group_s_name_and_its_shares_describe_it(untouched: Visit) -> None:
    """For those who hear the page: name, role, and the words that stand beside it."""
    session = Session(untouched)
    for group in GROUPS:
        found = session.page.get_by_role("slider", name=group.label.in_("de"), exact=True)
        expect(found).to_have_count(1)
        expect(found).to_have_accessible_description(
            re.compile(rf"{re.escape(say('weights.heads', 'de'))} \d+\s% · \d+\s%")
        )


def test_the_slider_that_has_the_focus_is_seen_in_light_dark_and_forced_colours(untouched: Visit) -> None:
    """An outline of its own, which forced colours keep."""
    session = Session(untouched)
    one = slider(session, "work")
    one.focus()
    for colours in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        session.page.emulate_media(**colours)  # type: ignore[arg-type]
        session.page.keyboard.press("Shift")
        expect(one).to_have_css("outline-style", "solid")
        expect(one).to_have_css("outline-width", "3px")
    session.page.emulate_media(forced_colors="none")


def test_presses_on_two_sliders_faster_than_the_page_are_all_in_force(visit: NewVisit) -> None:
    """Five on one and three on another without a pause; undo takes back one slider's, then the other's."""
    session = Session(visit(lang="en").open("session"))
    one, other = slider(session, "work"), slider(session, "language")
    for node, presses in ((one, 5), (other, 3)):
        node.focus()
        for _ in range(presses):
            session.page.keyboard.press("ArrowLeft")
    expect(session.page).to_have_url(re.compile(r"language(:|%3A)0\.7.*work(:|%3A)0\.5"))
    session.visit.settle()
    expect(one).to_have_value("0.5")
    expect(other).to_have_value("0.7")
    undo = session.at("undo").locator("button").first
    undo.click()
    expect(other).to_have_value("1")
    expect(one).to_have_value("0.5")
    session.visit.settle()
    undo.click()
    expect(one).to_have_value("1")


def test_no_press_on_a_group_is_lost_at_the_pace_of_the_page(visit: NewVisit) -> None:
    """As the page answers the press before, when an older answer could set it back."""
    session = Session(visit(lang="en").open("session"))
    one = slider(session, "people")
    one.focus()
    for longer in (0, 30, 60, 90, 120, 150, 180, 210, 240):
        session.page.keyboard.press("ArrowLeft")
        session.page.wait_for_timeout(60 + longer)
    expect(session.page).to_have_url(re.compile(r"people(:|%3A)0\.1(?![0-9])"))
    session.visit.settle()
    expect(one).to_have_value("0.1")


@pytest.mark.soak
def test_a_thumb_let_go_where_it_was_taken_up_changes_nothing(visit: NewVisit) -> None:
    """And what the server says afterwards is shown again."""
    session = Session(visit(lang="en").open("session"))
    one = slider(session, "work")
    box = one.bounding_box()
    assert box is not None
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = session.page.mouse
    mouse.move(middle, height)
    mouse.down()
    mouse.move(middle + 60, height)
    expect(one).not_to_have_value("1")
    mouse.move(middle, height)
    mouse.up()
    expect(one).to_have_value("1")
    expect(session.at("undo").locator("button").first).to_be_disabled()
    session.page.keyboard.press("ArrowRight")
    expect(one).to_have_value("1.1")
    session.at("undo").locator("button").first.click()
    expect(one).to_have_value("1")
