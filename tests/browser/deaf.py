"""A page that hears nothing of the server for a while: what it sends is what it knew before."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.visit import Visit

SCRIPT = """
window.unheard = [];
const listen = WebSocket.prototype.addEventListener;
WebSocket.prototype.addEventListener = function (kind, hear, ...rest) {
  const late = (event) => {
    if (window.deaf) window.unheard.push(() => hear.call(this, event));
    else hear.call(this, event);
  };
  return listen.call(this, kind, kind === "message" ? late : hear, ...rest);
};
"""
ANSWERED_MS = 700
"""In which the server has answered a press, on most machines."""


def may_be(visit: Visit) -> Visit:
    """Before the page is opened."""
    visit.page.add_init_script(SCRIPT)
    return visit


@contextmanager
def deaf(page: Page) -> Iterator[None]:
    """Within, nothing is heard; afterwards all of it, in its order."""
    page.evaluate("() => { window.deaf = true; }")
    yield
    page.evaluate("() => { window.deaf = false; window.unheard.forEach((hear) => hear()); }")
