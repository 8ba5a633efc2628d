"""PuLP's model in the solver: handed over in one piece, then grown while its basis is kept.

PuLP adds columns and rows one by one and builds anew at each solve, which took half the time of a small
model. What PuLP's model has is what goes over: the terms as they were written, nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import highspy
import numpy as np
import pulp

from rematch.optimise.budget import Budget
from rematch.optimise.policy.model import Model
from rematch.optimise.problem import Floats, Ints
from rematch.optimise.reduced_problem import Bools

ENDLESS = highspy.kHighsInf
FEW = {
    "mip_pool_soft_limit": 1,
    "mip_allow_cut_separation_at_nodes": False,
    "mip_lp_age_limit": 3,
    "mip_pool_age_limit": 5,
    "mip_pscost_minreliable": 0,
    "mip_heuristic_effort": 0.2,
    "mip_heuristic_run_root_reduced_cost": True,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_allow_restart": False,
    "mip_detect_symmetry": False,
}
"""For a neighbourhood, of which few nodes are looked at: hardly a cut, no trying out what to branch on, and
a look at the pairs that lose least. What each brings: docs/decisions/0060."""
AS_IT_COMES = {name: highspy.Highs().getOptionValue(name)[1] for name in FEW}  # type: ignore[no-untyped-call]
"""The same options as HiGHS has them: for the one search that is to end with a proof."""


class Live:
    """The solver's copy of a model, and how much of the model it has."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.solver = fresh()
        self._columns = self._rows = self._written = 0
        self._whole = np.zeros(0, dtype=bool)
        self._entries = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
        self.grow()

    def grow(self) -> None:
        """Hand over what was added to the model since: columns with their terms in known rows, then rows."""
        rows, columns, numbers = self._terms()
        known = rows < self._rows
        self._add_columns(rows[known], columns[known], numbers[known])
        self._add_rows(rows[~known], columns[~known], numbers[~known])
        self._written = len(self._model.written)
        before, new = self._entries, (rows, columns, numbers)
        self._entries = (
            np.append(before[0], new[0]),
            np.append(before[1], new[1]),
            np.append(before[2], new[2]),
        )

    def _terms(self) -> tuple[Ints, Ints, Floats]:
        written = self._model.written[self._written :]
        rows = np.repeat([row for row, _, _ in written], [len(columns) for _, columns, _ in written])
        columns = np.array([column for _, some, _ in written for column in some], dtype=np.int64)
        numbers = np.array([number for _, _, some in written for number in some], dtype=np.float64)
        return rows.astype(np.int64), columns, numbers

    def _add_columns(self, rows: Ints, columns: Ints, numbers: Floats) -> None:
        new = self._model.columns[self._columns :]
        order = np.lexsort((rows, columns))
        start = np.searchsorted(columns[order], np.arange(self._columns, self._columns + len(new)))
        high = np.array([variable.upBound for variable in new], dtype=np.float64)
        low, cost = np.zeros(len(new)), np.zeros(len(new))
        terms = start.astype(np.int32), rows[order].astype(np.int32), numbers[order]
        self.solver.addCols(len(new), cost, low, high, len(rows), *terms)
        whole = np.array([variable.cat == pulp.LpInteger for variable in new], dtype=bool)
        self._whole = np.concatenate([self._whole, whole])
        _whole(self.solver, np.flatnonzero(whole) + self._columns)
        self._columns += len(new)

    def _add_rows(self, rows: Ints, columns: Ints, numbers: Floats) -> None:
        new = list(self._model.rows.values())[self._rows :]
        order = np.lexsort((columns, rows))
        start = np.searchsorted(rows[order], np.arange(self._rows, self._rows + len(new)))
        low = np.array([-ENDLESS if row.getLb() is None else row.getLb() for row in new], dtype=np.float64)
        high = np.array([ENDLESS if row.getUb() is None else row.getUb() for row in new], dtype=np.float64)
        terms = start.astype(np.int32), columns[order].astype(np.int32), numbers[order]
        self.solver.addRows(len(new), low, high, len(columns), *terms)
        self._rows += len(new)

    def part(self, values: Floats, free: Bools) -> Any:
        """The model with all columns but the `free` ones [c] fixed at `values`, in a solver of its own.

        Rows lose what the fixed columns use of their sides; rows without a free column are left out.
        """
        lp = self.solver.getLp()
        rows, columns, numbers = self._entries
        moving = free[columns]
        used = np.bincount(rows[~moving], numbers[~moving] * values[columns[~moving]], minlength=lp.num_row_)
        kept, row = np.unique(rows[moving], return_inverse=True)
        order = np.lexsort((row, columns[moving]))
        small: Any = highspy.HighsLp()
        small.num_col_, small.num_row_ = int(free.sum()), len(kept)
        cost = np.array(lp.col_cost_)
        small.col_cost_, small.offset_ = cost[free], float(cost[~free] @ values[~free])
        small.col_lower_, small.col_upper_ = np.array(lp.col_lower_)[free], np.array(lp.col_upper_)[free]
        small.row_lower_, small.row_upper_ = (
            (np.array(side) - used)[kept] for side in (lp.row_lower_, lp.row_upper_)
        )
        matrix = small.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(columns[moving], minlength=lp.num_col_)[free]
        matrix.start_, matrix.index_ = np.concatenate([[0], np.cumsum(counts)]), row[order]
        matrix.value_ = numbers[moving][order]
        solver = fresh()
        solver.passModel(small)
        _whole(solver, np.flatnonzero(self._whole[free]))
        return solver


@contextmanager
def given_up_with(solver: Any, budget: Budget) -> Iterator[None]:
    """A run of the solver inside ends at its next node or iteration once nobody waits any more.

    By a callback that asks to be interrupted: after `cancelSolve` the object would end every later run, too.
    """

    stopped = budget.stopped
    if stopped is None:
        yield
        return

    def asked(event: Any) -> None:
        event.interrupt(stopped())  # said each time: the object keeps what the last run was told

    places = (solver.cbMipInterrupt, solver.cbSimplexInterrupt)
    for place in places:
        place.subscribe(asked)
    try:
        yield
    finally:
        for place in places:
            place.unsubscribe(asked)


def fresh() -> Any:
    """A HiGHS object as PuLP sets it up: one thread, no gap left open, no output."""
    program = pulp.LpProblem()
    solver = pulp.HiGHS(msg=False, threads=1, gapRel=0.0, gapAbs=1e-7, mip=False, **FEW)
    solver.createAndConfigureSolver(program)
    return program.solverModel


def _whole(solver: Any, columns: Ints) -> None:
    integer = np.full(len(columns), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(len(columns), columns.astype(np.int32), integer)
