"""A workshop, its guests, what they chose and why: frozen, nobody's name in any of it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from rematch.model import CohortId, Frozen
from rematch.store.records import now

Stage = Literal["joining", "voting", "closed", "revealed", "ended"]
GuestRole = Literal["mayor", "administration", "council", "organisation", "volunteer", "arrived", "other"]
Side = Literal["more", "less"]
Importance = Annotated[int, Field(ge=0, le=100)]

LONGEST_REASON = 280
LONGEST_NAME = 80


class Workshop(Frozen):
    """One workshop on an invented cohort: where it stands, and the day on which all of it is deleted.

    `data` and `catalogue` are the fingerprints of what it was opened on; `code` is what guests join by;
    `revealed` is the round revealed last, 0 before one is; the round of one that has ended is that one.
    `closes_at` is the end that the timer shows, None where there is none.
    """

    number: int = 0
    code: str
    name: str = Field(default="", max_length=LONGEST_NAME)
    cohort: CohortId
    data: str
    catalogue: str
    opened_at: AwareDatetime = Field(default_factory=now)
    delete_on: date
    stage: Stage = "joining"
    round: int = 1
    revealed: int = 0
    closes_at: AwareDatetime | None = None


class Guest(Frozen):
    """Somebody in the room: a number in the workshop, the role they chose, whether on paper."""

    number: int = 0
    role: GuestRole | None = None
    paper: bool = False
    joined_at: AwareDatetime = Field(default_factory=now)


class Ballot(Frozen):
    """How important somebody finds each group's change from worst to best, 100 the most important.

    `step` counts their changes: what arrives late never overwrites what came after it.
    """

    swings: dict[str, Importance] = {}
    step: int = Field(default=0, ge=0)
    sent: bool = False
    at: AwareDatetime = Field(default_factory=now)


class GivenReason(Frozen):
    """Why somebody stands apart on a group, shown without a name; a facilitator may hide it."""

    topic: str
    side: Side
    text: str = Field(min_length=1, max_length=LONGEST_REASON)
    hidden: bool = False
