"""Whoever guesses is slowed: after some wrong answers from one address none is heard for a while."""

from collections import defaultdict, deque
from threading import Lock
from time import monotonic

from rematch.errors import RematchError

WRONG_ANSWERS = 10
WITHIN = 300.0
"""Seconds."""
FROM_ALL = 300
"""Wrong answers from all addresses together: a room that guesses."""


class Turnstile:
    """Counts wrong answers by address; may be used from many threads."""

    def __init__(self) -> None:
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def passes(self, address: str) -> None:
        """Raises workshop.too_often where too many wrong answers came from there, or from all, of late."""
        with self._lock:
            since = monotonic() - WITHIN
            for name, times in list(self._failed.items()):
                while times and times[0] < since:
                    times.popleft()
                if not times:
                    del self._failed[name]
            if len(self._failed.get(address, ())) >= WRONG_ANSWERS:
                raise RematchError("workshop.too_often")
            if sum(map(len, self._failed.values())) >= FROM_ALL:
                raise RematchError("workshop.too_often")

    def failed(self, address: str) -> None:
        """One more wrong answer from there."""
        with self._lock:
            self._failed[address].append(monotonic())
