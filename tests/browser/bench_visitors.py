"""How many times one visitor's time many take who come at the same moment: `make bench-large`.

Each speaks to the real app by a socket of its own, as a browser does, without a browser's drawing: it opens
the matching session cold, asks for one more run of the page, and moves the slider of a group, each another
way. Times are until the server says the run has ended, and until the move's last answer.
"""

import argparse
import asyncio
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from rematch.bootstrap import open_store, shipped_catalogue
from tests.browser.server import Server

TURNS = 3
"""How often one visitor alone is measured; the median counts."""
DESK = re.compile(rb"direct/[\w-]{16,}")
LONGEST = 600
"""Seconds until a run counts as lost."""


@dataclass(frozen=True)
class Visit:
    """Seconds until the page was there, until it had run once more, and until a move was answered."""

    opened: float
    again: float
    moved: float


async def visit(server: Server, everybody: asyncio.Barrier, weight: float) -> Visit:
    """One visitor, who does each thing when all the others do."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    chosen = {"subprotocols": [Subprotocol("streamlit")], "origin": None, "max_size": None}
    async with connect(address, ping_interval=None, open_timeout=LONGEST, **chosen) as socket:  # type: ignore[arg-type]
        taken = []
        for _ in range(2):
            await everybody.wait()
            began = perf_counter()
            await socket.send(_wish())
            desk = await asyncio.wait_for(_finished(socket), LONGEST)
            taken.append(perf_counter() - began)
        await everybody.wait()
        began = perf_counter()
        await asyncio.wait_for(_moved(server, desk, weight), LONGEST)
        taken.append(perf_counter() - began)
        await everybody.wait()
        return Visit(*taken)


def _wish() -> bytes:
    wish = BackMsg()
    wish.rerun_script.query_string = "lang=de&cohort=session"
    wish.rerun_script.page_name = "session"
    return wish.SerializeToString()


async def _finished(socket: ClientConnection) -> str:
    """The path at which the page asks for moves, once the run has ended."""
    path = ""
    while True:
        message = await socket.recv(decode=False)
        said, found = ForwardMsg.FromString(message), DESK.search(message)
        path = found[0].decode() if found else path
        if said.WhichOneof("type") == "script_finished":
            if said.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise RuntimeError(f"the run ended otherwise: {said.script_finished}")
            return path


async def _moved(server: Server, path: str, weight: float) -> None:
    """One press, and everything that is answered to it."""
    wish = json.dumps({"place": [weight, 1]}).encode()
    asked = f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {len(wish)}"
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(f"{asked}\r\nConnection: close\r\n\r\n".encode() + wish)
    answer = await reader.read()
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"the move was not answered: {answer[:80]!r}")


async def together(server: Server, visitors: int, first: int = 0) -> list[Visit]:
    """So many at the same moment; the moves are to weights of their own from the `first` on."""
    everybody = asyncio.Barrier(visitors)
    weights = [round(1.05 + number / 100, 2) for number in range(first, first + visitors)]
    return await asyncio.gather(*(visit(server, everybody, weight) for weight in weights))


def measured(server: Server, visitors: int) -> None:
    """Print one visitor's time, theirs together, and how many times the one the others are."""
    asyncio.run(together(server, 1))
    alone = [asyncio.run(together(server, 1, turn * visitors // TURNS))[0] for turn in range(TURNS)]
    found = asyncio.run(together(server, visitors))
    print(
        f"{visitors} visitors at once, {os.cpu_count()} cores, session of 30 households in 8 municipalities"
    )
    for what in ("opened", "again", "moved"):
        one = median(getattr(seen, what) for seen in alone)
        times = sorted(getattr(seen, what) for seen in found)
        middle, last = median(times), times[-1]
        print(
            f"{what}: alone {one:.2f} s; together median {middle:.1f} s, last {last:.1f} s: "
            f"{middle / one:.0f} and {last / one:.0f} times"
        )


def main() -> None:
    """Start the app on the demo cohorts and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.duckdb"
        open_store(path, shipped_catalogue()).close()
        server = Server(Path(folder), path)
        try:
            measured(server, asked.visitors)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
