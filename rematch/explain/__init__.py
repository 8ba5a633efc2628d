"""Why here, why not there, why nowhere: rows that add up, read from the same basis as the plan."""

from rematch.explain.forgone import Forgone, forgone
from rematch.explain.here import SPEAKING, SPEAKS_FROM, Row, WhyHere, evidence_of, why_here
from rematch.explain.musts import Musts, musts
from rematch.explain.not_there import Difference, WhyNot, WhyNotKind, why_not
from rematch.explain.nowhere import Nowhere, NowhereCode, nowhere
from rematch.explain.placements import Placement, placements

__all__ = [
    "SPEAKING",
    "SPEAKS_FROM",
    "Difference",
    "Forgone",
    "Musts",
    "Nowhere",
    "NowhereCode",
    "Placement",
    "Row",
    "WhyHere",
    "WhyNot",
    "WhyNotKind",
    "evidence_of",
    "forgone",
    "musts",
    "nowhere",
    "placements",
    "why_here",
    "why_not",
]
