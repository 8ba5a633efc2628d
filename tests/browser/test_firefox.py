"""The session in a German Firefox, as administrations have it: another engine draws and hears the same."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.texts import percent
from tests import demo
from tests.browser.firefox import Firefox, begun
from tests.browser.server import Server

pytestmark = pytest.mark.soak

FIGURES = "[...document.querySelectorAll('.st-key-numbers dd.value')].map((one) => one.textContent)"
MEAN = f"{FIGURES}[1]"
SLIDER = "document.querySelector('.st-key-group_weights input[data-group=place]')"
LINES = "document.querySelectorAll('.st-key-plan_map path').length > 10"


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    with begun() as running:
        yield running


def _mean(scenario: Scenario) -> str:
    return percent(replan(demo.known(), scenario).figures.mean_fit, "de", 1)


def _opened(firefox: Firefox, server: Server) -> None:
    firefox.open(server.url("session"))
    firefox.until(MEAN, _mean(Scenario()))


def test_it_speaks_german_draws_the_map_and_asks_nobody_else(firefox: Firefox, server: Server) -> None:
    """By the browser's own language; numbers, table and map are there, and every request is to our server."""
    _opened(firefox, server)
    firefox.until("document.documentElement.lang", "de")
    firefox.until(LINES, True)
    firefox.until("document.querySelectorAll('.st-key-plan_table tbody tr').length > 10", True)
    own = urlsplit(server.url()).netloc
    asked = [urlsplit(one) for one in firefox.asked]
    assert {one.netloc for one in asked if one.scheme in ("http", "https", "ws", "wss")} == {own}


def test_a_key_on_a_group_s_slider_brings_the_best_plan_at_once(firefox: Firefox, server: Server) -> None:
    """Answered beside the page's run, as in Chromium, and in force after it."""
    _opened(firefox, server)
    firefox.find(f"{SLIDER}.focus()")
    firefox.press("End")
    firefox.until(MEAN, _mean(Scenario(groups={"place": 2.0})))
    firefox.until("document.querySelector('.st-key-undo button').disabled", False)
    assert any("/direct/" in one for one in firefox.asked)


def test_a_typed_weight_may_have_a_comma_and_an_emptied_box_changes_nothing(
    firefox: Firefox, server: Server
) -> None:
    """The box of an open group, in a browser whose own decimal sign is the comma."""
    _opened(firefox, server)
    group = demo.catalogue().by_id["place_ranking"].group
    label = next(one.label.de for one in demo.catalogue().groups if one.id == group)
    firefox.until("Boolean(document.querySelector('.st-key-open_group input'))", True)
    firefox.find("document.querySelector('.st-key-open_group input').focus()")
    firefox.press(*label[:4])
    firefox.until("document.querySelectorAll('[role=option]').length", 1)
    firefox.press("Enter")
    box = "document.querySelector('.st-key-type_w_place_ranking input')"
    for typed, shown in (("2,3", "2,3"), ("", "2,3"), ("4.5", "4,5"), ("viel", "4,5")):
        firefox.until(f"Boolean({box})", True)
        firefox.find(f"{box}.focus()")
        firefox.press(*typed, "Enter")
        firefox.until(f"{box}?.placeholder", shown)
        firefox.until(f"{box}?.value", "")
    assert firefox.errors == []
