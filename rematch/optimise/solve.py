"""`solve`: the best plan, persons before shortfall before value, with its proof."""

from collections.abc import Callable
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from rematch.errors import RematchError
from rematch.optimise import checks
from rematch.optimise.budget import Budget
from rematch.optimise.heuristics.greedy import greedy
from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Ints, Problem
from rematch.optimise.proof.certificate import Prices
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.solution import Levels, SearchResult, Solution, as_solution
from rematch.optimise.verify import read_plan

if TYPE_CHECKING:
    from rematch.optimise.exact.branch_and_bound import ExactModel
    from rematch.optimise.policy.model import Model


MOST_KEPT = 60_000
"""Pairs in a kept model from which on it begins anew: what it holds in memory stays below some 300 MB."""


class WarmStart:
    """What one session keeps between solves: the built model, and the levels proven for it.

    One solve at a time: two threads in one live model gave plans with people left out. Once `stopped` says
    that nobody waits any more, a solve ends at its next step with Overtaken, and the next one may begin.
    """

    def __init__(self, stopped: Callable[[], bool] | None = None) -> None:
        self.stopped = stopped
        self.lock = Lock()
        self._model: ExactModel | None = None
        self._master: Model | None = None
        self._units: ReducedProblem | None = None
        self.levels: Levels | None = None

    def prepare(self, units: ReducedProblem) -> None:
        """Build what solving these units needs, or change the values of what is there."""
        from rematch.optimise.exact.search import exactly  # noqa: PLC0415  the package imports no solver

        if units.pairs and exactly(units):
            self.model(units)

    def model(self, units: ReducedProblem) -> "ExactModel":
        """The kept model with these values; a new one if anything but the values is different."""
        from rematch.optimise.exact.branch_and_bound import ExactModel  # noqa: PLC0415  the package imports no solver

        if self._model is None or not self._model.units.same_structure(units):
            self._model = ExactModel(units)
        self._model.reprice(units)
        return self._model

    def master(self, units: ReducedProblem) -> "Model":
        """PuLP's model with the pairs that were searched so far; a new one if not only the values differ.

        What is searched is cut from it, in an order that does not depend on what else it has.
        """
        from rematch.optimise.policy.rules import policy  # noqa: PLC0415  the package imports no solver

        kept = self._master
        if kept is None or kept.present.sum() > MOST_KEPT or not kept.units.same_structure(units):
            kept = policy(units, np.zeros_like(units.allowed))
        kept.units, self._master = units, kept
        return kept

    def known(self, units: ReducedProblem) -> Levels | None:
        """The levels proven before, if nothing but the values is different."""
        if self._units is None or not self._units.same_structure(units):
            return None
        return self.levels

    def keep(self, units: ReducedProblem, levels: Levels | None) -> None:
        """Levels proven for these units."""
        self._units, self.levels = units, levels


def solve(
    problem: Problem,
    *,
    gap: float = 0.0,
    work_limit: int | None = None,
    time_limit: float | None = None,
    seed: int = 0,
    start: ArrayLike | None = None,
    known: Levels | None = None,
    workbench: WarmStart | None = None,
) -> Solution:
    """The best plan and its proof; a limit returns the best plan found and the gap that is proven.

    gap         stop once the plan is proven to be within this share of the best
    work_limit  branch-and-bound nodes, above EXACT_PAIRS neighbourhoods searched: repeatable
    time_limit  seconds: not repeatable
    seed        0: households in the order given decide ties (the caller sorts them); else shuffled
    start       a plan [n] to begin with, what of it breaks a rule is dropped; to go on after a limit,
                call again with a larger limit and the last plan
    known       persons and shortfall proven before for the same problem with other values
    workbench   kept by the caller between solves: while only values change, only the objective does

    Raises RematchError (`problem.*`) where one of these is no such number or the start no plan [n], and
    Overtaken where the workbench says that nobody waits any more.
    """
    began = perf_counter()
    _checked(gap, work_limit, time_limit, seed)
    workbench = workbench or WarmStart()
    units = presolve(problem, int(seed))
    wished = None if start is None else units.gather(_start(problem, start))
    with workbench.lock:
        found = _search(
            units,
            greedy(units, wished),
            Budget(None if work_limit is None else int(work_limit), time_limit, workbench.stopped),
            known=known,
            gap=gap,
            workbench=workbench,
        )
    return as_solution(problem, units, found, perf_counter() - began)


def _checked(gap: float, work_limit: int | None, time_limit: float | None, seed: int) -> None:
    checks.number("gap", gap, least=0.0)
    checks.number("seed", seed, least=0, whole_only=True)
    if work_limit is not None:
        checks.number("work_limit", work_limit, least=0, whole_only=True)
    if time_limit is not None:
        checks.number("time_limit", time_limit, least=0.0)


def _start(problem: Problem, start: ArrayLike) -> Ints:
    plan, broken = read_plan(problem, start)
    if broken:
        raise RematchError("problem.no_start", field="start")
    return plan


def _search(
    units: ReducedProblem,
    plan: Ints,
    budget: Budget,
    *,
    known: Levels | None,
    gap: float,
    workbench: WarmStart,
) -> SearchResult:
    if not units.pairs:
        return SearchResult(plan, 0, units.shortfall(plan), Prices.zero(units))
    from rematch.optimise.exact.lexicographic import solve_lexicographic  # noqa: PLC0415  the package imports no solver
    from rematch.optimise.exact.search import exactly  # noqa: PLC0415
    from rematch.optimise.pricing.column_generation import column_generation  # noqa: PLC0415

    known = known or workbench.known(units)
    if exactly(units):
        found = solve_lexicographic(workbench.model(units), plan, budget, known=known, gap=gap)
    else:
        found = column_generation(units, plan, budget, known=known, gap=gap, model=workbench.master(units))
    workbench.keep(units, found.levels(units) if found.proven(units) else known)
    return found
