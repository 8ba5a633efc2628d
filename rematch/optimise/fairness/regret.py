"""The plan that loses least for whoever loses most, among several who weigh the same people and places.

What a plan gives up by a judge's values, as a share of the best plan's worth there, is a judge's regret
(minimax regret: Savage, Journal of the American Statistical Association, 1951; relative: Kouvelis, Yu 1997).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pulp

from rematch.optimise.budget import Budget
from rematch.optimise.exact.solver_session import given_up_with
from rematch.optimise.housing import NONE
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.policy import regret_rules
from rematch.optimise.policy.model import Model
from rematch.optimise.policy.rules import policy
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import UNPLACED, Ints, Problem
from rematch.optimise.proof.certificate import forced_bounds
from rematch.optimise.reduced_problem import Bools, ReducedProblem
from rematch.optimise.solution import OPTIMAL_WITHIN, Solution
from rematch.optimise.verify import verify

MARGIN = 1e-8
SMALLEST = 1e-9
FIRST = 3
"""Judges who are heard at first; then the one who loses most by the plan found, until nobody loses more."""


@dataclass(frozen=True, eq=False)
class Judge:
    """Somebody's values: a problem that differs from the others' in them alone, and its best plan.

    `count` are how many weigh like that.
    """

    problem: Problem
    best: Solution
    count: int = 1

    @property
    def scale(self) -> float:
        """What a share of the best is measured by."""
        return max(SMALLEST, abs(self.best.objective))

    def regret(self, plan: Ints, unit: Ints) -> float:
        """What a plan [n] with classes [n] gives up here, as a share >= 0; what is served is chosen again."""
        worth = verify(self.problem, plan, unit).objective
        return max(0.0, self.best.objective - worth) / self.scale


@dataclass(frozen=True, eq=False)
class LeastRegret:
    """A plan [n] with classes [n], the judges' `regrets` [b], and what no plan's greatest regret is below."""

    assignment: Ints
    unit: Ints
    regrets: tuple[float, ...]
    bound: float = 0.0

    @property
    def greatest(self) -> float:
        """The regret of whoever loses most."""
        return max(self.regrets)

    @property
    def proven(self) -> bool:
        """Whether no plan loses less for whoever loses most."""
        return self.greatest - self.bound <= OPTIMAL_WITHIN


def least_regret(
    judges: Sequence[Judge],
    *,
    work_limit: int | None = None,
    time_limit: float | None = None,
    stopped: Callable[[], bool] | None = None,
) -> LeastRegret:
    """min max_b (best_b - value_b) / |best_b| over all plans; of those the one with the least mean regret.

        min z   s.t.   value_b + |best_b| z >= best_b   for every judge b,  sum n x >= P,  sum short <= S

    with the rules of `policy`, and P and S of the best plans, which no values change. A plan's classes are
    the same for all; what is served is chosen anew by each judge's values, as `verify` does. Only judges who
    matter are in the model: without the others z is a bound, and the least where they lose no more.

    `work_limit` in branch-and-bound nodes is repeatable, `time_limit` in seconds is not; `bound` says how far
    it came. That the mean is the least of all is not proven. Raises Overtaken once `stopped` says so.
    """
    budget = Budget(work_limit, time_limit, stopped)
    found = min((_judged(judges, one.best.assignment, one.best.unit) for one in judges), key=_by_regret)
    heard: list[int] = []
    latest = found
    while not found.proven and not budget.over:
        worst = [b for b in np.argsort(latest.regrets)[::-1].tolist() if b not in heard]
        if not worst:
            break
        heard += worst[: 1 if heard else FIRST]
        latest = _searched(judges, heard, found, budget)
        found = replace(min(found, latest, key=_by_regret), bound=max(found.bound, latest.bound))
    return found if budget.over else _of_least_mean(judges, found, budget)


def _by_regret(found: LeastRegret) -> tuple[float, float]:
    return found.greatest, sum(found.regrets)


def _judged(judges: Sequence[Judge], plan: Ints, unit: Ints) -> LeastRegret:
    return LeastRegret(plan, unit, tuple(one.regret(plan, unit) for one in judges))


def _searched(
    judges: Sequence[Judge], heard: Sequence[int], found: LeastRegret, budget: Budget
) -> LeastRegret:
    """The plan of least greatest regret for those heard, and that as a bound, from the plan found."""
    units = _common(judges)
    model = _stated(judges, units, found.greatest)
    values = [
        (regret_rules.value(model, presolve(judges[b].problem), b), judges[b].best.objective, judges[b].scale)
        for b in heard
    ]
    regret_rules.least_greatest(model, regret_rules.greatest_regret(model, values, found.greatest))
    plan, unit, bound = _solved(model, found, budget)
    return replace(_sound(judges, plan, unit, found), bound=min(bound, found.greatest))


def _of_least_mean(judges: Sequence[Judge], found: LeastRegret, budget: Budget) -> LeastRegret:
    """A plan of no greater greatest regret, and of the least mean regret as far as the budget goes."""
    units = _common(judges)
    model = _stated(judges, units, found.greatest)
    terms = [regret_rules.value(model, presolve(one.problem), b) for b, one in enumerate(judges)]
    values = [(own, one.best.objective, one.scale) for own, one in zip(terms, judges, strict=True)]
    regret_rules.greatest_regret(model, values, found.greatest + MARGIN)
    everybody = sum(one.count for one in judges)
    shares = [one.count / one.scale / everybody for one in judges]
    regret_rules.least_mean(model, zip(terms, shares, strict=True))
    plan, unit, _ = _solved(model, found, budget)
    other = _sound(judges, plan, unit, found)

    def mean(one: LeastRegret) -> float:
        return sum(r * judge.count for r, judge in zip(one.regrets, judges, strict=True))

    no_worse = other.greatest <= found.greatest + OPTIMAL_WITHIN / 2 and mean(other) < mean(found)
    return replace(other, bound=found.bound) if no_worse else found


def _stated(judges: Sequence[Judge], units: ReducedProblem, regret: float) -> Model:
    """The rules for plans that are within this regret for everybody, values aside."""
    model = policy(units, _within_reach(judges, units, regret))
    regret_rules.whole_classes(model)
    regret_rules.keep_levels(model, judges[0].best.levels)
    return model


def _common(judges: Sequence[Judge]) -> ReducedProblem:
    """Units and rules of all, with every soft link that is worth something to one of them."""
    links = {link[:2]: link for one in judges for link in one.problem.soft_links if link[2] > 0}
    everybody = replace(judges[0].problem, soft_links=tuple(links.values()))
    return replace(presolve(everybody), served=None)


def _within_reach(judges: Sequence[Judge], units: ReducedProblem, regret: float) -> Bools:
    """Pairs [u, m] that plans within this regret may have, by the prices of each judge's own proof."""
    first = np.unique(units.unit_of, return_index=True)[1]
    pairs = units.allowed.copy()
    for one in judges:
        best, levels = one.best, one.best.levels
        most = forced_bounds(one.problem, best.prices, persons=levels.persons, shortfall=levels.shortfall)
        pairs &= most[first] >= best.objective - one.scale * (regret + MARGIN)
    return pairs


def _solved(model: Model, found: LeastRegret, budget: Budget) -> tuple[Ints, Ints, float]:
    """The plan [n] and its classes [n], begun with one that keeps the rows, and a bound on what is least."""
    solver = pulp.HiGHS(msg=False, threads=1, gapRel=0.0, gapAbs=OPTIMAL_WITHIN / 10)
    solver.createAndConfigureSolver(model.program)
    solver.buildSolverModel(model.program)
    live, units = model.program.solverModel, model.units
    start = {model.place[i, j]: 1.0 for i, j in enumerate(units.gather(found.assignment)) if j != UNPLACED}
    start |= {model.take[h, c]: 1.0 for h, c in enumerate(found.unit) if c != NONE}
    whole = [*model.place.values(), *model.take.values()]
    values = np.array([start.get(variable, 0.0) for variable in whole])
    live.setSolution(len(whole), np.array([one.index for one in whole], dtype=np.int32), values)
    if budget.work is not None:
        live.setOptionValue("mip_max_nodes", budget.work)
    if budget.seconds is not None:
        live.setOptionValue("time_limit", budget.seconds)
    with given_up_with(live, budget):
        live.run()
    budget.go_on()
    info = live.getInfo()
    budget.spend(max(1, info.mip_node_count))
    if not live.getSolution().col_value:
        return found.assignment, found.unit, info.mip_dual_bound
    reached = np.array(live.getSolution().col_value)
    plan = np.full(len(units.persons), UNPLACED, dtype=np.int64)
    unit = np.full(len(found.unit), NONE, dtype=np.int64)
    for into, table in ((plan, model.place), (unit, model.take)):
        for (row, column), variable in table.items():
            if reached[variable.index] > 0.5:
                into[row] = column
    return units.spread(plan), unit, info.mip_dual_bound


def _sound(judges: Sequence[Judge], plan: Ints, unit: Ints, found: LeastRegret) -> LeastRegret:
    """This plan where it keeps every rule and level, else the one found before."""
    check, best = verify(judges[0].problem, plan, unit), judges[0].best
    persons = not judges[0].problem.place_first or check.persons_placed >= best.persons_placed
    keeps = check.ok and persons and check.shortfall <= best.shortfall + TOLERANCE
    return _judged(judges, plan, unit) if keeps else found
