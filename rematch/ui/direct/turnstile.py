"""Small answers one after the other, in the order in which they were asked for.

All threads of one interpreter work in turns. Fifty that begin together would all end together, at the end;
one after the other half of them have their answer in half of that time. Two at once took longer than one:
each gives the interpreter away at every step of the solver and waits to have it back. Through it go runs of
the session's page and, step by step, moves answered beside it, where problems are small: a large one would
hold the quick ones up.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext, suppress
from heapq import heapify, heappop, heappush
from itertools import count
from threading import Event, Lock
from time import monotonic

from rematch.ui.direct import desk
from rematch.ui.jobs.reruns import newer_wish
from rematch.ui.shell.context import Context

LOOK = 0.25
"""Seconds after which whoever waits looks whether there is still something to wait for."""
PATIENCE = 2.0
"""Seconds without anybody's leaving after which whoever waits goes on: one that hangs holds up nobody."""

Waiting = tuple[int, Callable[[], object]]
"""Who came when, and how they are called."""


class Turnstile:
    """Lets one in at a time; whoever leaves, from within or from the queue, makes room."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers = count()
        self._queue: list[Waiting] = []
        self._within: Waiting | None = None
        self._left = monotonic()

    def number(self) -> int:
        """A place in the queue, for one that comes several times."""
        return next(self._numbers)

    @contextmanager
    def through(self, over: Callable[[], bool]) -> Iterator[None]:
        """For a thread: waits for its turn; once nobody waits for it any more it goes on without one."""
        turn = Event()
        mine = self._come(self.number(), turn.set)
        try:
            while not (turn.wait(LOOK) or over() or self._hangs()):
                pass
            yield
        finally:
            self._go(mine)

    @asynccontextmanager
    async def awaited(self, number: int) -> AsyncIterator[None]:
        """The same without holding a thread; whoever is cancelled leaves the queue."""
        loop, turn = asyncio.get_running_loop(), asyncio.Event()
        mine = self._come(number, lambda: loop.call_soon_threadsafe(turn.set))
        try:
            while not (turn.is_set() or self._hangs()):
                with suppress(TimeoutError):
                    await asyncio.wait_for(turn.wait(), LOOK)
            yield
        finally:
            self._go(mine)

    def _come(self, number: int, call: Callable[[], object]) -> Waiting:
        mine = (number, call)
        with self._lock:
            if self._within is not None:
                heappush(self._queue, mine)
                return mine
            self._within, self._left = mine, monotonic()
        call()
        return mine

    def _go(self, mine: Waiting) -> None:
        with self._lock:
            self._left = monotonic()
            if mine is not self._within:
                self._queue.remove(mine)
                heapify(self._queue)
                return
            following = self._within = heappop(self._queue) if self._queue else None
        if following is not None:
            following[1]()

    def _hangs(self) -> bool:
        return monotonic() - self._left > PATIENCE


SMALL_ANSWERS = Turnstile()
"""Of this server."""


def taken(page: str, about: Context) -> AbstractContextManager[None]:
    """Within, the run of a page has its turn, or is of those that take none; moves on it do as it does."""
    if page != "session" or about.cohort is None:
        return nullcontext()
    from rematch.service.session import EXACT_PAIRS  # noqa: PLC0415  the service imports the solver

    small = about.cohort.households * about.cohort.municipalities <= EXACT_PAIRS
    desk.mine().small = small
    return SMALL_ANSWERS.through(newer_wish()) if small else nullcontext()
