"""How long PUT /vote/ballot takes with many phones moving at once: `python -m tests.browser.bench_ballots`.

A phone sends 150 ms after the last move and never twice at once: some two moves a second at most.
`--pause 0.15` is a room that never rests.
"""

import argparse
import http.client
import json
import random
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.browser.led_workshop import LedServer

PAUSE, LOOKS = 0.5, 6
"""Seconds between two moves; moves between two looks at the state."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=30)
    parser.add_argument("--moves", type=int, default=20)
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two moves")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = LedServer(Path(folder))
        try:
            code = server.led("opened")
            groups = server.led("groups")
            tokens = [told(server, "POST", "join", "", {"code": code})["token"] for _ in range(asked.phones)]
            server.led("to", "voting")
            with ThreadPoolExecutor(asked.phones) as pool:
                found = list(pool.map(lambda token: moved(server, token, groups, asked), tokens))
        finally:
            server.stop()
    for name, which in (("PUT /vote/ballot", 0), ("GET /vote/state", 1)):
        times = [seconds for one in found for seconds in one[which]]
        deciles = statistics.quantiles(times, n=20)
        print(
            f"{name}: {len(times)} answers, median {1000 * statistics.median(times):.0f} ms, "
            f"95 % within {1000 * deciles[-1]:.0f} ms, longest {1000 * max(times):.0f} ms"
        )


def moved(
    server: LedServer, token: str, groups: list[str], asked: argparse.Namespace
) -> tuple[list[float], list[float]]:
    """Seconds of each answer to a move, and to each look at the state."""
    puts, gets = [], []
    rolled = random.Random(token)
    swings = dict.fromkeys(groups, 50)
    time.sleep(rolled.random() * asked.pause)
    for step in range(1, asked.moves + 1):
        swings[rolled.choice(groups)] = 10 * rolled.randrange(11)
        begun = time.perf_counter()
        told(server, "PUT", "ballot", token, {"round": 1, "swings": swings, "step": step, "sent": False})
        puts.append(time.perf_counter() - begun)
        if step % LOOKS == 0:
            begun = time.perf_counter()
            told(server, "GET", "state", token)
            gets.append(time.perf_counter() - begun)
        time.sleep(asked.pause)
    return puts, gets


def told(server: LedServer, method: str, path: str, token: str, body: object = None) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {token}"}
    connection.request(method, f"/vote/{path}", None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    said = json.load(answer)
    connection.close()
    assert answer.status == 200, said
    return said


if __name__ == "__main__":
    main()
