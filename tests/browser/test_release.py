"""A plan released in a real Chromium: the reason typed and the press that follows it belong together."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rematch.texts import say
from tests.browser.conftest import LOCALE
from tests.browser.server import Server
from tests.browser.session import Session
from tests.browser.visit import Visit

REASON = "Die Wohnungen werden am Freitag vergeben"


@pytest.fixture
def own_server(demo_store: Path) -> Iterator[Server]:
    """One on which something may be released without other tests seeing it."""
    folder = Path(tempfile.mkdtemp())
    running = Server(folder, demo_store)
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.mark.soak
def test_a_release_is_what_another_browser_sees_whatever_its_address_says(
    browser: Browser, own_server: Server
) -> None:
    """Held up without a reason, released with one just typed; weights in an address count for nothing."""
    context, other = (browser.new_context(locale=LOCALE["de"]) for _ in range(2))
    session = Session(Visit.begin(context, own_server).open("session?cohort=session"))
    session.page.get_by_role("radio", name=say("session.view.files", "de")).click()
    session.at("release_box").locator("summary").click()
    button = session.at("release_go").locator("button")
    expect(button).to_be_visible()
    session.visit.settle()
    button.click()
    held = session.page.get_by_role("alert").get_by_text(say("release.hold.unanswered", "de"))
    expect(held).to_be_visible()
    session.visit.settle()
    session.at("release_reason").locator("textarea").fill(REASON)
    button.click()
    done = session.page.get_by_test_id("stAlertContentSuccess").get_by_text(
        say("release.done", "de", number=1)
    )
    expect(done).to_be_visible()
    seen = Visit.begin(other, own_server).open("municipality?cohort=session&ags=01002000")
    named = say("preview.released.provisional", "de", number=1, day="DAY").partition("DAY")[0]
    expect(seen.page.get_by_text(named)).to_be_visible()
    heading = seen.page.get_by_role("heading", name=re.compile("Nach Kiel"))
    before = heading.inner_text()
    seen.open("municipality?cohort=session&ags=01002000&w=childcare:10,place_ranking:0")
    expect(seen.page.get_by_role("heading", name=before, exact=True)).to_be_visible()
    for one in (context, other):
        one.close()
