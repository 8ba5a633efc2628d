"""Finds a Chromium for the browser tests, or installs one: `python -m tests.browser.chromium`."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from rematch.settings import settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find() -> str | None:
    """The browser to use: REMATCH_CHROMIUM, then one on the PATH, then Playwright's own."""
    if named := settings().chromium:
        return str(named) if named.exists() else None
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install() -> None:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    with contextlib.suppress(subprocess.TimeoutExpired):
        if subprocess.run(playwright, check=False, timeout=300).returncode == 0:
            return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update"], check=False)
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], check=False)


def main() -> int:
    """Exit code 0 with the path printed, 1 with what to do where none could be had."""
    if find() is None:
        _install()
    found = find()
    if found is None:
        print(
            "No Chromium: install Chromium, Chrome or Edge, or name one in REMATCH_CHROMIUM.", file=sys.stderr
        )
        return 1
    print(f"Chromium for the browser tests: {found}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
