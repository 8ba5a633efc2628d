"""PuLP's model in the solver: handed over in one piece, then grown while its basis is kept.

PuLP adds columns and rows one by one and builds anew at each solve, which took half the time of a small
model. What PuLP's model has is what goes over (`part`): the terms as they were written, nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import highspy
import numpy as np
import pulp

from rematch.optimise.budget import Budget
from rematch.optimise.exact.part import PLACE, ModelPart
from rematch.optimise.policy.tables import Matrix
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
    """The solver's copy of a part of a model, and how much of it it has."""

    def __init__(self, part: ModelPart) -> None:
        self._part = part
        self.solver = fresh()
        self._columns = self._rows = 0
        self._whole = np.zeros(0, dtype=bool)

    def grow(self, terms: Matrix) -> None:
        """Hand over what was added to the part since: columns with their terms in known rows, then rows."""
        known = terms.row < self._rows
        self._add_columns(terms.only(known))
        self._add_rows(terms.only(~known))

    def _add_columns(self, terms: Matrix) -> None:
        first, columns = self._columns, self._part.columns
        self._columns = len(columns)
        new = np.arange(first, self._columns)
        order = np.lexsort((terms.row, terms.column))
        start = np.searchsorted(terms.column[order], new).astype(np.int32)
        given = start, terms.row[order].astype(np.int32), terms.number[order]
        nothing = np.zeros(len(new))
        self.solver.addCols(len(new), nothing, nothing, columns.high[first:], len(terms.row), *given)
        self._whole = columns.kind == PLACE
        _whole(self.solver, new[self._whole[first:]])

    def _add_rows(self, terms: Matrix) -> None:
        first, rows = self._rows, self._part.rows
        self._rows = len(rows)
        new = np.arange(first, self._rows)
        order = np.lexsort((terms.column, terms.row))
        start = np.searchsorted(terms.row[order], new).astype(np.int32)
        given = start, terms.column[order].astype(np.int32), terms.number[order]
        self.solver.addRows(len(new), rows.low[first:], rows.high[first:], len(terms.row), *given)

    def part(self, values: Floats, free: Bools) -> Any:
        """The model with all columns but the `free` ones [c] fixed at `values`, in a solver of its own.

        Rows lose what the fixed columns use of their sides; rows without a free column are left out.
        """
        lp = self.solver.getLp()
        rows, columns, numbers = self._part.terms.row, self._part.terms.column, self._part.terms.number
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
