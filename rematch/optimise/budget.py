"""How much work a call may do: counted in branch-and-bound nodes, so that a limited plan can be repeated."""

from collections.abc import Callable
from math import ceil
from time import perf_counter


class Overtaken(Exception):
    """Nobody waits for this work any more: what it has so far is no answer, to be neither shown nor kept."""


class Budget:
    """What is left of a work limit (nodes; a searched neighbourhood counts as one) and of a time limit.

    Once `stopped` says that nobody waits for the answer any more, whoever asks for what is left is Overtaken.
    """

    def __init__(
        self,
        work_limit: int | None = None,
        time_limit: float | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        self.work = work_limit
        self._stopped = stopped
        self._deadline = None if time_limit is None else perf_counter() + time_limit

    @property
    def seconds(self) -> float | None:
        """Seconds left, None without a time limit."""
        return None if self._deadline is None else max(0.0, self._deadline - perf_counter())

    @property
    def over(self) -> bool:
        """Whether nothing is left; raises Overtaken where nobody waits any more."""
        self.go_on()
        return self.work == 0 or self.seconds == 0.0

    @property
    def stopped(self) -> Callable[[], bool] | None:
        """Says whether nobody waits any more; None where somebody always does."""
        return self._stopped

    def go_on(self) -> None:
        """Raise Overtaken where nobody waits any more."""
        if self._stopped is not None and self._stopped():
            raise Overtaken

    def share(self, part: float) -> "Budget":
        """A part of what is left, to be spent separately."""
        seconds = None if self.seconds is None else self.seconds * part
        return Budget(None if self.work is None else ceil(self.work * part), seconds, self._stopped)

    def endless(self) -> "Budget":
        """Without a limit, as long as somebody waits."""
        return Budget(stopped=self._stopped)

    def nodes(self, most: int) -> "Budget":
        """So many nodes of their own, in what is left of the time."""
        return Budget(most, self.seconds, self._stopped)

    def spend(self, work: int) -> None:
        """Count this much work as done."""
        if self.work is not None:
            self.work = max(0, self.work - work)


NO_LIMIT = Budget()
"""All the work there is, for somebody who waits."""
