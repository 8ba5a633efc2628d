"""What a plan is handed over as: the solution, its check, and all that screens, files and commands read."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from rematch.explain import Placement, placements
from rematch.identity import Identity
from rematch.instance import Ints, MatchingInstance
from rematch.instance.allotment import Allotment
from rematch.instance.figures import Figures, Load, figures, loads, waiting
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.optimise import Check, Levels, Solution, verify
from rematch.optimise.fairness.levels import Fair
from rematch.optimise.heuristics.baselines import (
    best_places_without_limits,
    first_come_first_served,
    random_within_rules,
    spread_by_shares,
)
from rematch.optimise.housing import NONE
from rematch.planning.distribution_key import state_shares
from rematch.scenario import Scenario


@dataclass(frozen=True)
class Stages:
    """Processor seconds spent on each step of one plan."""

    fit: float = 0.0
    solve: float = 0.0
    verify: float = 0.0


@dataclass(frozen=True)
class Baseline:
    """A plan made in another way, for comparison; `keeps_rules` is False for the unreachable upper bound."""

    name: str
    figures: Figures
    objective: float
    keeps_rules: bool


def verified(instance: MatchingInstance, plan: Ints, units: Ints | None = None) -> Check:
    """The check of a plan [n]: worth what the best use of what is served makes it, held to whom it serves."""
    as_given = verify(instance.problem, plan, units, instance.served(plan))
    return replace(verify(instance.problem, plan, units), violations=as_given.violations)


@dataclass(frozen=True, eq=False)
class PlanReport:
    """A verified plan with everything that is shown of it; explanations are made when they are read.

    `start` is the plan the search began with and `previous` the one moves are counted from ([n] columns, -1
    unplaced), None for a cold one; `known` are persons and shortfall proven before. `fair` is what fairness
    demanded of the plan, None where the policy asks for none.
    """

    instance: MatchingInstance
    solution: Solution
    check: Check
    stages: Stages = field(default_factory=Stages)
    start: Ints | None = None
    previous: Ints | None = None
    known: Levels | None = None
    work_limit: int | None = None
    fair: Fair | None = None

    @cached_property
    def identity(self) -> Identity:
        """Which plan this is: the key of whatever is kept about it."""
        about = self.instance.cohort_data.identity
        return replace(about, scenario=self.scenario.fingerprint, assignment=self.assignment.tobytes())

    @property
    def scenario(self) -> Scenario:
        """The decisions this plan follows."""
        return self.instance.scenario

    @property
    def assignment(self) -> Ints:
        """Column per household row, -1 unplaced."""
        return self.solution.assignment

    @cached_property
    def given(self) -> Allotment:
        """What each household row gets beside its place."""
        return self.instance.allot(self.assignment)

    @property
    def units(self) -> Ints:
        """Class of accommodation per household row, -1 for none."""
        return self.given.units

    @cached_property
    def order_cost(self) -> float:
        """What the order in which scarce units are given takes from `objective`."""
        return self.instance.order_cost(self.assignment)

    @property
    def previous_units(self) -> Ints | None:
        """The classes [n] that the plan before gave, None where there was none."""
        before = self.instance.problem.previous_unit
        return before if (before != NONE).any() else None

    @property
    def proven(self) -> bool:
        """Whether no plan is better."""
        return self.solution.status == "optimal"

    @property
    def first_levels_proven(self) -> bool:
        """Whether no plan places more persons, or as many with less shortfall."""
        solution = self.solution
        return (
            solution.persons_placed >= solution.persons_bound
            and solution.shortfall <= solution.shortfall_bound + 1e-9
        )

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """One line per household."""
        return placements(self.instance, self.assignment)

    @cached_property
    def figures(self) -> Figures:
        """The plan's key figures."""
        return figures(self.instance, self.assignment)

    def waiting(self, ags: Ags) -> tuple[tuple[ResourceId, HouseholdId], ...]:
        """Of what those at a municipality get less than they want, and whom one more unit would serve."""
        households = self.instance.profiles.households
        found = waiting(self.instance, self.assignment, self.instance.cohort_data.column[ags])
        return tuple((resource, households[i].id) for resource, i in found)

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """What the plan asks of each municipality."""
        return loads(self.instance, self.assignment, self.given)

    @cached_property
    def baseline_plans(self) -> dict[str, Ints]:
        """Random, first come first served, spread by quota, and everybody's best place, each [n] columns."""
        problem = self.instance.problem
        return {
            "random": random_within_rules(problem, self.scenario.seed),
            "first_come": first_come_first_served(problem),
            "quota": spread_by_shares(problem, state_shares(self.instance.profiles)),
            "best_place": best_places_without_limits(problem),
        }

    @cached_property
    def baselines(self) -> tuple[Baseline, ...]:
        """What those plans are worth."""
        return tuple(self._baseline(name, plan) for name, plan in self.baseline_plans.items())

    def _baseline(self, name: str, plan: Ints) -> Baseline:
        instance = self.instance.endless if name == "best_place" else self.instance
        check = verify(instance.problem, plan)
        return Baseline(name, figures(instance, plan), check.objective, name != "best_place")
