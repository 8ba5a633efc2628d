"""Profiles, catalogue and scenario brought together: what every pair is worth, and what may be done.

A `MatchingInstance` is what the plan is made from, and what every explanation, figure and export reads.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.demand import Supply, demand_and_capacity
from rematch.criteria.measuring.rules import HardRules, hard_rules
from rematch.instance.cohort_data import CohortData, Floats, Ints
from rematch.instance.fit import Fits, Part, Weighing, fit_range, fits, parts, parts_everywhere, weigh
from rematch.instance.problem import build_problem, refuse_strangers
from rematch.model import Profiles
from rematch.optimise.problem import Problem
from rematch.scenario import Scenario
from rematch.scoring import Scores, score_pairs


@dataclass(frozen=True, eq=False)
class MatchingInstance:
    """Everything a plan, its figures and its explanations are computed from.

    `fits` cover the pairs that are not allowed, too.
    """

    cohort_data: CohortData
    scenario: Scenario
    scores: Scores
    weighing: Weighing
    fits: Fits
    rules: HardRules
    supply: Supply
    problem: Problem

    @property
    def profiles(self) -> Profiles:
        """The ordered profiles."""
        return self.cohort_data.profiles

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.cohort_data.catalogue

    @property
    def weights(self) -> Floats:
        """[c] W(c) of `scores.criteria`."""
        return self.weighing.coordinators

    @property
    def fit(self) -> Floats:
        """[n, m] what a pair is worth: the people's fit and the town's by their shares."""
        return self.fits.value

    def parts(self, i: int, j: int) -> tuple[Part, ...]:
        """The parts of the pair's fit, the neutral ones included; they add up to it."""
        return parts(self.scores, self.weighing, i, j)

    def parts_everywhere(self, i: int) -> Floats:
        """[2 + c, m] the same of household i at every municipality, without words."""
        return parts_everywhere(self.scores, self.weighing, i)

    @cached_property
    def fit_bounds(self) -> tuple[Floats, Floats]:
        """Least and greatest fit [n, m] that the unknown answers leave open."""
        return fit_range(self.scores, self.weighing)


def assemble(
    cohort_data: CohortData,
    scenario: Scenario,
    *,
    previous: Ints | None = None,
    earlier: MatchingInstance | None = None,
) -> MatchingInstance:
    """Weigh the scores and state the problem.

    `previous` [n] is the plan from which moves are counted (columns, -1 unplaced). From an `earlier`
    instance of the same cohort data whatever the scenarios have in common is taken over. Raises
    Contradiction, with households and municipalities by name, where decisions cannot hold together.
    """
    old = earlier if earlier is not None and earlier.cohort_data is cohort_data else None
    refuse_strangers(cohort_data, scenario)
    scores = old.scores if old and _scored_alike(old.scenario, scenario) else _score(cohort_data, scenario)
    if old and same_structure(old.scenario, scenario):
        rules, supply = old.rules, old.supply
    else:
        rules = hard_rules(cohort_data.profiles, cohort_data.catalogue, scenario, scores.scored)
        supply = demand_and_capacity(cohort_data.profiles, cohort_data.catalogue, scenario)
    weighing = weigh(cohort_data.catalogue, scenario, cohort_data.profiles.cohort)
    both = fits(scores, weighing)
    value = np.where(rules.allowed, both.value, np.nan)
    problem = build_problem(cohort_data, scenario, value, supply, previous)
    return MatchingInstance(cohort_data, scenario, scores, weighing, both, rules, supply, problem)


def same_structure(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios place as many people: they differ only in what plans are worth, and to whom."""
    return _structure(one) == _structure(other)


def _structure(scenario: Scenario) -> Scenario:
    worth = {"per": "person", "kappa": None, "prefer_few_changes": 0.0, "town_share": 0.0}
    fair = {"fairness": "none", "fairness_share": 1.0, "fairness_depth": 1}
    policy = scenario.policy.model_copy(update={**worth, **fair})
    return scenario.model_copy(update={"weights": {}, "groups": {}, "policy": policy})


def _scored_alike(one: Scenario, other: Scenario) -> bool:
    """Scores know switches, stated places, what is closed and how members are joined, nothing else."""
    return (one.switches, one.limits, set(one.closed), one.policy.members) == (
        other.switches,
        other.limits,
        set(other.closed),
        other.policy.members,
    )


def _score(cohort_data: CohortData, scenario: Scenario) -> Scores:
    return score_pairs(cohort_data.profiles, cohort_data.catalogue, scenario)
