"""Known weaknesses of the pinned libraries, as far as the network tells: `python -m tests.audit`.

It fails where one is known; where nobody could be asked it says so.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PINNED = ("requirements.txt", "requirements-dask.txt", "requirements-dev.txt")
PATIENCE = 60
"""Seconds to wait for answers."""
NOT_RUN = "pip-audit was not run"


def report() -> str:
    """What pip-audit says as JSON; empty where it is not there or gets no answer."""
    files = [word for name in PINNED for word in ("-r", name)]
    asked = ["--no-deps", "--disable-pip", "--progress-spinner=off", "--format=json", *files]
    command = [sys.executable, "-m", "pip_audit", *asked]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def judged(said: str) -> tuple[int, str]:
    """The exit code and the lines to print, of a report as JSON."""
    try:
        found = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, f"{NOT_RUN}: it is not installed, or the network does not answer."
    known = [f"{one['name']} {one['version']}: {v['id']}" for one in found for v in one.get("vulns", ())]
    passed_over = sum("skip_reason" in one for one in found)
    if known:
        return 1, "\n".join(("Known weaknesses:", *known))
    if passed_over == len(found):
        return 0, f"{NOT_RUN}: of {passed_over} libraries none is known where it asked."
    left = f", {passed_over} could not be asked about" if passed_over else ""
    return 0, f"pip-audit: no weakness is known of {len(found) - passed_over} libraries{left}."


if __name__ == "__main__":
    code, words = judged(report())
    print(words)
    sys.exit(code)
