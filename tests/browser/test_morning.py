"""A morning's work without a mouse, counted in key presses."""

import pytest
from playwright.sync_api import expect

from rematch.texts import say
from rematch.ui.session.plan import views
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.keys import Keys
from tests.browser.test_accessible import LIVE, focus_comes
from tests.browser.visit import Visit

MOST_KEYS = 100


@pytest.mark.soak
def test_a_morning_s_work_takes_no_mouse_and_at_most_a_hundred_keys(visit: NewVisit) -> None:
    """Open, weigh, choose a household, read why, lock it, undo, take the file: each with keys alone."""
    visited = visit(lang="de").open()
    keys = Keys(visited.page)
    for leg in (opened, weighed, chosen, read, locked, undone, taken):
        leg(visited, keys)
        keys.leg(leg.__name__)
    assert keys.pressed <= MOST_KEYS, keys.legs


def opened(visited: Visit, keys: Keys) -> None:
    keys.to(".st-key-go_session")
    keys.press("Enter")
    focus_comes(visited, "h1")


def weighed(visited: Visit, keys: Keys) -> None:
    keys.to("[data-testid=stSidebar] :is([data-testid=stSlider], .weights)", "Shift+Tab")
    keys.press("ArrowRight", 5)
    expect(visited.page.locator(LIVE)).not_to_be_empty()
    visited.page.wait_for_timeout(500)
    visited.settle()


def chosen(visited: Visit, keys: Keys) -> None:
    household = demo.cold().placements[11].household
    keys.press("Alt+Shift+Digit3")
    focus_comes(visited, ".st-key-why_household input")
    visited.settle()
    keys.write(household)
    expect(visited.page.locator("[role=option][data-focused=true]")).to_have_text(household)
    keys.press("Enter")
    expect(visited.page.locator(LIVE)).to_contain_text(household)
    expect(visited.page.locator(".st-key-why_chart .js-plotly-plot")).to_be_visible()
    visited.settle()
    focus_comes(visited, ".st-key-why_household")


def read(visited: Visit, keys: Keys) -> None:
    keys.to(".st-key-why_part")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(visited.page.get_by_role("heading", name=say("why.not.title", "de"))).to_be_visible()
    visited.settle()


def locked(visited: Visit, keys: Keys) -> None:
    keys.to(".st-key-why_put")
    keys.press("Enter")
    expect(visited.page.locator(LIVE)).to_contain_text(say("live.new", "de", what="").rstrip(" ."))
    visited.settle()


def undone(visited: Visit, keys: Keys) -> None:
    keys.press("Control+z")
    expect(visited.page.locator(LIVE)).to_contain_text(say("live.gone", "de", what="").rstrip(" ."))
    visited.settle()


def taken(visited: Visit, keys: Keys) -> None:
    keys.press("Alt+Shift+Digit2")
    focus_comes(visited, ".st-key-view")
    keys.press("ArrowRight", len(views.VIEWS) - 1)
    keys.press("Enter")
    expect(visited.page.locator(".st-key-save_xlsx button").first).to_be_visible()
    visited.settle()
    keys.to(".st-key-save_xlsx")
    with visited.page.expect_download() as file:
        keys.press("Enter")
    assert file.value.suggested_filename.endswith(".xlsx")
