"""A workshop, in a process of its own: made by `opening`, with a `Hall` for guests and a `Direction` for it.

Nothing of any other service is open to them.
"""

from rematch.service.workshop.opening import OpenWorkshop, open_workshop
from rematch.workshop.cards import Card
from rematch.workshop.difference import Contested, DifferenceTold, RoomDifference
from rematch.workshop.direction import Direction, RoundBallots
from rematch.workshop.group_plans import GroupFigures, GroupPlan, GroupPlanName
from rematch.workshop.hall import GuestView, Hall, RoomView
from rematch.workshop.minutes import RoundMinutes, WorkshopMinutes
from rematch.workshop.results import RoundResults
from rematch.workshop.spread import GroupMiddle, GroupSpread, MovedOpinion, RoleSpread
from rematch.workshop.told import OwnPlan, ToMedian

__all__ = [
    "Card",
    "Contested",
    "DifferenceTold",
    "Direction",
    "GroupFigures",
    "GroupMiddle",
    "GroupPlan",
    "GroupPlanName",
    "GroupSpread",
    "GuestView",
    "Hall",
    "MovedOpinion",
    "OpenWorkshop",
    "OwnPlan",
    "RoleSpread",
    "RoomDifference",
    "RoomView",
    "RoundBallots",
    "RoundMinutes",
    "RoundResults",
    "ToMedian",
    "WorkshopMinutes",
    "open_workshop",
]
