"""The app's and the command line's one door to the rules, the optimiser and the store."""

from rematch.basis import Basis, Ground, assemble, ground
from rematch.criteria.editing import Change as CatalogueChange
from rematch.criteria.editing import Edits, edited
from rematch.criteria.editing import changes as catalogue_changes
from rematch.criteria.presets import Preset, presets
from rematch.criteria.switches import is_on, unconsidered_needs
from rematch.explain import WhyNotKind, evidence_of, why_here, why_not
from rematch.optimise.problem import EXACT_PAIRS
from rematch.optimise.solve import Workbench
from rematch.service.background import Background
from rematch.service.chains import Chain, chains
from rematch.service.changes import Changes, Move
from rematch.service.elsewhere import (
    Elsewhere,
    Narrowed,
    Worth,
    cost_there,
    elsewhere,
    narrowing,
    worth_of_more,
)
from rematch.service.fairness import FairFigures, FairnessPrice, fair_figures, fairness_prices
from rematch.service.firmness import (
    NEAR,
    Interval,
    Leeway,
    Leeways,
    answerable,
    household_leeways,
    plan_leeways,
)
from rematch.service.forced import Forced, force, one_more
from rematch.service.plan import WORK_LIMIT, plan, replan
from rematch.service.proving import Prover
from rematch.service.reach import KINDS_OF_WAY, Reach, Way, reaching
from rematch.service.record import record, record_further
from rematch.service.relaxation import BeyondReach, Relaxation, relaxation
from rematch.service.repeat import RunCheck, check_run
from rematch.service.report import Baseline, PlanReport, Stages
from rematch.service.robustness import DRAWS, SPREAD, Firmness, Robustness, robustness, slow
from rematch.service.trial import Trial, fitting, trial
from rematch.service.weighing import Weighed, WeighedGroup, weighing
from rematch.store import Store
from rematch.synthetic import generate

__all__ = [
    "DRAWS",
    "EXACT_PAIRS",
    "KINDS_OF_WAY",
    "NEAR",
    "SPREAD",
    "WORK_LIMIT",
    "Background",
    "Baseline",
    "Basis",
    "BeyondReach",
    "CatalogueChange",
    "Chain",
    "Changes",
    "Edits",
    "Elsewhere",
    "FairFigures",
    "FairnessPrice",
    "Firmness",
    "Forced",
    "Ground",
    "Interval",
    "Leeway",
    "Leeways",
    "Move",
    "Narrowed",
    "PlanReport",
    "Preset",
    "Prover",
    "Reach",
    "Relaxation",
    "Robustness",
    "RunCheck",
    "Stages",
    "Store",
    "Trial",
    "Way",
    "Weighed",
    "WeighedGroup",
    "WhyNotKind",
    "Workbench",
    "Worth",
    "answerable",
    "assemble",
    "catalogue_changes",
    "chains",
    "check_run",
    "cost_there",
    "edited",
    "elsewhere",
    "evidence_of",
    "fair_figures",
    "fairness_prices",
    "fitting",
    "force",
    "generate",
    "ground",
    "household_leeways",
    "is_on",
    "narrowing",
    "one_more",
    "plan",
    "plan_leeways",
    "presets",
    "reaching",
    "record",
    "record_further",
    "relaxation",
    "replan",
    "robustness",
    "slow",
    "trial",
    "unconsidered_needs",
    "weighing",
    "why_here",
    "why_not",
    "worth_of_more",
]
