"""The robustness sweep under a real server: its processes, its progress, and who leaves."""

import re

import psutil
import pytest
from playwright.sync_api import expect

from rematch.texts import say
from tests.browser.conftest import NewVisit
from tests.browser.server import Server
from tests.browser.visit import Visit

WORKER = "loky.backend.popen_loky"


def begun(visit: NewVisit, draws: int) -> Visit:
    """The robustness view with a sweep of so many draws on its way."""
    one = visit().open("session")
    one.page.get_by_text(say("session.view.robust", "de"), exact=True).click()
    box = one.page.locator(".st-key-robust_draws input")
    expect(box).to_be_visible()
    one.settle()
    box.fill(str(draws))
    box.press("Enter")
    one.page.wait_for_timeout(500)
    one.settle()
    expect(box).to_have_value(str(draws))
    one.page.locator(".st-key-robust_start button").click()
    return one


def workers(server: Server) -> int:
    """Processes at work for sweeps of this server."""
    found = psutil.Process(server._process.pid).children(recursive=True)
    return sum(WORKER in " ".join(child.cmdline()) for child in found if child.status() != "zombie")


@pytest.mark.soak
def test_who_leaves_the_page_stops_the_sweep_and_finds_what_was_done(visit: NewVisit, server: Server) -> None:
    """A sweep runs beside the screen; elsewhere its workers soon end; back again its answer is there."""
    one = begun(visit, 1000)
    expect(one.page.get_by_test_id("stProgress")).to_contain_text(re.compile(r"^[1-9].* 1\.000"))
    assert workers(server) > 0
    one.page.get_by_role("link", name=say("nav.method", "de")).first.click()
    one.settle()
    one.until(lambda: workers(server) == 0)
    one.page.get_by_role("link", name=say("nav.session", "de")).first.click()
    expect(one.page.locator(".st-key-robust_chart .js-plotly-plot")).to_be_visible()
    expect(one.page.get_by_text("Angehalten nach")).to_be_visible()
    one.settle().pictures("robust-de")
