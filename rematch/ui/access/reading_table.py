"""A long table to read: true cells under heads that sort, drawn as one goes down."""

from collections.abc import Mapping, Sequence
from typing import Any

from rematch.ui.components import written_table
from rematch.ui.components.written_table import Value, WrittenColumn
from rematch.ui.words import number

LETTER, WIDEST = 8, 340
"""Pixels of a letter, and of a column at most."""
LEAST = 6
"""Letters that a column has room for at least."""


def show(
    rows: Mapping[str, Sequence[object]],
    heads: Mapping[str, str],
    called: str,
    naming: str,
    *,
    key: str | None = None,
    sized: Sequence[Sequence[object]] | None = None,
) -> None:
    """Rows by their keys under the heads' words; the column `naming` names a row and stays in view.

    Columns are as wide as the words of `sized` need, else those of the rows.
    """
    columns = [
        WrittenColumn(name, words, width, held=name == naming, name_row=name == naming)
        for (name, words), width in zip(
            heads.items(), _widths(sized or list(rows.values()), heads), strict=True
        )
    ]
    shown = {name: list(map(_said, cells)) for name, cells in rows.items()}
    written_table.show(columns, shown, key, lambda _: None, caption=called, dense=True)


def _widths(rows: Sequence[Sequence[object]], heads: Mapping[str, str]) -> list[int]:
    """As the words need it, up to what a screen has room for; a head may take two lines."""
    longest = [max((len(str(row[k])) for row in rows), default=0) for k in range(len(heads))]
    needed = zip(longest, heads.values(), strict=True)
    return [min(WIDEST, 30 + LETTER * max(cells, (len(head) + 4) // 2, LEAST)) for cells, head in needed]


def _said(cell: Any) -> Value:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell, number(cell, 0 if float(cell).is_integer() else 2)
    return "" if cell is None else str(cell)
