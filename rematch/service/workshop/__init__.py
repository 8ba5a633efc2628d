"""A workshop, in a process of its own: made by `opening`, kept by `premises`.

Guests have a `Hall`, whoever leads a `Direction`. Nothing of any other service is open to them.
"""

from rematch.service.workshop.opening import OpenWorkshop, delete_expired, open_workshop
from rematch.service.workshop.premises import LeadKey, Premises, premises, settle
from rematch.store.workshop.records import LONGEST_NAME, LONGEST_REASON, Ballot, GuestRole, Importance
from rematch.workshop.cards import Card
from rematch.workshop.difference import Contested, DifferenceTold, RoomDifference
from rematch.workshop.direction import KEPT_DAYS, LONGEST_DAYS, Direction, RoundBallots
from rematch.workshop.group_plans import GroupFigures, GroupPlan, GroupPlanName
from rematch.workshop.hall import GuestView, Hall, RoomView
from rematch.workshop.minutes import RoundMinutes, WorkshopMinutes
from rematch.workshop.results import FEWEST_BALLOTS, RoundResults
from rematch.workshop.spread import GroupMiddle, GroupSpread, MovedOpinion, RoleSpread
from rematch.workshop.told import OwnPlan, ToMedian

__all__ = [
    "FEWEST_BALLOTS",
    "KEPT_DAYS",
    "LONGEST_DAYS",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "Ballot",
    "Card",
    "Contested",
    "DifferenceTold",
    "Direction",
    "GroupFigures",
    "GroupMiddle",
    "GroupPlan",
    "GroupPlanName",
    "GroupSpread",
    "GuestRole",
    "GuestView",
    "Hall",
    "Importance",
    "LeadKey",
    "MovedOpinion",
    "OpenWorkshop",
    "OwnPlan",
    "Premises",
    "RoleSpread",
    "RoomDifference",
    "RoomView",
    "RoundBallots",
    "RoundMinutes",
    "RoundResults",
    "ToMedian",
    "WorkshopMinutes",
    "delete_expired",
    "open_workshop",
    "premises",
    "settle",
]
