"""The session's map: drawn lines and circles that answer to mouse and keys, and the same in WebGL."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import LIGHT, Map, Session, alone

COLOURS_OF_A_MAP = 50


def spot(session: Session, ags: str) -> Locator:
    return session.at("plan_map").locator(f".spots g[data-key='{ags}']")


def test_the_map_shows_every_municipality_by_name_and_selects_by_mouse_and_by_keys(visit: NewVisit) -> None:
    """One stop of the Tab key, arrows from town to town, Enter chooses; the address follows."""
    session, place = Session(visit(lang="de").open("session")), alone()
    drawn = session.at("plan_map")
    expect(drawn.locator(".states path")).to_have_count(1)
    for town in demo.profiles().municipalities:
        expect(spot(session, town.ags)).to_have_attribute("aria-label", re.compile(re.escape(town.name)))
    spot(session, place.ags).locator(".ring").click()
    expect(session.page).to_have_url(re.compile(f"ags={place.ags}"))
    expect(spot(session, place.ags)).to_have_attribute("aria-pressed", "true")
    expect(drawn.locator(".ways path.chosen").first).to_be_attached()
    expect(drawn.locator(".spots [tabindex='0']")).to_have_count(1)
    session.visit.settle()
    spot(session, place.ags).focus()
    session.page.keyboard.press("ArrowRight")
    other = str(session.page.evaluate("document.activeElement.dataset.key"))
    assert other != place.ags
    session.page.keyboard.press("Enter")
    expect(session.page).to_have_url(re.compile(f"ags={other}"))
    expect(spot(session, other)).to_be_focused()


def test_a_moved_slider_keeps_the_map_s_nodes_and_its_view(visit: NewVisit) -> None:
    """Circles and outlines are the same ones as before; only lines of those who moved come and go."""
    session = Session(visit(lang="de").open("session"))
    drawn = session.at("plan_map")
    expect(drawn.locator(".states path")).to_have_count(1)
    view = drawn.locator("svg").get_attribute("viewBox")
    drawn.evaluate(
        "map => map.querySelectorAll('.spots g, .states path').forEach((one) => { one.kept = true })"
    )
    criterion, _ = demo.moving_weight()
    before = {way.get_attribute("d") for way in drawn.locator(".ways path").all()}
    session.press(criterion, "Home")
    expect(session.at("movers")).to_be_visible()
    session.visit.until(
        lambda: {way.get_attribute("d") for way in drawn.locator(".ways path").all()} != before
    )
    assert drawn.evaluate(
        "map => [...map.querySelectorAll('.spots g, .states path')].every((one) => one.kept)"
    )
    assert drawn.locator("svg").get_attribute("viewBox") == view


@pytest.mark.soak
def test_the_map_in_webgl_has_drawn_every_municipality_and_a_box_selects_one(visit: NewVisit) -> None:
    """Asked for below the map: many colours on the canvas, blue at every place, orange at the chosen one."""
    session, place = Session(visit(lang="de").open("session")), alone()
    session.at("map_table").locator("summary").click()
    session.at("webgl_map").locator("label").first.click()
    drawn = Map(session.at("map").locator("canvas").first)
    session.visit.until(lambda: drawn.shows(place, LIGHT.place))
    assert len(drawn.pixels().getcolors(maxcolors=1 << 24) or []) > COLOURS_OF_A_MAP
    missing = [p.name for p in demo.profiles().municipalities if not drawn.shows(p, LIGHT.place)]
    assert missing == []
    box = session.at("map_choice").locator("input")
    box.click()
    box.fill(place.name)
    session.page.get_by_role("option", name=re.compile(re.escape(place.name))).click()
    expect(session.page).to_have_url(re.compile(f"ags={place.ags}"))
    session.visit.settle().until(lambda: drawn.shows(place, LIGHT.chosen))
