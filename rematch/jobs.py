"""Work beside the screen: on a thread of its own, looked in on, ended when nobody looks any more."""

import atexit
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from rematch.errors import RematchError
from rematch.incident import log_incident
from rematch.rights import carried

LEASE = 10.0
"""Seconds without a look after which nobody is there any more: another page, another view, a closed tab."""

T = TypeVar("T")
Told = Callable[[T], None]
Stopped = Callable[[], bool]
Work = Callable[[Told[T], Stopped], T]
"""Does something step by step: tells what it has so far, asks whether to stop, returns what it has."""

LAST_STEP = 20.0
"""Seconds a step may still take when the program ends."""

_begun: "WeakSet[Job[Any]]" = WeakSet()


class Job(Generic[T]):
    """One piece of work beside the screen, and the latest of what it has found.

    `found` is None before the first step; `fault` says why it ended early, None where it did not. `cut` is
    set once the work has heard that it is to stop.
    """

    def __init__(self, name: str, work: Work[T], *, lease: float = LEASE) -> None:
        self.found: T | None = None
        self.fault: RematchError | None = None
        self.cut = False
        self._lease = lease
        self._stop = Event()
        self._seen = monotonic()
        self._thread = Thread(target=carried(self._run), args=(name, work), daemon=True, name=name)
        _begun.add(self)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it still works; whoever asks is there to see."""
        self._seen = monotonic()
        return self._thread.is_alive()

    def look(self) -> T | None:
        """What it has so far; whoever asks is there to see."""
        self._seen = monotonic()
        return self.found

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop, or left alone for too long."""
        return self._stop.is_set() or monotonic() - self._seen > self._lease

    def stop(self) -> None:
        """Begin no further step; what was found stays."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end, or so long."""
        self._thread.join(seconds)

    def _run(self, name: str, work: Work[T]) -> None:
        try:
            self._keep(work(self._keep, self._asked))
        except RematchError as fault:
            self.fault = fault
        except Exception as error:
            self.fault = RematchError("problem.broke_off", number=log_incident(error, name))

    def _asked(self) -> bool:
        self.cut = self.cut or self.stopped
        return self.cut

    def _keep(self, found: T) -> None:
        self.found = found


@atexit.register
def _end_all() -> None:
    """A thread that is inside the solver when Python ends takes the whole program down with an error."""
    left = list(_begun)
    for work in left:
        work.stop()
    for work in left:
        work.wait(LAST_STEP)
