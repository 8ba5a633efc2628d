"""How long one press on a slider takes on screen, beside an empty page in the same run: `make bench-screen`.

Key press to first change, to the new numbers, to the last change of the document, in a real Chromium on the
real app; times are those of a MutationObserver, so painting itself is not in them.
"""

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import BrowserContext, CDPSession, Locator, WebSocket, sync_playwright

from rematch.bootstrap import open_store, shipped_catalogue
from rematch.instance import CohortData, prepare_cohort
from rematch.model import Profiles, Viewer
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.service.session import WarmStart
from rematch.synthetic import generate
from tests import demo
from tests.browser import chromium
from tests.browser.conftest import FLAGS
from tests.browser.server import Server
from tests.browser.visit import Visit

PROBE = (Path(__file__).parent / "bench_probe.js").read_text(encoding="utf-8")
EMPTY = "tests/browser/empty_page.py"
WARM = 3
NATIONAL = "national"
COLD = 6
"""Openings of the page, each in a context that knows nothing of it; the first just after the start."""
WAVE = 5
"""So many presses up, then as many down."""
OPENING_MS = 300_000
"""The first plan of 2,000 households takes a while."""
QUIET_MS = 250
"""Without a change for so long, the page is finished."""
STEPS = ("first", "numbers", "drawn", "last")
"""`drawn`: the pieces that show the new plan; `last`: whatever the page's run changes
after that, as the line on the working session and the buttons to undo."""


@dataclass
class Measured:
    """What every press cost: milliseconds by step, messages and kilobytes, CPU milliseconds."""

    times: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    messages: list[int] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    browser: list[float] = field(default_factory=list)
    elements: int = 0


class Desk:
    """A page with a slider to press, and the server behind it."""

    def __init__(self, visit: Visit, slider: Locator) -> None:
        self.page, self.slider = visit.page, slider
        self.pid = visit.server.pid
        self.frames: list[int] = []
        self.measured = Measured()
        self.metrics: CDPSession = self.page.context.new_cdp_session(self.page)
        self.metrics.send("Performance.enable", {"timeDomain": "threadTicks"})

    def heard(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(len(frame)))

    def press(self, key: str, *, counted: bool) -> None:
        """One press, until nothing changes any more."""
        self.page.bring_to_front()
        self.slider.focus()
        self.frames.clear()
        server, browser = _cpu_ms(self.pid), self._task_ms()
        self.page.keyboard.press(key)
        self.page.wait_for_function(f"() => bench.finished({QUIET_MS})", polling=50)
        if not counted:
            return
        found = self.page.evaluate("() => bench.read()")
        for step in STEPS:
            if found[step] is not None:
                self.measured.times[step].append(found[step])
        self.measured.messages.append(len(self.frames))
        self.measured.kilobytes.append(sum(self.frames) / 1000)
        self.measured.server.append(_cpu_ms(self.pid) - server)
        self.measured.browser.append(self._task_ms() - browser)
        self.measured.elements = self.page.locator("[data-testid=stElementContainer]").count()

    def _task_ms(self) -> float:
        found = self.metrics.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in found if one["name"] == "TaskDuration"))


def _cpu_ms(pid: int) -> float:
    """Processor time of a process so far; the kernel counts in steps of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _browsers(context: BrowserContext, folder: Path, size: str, group: str) -> Iterator[tuple[Desk, Desk]]:
    """The app's session page and the empty one, both drawn."""
    store = folder / "demo.duckdb"
    with closing(open_store(store, shipped_catalogue())) as opened:
        if size == NATIONAL:
            opened.save_profiles(_national(), shipped_catalogue().fingerprint, Viewer())
    (folder / "empty").mkdir()
    app, empty = Server(folder, store), Server(folder / "empty", script=EMPTY)
    pages = ((app, f"session?lang=de&cohort={size}"), (empty, ""))
    try:
        desks = []
        for server, address in pages if size != NATIONAL else ():
            slider = f".st-key-{'group_weights' if address else 'weight'} input[type=range]"
            first, *later = _opened_cold(context, server, address, slider)
            print(f"{'app' if address else 'empty page'}: cold {first:.1f} s, then {median(later):.1f} s")
        for server, address in pages:
            visit = Visit.begin(context, server)
            visit.page.add_init_script(PROBE)
            sockets: list[WebSocket] = []
            visit.page.on("websocket", lambda socket, found=sockets: found.append(socket))
            visit.page.set_default_timeout(OPENING_MS)
            began = perf_counter()
            visit.open(address)
            print(f"{'app' if address else 'empty page'}: opened in {perf_counter() - began:.1f} s")
            slider = _slider(visit, group if address else None)
            desk = Desk(visit, slider)
            desk.heard(sockets[-1])
            desks.append(desk)
        yield desks[0], desks[1]
    finally:
        app.stop()
        empty.stop()


def _opened_cold(context: BrowserContext, server: Server, address: str, slider: str) -> list[float]:
    """Seconds from the address to the slider, each in a context of its own."""
    browser, seconds = context.browser, []
    assert browser is not None
    for _ in range(COLD):
        with closing(browser.new_context(locale="de-DE")) as new:
            page, began = new.new_page(), perf_counter()
            page.goto(server.url(address))
            page.locator(slider).first.wait_for()
            seconds.append(perf_counter() - began)
    return seconds


def _slider(visit: Visit, group: str | None) -> Locator:
    """The group's slider; without a group the empty page's."""
    key, which = ("group_weights", f"[data-group={group}]") if group else ("weight", "")
    return visit.page.locator(f".st-key-{key} input[type=range]{which}")


@cache
def _national() -> Profiles:
    """Invented: a cohort as large as the largest of `make bench` that is planned while somebody waits."""
    return generate(2_000, 200, 1, shipped_catalogue(), cohort_id=NATIONAL)


def _ground(size: str) -> CohortData:
    return prepare_cohort(_national(), shipped_catalogue(), "") if size == NATIONAL else demo.known(size)


def _solves(size: str, group: str, keys: list[str]) -> float:
    """Median milliseconds of the plans alone, in this process, for the same moves."""
    known, bench, weight, seconds = _ground(size), WarmStart(), 1.0, []
    plan = replan(known, Scenario(), workbench=bench)
    for key in keys:
        weight = round(weight + (0.1 if key == "ArrowRight" else -0.1), 1)
        began = perf_counter()
        plan = replan(known, Scenario(groups={group: weight}), before=plan, workbench=bench)
        seconds.append(1000 * (perf_counter() - began))
    return median(seconds[WARM:])


def _table(app: Measured, empty: Measured, solve: float) -> list[str]:
    whole = median(empty.times["last"])
    rows = [f"{'':24}{'median ms':>10}{'least':>8}{'9 of 10':>9}{'x empty':>9}{'of':>5}"]
    names = (
        ("first", "to the first answer"),
        ("numbers", "to the new numbers"),
        ("drawn", "plan all drawn"),
        ("last", "to the last change"),
    )
    for name, times in [(words, app.times[step]) for step, words in names] + [
        ("empty page", empty.times["last"])
    ]:
        if times:
            tenth = sorted(times)[round(0.9 * (len(times) - 1))]
            rows.append(
                f"{name:24}{median(times):10.0f}{min(times):8.0f}{tenth:9.0f}"
                f"{median(times) / whole:9.1f}{len(times):5d}"
            )
    for name, one in (("session page", app), ("empty page", empty)):
        rows.append(
            f"{name:24}{one.elements} elements, {median(one.messages):.0f} messages and "
            f"{median(one.kilobytes):.0f} kB a move, CPU {_mean(one.server):.0f} ms server, "
            f"{_mean(one.browser):.0f} ms page"
        )
    return [*rows, f"{'the plan alone':24}{solve:.0f} ms"]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", action="append", choices=("session", "land", NATIONAL))
    asked.add_argument("--moves", type=int, default=30)
    asked.add_argument("--group", default="place")
    given = asked.parse_args()
    found = chromium.find()
    for size in given.size or ["session"]:
        presses = given.moves + WARM
        keys = ["ArrowRight" if k // WAVE % 2 == 0 else "ArrowLeft" for k in range(presses)]
        with TemporaryDirectory() as folder, sync_playwright() as playwright:
            launched = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
            context = launched.new_context(locale="de-DE")
            with _browsers(context, Path(folder), size, given.group) as (app, empty):
                for k, key in enumerate(keys):
                    for desk in (app, empty):
                        desk.press(key, counted=k >= WARM)
            launched.close()
        print(f"{size}, group {given.group}, {given.moves} moves")
        print("\n".join(_table(app.measured, empty.measured, _solves(size, given.group, keys))))


if __name__ == "__main__":
    main()
