"""A table of true cells whose rows can be ticked and sorted; the first cell of a row names it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import streamlit as st

from rematch.ui.components.files import parts
from rematch.ui.components.presses import as_heard, hear, last_heard

Cell = str | tuple[float | None, str]
"""Words, or a number to sort by with its words; of a share the number is from 0 to 1."""

ROW = 36
"""Pixels of a row and of the head."""
_TABLE = st.components.v2.component(
    "ticked_table", **parts("ticked_table", "sorted.js"), isolate_styles=False
)


@dataclass(frozen=True)
class TableColumn:
    """Its name, how many pixels it is wide, whether it stays in view, and what a pointer is told of it.

    A late one takes long to fill: its cells may be empty until somebody sees it.
    """

    id: str
    name: str
    width: int
    kind: Literal["text", "number", "share"] = "text"
    held: bool = False
    late: bool = False
    help: str = ""


def near(key: str) -> bool:
    """Whether the table's late columns have come into view since it was drawn first."""
    return bool(key in st.session_state and st.session_state[key].near)


def drawn(
    columns: Sequence[TableColumn],
    rows: Mapping[str, Sequence[Cell]],
    key: str,
    *,
    ticked: Collection[str],
    caption: str,
    lang: str,
    most_rows: int,
) -> dict[str, Any]:
    """The rows by their keys, as many pixels high as `most_rows` of them at most."""
    return {
        "columns": [asdict(column) for column in columns],
        "rows": [{"key": name, "cells": cells} for name, cells in rows.items()],
        "ticked": list(ticked),
        "caption": caption,
        "lang": lang,
        "height": ROW * (min(most_rows, len(rows)) + 1) + 2,
        "heard": last_heard(key),
        "filled": near(key),
    }


def show(table: Mapping[str, Any], key: str, tick: Callable[[Mapping[str, bool]], None]) -> None:
    """The table; `tick` is called with rows whose tick changed, in the order in which they were pressed."""
    known = {row["key"] for row in table["rows"]}

    def wished() -> None:
        if now := hear(key, st.session_state[key].wish, known, lambda on: isinstance(on, bool)):
            tick(now)

    _TABLE(key=key, data=as_heard(key, table), on_wish_change=wished, on_near_change=lambda: None)
