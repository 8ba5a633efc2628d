"""Rows of a table while somebody writes in it; each has a name that no other ever takes over."""

from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import uuid4

import streamlit as st

from rematch.report.files.differences import KEYS, differences
from rematch.report.files.folder import Row
from rematch.ui.components.written_table import ADD, GONE, Typed
from rematch.ui.profiles import cells

Sheets = dict[str, list[Row]]


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


def on_top_of(base: Mapping[str, list[Row]], draft: Mapping[str, list[Row]], now: Sheets) -> Sheets:
    """What a draft has changed of the rows it began with, done to those that are there now.

    Of a row that is gone there is nothing left to change; a new one stays new.
    """
    found = {}
    for sheet, rows in now.items():
        known = {_key(sheet, row) for row in base[sheet]}
        there = {_key(sheet, row): dict(row) for row in rows}
        for change in differences({sheet: base[sheet]}, {sheet: draft[sheet]}):
            if change.after is None:
                there.pop(change.key, None)
            elif change.column is not None and change.key in there:
                there[change.key][change.column] = change.after
        new = [row for row in draft[sheet] if _key(sheet, row) not in known]
        found[sheet] = [*there.values(), *new]
    return found


def _key(sheet: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in KEYS[sheet])
