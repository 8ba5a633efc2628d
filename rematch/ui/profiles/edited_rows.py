"""Rows of a table while somebody writes in it; each has a name that no other ever takes over."""

from collections.abc import Callable, Collection, Sequence
from uuid import uuid4

import streamlit as st

from rematch.report.files.folder import Row
from rematch.ui.components.written_table import ADD, GONE, Typed
from rematch.ui.profiles import cells


def row_names(key: str, count: int) -> list[str]:
    """The names of so many rows, kept for the visit; begun anew where the rows are not those of before."""
    kept: list[str] = st.session_state.get(key, [])
    if len(kept) != count:
        kept = st.session_state[key] = [str(at) for at in range(count)]
    return kept


def after(
    rows: Sequence[Row],
    key: str,
    typed: Typed,
    columns: Collection[str],
    put: Callable[[Row, Row], None] = dict.update,
) -> list[Row]:
    """The rows after what was written, taken out and added; `put` takes what was written into a row."""
    found = {name: dict(row) for name, row in zip(row_names(key, len(rows)), rows, strict=True)}
    for (name, column), value in typed.items():
        if (name, column) == ADD:
            found[uuid4().hex] = dict.fromkeys(columns, "")
        elif column == GONE:
            found.pop(name, None)
        elif name in found:
            put(found[name], {column: cells.text(value)})
    st.session_state[key] = list(found)
    return list(found.values())


def filled(rows: Sequence[Row]) -> list[int]:
    """The positions of rows in which something stands: an empty one says nothing yet."""
    return [at for at, row in enumerate(rows) if any(row.values())]
