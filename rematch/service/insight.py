"""The whole plan looked at: criteria, households' outcomes, swaps."""

from rematch.insight.criteria_audit import (
    ALIKE_FROM,
    APART_FROM,
    LANGUAGES,
    PAIRS_LEAST,
    ProxyCriterion,
    alike,
    stand_ins,
    traits_compared,
)
from rematch.insight.exclusion_counts import ExclusionCounts, exclusion_counts
from rematch.insight.household_outcomes import (
    FEW_PLACES,
    HouseholdOutcome,
    PlaceOutcomes,
    place_outcomes,
    relative_fits,
    worst_off,
)
from rematch.insight.swap_analysis import CIRCLE_MOST, Swap, swap_analysis
from rematch.instance.figures import LARGE, SizeFigures, by_size
from rematch.rights import COORDINATION, open_to

__all__ = [
    "ALIKE_FROM",
    "APART_FROM",
    "CIRCLE_MOST",
    "FEW_PLACES",
    "LANGUAGES",
    "LARGE",
    "PAIRS_LEAST",
    "ExclusionCounts",
    "HouseholdOutcome",
    "PlaceOutcomes",
    "ProxyCriterion",
    "SizeFigures",
    "Swap",
    "alike",
    "by_size",
    "exclusion_counts",
    "place_outcomes",
    "relative_fits",
    "stand_ins",
    "swap_analysis",
    "traits_compared",
    "worst_off",
]

open_to(
    globals(),
    {
        COORDINATION: (
            alike,
            by_size,
            exclusion_counts,
            place_outcomes,
            relative_fits,
            stand_ins,
            swap_analysis,
            traits_compared,
            worst_off,
        ),
    },
)
