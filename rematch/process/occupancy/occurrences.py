"""Which day a statistic means: the day on which something happened to an offer, the last time it did."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from rematch.process.history import History
from rematch.process.machines import Machine
from rematch.store import Offer

Occurrence = Literal["sent", "accepted", "departed", "arrived", "moved_on"]
OCCURRENCES: tuple[Occurrence, ...] = get_args(Occurrence)
_EVENTS: dict[Occurrence, tuple[Machine, frozenset[str]]] = {
    "sent": ("offer", frozenset({"send"})),
    "accepted": ("offer", frozenset({"accept"})),
    "departed": ("relocation", frozenset({"depart"})),
    "arrived": ("relocation", frozenset({"arrive"})),
    "moved_on": ("relocation", frozenset({"move_on"})),
}
UNDONE = "turn_back"
"""After it nobody has departed, until they do again."""
IN_ERROR = "entered_in_error"


@dataclass(frozen=True)
class Occurred:
    """An offer and the day it happened to it."""

    offer: Offer
    day: date


@dataclass(frozen=True)
class Selected:
    """The offers to which it happened from `first` through `last`, in their order."""

    occurrence: Occurrence
    first: date
    last: date
    found: tuple[Occurred, ...]

    @property
    def persons(self) -> int:
        """Persons of these offers."""
        return sum(one.offer.persons for one in self.found)


def selected(history: History, occurrence: Occurrence, first: date, last: date) -> Selected:
    """To whom it happened between two days, both included; offers entered in error are left out."""
    days = ((offer, day_of_occurrence(history, offer, occurrence)) for offer in history.offers)
    found = tuple(Occurred(offer, day) for offer, day in days if day is not None and first <= day <= last)
    return Selected(occurrence, first, last, found)


def day_of_occurrence(history: History, offer: Offer, occurrence: Occurrence) -> date | None:
    """The day it last happened to the offer; None where it did not, or not for good."""
    if history.state("offer", offer.number) == IN_ERROR:
        return None
    machine, events = _EVENTS[occurrence]
    found: date | None = None
    for one in history.of(machine, offer.number):
        if one.event in events:
            found = one.day
        elif one.event == UNDONE and occurrence == "departed":
            found = None
    return found
