"""The app's and the command line's one door to the rules, the optimiser and the store."""

from rematch.basis import Ground, assemble, ground
from rematch.optimise.solve import Workbench
from rematch.service.changes import Changes, Move
from rematch.service.forced import Forced, force, one_more
from rematch.service.plan import EXACT_PAIRS, WORK_LIMIT, plan, replan
from rematch.service.record import record
from rematch.service.repeat import RunCheck, check_run
from rematch.service.report import Baseline, PlanReport, Stages
from rematch.store import Store
from rematch.synthetic import generate

__all__ = [
    "EXACT_PAIRS",
    "WORK_LIMIT",
    "Baseline",
    "Changes",
    "Forced",
    "Ground",
    "Move",
    "PlanReport",
    "RunCheck",
    "Stages",
    "Store",
    "Workbench",
    "assemble",
    "check_run",
    "force",
    "generate",
    "ground",
    "one_more",
    "plan",
    "record",
    "replan",
]
