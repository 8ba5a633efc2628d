"""One piece of work over many draws, on any `concurrent.futures` executor: processes here, or Dask's workers.

What the work needs is shipped to a worker once and built there once; a task carries a batch of draws alone.
Where the draws run and how they are batched changes nothing in what comes out.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

from loky import ProcessPoolExecutor
from loky.backend import get_context

from rematch.errors import RematchError
from rematch.settings import settings

D = TypeVar("D")
R = TypeVar("R")
D_contra = TypeVar("D_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

BATCH = 25
"""Draws a task."""
MOST_PROCESSES = 8
LOOK = 0.2
"""Seconds between two looks at whether to stop."""
FAREWELL = 2.0
"""Seconds a worker has to finish once nobody waits for it."""
CONNECT = 10
"""Seconds to wait for a scheduler."""


class Payload(Protocol[D_contra, R_co]):
    """What is shipped: it can be pickled, and is itself by identity (no `__eq__` of its own)."""

    def build(self) -> Callable[[D_contra], R_co]:
        """The work on one draw; called once in each worker, what it returns is used by one thread only."""


@dataclass(frozen=True)
class WorkerPool:
    """An executor, how many tasks it runs at a time, and what stands for the material in a task."""

    executor: Executor
    workers: int
    material: object


def crew(material: Payload[D, R]) -> AbstractContextManager[WorkerPool]:
    """Dask's workers where REMATCH_DASK_SCHEDULER names a scheduler, else processes on this machine."""
    address = settings().dask_scheduler
    return cluster(material, address) if address else processes(material)


@contextmanager
def processes(material: Payload[D, R], workers: int | None = None) -> Iterator[WorkerPool]:
    """Processes on this machine, which end with the draw they are at; one core is left to the screens.

    loky starts them afresh without running this program's main script, which under Streamlit is a screen.
    """
    count = workers or max(2, min(MOST_PROCESSES, (os.cpu_count() or 1) - 1))
    context = get_context("loky")
    theirs, ours = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(count, context=context, initializer=_arrive, initargs=(material, theirs))
    with theirs, ours:
        try:
            yield WorkerPool(executor, count, None)
        finally:
            executor.shutdown(wait=False)


@contextmanager
def cluster(material: Payload[D, R], address: str) -> Iterator[WorkerPool]:
    """The workers of a Dask scheduler. Raises RematchError (`sweep.*`) where there is nobody to ask."""
    try:
        from distributed import Client  # noqa: PLC0415  an optional extra
    except ImportError as missing:
        raise RematchError("sweep.not_installed") from missing
    try:
        client: Any = Client(address, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as failed:
        raise RematchError("sweep.no_scheduler") from failed
    with client:
        workers = sum(client.nthreads().values())
        if not workers:
            raise RematchError("sweep.no_workers")
        executor = client.get_executor(pure=False)
        try:
            yield WorkerPool(executor, workers, client.scatter(material, broadcast=True, hash=False))
        finally:
            executor.shutdown(wait=False)


def sweep(
    draws: Sequence[D],
    crew: WorkerPool,
    *,
    batch: int = BATCH,
    told: Callable[[Mapping[int, Any]], None] = lambda done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> dict[int, Any]:
    """What the crew's work makes of each draw, by the draw's number; only what is done where it was stopped.

    `told` gets everything done so far after each batch. No more is handed out than the crew can begin, so
    that a stop leaves little behind. Raises RematchError where the workers are lost.
    """
    batches = (range(at, min(at + batch, len(draws))) for at in range(0, len(draws), batch))
    done: dict[int, Any] = {}
    running: dict[Future[list[Any]], range] = {}
    try:
        while not stopped():
            while len(running) < 2 * crew.workers and (numbers := next(batches, None)) is not None:
                part = [draws[number] for number in numbers]
                running[crew.executor.submit(_batch, crew.material, part)] = numbers
            if not running:
                break
            finished, _ = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
            for future in finished:
                done.update(zip(running.pop(future), future.result(), strict=True))
            if finished:
                told(done)
    except BrokenExecutor as lost:
        raise RematchError("sweep.lost") from lost
    finally:
        for future in running:
            future.cancel()
    return done


class _Worker(threading.local):
    """What a worker's thread keeps: the material it started with, and what was built while it is around."""

    def __init__(self) -> None:
        self.brought: Any = None
        self.over: Callable[[], bool] = lambda: False
        self.built: WeakKeyDictionary[Any, Callable[[Any], Any]] = WeakKeyDictionary()


_here = _Worker()


def _batch(material: Any, draws: Sequence[Any]) -> list[Any]:
    material = _here.brought if material is None else material
    if material not in _here.built:
        _here.built[material] = material.build()
    work = _here.built[material]
    return [work(draw) for draw in draws if not _here.over()]


def _arrive(material: object, parent: Connection) -> None:
    over, leaving = threading.Event(), threading.Event()
    _here.brought, _here.over = material, over.is_set
    watch = threading.Thread(target=_end_with_parent, args=(parent, over, leaving), daemon=True)
    watch.start()
    # Last registered, first run: a thread that still waits while Python ends makes libraries report leaks.
    atexit.register(watch.join, FAREWELL)
    atexit.register(leaving.set)


def _end_with_parent(parent: Connection, over: threading.Event, leaving: threading.Event) -> None:
    """The pipe ends when the parent needs no more or is killed; nobody waits for this worker then."""
    with suppress(OSError, EOFError):
        parent.poll(None)
    over.set()
    if not leaving.wait(FAREWELL):
        os._exit(1)
