"""The session's map: drawn in pixels, and selecting where it is clicked, with WebGL and without."""

import re

from playwright.sync_api import expect

from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import LIGHT, Map, Session, alone

COLOURS_OF_A_MAP = 50


def test_the_map_has_drawn_every_municipality_and_a_click_selects_one(visit: NewVisit) -> None:
    """Many colours on the canvas, blue at every place; after a click box, address and circle follow."""
    session, place = Session(visit().open("session")), alone()
    session.at("simple_map").locator("label").first.click()
    drawn = Map(session.at("map").locator("canvas").first)
    session.visit.until(lambda: drawn.shows(place, LIGHT.place))
    assert len(drawn.pixels().getcolors(maxcolors=1 << 24) or []) > COLOURS_OF_A_MAP
    missing = [p.name for p in demo.profiles().municipalities if not drawn.shows(p, LIGHT.place)]
    assert missing == []
    session.visit.settle()
    drawn.select(place)
    expect(session.at("map_choice").locator("input")).to_have_value(re.compile(re.escape(place.name)))
    session.visit.settle().until(lambda: drawn.shows(place, LIGHT.chosen))


def test_the_simple_map_draws_and_selects_without_webgl(visit: NewVisit) -> None:
    """Lines and dots instead of a canvas, with the same click."""
    session, place = Session(visit().open("session")), alone()
    expect(session.at("map").locator(".js-plotly-plot")).to_be_visible()
    expect(session.at("map").locator("canvas")).to_have_count(0)
    session.visit.settle()
    drawn = Map(session.at("map").locator(".nsewdrag").first, fitted=True)
    missing = [p.name for p in demo.profiles().municipalities if not drawn.shows(p, LIGHT.place)]
    assert missing == []
    drawn.click(place)
    expect(session.page).to_have_url(re.compile(f"ags={place.ags}"))
    expect(session.at("map_choice").locator("input")).to_have_value(re.compile(re.escape(place.name)))
