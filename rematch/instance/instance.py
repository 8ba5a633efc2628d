"""Profiles, catalogue and scenario brought together: what every pair is worth, and what may be done.

A `MatchingInstance` is what the plan is made from, and what every explanation, figure and export reads.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.accommodation import Accommodation, accommodation
from rematch.criteria.measuring.demand import Supply, demand_and_capacity
from rematch.criteria.measuring.rules import HardRules, hard_rules
from rematch.instance.cohort_data import CohortData, Floats, Ints
from rematch.instance.fit import Fits, Part, Weighing, fit_range, fits, parts, parts_everywhere, weigh
from rematch.instance.housing import class_fit, planned_score
from rematch.instance.problem import Housing, Previous, build_problem, refuse_strangers
from rematch.model import Profiles, ResourceId
from rematch.optimise.housing import NONE, UnitClasses, unit_classes
from rematch.optimise.problem import UNPLACED, Problem
from rematch.scenario import Scenario
from rematch.scoring import Scores, score_pairs


@dataclass(frozen=True, eq=False)
class MatchingInstance:
    """Everything a plan, its figures and its explanations are computed from.

    `fits` [n, m] are the possible ones, with the best accepted type of accommodation there, and cover the
    pairs that are not allowed, too; `class_fit` [n, u] is what taking a class adds to a value. `homes` and
    `class_fit` are None where accommodation plays no part.
    """

    cohort_data: CohortData
    scenario: Scenario
    scores: Scores
    weighing: Weighing
    fits: Fits
    rules: HardRules
    supply: Supply
    problem: Problem
    homes: Accommodation | None = None
    class_fit: Floats | None = None

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

    def parts(self, i: int, j: int, unit: int = NONE) -> tuple[Part, ...]:
        """The parts of the pair's fit, the neutral ones included; they add up to it.

        With a class `unit` they are those in the plan, else the possible ones.
        """
        planned = planned_score(self.homes, self.scores, i, unit)
        return parts(self.scores, self.weighing, i, j, planned=planned)

    @cached_property
    def classes(self) -> UnitClasses | None:
        """The classes of accommodation as the optimiser has them."""
        return unit_classes(self.problem)

    @cached_property
    def endless(self) -> "MatchingInstance":
        """As if there were as many units as anybody wants of every type of which there is one."""
        count = np.where(self.problem.class_count >= 1, np.inf, 0.0)
        return replace(self, problem=replace(self.problem, class_count=count))

    def units(self, plan: Ints) -> Ints:
        """Classes [n] that a plan [n] gives: those worth most for its places; -1 where none."""
        if self.classes is None:
            return np.full(len(plan), NONE, dtype=np.int64)
        return self.classes.house_all(plan)

    def planned_fit(self, plan: Ints, units: Ints | None = None) -> Floats:
        """What each pair of a plan [n] is worth [n], in the class taken there; NaN unplaced."""
        return self.planned_fits(plan, units).value

    def planned_fits(self, plan: Ints, units: Ints | None = None) -> Fits:
        """Fits [n] where a plan [n] puts each household, in the class it takes there; NaN unplaced."""
        placed = np.flatnonzero(plan != UNPLACED)
        taken = self.units(plan) if units is None else units
        there = self.fits_in(placed, plan[placed], taken[placed])
        found = np.full((3, len(plan)), np.nan)
        found[:, placed] = there.value, there.people, there.town
        return Fits(*found)

    def fits_in(self, rows: Ints, columns: Ints, units: Ints) -> Fits:
        """Fits [r] of pairs in the class taken there; the possible ones where a class is -1."""
        value, people, town = (f[rows, columns] for f in (self.fits.value, self.fits.people, self.fits.town))
        if self.class_fit is None:
            return Fits(value, people, town)
        added = np.where(units == NONE, 0.0, np.nan_to_num(self.class_fit[rows, units]))
        return Fits(value + added, people + added / self.weighing.share("household"), town)

    @cached_property
    def resources(self) -> tuple[ResourceId, ...]:
        """What places can be short of, types of accommodation among it, in the catalogue's order."""
        types = () if self.homes is None else self.homes.types
        limited = {*self.supply.resources, *types}
        return tuple(r.id for r in self.catalogue.resources if r.id in limited)

    def capacity(self, j: int, resource: ResourceId) -> float:
        """Units of a resource or type of accommodation at municipality j, inf where no limit is stated."""
        here = self.classes_of(j, resource)
        if here is not None:
            return float(self.problem.class_count[here].sum())
        return float(self.problem.capacity[j, self.supply.resources.index(resource)])

    def asks(self, resource: ResourceId) -> NDArray[np.bool_]:
        """[n] who needs any of a resource, or accepts this type of accommodation."""
        if resource in self.supply.resources:
            needs: NDArray[np.bool_] = self.supply.demand[:, self.supply.resources.index(resource)] > 0
            return needs
        if self.homes is None:
            raise LookupError(resource)
        return ~np.isnan(self.homes.score[:, self.homes.types.index(resource)])

    def need(self, i: int, resource: ResourceId) -> float:
        """Units of a resource that household i uses; one of a type of accommodation that it accepts."""
        if resource in self.supply.resources:
            return float(self.supply.demand[i, self.supply.resources.index(resource)])
        return float(self.asks(resource)[i])

    def classes_at(self, j: int) -> dict[ResourceId, Ints]:
        """The classes of each type of accommodation at municipality j."""
        return {} if self.homes is None else {kind: self.homes.classes(j, kind) for kind in self.homes.types}

    def classes_of(self, j: int, resource: ResourceId) -> Ints | None:
        """The classes at municipality j that limit a resource: those of a type, or of a list that counts it.

        None where it is limited by a capacity.
        """
        if self.homes is None:
            return None
        if resource in self.homes.types:
            return self.homes.classes(j, resource)
        limited = np.isfinite(self.problem.capacity[j, self.supply.resources.index(resource)])
        return None if limited else self.homes.counted(j, resource)

    def unit_type(self, unit: int) -> ResourceId | None:
        """The type of accommodation of a class, None for none."""
        return None if self.homes is None or unit == NONE else self.homes.type_of(unit)

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
    previous_units: Ints | None = None,
    earlier: MatchingInstance | None = None,
) -> MatchingInstance:
    """Weigh the scores and state the problem.

    `previous` [n] is the plan from which moves are counted (columns, -1 unplaced), `previous_units` [n] the
    classes it gave, which are kept among equals. From an `earlier` instance of the same cohort data whatever
    the scenarios have in common is taken over.

    Raises Contradiction, with households and municipalities by name, where decisions cannot hold together.
    """
    old = earlier if earlier is not None and earlier.cohort_data is cohort_data else None
    refuse_strangers(cohort_data, scenario)
    scores = old.scores if old and _scored_alike(old.scenario, scenario) else _score(cohort_data, scenario)
    if old and same_structure(old.scenario, scenario):
        rules, supply, homes = old.rules, old.supply, old.homes
    else:
        rules = hard_rules(cohort_data.profiles, cohort_data.catalogue, scenario, scores.scored)
        supply = demand_and_capacity(cohort_data.profiles, cohort_data.catalogue, scenario)
        homes = accommodation(cohort_data.profiles, cohort_data.catalogue, scenario)
    weighing = weigh(cohort_data.catalogue, scenario, cohort_data.profiles.cohort)
    both = fits(scores, weighing)
    of_class = None if homes is None else class_fit(homes, scores, weighing)
    problem = build_problem(
        cohort_data,
        scenario,
        np.where(rules.allowed, both.value, np.nan),
        supply,
        housing=Housing(homes, of_class),
        previous=Previous(previous, previous_units),
    )
    return MatchingInstance(
        cohort_data, scenario, scores, weighing, both, rules, supply, problem, homes, of_class
    )


def same_structure(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios place as many people: they differ only in what plans are worth, and to whom."""
    return _structure(one) == _structure(other)


def _structure(scenario: Scenario) -> Scenario:
    worth = {"per": "person", "kappa": None, "prefer_few_changes": 0.0, "town_share": 0.0}
    fair = {"fairness": "none", "fairness_share": 1.0, "fairness_depth": 1}
    policy = scenario.policy.model_copy(update={**worth, **fair})
    return scenario.model_copy(update={"weights": {}, "groups": {}, "policy": policy})


def _scored_alike(one: Scenario, other: Scenario) -> bool:
    """Scores know switches, limits, what is closed, how members are joined and how many exclusions bar."""
    return _of_scores(one) == _of_scores(other)


def _of_scores(scenario: Scenario) -> tuple[object, ...]:
    policy = scenario.policy
    return (
        scenario.switches,
        scenario.limits,
        set(scenario.closed),
        policy.members,
        policy.exclusions_without_reason,
    )


def _score(cohort_data: CohortData, scenario: Scenario) -> Scores:
    return score_pairs(cohort_data.profiles, cohort_data.catalogue, scenario)
