"""A workshop's process as `python -m rematch workshop` begins it, led by the tests over a second port."""

import json
import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from rematch.__main__ import main
from rematch.rights import A_FACILITATOR, acting
from rematch.service.workshop import Direction, premises
from tests.browser.server import Server, free_port


class LedServer(Server):
    """One workshop's server, and how it is led; it keeps what it is told across a restart."""

    def __init__(self, folder: Path) -> None:
        self._lead = free_port()
        super().__init__(folder)

    def _command(self) -> list[str]:
        file = self.database.with_name("workshop").with_suffix(".duckdb")
        return ["tests.browser.led_workshop", str(self.port), str(self._lead), str(file)]

    def led(self, name: str, *said: object) -> Any:
        """What the facilitator does, by the name of one of the acts below; raises where it is refused."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self._lead}/{name}", json.dumps(said).encode())
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)


def opened(direction: Direction) -> str:
    return direction.open().code


def to(direction: Direction, *stages: str) -> str:
    for stage in stages:
        direction.to(stage)  # type: ignore[arg-type]
    return stages[-1]


def timed(direction: Direction, minutes: float) -> str:
    """A round begun with a timer."""
    return direction.to("voting", minutes).stage


def paper(direction: Direction, *importance: int) -> None:
    direction.paper(dict(zip(groups(direction), importance, strict=True)))


def groups(direction: Direction) -> list[str]:
    return [card.group.id for card in direction.deck if card.stuck is None]


def ballots(direction: Direction, number: int) -> list[list[int]]:
    """What was sent in a round, in the order of the groups, sorted."""
    asked = groups(direction)
    return sorted([ballot.swings[group] for group in asked] for _, ballot in direction.round(number).ballots)


def reasons(direction: Direction, number: int) -> list[str]:
    return [reason.text for _, reason in direction.reasons(number)]


ACTS = {act.__name__: act for act in (opened, to, timed, paper, groups, ballots, reasons)}


class _Lead(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with acting(A_FACILITATOR):
            found = ACTS[self.path[1:]](premises().workshop.direction, *said)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Nothing: the log is the server's."""


if __name__ == "__main__":
    port, lead, file = sys.argv[1:]
    Thread(target=ThreadingHTTPServer(("127.0.0.1", int(lead)), _Lead).serve_forever, daemon=True).start()
    sys.exit(main(["workshop", "--port", port, "--address", "127.0.0.1", "--file", file]))
