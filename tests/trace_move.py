"""What one move of a slider enters: functions and files of ours, until the plan is on record and on screen.

`make trace`, or `python tests/trace_move.py FOLDER` for another checkout of the project.
"""

import json
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
HANDED_OVER, ON_RECORD = "record", "record_run"
"""The functions by which a plan is handed over to be recorded, and by which the store writes it."""
SLIDERS, GROUP = "group_weights", "housing"
SECONDS = 120


@dataclass(frozen=True)
class Entered:
    """How often functions were entered, how many different ones, in which files; a file's body is one."""

    calls: int
    functions: int
    files: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.functions} functions in {len(self.files)} files, {self.calls} calls"


@dataclass
class Trace:
    """Calls of what lies under `root`, of all threads in the order of time; called by `sys.setprofile`."""

    root: Path
    on: bool = False
    calls: list[tuple[int, CodeType]] = field(default_factory=list)
    recorded: tuple[int, int] | None = None
    """The thread that wrote the run, and how many calls there had been when it was written."""

    def __post_init__(self) -> None:
        self._ours = tuple(f"{self.root / name}" for name in ("rematch", "pages"))

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """One event of the interpreter."""
        if not self.on or event not in ("call", "return"):
            return
        code = frame.f_code
        if not code.co_filename.startswith(self._ours):
            return
        if event == "call":
            self.calls.append((threading.get_ident(), code))
        elif code.co_name == ON_RECORD and self.recorded is None:
            self.recorded = threading.get_ident(), len(self.calls)

    def until_on_record(self) -> Entered:
        """Until the plan is handed over, and what the thread that writes the run then enters for it."""
        if self.recorded is None:
            raise LookupError("no run was recorded")
        writer, end = self.recorded
        handed = 1 + next(k for k, (_, code) in enumerate(self.calls) if code.co_name == HANDED_OVER)
        written = (code for thread, code in self.calls[handed:end] if thread == writer)
        return self._entered([*(code for _, code in self.calls[:handed]), *written])

    def until_drawn(self) -> Entered:
        """The whole run of the script, and the record beside it."""
        return self._entered([code for _, code in self.calls])

    def _entered(self, codes: list[CodeType]) -> Entered:
        different = {(code.co_filename, code.co_qualname) for code in codes}
        files = sorted({Path(file).relative_to(self.root).as_posix() for file, _ in different})
        return Entered(len(codes), len(different), tuple(files))


def trace_move(root: Path = ROOT) -> Trace:
    """Open the session page of the checkout at `root`; move the slider of a group once more."""
    sys.path.insert(0, str(root))
    trace = Trace(root)
    threading.setprofile(trace)
    from streamlit.testing.v1 import AppTest  # after it, so that its threads are watched, too

    try:
        with TemporaryDirectory() as folder, patch.dict("os.environ", REMATCH_DB=f"{folder}/rematch.duckdb"):
            at = AppTest.from_file(str(root / "rematch" / "ui" / "main.py"), default_timeout=SECONDS)
            at.context = {"locale": "de-DE"}
            at.run()
            at.switch_page("../../pages/session.py").run()
            for press, weight in enumerate(
                (2.0, 1.0), start=1
            ):  # a visit's own model is built with its first
                _move(at, weight, press)
            from rematch.ui.shell import cached

            cached.recorder().flush()  # else the record of the move before is taken for this one's
            trace.on = True
            _move(at, 2.0, 3)
            _wait(trace)
            trace.on = False
            if at.exception:
                raise RuntimeError(at.exception[0].message)
    finally:
        threading.setprofile(None)  # type: ignore[arg-type]
        sys.path.remove(str(root))
    return trace


def _move(at: "AppTest", weight: float, press: int) -> None:
    states = at._tree.get_widget_states()
    wish = states.widgets.add()
    wish.id = next(one.proto.id for one in at.get("bidi_component") if one.key == SLIDERS)
    wish.json_value = json.dumps({"wish": {GROUP: [weight, press]}})
    at._run(states)


def _wait(trace: Trace) -> None:
    """Plans may be put on record beside the screen."""
    until = time.monotonic() + SECONDS
    while trace.recorded is None and time.monotonic() < until:
        time.sleep(0.01)


if __name__ == "__main__":
    move = trace_move(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT)
    print(f"until the plan is on record: {move.until_on_record()}")
    print(f"until the page is drawn:     {move.until_drawn()}")
