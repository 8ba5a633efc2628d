"""The part of a model that some of its pairs have, as arrays with numbers of its own.

PuLP's model may have more pairs than a search wants: what earlier searches left there. A part has its
columns and rows in one order, whenever the model got them, so that the solver does the same with it.
"""

import numpy as np

from rematch.optimise.policy.model import Model
from rematch.optimise.policy.tables import COLUMNS, RULES, Keyed, Matrix, table
from rematch.optimise.problem import Ints
from rematch.optimise.proof.cover_cuts import Lifted
from rematch.optimise.reduced_problem import Bools

PLACE, SHORT, NEAR, TAKE, SERVE = range(len(COLUMNS))
SHARED, CLOSE, SERVED, CUT = (RULES.index(rule) for rule in ("capacity", "soft_near", "served", "cut"))
NOT_HERE = -1


class ModelPart:
    """`columns` and `rows` of a model for some pairs [u, m], their `terms`, and cuts as rows of their own."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.columns, self.rows, self.terms = table(), table(), Matrix.none()
        self.present: Bools = np.zeros_like(model.present)
        self._column, self._row = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        self._cuts: list[tuple[int, Lifted]] = []

    def grow(self, pairs: Bools) -> Matrix:
        """The columns of more pairs that the model has, and the rows they bring; gives back the new terms."""
        model = self._model
        self._column, self._row = _longer(self._column, model.columns), _longer(self._row, model.lines)
        wanted = self._of(pairs) & (self._column == NOT_HERE)
        first = len(self.columns)
        self._column = self._add_columns(wanted)
        terms = model.terms
        new = wanted[terms.column]
        known = self._row[terms.row] != NOT_HERE
        without_link = (model.lines.kind[terms.row] == CLOSE) & (model.columns.kind[terms.column] == PLACE)
        brought = np.zeros(len(model.lines), dtype=bool)
        brought[terms.row[new & ~known & ~without_link]] = True
        self._add_rows(brought)
        here = (self._column[terms.column] != NOT_HERE) & brought[terms.row]
        some = terms.only((new & known) | here)
        added = Matrix(self._row[some.row], self._column[some.column], some.number)
        for row, cuts in self._cuts:
            added = added.and_also(self._in_cuts(cuts, row, first))
        self.terms = self.terms.and_also(added)
        self.present = self.present | pairs
        return added

    def cut_off(self, cuts: Lifted) -> Matrix:
        """sum_i alpha_i x_ij <= beta for every cut, as rows; gives back the new terms.

        Not a rule of the policy: every plan that keeps the rules keeps these too (`cover_cuts`).
        """
        first, count = len(self.rows), int((self.rows.kind == CUT).sum())
        lines = [(CUT, count + number, 0, -np.inf, beta) for number, beta in enumerate(cuts.beta.tolist())]
        self.rows = self.rows.and_also(lines)
        self._cuts.append((first, cuts))
        added = self._in_cuts(cuts, first, 0)
        self.terms = self.terms.and_also(added)
        return added

    def _in_cuts(self, cuts: Lifted, row: int, first: int) -> Matrix:
        """Terms of the columns from `first` on in cuts whose first row is `row`."""
        columns = self.columns.of(PLACE)
        columns = columns[columns >= first]
        unit, place = self.columns.key[columns].T
        share = np.where(cuts.place[:, None] == place, cuts.alpha[:, unit], 0.0)
        cut, column = np.nonzero(share)
        return Matrix(row + cut, columns[column], share[cut, column])

    def _of(self, pairs: Bools) -> Bools:
        """The model's columns [c] that these pairs have; short_j belongs to all."""
        units, (kind, (one, two)) = self._model.units, (self._model.columns.kind, self._model.columns.key.T)
        wanted: Bools = kind == SHORT
        unit, place = one.copy(), two.copy()
        firsts = np.array([first for first, _, _ in units.soft_links], dtype=np.int64)
        unit[kind == NEAR] = firsts[one[kind == NEAR]]
        if units.classes is not None:
            taking = kind == TAKE
            unit[taking], place[taking] = units.unit_of[one[taking]], units.classes.place[two[taking]]
        if units.served is not None:
            serving = kind == SERVE
            unit[serving] = units.unit_of[units.served.who[one[serving]]]
        paired = ~wanted
        wanted[paired] = pairs[unit[paired], place[paired]]
        return wanted

    def _add_columns(self, wanted: Bools) -> Ints:
        chosen = self._model.columns.in_order(wanted)
        number = self._column.copy()
        number[chosen] = len(self.columns) + np.arange(len(chosen))
        self.columns = self.columns.and_also(self._model.columns.take(chosen))
        return number

    def _add_rows(self, brought: Bools) -> None:
        chosen = self._in_order(np.flatnonzero(brought))
        self._row[chosen] = len(self.rows) + np.arange(len(chosen))
        self.rows = self.rows.and_also(self._model.lines.take(chosen))

    def _in_order(self, rows: Ints) -> Ints:
        """These rows of the model as the rules come; what only those to be served share comes with them."""
        lines, column = self._model.lines, self._column[self._model.terms.column]
        first = np.full(len(lines), len(self.columns))
        here = column != NOT_HERE
        np.minimum.at(first, self._model.terms.row[here], column[here])
        kind, (one, two) = lines.kind[rows], lines.key[rows].T
        served = (kind == SHARED) & (self.columns.kind[first[rows]] == SERVE)
        rule = np.where(kind == CLOSE, CLOSE - 1, np.where(served, SERVED + 0.5, kind))
        return rows[np.lexsort((kind, two, one, np.where(served, first[rows], 0), rule))]


def _longer(numbers: Ints, listed: Keyed) -> Ints:
    """Of what the model got since nothing is here."""
    return np.append(numbers, np.full(len(listed) - len(numbers), NOT_HERE, dtype=np.int64))
