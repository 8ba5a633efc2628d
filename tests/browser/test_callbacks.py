"""What is decided in a callback is decided, however fast the next press follows."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import ROOT, Server
from tests.browser.visit import Visit

SCRIPT = str(ROOT / "tests" / "browser" / "two_buttons.py")


@pytest.mark.parametrize(
    ("environment", "said"),
    [({"WHOLE": "1"}, "one other"), pytest.param({}, "other", marks=pytest.mark.soak)],
    ids=["kept whole", "the framework alone"],
)
def test_a_press_during_another_s_callback_ends_neither(
    browser: Browser, tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    """Two presses, the second while the first still decides; the framework alone loses the first.

    Should it lose none some day, `keep_callbacks_whole` is to go.
    """
    server = Server(tmp_path, script=SCRIPT, PYTHONPATH=str(ROOT), **environment)
    context = browser.new_context()
    page = Visit.begin(context, server).open().page
    for name in ("one", "other"):
        page.locator(f".st-key-{name} button").click()
        page.wait_for_timeout(150)
    expect(page.locator(".st-key-said")).to_have_text(said)
    context.close()
    server.stop()
