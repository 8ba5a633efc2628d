"""A Firefox as Linux systems ship it, driven by WebDriver BiDi, which it speaks itself.

Playwright needs a Firefox of its own build. `python -m tests.browser.firefox` finds one or installs it.
The protocol: https://w3c.github.io/webdriver-bidi/
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.server import free_port

NAMES = ("firefox-esr", "firefox")
SECONDS = 60
PREFERENCES = {
    "intl.accept_languages": "de-DE, de",
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
}
KEYS = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012", "End": "\ue010", "Home": "\ue011", "Enter": "\ue007"}
"""As WebDriver writes them."""


def find() -> str | None:
    """The Firefox on the PATH."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Firefox:
    """One page of it; everything that was asked of a server and every error is remembered."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._number = socket, 0
        self.asked: list[str] = []
        self.errors: list[str] = []
        self._tell("session.new", capabilities={})
        self._tell("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._page = self._tell("browsingContext.getTree")["contexts"][0]["context"]
        self._tell("browsingContext.setViewport", context=self._page, viewport={"width": 1440, "height": 900})

    def open(self, address: str) -> None:
        """Cold; what the page before was still loading breaks off and is no error of this one."""
        self._tell("browsingContext.navigate", context=self._page, url="about:blank", wait="complete")
        self.errors.clear()
        self._tell("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def find(self, expression: str) -> Any:
        """What a JavaScript expression is, as JSON has it."""
        found = self._tell(
            "script.evaluate",
            expression=f"JSON.stringify({expression} ?? null)",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def until(self, expression: str, value: object) -> None:
        """Wait until the expression has this value."""
        end = time.monotonic() + SECONDS
        while (found := self.find(expression)) != value:
            assert time.monotonic() < end, f"{expression} is {found!r}, not {value!r}"
            time.sleep(0.1)

    def press(self, *keys: str) -> None:
        """Keys by name or as characters, where the focus is."""
        strokes = [{"type": way, "value": KEYS.get(key, key)} for key in keys for way in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self._tell("input.performActions", context=self._page, actions=[keyboard])

    def _tell(self, method: str, **params: object) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            heard = json.loads(self._socket.recv(SECONDS))
            if heard.get("id") == self._number:
                assert heard["type"] == "success", heard
                return heard["result"]
            self._note(heard)

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        if event.get("method") == "network.beforeRequestSent":
            self.asked.append(params["request"]["url"])
        elif event.get("method") == "log.entryAdded" and params["level"] == "error":
            self.errors.append(str(params["text"]))


@contextmanager
def begun() -> Iterator[Firefox]:
    """A German one with a profile of its own, gone afterwards."""
    program, port = find(), free_port()
    assert program is not None, "python -m tests.browser.firefox"
    with TemporaryDirectory() as folder:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()
        ]
        (Path(folder) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", folder, f"--remote-debugging-port={port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with _connected(port) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
            process.wait(30)


def _connected(port: int) -> ClientConnection:
    end = time.monotonic() + SECONDS
    while True:
        try:
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None)
        except OSError:
            assert time.monotonic() < end, "Firefox does not answer"
            time.sleep(0.2)


def main() -> int:
    """Exit code 0 with the path printed, 1 where none could be had."""
    if find() is None and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=False)
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "firefox-esr"], check=False)
    print(f"Firefox for the browser tests: {find()}")
    return 0 if find() else 1


if __name__ == "__main__":
    sys.exit(main())
