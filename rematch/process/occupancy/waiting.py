"""How long households have waited: the open stretches alone, none of the time in which a case was closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from rematch.model import HouseholdId
from rematch.process.history import History

WAITING = frozenset({"waiting", "planned", "offered"})
"""States of a household that has no place yet and wants one."""


@dataclass(frozen=True)
class Wait:
    """A household's days without a place, its `stretches` of them, and whether it waits on the last day.

    From the day on which it came into a round, or wanted a place again, to that before it accepted or left.
    """

    household: HouseholdId
    days: int
    stretches: int
    open: bool


@dataclass(frozen=True)
class WaitCount:
    """Those who wait and those who have waited, the longest first; each is a list."""

    waiting: tuple[Wait, ...]
    placed: tuple[Wait, ...]

    @staticmethod
    def middle(of: Iterable[Wait]) -> float | None:
        """The median of their days, None where there is nobody."""
        days = [one.days for one in of]
        return median(days) if days else None


def waits(history: History, until: date) -> tuple[Wait, ...]:
    """Everybody's wait up to the end of a day; who came later, or never waited, is not among them."""
    found = []
    for subject in history.subjects("household"):
        events = sorted(history.of("household", subject), key=lambda one: one.seq)
        known = [(one.day, one.state in WAITING) for one in events if one.day <= until]
        ends = [*known, (until, False)]
        days = sum(max(0, (after - day).days) for (day, waits), (after, _) in pairwise(ends) if waits)
        before = [False, *(waits for _, waits in known)]
        stretches = sum(now and not then for then, now in pairwise(before))
        if stretches:
            found.append(Wait(HouseholdId(subject), days, stretches, known[-1][1]))
    return tuple(sorted(found, key=lambda one: (-one.days, one.household)))


def wait_count(history: History, until: date) -> WaitCount:
    """Who waits on a day, and who has accepted a place by then and how long that took."""
    known = waits(history, until)
    placed = [one for one in known if not one.open and _placed(history, one.household, until)]
    return WaitCount(tuple(one for one in known if one.open), tuple(placed))


def _placed(history: History, household: HouseholdId, until: date) -> bool:
    states = [one.state for one in history.of("household", household) if one.day <= until]
    return bool(states) and states[-1] in ("placed", "arrived")
