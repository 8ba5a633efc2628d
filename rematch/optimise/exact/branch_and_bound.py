"""The exact model, solved level by level: persons, then shortfall, then value.

The PuLP model is built once; its live HiGHS object is kept, so that a change of the values alone
changes nothing but the objective; cuts, which hold for the structure, stay. Branch and bound starts from a
cleared solver.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from rematch.optimise.budget import NO_LIMIT, Budget
from rematch.optimise.exact.columns import Columns
from rematch.optimise.exact.part import ModelPart
from rematch.optimise.exact.solver_session import AS_IT_COMES, ENDLESS, FEW, Live, given_up_with
from rematch.optimise.policy.model import Model
from rematch.optimise.policy.rules import best_value, policy, widen
from rematch.optimise.policy.tables import RULES
from rematch.optimise.problem import UNPLACED, Floats, Ints
from rematch.optimise.proof.certificate import Prices
from rematch.optimise.proof.cover_cuts import Cut, lifted
from rematch.optimise.reduced_problem import Bools, ReducedProblem

_MOST = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Run:
    """What one run of the solver says: the best plan it found, its bound, and whether it finished."""

    plan: Ints | None
    bound: float
    finished: bool


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The linear relaxation: prices, point [u, m] as shares of units, and value (None: no point)."""

    prices: Prices
    shares: Floats
    value: float | None


class ExactModel:
    """The part of a model that these pairs have (default: all), and its live solver.

    `model` is PuLP's of this structure, to be grown where it lacks some of the pairs; a new one if none is
    given. `reprice` changes the values.
    """

    def __init__(self, units: ReducedProblem, pairs: Bools | None = None, model: Model | None = None) -> None:
        self.units = units
        self.model = policy(units, units.allowed & False) if model is None else model
        self.covers: list[Cut] = []
        self.scale, self._serving = 1.0, False
        self._part = ModelPart(self.model)
        self._grown = Live(self._part)
        self._live = self._grown.solver
        self._grow(units.allowed if pairs is None else pairs)

    @property
    def present(self) -> Bools:
        """The pairs [u, m] that are columns."""
        return self._part.present

    def widen(self, pairs: Bools) -> None:
        """More pairs [u, m]; levels and aim are to be said again."""
        if (pairs & ~self.present).any():
            self._grow(pairs & ~self.present)

    def _grow(self, new: Bools) -> None:
        missing = new & ~self.model.present
        if missing.any():
            widen(self.model, missing)
        self._grown.grow(self._part.grow(new))
        self._columns = Columns(self._part.columns)

    def cut_off(self, cuts: Sequence[Cut]) -> None:
        """More cuts, as rows of their own; they hold whatever the values are."""
        self.covers += cuts
        self._grown.grow(self._part.cut_off(lifted(self.units, cuts)))

    def reprice(self, units: ReducedProblem) -> None:
        """The same structure with other values."""
        self.units = self.model.units = units
        best_value(self.model)

    def aim_persons(self) -> None:
        """First level: max sum_ij n_i x_ij."""
        self._aim(self.units.persons[self._columns.pairs[:, 0]].astype(float), short=0.0, worth=0.0)

    def aim_shortfall(self) -> None:
        """Second level: min sum_j short_j."""
        self._aim(np.zeros(len(self._columns.pairs)), short=-1.0, worth=0.0)

    def aim_value(self) -> None:
        """Third level: max sum_ij v_ij x_ij + sum_lj bonus_l t_lj + sum_hc w_hc y_hc + sum_ej g_ej z_ej."""
        who, where = self._columns.pairs.T
        self._aim(self.units.value[who, where], short=0.0, worth=1.0, serve=True)

    def aim_all(self, person: float) -> None:
        """All levels at once, for searching only: a person placed counts `person`, one missing half.

        Nobody is served until everybody has a place: it made these models three times as slow.
        """
        who, where = self._columns.pairs.T
        self._aim(
            self.units.value[who, where] + person * self.units.persons[who], short=-person / 2, worth=1.0
        )

    def keep(self, persons: float, shortfall: float) -> None:
        """Plans with fewer persons or more shortfall are out from now on."""
        persons = persons if self.units.place_first else 0.0
        self._side("persons", persons, ENDLESS)
        self._side("shortfall", -ENDLESS, shortfall)
        rows, (who, _) = self._rows_of("one")
        low = np.where(self.units.must(persons)[who], 1.0, -ENDLESS)
        self._live.changeRowsBounds(len(rows), rows, low, np.ones(len(rows)))

    def relax(self, budget: Budget = NO_LIMIT, *, warm: bool = False) -> Relaxed:
        """Solve the linear relaxation of the present aim, `warm` from where the last one ended.

        To its end, whatever is left of the budget; raises Overtaken where nobody waits any more.
        """
        self._run(self._live, budget.endless(), relaxation=True, warm=warm)
        shares = np.zeros_like(self.units.value)
        if not _finished(self._live):
            return Relaxed(Prices.zero(self.units), shares, None)
        solution = self._live.getSolution()
        who, where = self._columns.pairs.T
        shares[who, where] = np.array(solution.col_value)[self._columns.place]
        value = -self._live.getInfo().objective_function_value * self.scale
        return Relaxed(self._prices(np.array(solution.row_dual) * self.scale), shares, value)

    def relax_within(self, fixed: Bools, possible: Bools) -> tuple[float, Floats] | None:
        """Value and shares [p] of the relaxation with some pairs [p] fixed and only the possible ones.

        Value -inf where there is no point; None where the solver gave up. From where the last one ended.
        """
        place, high = self._columns.place, (fixed | possible).astype(float)
        self._live.changeColsBounds(len(place), place, fixed.astype(float), high)
        self._run(self._live, NO_LIMIT, relaxation=True, warm=True)
        status, info = self._live.getModelStatus(), self._live.getInfo()
        shares = np.array(self._live.getSolution().col_value)[place] if _finished(self._live) else None
        self._live.changeColsBounds(len(place), place, np.zeros(len(place)), np.ones(len(place)))
        if shares is not None:
            return -info.objective_function_value * self.scale, shares
        infeasible = status == highspy.HighsModelStatus.kInfeasible
        return (-np.inf, np.zeros(len(place))) if infeasible else None

    def solve(
        self,
        budget: Budget,
        start: Ints | None,
        free: Bools | None = None,
        *,
        gap: float = 0.0,
        target: float = np.inf,
        thorough: bool = False,
    ) -> Run:
        """Branch and bound on the present aim, from the plan `start` [u]; pairs not `free` stay as there.

        It may stop once its own bound and plan are within `gap`, or a plan reaches the `target`. A
        `thorough` search, for what is left to prove, is HiGHS as it comes; others are to be quick (FEW).
        """
        values = None if start is None else self._columns.values(self.units, start, serve=self._serving)
        moving = np.ones(self._columns.count, dtype=bool)
        solver = self._live
        if values is not None and free is not None:
            moving = self._columns.moving(self.units, free, values)
            solver = self._grown.part(values, moving)
        for name, value in (AS_IT_COMES if thorough else FEW).items():
            solver.setOptionValue(name, value)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("objective_target", -target / self.scale)
        self._run(solver, budget, start=None if values is None else values[moving])
        info = solver.getInfo()
        budget.spend(max(1, info.mip_node_count))
        found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
        bound = -info.mip_dual_bound * self.scale
        if not found:
            return Run(None, bound, finished=False)
        reached = np.zeros(len(moving)) if values is None else values
        reached[moving] = solver.getSolution().col_value
        return Run(self.plan_of(reached[self._columns.place]), bound, _finished(solver))

    def _aim(self, gain: Floats, short: float, worth: float, *, serve: bool = False) -> None:
        own = self._columns
        bonus = [worth * self.units.soft_links[link][2] for link in own.links[:, 0].tolist()]
        classes = self.units.classes
        housed = np.zeros(0) if classes is None else worth * classes.value[*own.taken.T]
        served = np.zeros(0) if self.units.served is None else worth * self.units.served.gain[*own.needs.T]
        gains = np.concatenate([gain, np.full(len(own.short), short), bonus, housed, served])
        columns = np.concatenate([own.place, own.short, own.near, own.take, own.serve])
        most = own.most if serve else np.zeros_like(own.most)
        self._live.changeColsBounds(len(most), own.serve, np.zeros_like(most), most)
        self._serving = serve
        self.scale = _scale(gains)
        self._live.changeColsCost(len(columns), columns, -gains / self.scale)

    def _side(self, rule: str, low: float, high: float) -> None:
        for row in self._rows_of(rule)[0].tolist():
            self._live.changeRowBounds(row, low, high)

    def _run(
        self,
        solver: Any,
        budget: Budget,
        start: Floats | None = None,
        *,
        relaxation: bool = False,
        warm: bool = False,
    ) -> None:
        if not warm:
            solver.clearSolver()
        solver.setOptionValue("solve_relaxation", relaxation)
        solver.setOptionValue("mip_max_nodes", _MOST if budget.work is None else min(_MOST, budget.work))
        solver.setOptionValue("time_limit", ENDLESS if budget.seconds is None else budget.seconds)
        if start is not None:
            solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
        with given_up_with(solver, budget):
            solver.run()
        budget.go_on()

    @property
    def places(self) -> Ints:
        """Unit and municipality [p, 2] of each pair of the model."""
        return self._columns.pairs

    def plan_of(self, shares: Floats) -> Ints:
        """The plan [u] of whole shares [p]."""
        chosen = self.places[shares > 0.5]
        plan = np.full(len(self.units.persons), UNPLACED, dtype=np.int64)
        plan[chosen[:, 0]] = chosen[:, 1]
        return plan

    def _prices(self, dual: Floats) -> Prices:
        """HiGHS minimises: a row <= has a dual <= 0, a row >= one >= 0; prices are their sizes.

        Where the first household of a soft link has no pair in the model, the whole bonus counts for it.
        """
        prices = Prices.zero(self.units)
        for link, (_, _, bonus) in enumerate(self.units.soft_links):
            prices.soft[link] = bonus
        for rule, table in {"capacity": prices.capacity, "apart": prices.apart, "soft": prices.soft}.items():
            rows, (one, two) = self._rows_of(rule)
            table[one, two] = -dual[rows]
        rows, (pledged, _) = self._rows_of("minimum")
        prices.minimum[pledged] = dual[rows]
        rows, (ceilings, _) = self._rows_of("ceiling")
        prices.ceilings[ceilings] = -dual[rows]
        rows, (classes, _) = self._rows_of("units")
        prices.classes[classes] = -dual[rows]
        rows, (cuts, _) = self._rows_of("cut")
        paid = -dual[rows] > 0
        cuts, price = cuts[paid], -dual[rows][paid]
        rows, _ = self._rows_of("persons")
        covers = tuple(self.covers[c] for c in cuts)
        return replace(prices, persons=float(dual[rows].sum()), cuts=price, covers=covers)

    def _rows_of(self, rule: str) -> tuple[NDArray[np.int32], Ints]:
        """The solver's row numbers of one rule, and what each stands for [2, rows]."""
        rows = self._part.rows.of(RULES.index(rule))
        return rows.astype(np.int32), self._part.rows.key[rows].T


def _finished(solver: Any) -> bool:
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _scale(gains: Floats) -> float:
    """A power of two that brings extreme gains near 1, where the solver's absolute tolerances fit."""
    largest = float(np.abs(gains).max(initial=0.0))
    return 1.0 if 0.1 <= largest <= 1e4 or largest == 0.0 else float(2.0 ** np.floor(np.log2(largest)))
