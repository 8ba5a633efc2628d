"""A table's name, and short tables as true ones, which a screen reader walks cell by cell."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from rematch.ui.words import listing, number, t

MOST = 50
"""Rows up to which a table is also there as a true one."""
NAMED = 4
"""Columns that a table is named by."""


def name(rows: Sequence[Mapping[str, Any]], heads: Sequence[str]) -> str:
    """What a table is called that has no name of its own: its size and its first columns."""
    return t("table.name", count=len(rows), columns=listing(heads[:NAMED]))


def show(rows: Sequence[Mapping[str, Any]], heads: Mapping[str, str], called: str) -> None:
    """The rows as a true table with its caption, behind a line that opens it; nothing where they are many."""
    if len(rows) > MOST:
        return
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads.values())
    body = "".join(f"<tr>{_cells(row, list(heads))}</tr>" for row in rows)
    table = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    st.html(
        f'<details class="plain-table"><summary>{escape(t("table.plain"))}</summary>'
        f'<div tabindex="0" role="region" aria-label="{escape(called)}">'
        f"<table><caption>{escape(called)}</caption>{table}</table></div></details>"
    )


def _cells(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    first, *rest = columns
    cells = "".join(f"<td>{_said(row.get(column))}</td>" for column in rest)
    return f'<th scope="row">{_said(row.get(first))}</th>{cells}'


def _said(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return escape(number(cell, 0 if float(cell).is_integer() else 1))
    return "" if cell is None else escape(str(cell))
