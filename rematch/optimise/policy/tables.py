"""What a model has, as arrays: what its columns and rows stand for, and their terms."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from rematch.optimise.problem import Floats, Ints
from rematch.optimise.reduced_problem import Bools

COLUMNS = ("x", "short", "t", "y", "z")
RULES = (
    *("one", "capacity", "minimum", "apart", "ceiling", "soft", "soft_near", "housed", "units", "served"),
    *("persons", "shortfall", "cut"),
)


@dataclass(frozen=True, eq=False)
class Keyed:
    """Columns or rows: `kind` [c] by its number in COLUMNS or RULES, `key` [c, 2], `low` and `high` [c]."""

    kind: Ints
    key: Ints
    low: Floats
    high: Floats

    def __len__(self) -> int:
        return len(self.kind)

    def and_also(self, added: "Sequence[tuple[float, ...]] | Keyed") -> "Keyed":
        """These and more of them: kind, key, low, high each."""
        more = added if isinstance(added, Keyed) else table(added)
        return Keyed(*(np.concatenate([getattr(self, f.name), getattr(more, f.name)]) for f in fields(Keyed)))

    def take(self, chosen: Ints) -> "Keyed":
        """Some of them, in this order."""
        return Keyed(*(getattr(self, f.name)[chosen] for f in fields(Keyed)))

    def of(self, kind: int) -> Ints:
        """Numbers of those of one kind."""
        return np.flatnonzero(self.kind == kind)

    def in_order(self, chosen: Bools) -> Ints:
        """Numbers of the chosen [c] by kind and key, whenever they came."""
        numbers = np.flatnonzero(chosen)
        one, two = self.key[numbers].T
        return numbers[np.lexsort((two, one, self.kind[numbers]))]


def table(lines: Sequence[tuple[float, ...]] = ()) -> Keyed:
    """From one tuple each: kind, key, low, high."""
    kind, one, two, low, high = np.array(lines, dtype=np.float64).reshape(len(lines), 5).T
    return Keyed(kind.astype(np.int64), np.column_stack([one, two]).astype(np.int64), low, high)


@dataclass(frozen=True, eq=False)
class Matrix:
    """`number` [e] stands in this `row` [e] at this `column` [e]."""

    row: Ints
    column: Ints
    number: Floats

    @classmethod
    def none(cls) -> "Matrix":
        """Nothing yet."""
        return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))

    def and_also(self, added: "Sequence[tuple[int, list[int], list[float]]] | Matrix") -> "Matrix":
        """These and more of them: row, columns, numbers each."""
        if not isinstance(added, Matrix):
            row = np.repeat([row for row, _, _ in added], [len(columns) for _, columns, _ in added])
            column = np.array([column for _, some, _ in added for column in some], dtype=np.int64)
            number = np.array([number for _, _, some in added for number in some], dtype=np.float64)
            added = Matrix(row.astype(np.int64), column, number)
        return Matrix(
            *(np.concatenate([getattr(self, f.name), getattr(added, f.name)]) for f in fields(Matrix))
        )

    def only(self, chosen: Bools) -> "Matrix":
        """Some of them."""
        return Matrix(self.row[chosen], self.column[chosen], self.number[chosen])
