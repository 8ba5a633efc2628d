"""Rounds, offers and what follows: steps on the way from a decided plan to arrival."""

from rematch.process.again import kept
from rematch.process.days import this_moment, today
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.ended import EndedOffer, by_party, ended_offers
from rematch.process.example import tell
from rematch.process.history import Claim, History
from rematch.process.items import DueItem, Item, due, items
from rematch.process.machines import (
    MACHINES,
    Machine,
    State,
    StepReason,
    Transition,
    reasons_for,
    states,
    steps_from,
    transitions,
)
from rematch.process.needs import Case, ProcessStep, changed_since
from rematch.process.outcomes import Prepared, Refused
from rematch.process.places import PlaceCount, places
from rematch.rights import COORDINATION, EVERYBODY, READING, open_to
from rematch.store import Offer, OfferRound, ProcessEvent

__all__ = [
    "MACHINES",
    "Case",
    "Claim",
    "DueItem",
    "EndedOffer",
    "History",
    "Item",
    "Machine",
    "Offer",
    "OfferRound",
    "PlaceCount",
    "Prepared",
    "ProcessDesk",
    "ProcessEvent",
    "ProcessStep",
    "Refused",
    "State",
    "StepReason",
    "Transition",
    "by_party",
    "changed_since",
    "due",
    "ended_offers",
    "history_of",
    "items",
    "kept",
    "places",
    "reasons_for",
    "states",
    "steps_from",
    "tell",
    "this_moment",
    "today",
    "transitions",
]

open_to(
    globals(),
    {
        COORDINATION: (kept, changed_since, tell),
        READING: (by_party, due, ended_offers, history_of, places),
        EVERYBODY: (reasons_for, steps_from, this_moment, today),
    },
)
