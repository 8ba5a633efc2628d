"""What solving returns: the plan, what it is worth, and how well that is proven."""

from dataclasses import dataclass
from typing import Literal

from rematch.errors import Contradiction
from rematch.optimise.problem import Ints, Problem
from rematch.optimise.proof.certificate import Prices, upper_bound
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.served import best_served
from rematch.optimise.verify import best_units, verify

Status = Literal["optimal", "feasible"]
ProofKind = Literal["solver", "certificate", "solver+certificate"]

OPTIMAL_WITHIN = 1e-6


@dataclass(frozen=True)
class Levels:
    """The first two levels of the order, proven once: they do not depend on the values."""

    persons: int
    shortfall: float


@dataclass(frozen=True, eq=False)
class SearchResult:
    """A plan [u] of the units on its way to a solution; `solver_bound` is what a search proved so far."""

    plan: Ints
    persons_bound: int
    shortfall_bound: float
    prices: Prices
    solver_bound: float | None = None
    rounds: int = 0
    columns: int = 0

    def levels(self, units: ReducedProblem) -> Levels:
        """Persons and shortfall of the plan."""
        return Levels(units.persons_placed(self.plan), units.shortfall(self.plan))

    def proven(self, units: ReducedProblem) -> bool:
        """Whether no plan places more persons, and none that places as many misses fewer pledged ones."""
        reached = self.levels(units)
        persons = not units.place_first or reached.persons >= self.persons_bound
        return persons and reached.shortfall <= self.shortfall_bound + OPTIMAL_WITHIN


@dataclass(frozen=True, kw_only=True, eq=False)
class Solution:
    """A plan [n] with its proof; persons before shortfall before objective.

    `unit` [n] is the class of housing unit each household takes, -1 where none; `served` [n, s] are the units
    it gets of each served resource.
    `bound` holds for every plan with at least as many persons and at most that shortfall;
    `certified_bound` is what `prices` prove of it without a solver. `rounds` of pricing and `columns`
    (pairs that became variables) say how it was found.
    """

    assignment: Ints
    unit: Ints
    served: Ints
    objective: float
    bound: float
    persons_placed: int
    persons_bound: int
    shortfall: float
    shortfall_bound: float
    status: Status
    proof: ProofKind
    certified_bound: float
    prices: Prices
    seconds: float
    rounds: int = 0
    columns: int = 0

    @property
    def gap(self) -> float:
        """How far the best plan may be above this one, as a share of it."""
        return (self.bound - self.objective) / max(1e-9, abs(self.objective))

    @property
    def levels(self) -> Levels:
        """Persons and shortfall, to be handed to the next solve as `known` while only values change."""
        return Levels(self.persons_placed, self.shortfall)


def as_solution(problem: Problem, units: ReducedProblem, found: SearchResult, seconds: float) -> Solution:
    """The plan of the households, every number of it recomputed from the problem's own data.

    Raises Contradiction where no plan within the ceilings was found.
    """
    assignment = units.spread(found.plan)
    assignment.flags.writeable = False
    unit = best_units(problem, assignment)
    served = best_served(problem, assignment)
    unit.flags.writeable = served.flags.writeable = False
    check = verify(problem, assignment, unit, served)
    if not units.keeps_ceilings(found.plan):
        raise Contradiction("problem.no_plan")
    levels = Levels(check.persons_placed, check.shortfall)
    certified = upper_bound(units, found.prices, persons=levels.persons, shortfall=levels.shortfall)
    certified = max(certified, check.objective)
    known = (
        [certified] if found.solver_bound is None else [certified, max(found.solver_bound, check.objective)]
    )
    within = OPTIMAL_WITHIN * max(1.0, abs(check.objective))
    return Solution(
        assignment=assignment,
        unit=unit,
        served=served,
        objective=check.objective,
        bound=min(known),
        persons_placed=levels.persons,
        persons_bound=max(found.persons_bound, levels.persons),
        shortfall=levels.shortfall,
        shortfall_bound=found.shortfall_bound,
        status="optimal" if found.proven(units) and min(known) - check.objective <= within else "feasible",
        proof=_proof(found, certified - check.objective <= within),
        certified_bound=certified,
        prices=found.prices,
        seconds=seconds,
        rounds=found.rounds,
        columns=found.columns,
    )


def _proof(found: SearchResult, confirmed: bool) -> ProofKind:
    if found.solver_bound is None:
        return "certificate"
    return "solver+certificate" if confirmed else "solver"
