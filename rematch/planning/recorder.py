"""Plans put on record beside the screen: one thread, in order, so that nobody waits for the store.

What cannot be written is told by the future that was handed out; nothing is dropped in between.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from rematch.model import Viewer
from rematch.planning.record import record, record_further
from rematch.planning.report import PlanReport
from rematch.rights import COORDINATION, carried, every_method
from rematch.store import Store
from rematch.store.records import Why

T = TypeVar("T")
Recorded = Future[str]
"""The id of the run a plan is on record under, or the RematchError that kept it from there."""


@every_method(COORDINATION)
class Recorder:
    """The one thread that writes runs into `store`; Python waits for it when the program ends."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="recorder")

    def record(self, report: PlanReport, viewer: Viewer, why: Why) -> Recorded:
        """Store a run somebody saw, saved or released."""
        return self._thread.submit(carried(record), report, self._store, viewer, why)

    def record_further(self, report: PlanReport, earlier: Recorded, viewer: Viewer) -> Recorded:
        """Store what more work found since an earlier run: see `record.record_further`."""

        def further() -> str:
            return record_further(report, earlier.result(), self._store, viewer)

        return self._thread.submit(carried(further))

    def in_turn(self, write: Callable[[], T]) -> Future[T]:
        """Do something else that writes into the store when its turn comes."""
        return self._thread.submit(carried(write))

    def flush(self) -> None:
        """Wait until all that was handed over is written or has failed."""
        self._thread.submit(int).result()
