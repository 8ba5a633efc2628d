"""The model of record: PuLP's problem, its variables and its rows by what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pulp

from rematch.optimise.policy.tables import COLUMNS, RULES, Keyed, Matrix, table
from rematch.optimise.reduced_problem import Bools, ReducedProblem

Key = tuple[str | int, ...]
Term = tuple[pulp.LpVariable, float]


@dataclass
class Model:
    """The model of record: PuLP's problem, its variables and its rows by what they mean.

    `place` x_ij, `short` short_j, `near` t_lj, `take` y_hc, `serve` z_ej (policy.rules says what they mean);
    `present` [u, m] are its pairs, `new` those being added. Columns and rows are numbered as they come
    (`index`); `columns`, `lines` and `terms` have the same as arrays.
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
    columns: Keyed = field(default_factory=table)
    lines: Keyed = field(default_factory=table)
    terms: Matrix = field(default_factory=Matrix.none)
    _columns: list[tuple[float, ...]] = field(default_factory=list)
    _lines: list[tuple[float, ...]] = field(default_factory=list)
    _terms: list[tuple[int, list[int], list[float]]] = field(default_factory=list)

    def variable(
        self, kind: str, key: tuple[int, ...], high: float, category: str = pulp.LpContinuous
    ) -> pulp.LpVariable:
        """A variable between 0 and `high`, named by its kind (COLUMNS) and numbers."""
        name = "_".join([kind, *(f"{number:06d}" for number in key)])
        made = self.program.add_variable(name, 0, high, category)
        made.index = len(self.columns) + len(self._columns)
        self._columns.append((COLUMNS.index(kind), *_two(key), 0.0, high))
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
            sides = (
                -np.inf if sense == pulp.LpConstraintLE else float(side),
                np.inf if sense == pulp.LpConstraintGE else float(side),
            )
            self._lines.append((RULES.index(str(key[0])), *_two(key[1:]), *sides))  # type: ignore[arg-type]
        self._terms.append(
            (self.rows[key].index, [variable.index for variable, _ in terms], [number for _, number in terms])
        )

    def tabulate(self) -> None:
        """What was added since goes into the arrays."""
        self.columns = self.columns.and_also(self._columns)
        self.lines = self.lines.and_also(self._lines)
        self.terms = self.terms.and_also(self._terms)
        self._columns, self._lines, self._terms = [], [], []

    def at(self, j: int) -> list[int]:
        """Units that may now go to municipality j."""
        return np.flatnonzero(self.new[:, j]).tolist()


def _two(key: tuple[int, ...]) -> tuple[int, int]:
    first, second, *_ = (*key, 0, 0)
    return first, second
