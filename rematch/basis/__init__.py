"""Profiles, catalogue and scenario brought together: what every pair is worth, and what may be done.

A `Basis` is what the plan is made from, and what every explanation, figure and export reads.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rematch.basis.ground import Floats, Ground, Ints, ground
from rematch.basis.statement import refuse_strangers, state_problem
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.demand import Supply, demand_and_capacity
from rematch.criteria.rules import HardRules, hard_rules
from rematch.model import Profiles
from rematch.optimise.problem import Problem
from rematch.scenario import Scenario
from rematch.scoring import Part, Scores, fit, fit_range, neutral_start, parts, score_pairs, weights

__all__ = ["Basis", "Floats", "Ground", "Ints", "assemble", "ground", "same_structure"]


@dataclass(frozen=True, eq=False)
class Basis:
    """Everything a plan, its figures and its explanations are computed from.

    `weights` [c] are W(c) of `scores.criteria`; `fit` [n, m] covers the pairs that are not allowed too.
    """

    ground: Ground
    scenario: Scenario
    scores: Scores
    weights: Floats
    kappa: float
    fit: Floats
    rules: HardRules
    supply: Supply
    problem: Problem

    @property
    def profiles(self) -> Profiles:
        """The ordered profiles."""
        return self.ground.profiles

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.ground.catalogue

    def parts(self, i: int, j: int) -> tuple[Part, ...]:
        """The parts of the pair's fit, the neutral one included; they add up to it."""
        return parts(self.scores, self.weights, self.kappa, i, j)

    @cached_property
    def fit_bounds(self) -> tuple[Floats, Floats]:
        """Least and greatest fit [n, m] that the unknown answers leave open."""
        return fit_range(self.scores, self.weights, self.kappa)


def assemble(
    ground: Ground, scenario: Scenario, *, previous: Ints | None = None, earlier: Basis | None = None
) -> Basis:
    """Weigh the scores and state the problem.

    `previous` [n] is the plan from which moves are counted (columns, -1 unplaced). From an `earlier` basis of
    the same ground whatever the scenarios have in common is taken over. Raises Contradiction, with households
    and municipalities by name, where decisions cannot hold together.
    """
    old = earlier if earlier is not None and earlier.ground is ground else None
    refuse_strangers(ground, scenario)
    scores = old.scores if old and _scored_alike(old.scenario, scenario) else _score(ground, scenario)
    if old and same_structure(old.scenario, scenario):
        rules, supply = old.rules, old.supply
    else:
        rules = hard_rules(ground.profiles, ground.catalogue, scenario, scores.scored)
        supply = demand_and_capacity(ground.profiles, ground.catalogue, scenario)
    w = weights(ground.catalogue, scenario, ground.profiles.cohort)
    kappa = neutral_start(w, scenario.policy)
    value = fit(scores, w, kappa)
    problem = state_problem(ground, scenario, np.where(rules.allowed, value, np.nan), supply, previous)
    return Basis(ground, scenario, scores, w, kappa, value, rules, supply, problem)


def same_structure(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios place as many people: they differ only in what plans are worth, and to whom."""
    return _structure(one) == _structure(other)


def _structure(scenario: Scenario) -> Scenario:
    worth = {"per": "person", "kappa": None, "prefer_few_changes": 0.0}
    fair = {"fairness": "none", "fairness_share": 1.0, "fairness_depth": 1}
    policy = scenario.policy.model_copy(update={**worth, **fair})
    return scenario.model_copy(update={"weights": {}, "groups": {}, "policy": policy})


def _scored_alike(one: Scenario, other: Scenario) -> bool:
    """Scores know switches, stated places and how members are joined, nothing else of a scenario."""
    return (one.switches, one.limits, one.policy.members) == (
        other.switches,
        other.limits,
        other.policy.members,
    )


def _score(ground: Ground, scenario: Scenario) -> Scores:
    return score_pairs(ground.profiles, ground.catalogue, scenario)
