"""Whoever uses no mouse, hears the screen, or has colours of their own: what axe does not see."""

import pytest
from playwright.sync_api import Locator, Page, expect

from rematch.texts import percent, say, screen_languages
from rematch.ui.session.explanation import why
from rematch.ui.session.plan import views
from tests import demo
from tests.browser import axe, barriers
from tests.browser.conftest import NewVisit
from tests.browser.session import Session
from tests.browser.visit import Visit

LIVE = ".live[role=status]"


def focused(page: Page, within: str) -> bool:
    """Whether what has the focus stands in such an element."""
    return bool(page.evaluate("(within) => Boolean(document.activeElement?.closest(within))", within))


def focus_comes(visit: Visit, within: str) -> None:
    visit.until(lambda: focused(visit.page, within))


def test_what_axe_finds_and_stays_still_occurs(visit: NewVisit) -> None:
    """The list of exceptions shrinks: one that is no longer met has to go."""
    visited = visit(lang="de", theme="dark", width=360).open("load")
    left, met = axe.found(visited.page)
    assert left == [] and met == set(axe.KNOWN)


def test_a_moved_weight_a_household_and_an_undo_are_said_in_one_place(visit: NewVisit) -> None:
    """The one live region says who moves, who has a place, what fits; then the household, then the undo."""
    session = Session(visit(lang="de").open("session"))
    criterion, weight = demo.moving_weight()
    after = demo.moved(criterion, weight)
    session.press(criterion, "Home")
    region = session.page.locator(LIVE)
    expect(region).to_contain_text(say("changed.moved", "de", count=moves(after)))
    placed, mean = after.figures.persons_placed, percent(after.figures.mean_fit, "de", 1)
    expect(region).to_contain_text(say("live.figures", "de", placed=placed, persons=placed, fit=mean))
    told = say("changed.moved", "de", count=moves(after))
    regions = session.page.locator("[role=status], [role=alert], [aria-live]:not([aria-live=off])")
    assert sum(told in words for words in regions.all_text_contents()) == 1
    session.explain(after.placements[0].household)
    expect(region).to_contain_text(after.placements[0].household)
    session.page.keyboard.press("Control+z")
    expect(region).to_contain_text(say("live.gone", "de", what="").split("{")[0].strip(" ."))
    expect(session.at("undo").locator("button").first).to_be_disabled()
    session.page.keyboard.press("Control+z")
    expect(region).to_have_text(say("live.no_undo", "de"))
    session.page.keyboard.press("Control+Shift+z")
    expect(region).to_contain_text(told)


def moves(after: object) -> int:
    before = demo.cold().assignment
    return int((before != after.assignment).sum())  # type: ignore[attr-defined]


def test_what_opens_is_entered_and_left_where_it_was_opened(visit: NewVisit) -> None:
    """Enter on a button that opens something: the focus is in it; Escape and Shift+Tab lead back."""
    visited = visit(lang="de").open("session")
    button = visited.page.locator(".st-key-session_box button").first
    button.focus()
    button.press("Enter")
    focus_comes(visited, "[data-testid=stPopoverBody]")
    visited.page.keyboard.press("Escape")
    expect(button).to_be_focused()
    visited.settle()
    button.press("Enter")
    focus_comes(visited, "[data-testid=stPopoverBody]")
    visited.page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    expect(visited.page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_focus_goes_along_to_a_page_and_a_step_and_is_never_lost(visit: NewVisit) -> None:
    """After a change of page on its heading, after a step on the step's; where a control goes, beside it."""
    visited = visit(lang="de").open()
    page = visited.page
    page.locator(".st-key-tour_open button").press("Enter")
    focus_comes(visited, ".st-key-tour h2")
    page.locator(".st-key-tour_next button").press("Enter")
    expect(page.locator(".st-key-tour h2")).to_have_text(say("tour.2.title", "de"))
    focus_comes(visited, ".st-key-tour h2")
    page.locator(".st-key-tour_close button").press("Enter")
    expect(page.locator(".st-key-tour")).to_have_count(0)
    focus_comes(visited, "[data-testid=stMain] :is(h1, h2, button)")
    page.locator(".st-key-go_session button").press("Enter")
    expect(page.locator("h1")).to_have_text(say("nav.session", "de"))
    focus_comes(visited, "h1")


@pytest.mark.soak
def test_an_interview_s_own_language_is_marked_and_its_parts_are_gone_to(visit: NewVisit) -> None:
    """What is asked in Ukrainian is marked as such, the rest is German; the part's heading has the focus."""
    visited = visit(lang="de").open("questionnaire")
    visited.page.locator(".st-key-form_lang input").click()
    visited.page.get_by_role("option", name="Українська").click()
    visited.page.wait_for_timeout(400)
    visited.settle()
    visited.page.locator(".st-key-form_begin button").press("Enter")
    heading = visited.page.locator("[lang=uk] h2")
    expect(heading).to_be_visible()
    focus_comes(visited, "[lang=uk] h2")
    expect(visited.page.locator("html")).to_have_attribute("lang", "de")
    assert axe.found(visited.page)[0] == []
    assert barriers.foreign_words(visited.page, "de") == set()


def controls(page: Page) -> dict[str, Locator]:
    """One of each kind on the session page."""
    return {
        "navigation": page.get_by_test_id("stTopNavLink").nth(1),
        "menu": page.get_by_test_id("stTopNavSection").first,
        "button": page.locator(".st-key-do_pin_all button").first,
        "popover": page.locator(".st-key-session_box button").first,
        "expander": page.locator("[data-testid=stMain] summary").first,
        "segment": page.locator(".st-key-view button").nth(1),
        "select": page.locator(".st-key-why_household input"),
        "slider": page.locator("[data-testid=stSidebar] input[type=range]").first,
        "switch": page.locator(".st-key-art9_all input"),
        "help": page.locator("[data-testid=stSidebar] .stTooltipIcon button").first,
        "table": page.locator(".ticked-table tbody input[tabindex='0']"),
        "head": page.locator(".ticked-table thead button[tabindex='0']"),
        "map": page.locator(".drawn-map .spots g[tabindex='0']"),
        "hint": page.locator(".figures .hint").first,
    }


KNOB = "xpath=ancestor::*[contains(@style, 'translate(-50%')][1]"
"""What of a slider is drawn with its focus."""


def seen(page: Page, control: Locator, drawn: Locator) -> float:
    """The contrast of the ring; measured again, at most twice, where the page was still being drawn."""
    contrast = 0.0
    for _ in range(3):
        control.evaluate("(node) => node.blur()")
        contrast = round(barriers.ring(page, control, drawn), 2)
        if contrast >= barriers.CONTRAST:
            break
    return contrast


@pytest.mark.soak
@pytest.mark.parametrize(
    "look", ["light", *(pytest.param(look, marks=pytest.mark.soak) for look in ("dark", "forced"))]
)
def test_focus_is_seen_on_every_kind_of_control(visit: NewVisit, look: str) -> None:
    """Measured in pixels: what the focus adds stands out 3:1 from what was there."""
    visited = visit(lang="de", theme="dark" if look == "dark" else "light").open("session")
    if look == "forced":
        visited.page.emulate_media(forced_colors="active")
        visited.page.wait_for_timeout(500)
        visited.settle()
    found = {}
    for kind, control in controls(visited.page).items():
        knob = control.locator(KNOB)
        drawn = knob if kind == "slider" and knob.count() else control
        assert control.count() == 1, kind
        found[kind] = seen(visited.page, control, drawn)
    visited.page.emulate_media(forced_colors="none")
    assert {kind: contrast for kind, contrast in found.items() if contrast < barriers.CONTRAST} == {}


@pytest.mark.soak
def test_sliders_and_switches_are_seen_in_colours_of_the_reader_s_own(visit: NewVisit) -> None:
    """With forced colours a slider's line and knob, and whether a switch is on, are still drawn."""
    visited = visit(lang="de").open("session")
    visited.page.emulate_media(forced_colors="active")
    slider = visited.page.locator(
        "[data-testid=stSidebar] :is([data-testid=stSlider] [role=group], .weights input)"
    ).first
    switch = visited.page.locator(".st-key-art9_all label > span + div").first
    assert barriers.colours(slider) > 1 and barriers.colours(switch) > 1
    on = barriers.pixels(switch)
    visited.page.locator(".st-key-art9_all input").press("Space")
    visited.settle()
    visited.until(lambda: barriers.pixels(switch) != on)
    visited.page.emulate_media(forced_colors="none")


def test_nothing_moves_by_itself_where_calm_was_asked_for(visit: NewVisit) -> None:
    """With reduced motion no transition or animation is longer than a blink."""
    visited = visit(lang="de")
    visited.page.emulate_media(reduced_motion="reduce")
    visited.open()
    longest = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((node) => {
      const style = getComputedStyle(node);
      return `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
    }))"""
    assert visited.page.evaluate(longest) <= 0.001
    visited.page.emulate_media(reduced_motion="no-preference")


@pytest.mark.soak
@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 360)])
def test_the_opened_session_shuts_nobody_out(visit: NewVisit, lang: str, theme: str, width: int) -> None:
    """Every view of the plan and part of the explanation: axe, headings, foreign words, names of tables."""
    session = Session(visit(lang=lang, theme=theme, width=1440).open("session"))
    session.explain(demo.cold().placements[0].household)
    states = [("view", f"session.view.{name}") for name in views.VIEWS]
    states += [("why_part", f"why.part.{name}") for name in why.PARTS]
    trouble = {}
    for key, code in states:
        session.visit.look(theme, 1440).settle()
        session.at(key).get_by_text(say(code, lang), exact=True).click()
        session.visit.settle().look(theme, width).settle()
        left, _ = axe.found(session.page)
        left += [f"heading {level}" for level in barriers.skipped_headings(session.page)]
        left += [f"foreign: {words}" for words in barriers.foreign_words(session.page, lang)]
        unnamed = "[data-testid=stDataFrame]:not([aria-label]):not(:has([role=region][aria-label]))"
        left += [f"unnamed table {n}" for n in range(session.page.locator(unnamed).count())]
        trouble[code] = left
    assert not {code: left for code, left in trouble.items() if left}
