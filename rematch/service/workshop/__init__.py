"""A workshop, in a process of its own: made by `opening`, with a `Hall` for guests and a `Direction` for it.

Nothing of any other service is open to them.
"""

from rematch.service.workshop.opening import OpenWorkshop, open_workshop
from rematch.workshop.cards import Card
from rematch.workshop.direction import Direction, RoundBallots
from rematch.workshop.hall import GuestView, Hall, RoomView
from rematch.workshop.spread import GroupSpread
from rematch.workshop.told import OwnPlan

__all__ = [
    "Card",
    "Direction",
    "GroupSpread",
    "GuestView",
    "Hall",
    "OpenWorkshop",
    "OwnPlan",
    "RoomView",
    "RoundBallots",
    "open_workshop",
]
