"""A move of a group's slider in a real Chromium: drawn at once, then put in force by the page's own run."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Error, Locator, Request, expect

from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.texts import percent, say
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import Session

HOLDING = """
window.held = [];
const told = WebSocket.prototype.send;
WebSocket.prototype.send = function (...message) {
  if (!window.hold) return told.apply(this, message);
  window.held.push(() => told.apply(this, message));
};
"""
"""While `hold` is set the page's own run hears nothing."""
PIECES = ("figures", "movers", "proof_words", "plan_map", "plan_table", "group_weights")


def _slider(session: Session, group: str) -> Locator:
    return session.at("group_weights").locator(f"input[data-group={group}]")


def _mean(scenario: Scenario) -> str:
    """The mean fit of the best plan, solved with nothing known before, as the numbers say it."""
    return percent(replan(demo.known(), scenario).figures.mean_fit, "de", 1)


def _drawn(session: Session) -> dict[str, str]:
    return {key: session.at(key).inner_html() for key in PIECES}


def test_what_is_drawn_at_once_is_the_new_plan_and_stays_as_the_page_s_run_puts_it_in_force(
    visit: NewVisit,
) -> None:
    """Nobody tells the server of the move until all is drawn; then nothing of it changes any more."""
    one = visit(lang="de")
    one.page.add_init_script(HOLDING)
    session = Session(one.open("session"))
    page, mean = session.page, session.figures.nth(1)
    expect(mean).to_have_text(_mean(Scenario()))
    page.evaluate("() => { window.hold = true; }")
    _slider(session, "place").press("End")
    expect(mean).to_have_text(_mean(Scenario(groups={"place": 2.0})))
    page.wait_for_function("() => !window.direct.asking && window.held.length")
    at_once = _drawn(session)
    expect(session.at("undo").locator("button").first).to_be_disabled()
    page.evaluate("() => { window.hold = false; window.held.forEach((tell) => tell()); }")
    expect(session.at("undo").locator("button").first).to_be_enabled()
    session.visit.settle()
    assert _drawn(session) == at_once


def test_without_that_way_the_page_s_own_run_answers(visit: NewVisit) -> None:
    """Whatever stands between browser and server: a press is not lost by it."""
    session = Session(visit(lang="de").open("session"))
    session.page.route("**/direct/*", lambda way: way.fulfill(status=404))
    _slider(session, "place").press("End")
    expect(session.figures.nth(1)).to_have_text(_mean(Scenario(groups={"place": 2.0})))
    session.visit.settle()
    expect(session.at("in_force")).to_be_visible()
    session.page.unroute("**/direct/*")
    session.visit.errors.clear()


@pytest.mark.soak
def test_a_press_on_a_page_that_is_left_at_once_is_in_force(visit: NewVisit) -> None:
    """Before its answer was drawn nobody had told the page's own run: leaving tells the server itself."""
    session = Session(visit(lang="de").open("session?cohort=land"))
    _slider(session, "work").press("ArrowRight")
    session.page.wait_for_url(lambda url: "&s=" in url)
    session.visit.settle()
    _slider(session, "place").press("End")
    session.page.reload()
    session.visit.settle()
    expect(_slider(session, "place")).to_have_value("2")
    expect(_slider(session, "work")).to_have_value("1.1")


@pytest.mark.parametrize("presses", [12, pytest.param(200, marks=pytest.mark.soak)])
def test_every_plan_told_at_once_is_the_best_of_its_wish_and_the_last_is_in_force(
    visit: NewVisit, presses: int
) -> None:
    """Presses on three sliders, some faster than plans are made: each answer against a cold solve."""
    session = Session(visit(lang="de").open("session"))
    asked: list[Request] = []
    session.page.on("request", lambda one: asked.append(one) if "/direct/" in one.url else None)
    groups = dict.fromkeys(("place", "work", "housing"), 1.0)
    wishes = [dict(groups)]
    for k in range(presses):
        group = list(groups)[k // 4 % 3]
        _slider(session, group).press("ArrowLeft" if k // 12 % 2 else "ArrowRight")
        groups[group] = round(groups[group] + (-0.1 if k // 12 % 2 else 0.1), 1)
        wishes.append(dict(groups))
        if k % 4 < 3:
            session.page.wait_for_timeout((0, 40, 150)[k % 4])
        else:
            expect(session.figures.nth(1)).to_have_text(_mean(Scenario(groups=groups)))
    session.visit.settle()
    expect(session.figures.nth(1)).to_have_text(_mean(Scenario(groups=groups)))
    for press, numbers in (one for request in asked for one in _numbers(request)):
        assert f">{_mean(Scenario(groups=wishes[press]))}<" in numbers, wishes[press]


@pytest.mark.soak
def test_quick_presses_at_land_size_leave_nobody_without_a_place_and_the_last_is_in_force(
    visit: NewVisit,
) -> None:
    """Thirty presses faster than plans are made: each plan told places as many people as a cold solve."""
    session = Session(visit(lang="de").open("session?cohort=land"))
    placed = session.figures.first
    people = placed.inner_text()
    cold = replan(demo.known("land"), Scenario()).figures
    assert people == say("figure.of", "de", part=cold.persons_placed, whole=cold.persons)
    asked: list[Request] = []
    session.page.on("request", lambda one: asked.append(one) if "/direct/" in one.url else None)
    for k in range(30):
        _slider(session, "place").press("ArrowLeft" if k // 10 % 2 else "ArrowRight")
        session.page.wait_for_timeout((0, 100, 700)[k % 3])
        assert placed.inner_text() == people
    session.visit.settle()
    expect(placed).to_have_text(people)
    expect(_slider(session, "place")).to_have_value("2")
    for request in asked:
        for _, numbers in _numbers(request):
            assert f">{people}<" in numbers


def _numbers(request: Request) -> Iterator[tuple[int, str]]:
    """The press that was asked about and the numbers told of it, if the answer came to its end."""
    wish: dict[str, tuple[float, int]] = json.loads(request.post_data or "{}")
    try:
        found = request.response()
        lines = [] if found is None else found.text().splitlines()
    except Error:
        return
    for line in lines:
        pieces = json.loads(line)
        if "figures" in pieces:
            yield max(press for _, press in wish.values()), pieces["figures"]["html"]
