"""What a step is made of and comes to: how things stand, what is kept, what is missing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from rematch.errors import RematchError
from rematch.model import HouseholdId, Profiles
from rematch.process.history import History
from rematch.process.needs import ProcessStep
from rematch.store import ChangedProfiles, Offer, OfferRound, ProcessEvent

R = TypeVar("R")


class Refused(RematchError):
    """A step that cannot be taken now: the machine and step it was, and what is `missing`, by name."""

    def __init__(self, step: ProcessStep, missing: tuple[str, ...]) -> None:
        super().__init__("step.refused", machine=step.machine, event=step.event)
        self.step = step
        self.missing = missing


@dataclass(frozen=True)
class Prepared:
    """Offers that were drafted, and of the other households what is missing, by name."""

    offers: tuple[Offer, ...]
    refused: dict[HouseholdId, tuple[str, ...]]


@dataclass(frozen=True)
class Taken(Generic[R]):
    """What a step comes to: events to keep, what begins by them, and what whoever took it is told.

    `changed` are the profiles the cohort has by it, None where it changes none.
    """

    events: list[ProcessEvent]
    outcome: R
    started: tuple[OfferRound | Offer, ...] = ()
    changed: ChangedProfiles | None = None


@dataclass(frozen=True)
class HowThingsStand:
    """How things stand at a moment: what happened, and the profiles as they are."""

    history: History
    profiles: Profiles
    now: datetime
