"""A cohort's data and a scenario as one matching instance: what a plan and its explanation are computed from.

Read `cohort_data` (what no scenario changes), `assembling`, `instance` (fits, rules, supply), then `problem`,
the statement for the optimiser. `figures` are what a plan comes to, `weight_shares` what the sliders come to.
"""

from rematch.instance.assembling import assemble, same_structure
from rematch.instance.cohort_data import CohortData, Floats, Ints, prepare_cohort
from rematch.instance.instance import MatchingInstance

__all__ = ["CohortData", "Floats", "Ints", "MatchingInstance", "assemble", "prepare_cohort", "same_structure"]
