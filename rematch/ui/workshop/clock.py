"""The timer: what is left until a round ends, and when it ends once it is extended."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rematch.store.workshop.records import Workshop

MINUTE = 60
OVER = "0:00"


def left(workshop: "Workshop") -> str | None:
    """Minutes and seconds, 0:00 once the time is over; None where no timer runs."""
    if workshop.stage != "voting" or workshop.closes_at is None:
        return None
    seconds = round(_seconds(workshop))
    return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"


def extended(workshop: "Workshop", minutes: float) -> float:
    """Minutes from now until the end, so many later than it is."""
    return _seconds(workshop) / MINUTE + minutes


def _seconds(workshop: "Workshop") -> float:
    if workshop.closes_at is None:
        return 0.0
    return max(timedelta(), workshop.closes_at - datetime.now(UTC)).total_seconds()
