"""Bands under the sliders, in a real browser: on the slider's own scale."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.session import Session

PATIENCE_MS = 180_000
"""Some two hundred solves beside the screen."""


@pytest.mark.soak
def test_a_band_lies_under_its_slider_on_the_same_scale(visit: NewVisit) -> None:
    """Asked for with a button; then band and slider's track begin and end at the same place."""
    visited = visit(theme="dark").open("session")
    page = visited.page
    Session(visited).open_group("work")
    expect(page.locator(".leeway")).to_have_count(0)
    page.locator(".st-key-ask_leeways button").click()
    page.locator(".leeway-legend").wait_for(timeout=PATIENCE_MS)
    visited.settle()
    group = page.locator(".st-key-group_work")
    band = group.locator(".leeway").first
    expect(band).to_be_visible()
    expect(band).to_have_attribute("aria-label", band.get_attribute("title") or "")
    slider = group.locator("[data-testid=stSlider]").first
    track = slider.locator(
        "[data-rac][data-orientation=horizontal] [data-orientation=horizontal]"
    ).bounding_box()
    drawn = band.bounding_box()
    assert track is not None and drawn is not None
    assert drawn["x"] == pytest.approx(track["x"], abs=1.5)
    assert drawn["width"] == pytest.approx(track["width"], abs=3)
    assert track["y"] < drawn["y"] < track["y"] + 80
