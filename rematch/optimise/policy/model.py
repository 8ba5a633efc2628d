"""The model of record: PuLP's problem, its variables and its rows by what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pulp

from rematch.optimise.problem import Floats
from rematch.optimise.reduced_problem import Bools, ReducedProblem

Key = tuple[str | int, ...]
Term = tuple[pulp.LpVariable, float]


@dataclass
class Model:
    """The model of record: PuLP's problem, its variables and its rows by what they mean.

    `place` x_ij, `short` short_j, `near` t_lj, `take` y_hc, `serve` z_ej (policy.rules says what they mean);
    `present` [u, m] are its pairs, `new` those being added, `covers` its cuts as place, alpha [u], beta.
    Columns and rows are numbered as they come (`index`); `written` has all terms: row, columns, numbers.
    """

    units: ReducedProblem
    program: pulp.LpProblem
    new: Bools
    present: Bools
    place: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    short: dict[int, pulp.LpVariable] = field(default_factory=dict)
    near: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    take: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    serve: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)
    rows: dict[Key, pulp.LpConstraint] = field(default_factory=dict)
    covers: list[tuple[int, Floats, float]] = field(default_factory=list)
    columns: list[pulp.LpVariable] = field(default_factory=list)
    written: list[tuple[int, list[int], list[float]]] = field(default_factory=list)

    def variable(self, name: str, high: float, category: str = pulp.LpContinuous) -> pulp.LpVariable:
        """A variable between 0 and `high`."""
        made = self.program.add_variable(name, 0, high, category)
        made.index = len(self.columns)
        self.columns.append(made)
        return made

    def add(self, key: Key, terms: Iterable[Term], sense: int, side: float) -> None:
        """Terms of the row under this key; a row without variables says nothing and is left out."""
        terms = [(variable, float(number)) for variable, number in terms if number]
        if not terms:
            return
        if key in self.rows:
            for variable, number in terms:
                self.rows[key].expr.addterm(variable, number)
        else:
            row = pulp.LpConstraint(
                pulp.LpAffineExpression(terms), sense, "_".join(map(str, key)), float(side)
            )
            row.index = len(self.rows)
            self.program.addConstraint(row)
            self.rows[key] = row
        self.written.append(
            (self.rows[key].index, [variable.index for variable, _ in terms], [number for _, number in terms])
        )

    def at(self, j: int) -> list[int]:
        """Units that may now go to municipality j."""
        return np.flatnonzero(self.new[:, j]).tolist()
