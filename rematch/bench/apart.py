"""Work in a process of its own: its memory is its own, and it can be ended at a deadline."""

import logging
import multiprocessing
import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger("rematch")

STATUS, MEMORY = Path("/proc/self/status"), Path("/proc/meminfo")


def apart(limit: float | None, work: Callable[P, R], *args: P.args, **named: P.kwargs) -> R | None:
    """What `work` returns in a fresh process; None where it took more than `limit` seconds or broke off.

    What it works on goes through the pipe: handed over at the start, it would block for good where the
    process ends before it has read it.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(there,))
    process.start()
    there.close()
    found: R | None = None
    with suppress(EOFError, OSError):
        here.send((work, args, named))
        found = here.recv() if here.poll(limit) else None
    process.terminate()
    process.join()
    return found


def peak_mb() -> float | None:
    """Most memory this process ever held, None where the system does not say.

    Not `ru_maxrss`: that one is handed on from the process a new one was started by.
    """
    if not STATUS.exists():
        return None
    lines = STATUS.read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)


def _answer(asking: Connection) -> None:
    if MEMORY.exists():
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (available(), most))
    try:
        work, args, named = asking.recv()
        asking.send(work(*args, **named))
    except Exception as error:
        _log.error("measuring ended: %s", type(error).__name__)


def available() -> int:
    """Bytes of memory that are free: taking more would end other programs before this one."""
    lines = MEMORY.read_text(encoding="utf-8").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
