"""Profiles, catalogue and scenario brought together: what every pair is worth, and what may be done.

A `MatchingInstance` is what the plan is made from, and what every explanation, figure and export reads.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.round import waits_with
from rematch.criteria.measuring.rules import HardRules
from rematch.criteria.measuring.supply.accommodation import Accommodation
from rematch.criteria.measuring.supply.demand import Supply
from rematch.criteria.measuring.supply.served import ServedSupply
from rematch.instance.allotment import POSSIBLE, Allotment, Given
from rematch.instance.cohort_data import CohortData, Floats, Ints
from rematch.instance.fit import Fits, Part, Weighing, fit_range, parts, parts_everywhere
from rematch.instance.limited import Charges, LimitedResources, charges
from rematch.instance.planned import housed_scores, served_scores
from rematch.instance.problem import counts
from rematch.model import HouseholdId, Profiles, ResourceId
from rematch.optimise.housing import NONE, UnitClasses, unit_classes
from rematch.optimise.problem import UNPLACED, Problem
from rematch.optimise.served import best_served
from rematch.scenario import Scenario
from rematch.scoring import Scores


@dataclass(frozen=True, eq=False)
class MatchingInstance:
    """Everything a plan, its figures and its explanations are computed from.

    `measured` are the scores whatever the weights, `scores` the same with no own weight above the greatest
    share.
    `fits` [n, m] are the possible ones, with the best accepted type of accommodation there and served as if
    nobody else were there, and cover the pairs that are not allowed, too. `class_fit` [n, u] is what taking a
    class adds to a value, `unit_gain` [n, m, s] what a unit served adds. `homes` and `class_fit` are None
    where accommodation plays no part, `serving` and `unit_gain` where everybody gets what there is.
    """

    cohort_data: CohortData
    scenario: Scenario
    measured: Scores
    scores: Scores
    weighing: Weighing
    fits: Fits
    rules: HardRules
    supply: Supply
    problem: Problem
    homes: Accommodation | None = None
    class_fit: Floats | None = None
    serving: ServedSupply | None = None
    unit_gain: Floats | None = None

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

    def parts(self, i: int, j: int, given: Given = POSSIBLE) -> tuple[Part, ...]:
        """The parts of the pair's fit, the neutral ones included; they add up to it.

        With what a plan has `given` they are those in the plan, else the possible ones.
        """
        planned = housed_scores(self.homes, self.scores, i, given.unit)
        planned |= served_scores(self.serving, self.scores, i, j, given)
        return parts(self.scores, self.weighing, i, j, planned=planned)

    @cached_property
    def waits_with(self) -> dict[HouseholdId, HouseholdId]:
        """Households that wait only because one they belong to is not in this round, and which one."""
        return waits_with(self.profiles, self.catalogue, self.scenario)

    @cached_property
    def classes(self) -> UnitClasses | None:
        """The classes of accommodation as the optimiser has them."""
        return unit_classes(self.problem)

    @cached_property
    def endless(self) -> "MatchingInstance":
        """As if there were as much as anybody wants of what there is: only the possible fits count."""
        value = np.where(self.rules.allowed, self.fit, np.nan) * counts(self.cohort_data, self.scenario)
        count = np.where(self.problem.class_count >= 1, np.inf, 0.0)
        nothing = np.zeros_like(self.problem.served_need)
        problem = replace(self.problem, value=value, class_count=count, served_need=nothing)
        return replace(self, problem=problem, serving=None, unit_gain=None)

    def allot(self, plan: Ints) -> Allotment:
        """What a plan [n] gives: the classes worth most for its places, and units by the order in force."""
        return Allotment(self.units(plan), self.served(plan))

    def units(self, plan: Ints) -> Ints:
        """Classes [n] that a plan [n] gives: those worth most for its places; -1 where none."""
        if self.classes is None:
            return np.full(len(plan), NONE, dtype=np.int64)
        return self.classes.house_all(plan)

    def served(self, plan: Ints) -> Ints:
        """Units [n, s] of what is served that a plan [n] gives, in the order the policy names."""
        if self.serving is None:
            return np.zeros((len(plan), 0), dtype=np.int64)
        if self.scenario.policy.served_order == "sum":
            return best_served(self.problem, plan)
        return self.serving.serve(plan)

    def next_in_line(self, plan: Ints, j: int, resource: ResourceId) -> int | None:
        """Row of who a further unit at municipality j would serve in a plan [n], None where all there are."""
        s = self.limited.serves(resource)
        if self.serving is None or s is None:
            return None
        capacity = self.serving.capacity.copy()
        capacity[j, s] += 1
        more = replace(self, serving=replace(self.serving, capacity=capacity))
        more = replace(more, problem=replace(self.problem, served_capacity=capacity))
        gets = more.served(plan)[:, s] - self.served(plan)[:, s]
        return int(gets.argmax()) if gets.any() else None

    def order_cost(self, plan: Ints) -> float:
        """What the order in which a plan [n] serves takes from the greatest value it could have."""
        if self.serving is None:
            return 0.0
        placed = np.flatnonzero(plan != UNPLACED)
        less = best_served(self.problem, plan)[placed] - self.served(plan)[placed]
        return max(0.0, float((less * self.problem.served_value[placed, plan[placed]]).sum()))

    def planned_fit(self, plan: Ints, given: Allotment | None = None) -> Floats:
        """What each pair of a plan [n] is worth [n], with what it gives; NaN unplaced."""
        return self.planned_fits(plan, given).value

    def planned_fits(self, plan: Ints, given: Allotment | None = None) -> Fits:
        """Fits [n] where a plan [n] puts each household, with what it gives there; NaN unplaced."""
        placed = np.flatnonzero(plan != UNPLACED)
        got = self.allot(plan) if given is None else given
        there = self.fits_in(placed, plan[placed], got.of(placed))
        found = np.full((3, len(plan)), np.nan)
        found[:, placed] = there.value, there.people, there.town
        return Fits(*found)

    def single(self, i: int, j: int, given: Given) -> Allotment:
        """What one pair is given, the possible units where none are named."""
        possible = () if self.serving is None else self.serving.possible[i, j].astype(int).tolist()
        return Allotment.single(Given(given.unit, possible if given.served is None else given.served))

    def fits_in(self, rows: Ints, columns: Ints, given: Allotment) -> Fits:
        """Fits [r] of pairs with what is given there; the possible accommodation where a class is -1."""
        value, people, town = (f[rows, columns] for f in (self.fits.value, self.fits.people, self.fits.town))
        added = np.zeros(len(rows))
        if self.class_fit is not None:
            found = np.nan_to_num(self.class_fit[rows, given.units])
            added += np.where(given.units == NONE, 0.0, found)
        if self.serving is not None and self.unit_gain is not None:
            missed = self.serving.possible[rows, columns] - given.served
            added -= (missed * self.unit_gain[rows, columns]).sum(axis=1)
        return Fits(value + added, people + added / self.weighing.share("household"), town)

    @cached_property
    def limited(self) -> LimitedResources:
        """What places have a limited number of."""
        return LimitedResources(self.catalogue, self.supply, self.homes, self.serving, self.problem)

    @cached_property
    def charges(self) -> Charges:
        """What is charged for places in the values of `problem`, and in no fit."""
        return charges(self.cohort_data, self.scenario.held, self.supply, self.homes)

    def charge(self, i: int, j: int, unit: int) -> float:
        """What household i is charged at municipality j with a class (-1: none), in fit x persons^a."""
        of_class = 0.0 if unit == NONE else float(self.charges.classes[unit])
        return float(self.charges.places[i, j]) + of_class

    def unit_type(self, unit: int) -> ResourceId | None:
        """The type of accommodation of a class, None for none."""
        return None if self.homes is None or unit == NONE else self.homes.type_of(unit)

    def unit_rooms(self, unit: int) -> float | None:
        """Rooms of the units of a class, None where no list says so."""
        return None if self.homes is None or unit == NONE else self.homes.alike[unit].rooms

    def parts_everywhere(self, i: int) -> Floats:
        """[2 + c, m] the same of household i at every municipality, without words."""
        return parts_everywhere(self.scores, self.weighing, i)

    @cached_property
    def fit_bounds(self) -> tuple[Floats, Floats]:
        """Least and greatest fit [n, m] that the unknown answers leave open."""
        return fit_range(self.scores, self.weighing)
