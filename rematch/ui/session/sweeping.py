"""A robustness sweep beside the screen: it goes on while somebody looks at it, and is stopped otherwise."""

import logging
import threading
import time

from rematch.errors import RematchError
from rematch.service import PlanReport, Robustness, robustness

LEASE = 10.0
"""Seconds without a look after which nobody is there any more: another page, another view, a closed tab."""

_log = logging.getLogger("rematch")


class Sweeping:
    """One sweep on a thread of its own, and the latest of what it has found."""

    def __init__(self, report: PlanReport, draws: int, spread: float, lease: float = LEASE) -> None:
        self.draws = draws
        self.found: Robustness | None = None
        self.fault: RematchError | None = None
        self._lease = lease
        self._seen = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(report, draws, spread), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it still works; whoever asks is there to see."""
        self._seen = time.monotonic()
        return self._thread.is_alive()

    def stop(self) -> None:
        """Hand out no more; what is done stays."""
        self._stop.set()

    def _run(self, report: PlanReport, draws: int, spread: float) -> None:
        try:
            self._keep(
                robustness(report, draws=draws, spread=spread, told=self._keep, stopped=self._unwanted)
            )
        except RematchError as fault:
            self.fault = fault
        except Exception as error:
            _log.error("robustness sweep: %s", type(error).__name__)
            self.fault = RematchError("sweep.lost")

    def _keep(self, found: Robustness) -> None:
        self.found = found

    def _unwanted(self) -> bool:
        return self._stop.is_set() or time.monotonic() - self._seen > self._lease
