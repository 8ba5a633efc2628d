"""Read at 200 and 400 percent: a window of 1440 pixels has 720 or 360 left."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisit
from tests.browser.test_accessible import LIVE

ZOOMED = {720: 200, 360: 400}
"""Pixels of width that are left of 1440, by percent."""


@pytest.mark.soak
@pytest.mark.parametrize(
    "width", [pytest.param(720, marks=pytest.mark.soak), 360], ids=lambda width: f"{ZOOMED[width]} percent"
)
def test_enlarged_the_map_and_formulas_are_whole_and_wide_tables_are_moved_by_keys(
    visit: NewVisit, width: int
) -> None:
    """Every town of the map is in view, formulas and code are broken into lines, only tables scroll."""
    visited = visit(lang="de", width=width).open("session")
    spots = visited.page.locator(".drawn-map .spots g")
    expect(spots.first).to_be_visible()
    boxes = [spot.bounding_box() for spot in spots.all()]
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    visited.open("method")
    cut = "(all) => all.filter((n) => n.scrollWidth > n.clientWidth + 1).map((n) => n.tabIndex)"
    assert visited.page.locator(".katex-display, pre").evaluate_all(cut) == []
    tables = visited.page.get_by_test_id("stTable")
    expect(tables.first).to_be_attached()
    visited.until(lambda: set(tables.evaluate_all(cut)) <= {0})


LETTERS = """
(all) => all.filter((node) => node.checkVisibility()).map((node) =>
  parseFloat(getComputedStyle(node).fontSize) * node.ownerSVGElement.getScreenCTM().a)
"""
"""Of each name on the map that is seen: how many pixels of the window its letters have."""


def test_enlarged_the_map_s_letters_keep_their_size_and_every_town_has_a_button_of_its_own(
    visit: NewVisit,
) -> None:
    """What no longer has room on the map is in the list below it, where a finger hits it."""
    visited = visit(lang="de", width=360).open("session")
    drawn = visited.page.locator(".drawn-map")
    expect(drawn.locator(".names text").first).to_be_attached()
    sizes = drawn.locator(".names text:not(.off)").evaluate_all(LETTERS)
    assert len(sizes) > 2 and min(sizes) >= 9.9
    towns = drawn.locator(".list button")
    expect(towns).to_have_count(drawn.locator(".spots g").count())
    boxes = [town.bounding_box() for town in towns.all()]
    assert all(box is not None and box["height"] >= 24 for box in boxes)
    towns.last.click()
    expect(towns.last).to_have_class("chosen")
    expect(drawn.locator(".spots [aria-pressed=true]")).to_have_count(1)


@pytest.mark.parametrize("width", ZOOMED, ids=lambda width: f"{ZOOMED[width]} percent")
def test_enlarged_the_weights_never_lie_over_the_plan(visit: NewVisit, width: int) -> None:
    """Opened they stand beside it, in the narrowest window above it; nothing has to be scrolled sideways."""
    visited = visit(lang="de", width=width).open("session")
    page = visited.page
    page.get_by_test_id("stExpandSidebarButton").click()
    visited.until(lambda: above(page) if width == 360 else beside(page)).settle()
    assert visited.fits()
    page.locator("[data-testid=stSidebar] input[type=range]").first.press("ArrowRight")
    expect(page.locator(LIVE)).not_to_be_empty()
    page.evaluate("() => localStorage.removeItem('stSidebarCollapsed-')")


def sides(page: Page) -> tuple[dict[str, float], dict[str, float]]:
    weights, plan = (page.get_by_test_id(name).bounding_box() for name in ("stSidebar", "stMain"))
    assert weights is not None and plan is not None
    return dict(weights), dict(plan)  # type: ignore[arg-type]


def beside(page: Page) -> bool:
    weights, plan = sides(page)
    return plan["x"] >= weights["x"] + weights["width"] > 0 and plan["width"] > weights["width"]


def above(page: Page) -> bool:
    weights, plan = sides(page)
    return plan["y"] >= weights["y"] + weights["height"] > 0 and plan["width"] == weights["width"]
