"""A matching session: the plan under a scenario, its proof, its record, and what changed."""

from rematch.instance import assemble
from rematch.instance.cohort_data import CohortData, prepare_cohort
from rematch.instance.problem import drop_unknown
from rematch.instance.swings import worst_and_best
from rematch.instance.weight_shares import Weighed, WeighedGroup, hundred, weighing
from rematch.optimise.budget import Overtaken
from rematch.optimise.problem import EXACT_PAIRS
from rematch.optimise.solve import WarmStart
from rematch.planning.background_proof import Prover
from rematch.planning.chains import Chain, chains
from rematch.planning.changes import Changes, Move
from rematch.planning.distribution_key import KEY_YEAR, KeyEdition, StateShare, key_editions, plan_by_state
from rematch.planning.fairness import FairnessPrice, fair_figures, fairness_prices
from rematch.planning.plan import assembled, plan, replan, still_within
from rematch.planning.record import record, record_further
from rematch.planning.recorder import Recorded, Recorder
from rematch.planning.relaxation import Relaxation, relaxation
from rematch.planning.repeat import RunCheck, check_run
from rematch.planning.report import Baseline, PlanReport
from rematch.rights import COORDINATION, EVERYBODY, READING, open_to

__all__ = [
    "EXACT_PAIRS",
    "KEY_YEAR",
    "Baseline",
    "Chain",
    "Changes",
    "CohortData",
    "FairnessPrice",
    "KeyEdition",
    "Move",
    "Overtaken",
    "PlanReport",
    "Prover",
    "Recorded",
    "Recorder",
    "Relaxation",
    "RunCheck",
    "StateShare",
    "WarmStart",
    "Weighed",
    "WeighedGroup",
    "assemble",
    "assembled",
    "chains",
    "check_run",
    "drop_unknown",
    "fair_figures",
    "fairness_prices",
    "hundred",
    "key_editions",
    "plan",
    "plan_by_state",
    "prepare_cohort",
    "record",
    "record_further",
    "relaxation",
    "replan",
    "still_within",
    "weighing",
    "worst_and_best",
]

open_to(
    globals(),
    {
        COORDINATION: (
            assemble,
            assembled,
            chains,
            drop_unknown,
            fair_figures,
            fairness_prices,
            plan,
            plan_by_state,
            prepare_cohort,
            record,
            record_further,
            relaxation,
            replan,
            still_within,
            weighing,
            worst_and_best,
        ),
        READING: (check_run,),
        EVERYBODY: (
            hundred,
            key_editions,
        ),
    },
)
