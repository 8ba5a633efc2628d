"""One Streamlit server on a free port, with a database of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
TROUBLE = re.compile(r"Traceback|program error|Exception ignored")
START_SECONDS = 90


class Server:
    """`streamlit run app.py` as a process of its own, on a copy of a store where there is one."""

    def __init__(
        self,
        folder: Path,
        store: Path | None = None,
        *,
        script: str = "app.py",
        options: Sequence[str] = (),
        **environment: str,
    ) -> None:
        self.database = database = folder / "rematch.duckdb"
        if store is not None:
            shutil.copyfile(store, database)
        self.port = free_port()
        self._read = 0
        self.log = folder / "server.log"
        self._out = self.log.open("w", encoding="utf-8")
        self._script, self._further = script, options
        own = {"REMATCH_DB": str(database), "REMATCH_STRICT_TEXTS": "1"}
        self._environment = {**os.environ, **own, **environment}
        self._process = self._begun()
        self._wait()

    def killed_and_started_again(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """As after a power cut: nothing is brought to an end; the same database is at the same address."""
        self._process.kill()
        self._process.wait()
        meanwhile()
        self._process = self._begun()
        self._wait()

    def _begun(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", *self._command()],
            cwd=ROOT,
            env=self._environment,
            stdout=self._out,
            stderr=subprocess.STDOUT,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def troubles(self) -> list[str]:
        """Lines that were logged since it was asked last, and that no visit may cause."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        self._read, new = len(lines), lines[self._read :]
        return [line for line in new if TROUBLE.search(line)]

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._out.close()

    def _command(self) -> list[str]:
        return ["streamlit", "run", self._script, *self._options()]

    def _options(self) -> list[str]:
        return [
            "--server.headless=true",
            "--server.address=127.0.0.1",
            f"--server.port={self.port}",
            "--server.fileWatcherType=none",
            *self._further,
        ]

    def _wait(self) -> None:
        for _ in range(START_SECONDS * 5):
            if self._process.poll() is not None:
                raise RuntimeError(self.log.read_text(encoding="utf-8"))
            try:
                with urllib.request.urlopen(self.url("_stcore/health"), timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.stop()
        raise RuntimeError(self.log.read_text(encoding="utf-8"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
