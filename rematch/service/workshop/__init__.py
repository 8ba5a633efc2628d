"""A workshop, in a process of its own: made by `opening`, kept by `premises`.

Guests have a `Hall`, whoever leads a `Direction`. Nothing of any other service is open to them.
"""

from rematch.service.workshop.opening import OpenWorkshop, open_workshop
from rematch.service.workshop.premises import LeadKey, Premises, premises, settle
from rematch.store.workshop.records import LONGEST_REASON, Ballot, GuestRole, Importance
from rematch.workshop.cards import Card
from rematch.workshop.direction import Direction, RoundBallots
from rematch.workshop.hall import GuestView, Hall, RoomView
from rematch.workshop.spread import GroupSpread
from rematch.workshop.told import OwnPlan

__all__ = [
    "LONGEST_REASON",
    "Ballot",
    "Card",
    "Direction",
    "GroupSpread",
    "GuestRole",
    "GuestView",
    "Hall",
    "Importance",
    "LeadKey",
    "OpenWorkshop",
    "OwnPlan",
    "Premises",
    "RoomView",
    "RoundBallots",
    "open_workshop",
    "premises",
    "settle",
]
