"""Why here and why not there, how firm, and what would have to change: all asked of one plan."""

from rematch.explain.forgone import Forgone, forgone
from rematch.explain.here import evidence_of, why_here
from rematch.explain.not_there import WhyNotKind
from rematch.rights import COORDINATION, open_to
from rematch.whatif.alternatives.alternatives import (
    Alternative,
    Worth,
    alternatives,
    cost_there,
    refine_costs,
)
from rematch.whatif.alternatives.forced_assignment import ForcedAssignment
from rematch.whatif.alternatives.marginal_capacity import Bottleneck, Bottlenecks, CapacityGain, bottlenecks
from rematch.whatif.causes import Causes, SliderMove, causes
from rematch.whatif.counterfactuals.counterfactuals import (
    COUNTERFACTUAL_KINDS,
    Counterfactual,
    Counterfactuals,
    counterfactuals,
)
from rematch.whatif.few_changes import HeldBack, held_back
from rematch.whatif.kept_figures import Misreporting
from rematch.whatif.sensitivity.influence import Discrimination, Without, discriminations, without_each
from rematch.whatif.sensitivity.intervals import (
    NEAR,
    Interval,
    SensitivityInterval,
    SensitivityIntervals,
    answerable,
    household_intervals,
    plan_intervals,
)
from rematch.whatif.sensitivity.preset_effects import PresetEffect, preset_effects
from rematch.whatif.sensitivity.robustness import (
    DRAWS,
    SPREAD,
    AssignmentStability,
    Robustness,
    robustness,
    slow,
)
from rematch.whatif.sensitivity.town_share import TownEffect, town_effect
from rematch.whatif.sensitivity.weightings import Weightings
from rematch.whatif.unknowns.fit_range import Open, open_answers
from rematch.whatif.unknowns.value_of_information import Asked, Tried, ask_next

__all__ = [
    "COUNTERFACTUAL_KINDS",
    "DRAWS",
    "NEAR",
    "SPREAD",
    "Alternative",
    "Asked",
    "AssignmentStability",
    "Bottleneck",
    "Bottlenecks",
    "CapacityGain",
    "Causes",
    "Counterfactual",
    "Counterfactuals",
    "Discrimination",
    "ForcedAssignment",
    "Forgone",
    "HeldBack",
    "Interval",
    "Misreporting",
    "Open",
    "PresetEffect",
    "Robustness",
    "SensitivityInterval",
    "SensitivityIntervals",
    "SliderMove",
    "TownEffect",
    "Tried",
    "Weightings",
    "WhyNotKind",
    "Without",
    "Worth",
    "alternatives",
    "answerable",
    "ask_next",
    "bottlenecks",
    "causes",
    "cost_there",
    "counterfactuals",
    "discriminations",
    "evidence_of",
    "forgone",
    "held_back",
    "household_intervals",
    "open_answers",
    "plan_intervals",
    "preset_effects",
    "refine_costs",
    "robustness",
    "slow",
    "town_effect",
    "why_here",
    "without_each",
]

open_to(
    globals(),
    {
        COORDINATION: (
            alternatives,
            answerable,
            ask_next,
            bottlenecks,
            causes,
            cost_there,
            counterfactuals,
            discriminations,
            evidence_of,
            forgone,
            held_back,
            household_intervals,
            open_answers,
            plan_intervals,
            preset_effects,
            refine_costs,
            robustness,
            slow,
            town_effect,
            why_here,
            without_each,
        ),
    },
)
