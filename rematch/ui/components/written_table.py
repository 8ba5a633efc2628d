"""A table of true cells to write in: words, numbers, days, choices and ticks, each told where it is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import streamlit as st

from rematch.ui.components.files import parts
from rematch.ui.components.presses import hear, last_heard
from rematch.ui.shell import state
from rematch.ui.words import read_number, shown_number, t

Kind = Literal["said", "text", "number", "day", "choice", "several", "tick", "gone"]
Value = str | bool | list[str] | tuple[float | None, str] | None
"""What a cell says; of choices the codes; words in place of a tick are no field, None is nothing at all.

A number to write is text as our files have it, shown and read as the page's language does; one that is only
said is the number to sort by and its words.
"""
Typed = Mapping[tuple[str, str], str | bool | list[str]]
"""Values by row and column, in the order in which they were written."""

ADD = ("", "add")
"""In place of a row and a column: one more row is wanted."""
WORDS = ("done", "find", "unnamed")
GONE = "gone"
"""The column whose button takes a row out."""
LONGEST = 5_000
"""Characters of a cell; nobody types more."""
HEIGHT = 560
_TABLE = st.components.v2.component(
    "written_table", **parts("written_table", "sorted.js", "several.js"), isolate_styles=False
)


@dataclass(frozen=True)
class WrittenColumn:
    """Its name, how many pixels it is wide, what is written in it, and what is told beside its fields.

    `options` are codes with their words. A row's fields are named by what stands in the columns that
    `name_row`, and described by those that `tell`; `wrong`: its fields are refused as long as they are there.
    """

    id: str
    name: str
    width: int
    kind: Kind = "said"
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    held: bool = False
    name_row: bool = False
    tell: bool = False
    wrong: bool = False

    def is_field(self, cell: Value) -> bool:
        """Whether a cell of it can be written in."""
        words = self.kind == "said" or (self.kind == "tick" and isinstance(cell, str))
        return not words and cell is not None

    def read(self, value: Any) -> Any:
        """What was written, a number as our files have it."""
        return read_number(value) if self.kind == "number" else value

    def takes(self, value: object) -> bool:
        """Whether what a browser sent may stand in it."""
        codes = {code for code, _ in self.options}
        match self.kind:
            case "text" | "number" | "day":
                return isinstance(value, str) and len(value) <= LONGEST
            case "choice":
                return isinstance(value, str) and value in codes
            case "several":
                return isinstance(value, list) and all(isinstance(one, str) and one in codes for one in value)
            case "tick":
                return isinstance(value, bool)
        return self.kind == "gone" and value is True


def gone() -> WrittenColumn:
    """The column by which rows are taken out; its cells are anything but None where that may be."""
    return WrittenColumn(GONE, t("table.gone"), 56, "gone")


def show(
    columns: Sequence[WrittenColumn],
    rows: Mapping[str, Sequence[Value]],
    key: str | None,
    write: Callable[[Typed], None],
    *,
    caption: str,
    faults: Mapping[tuple[str, str], str] | None = None,
    empty: str = "",
    height: int = HEIGHT,
    add: str | None = None,
    dense: bool = False,
) -> None:
    """The rows by their keys; `write` is called with what was written since it was called last.

    `faults`: what is wrong with a cell, by row and column. `empty` stands where nothing is written yet;
    `add` is the name of the button for one more row. `dense`: words take one line, a pointer shows them all.
    A table without any field needs no key.
    """
    _TABLE(
        key=key,
        data={
            "columns": [asdict(column) for column in columns],
            "rows": [{"key": row, "cells": list(map(_shown, columns, cells))} for row, cells in rows.items()],
            "faults": {_name(*cell): words for cell, words in (faults or {}).items()},
            "caption": caption,
            "lang": state.language(),
            "height": height,
            "empty": empty,
            "add": add or "",
            "dense": dense,
            "words": {word: t(f"table.{word}") for word in WORDS},
            "heard": last_heard(key or ""),
        },
        on_wish_change=lambda: _hear(_cells(columns, rows, add is not None), key or "", write),
    )


def _hear(cells: Mapping[str, tuple[str, WrittenColumn]], key: str, write: Callable[[Typed], None]) -> None:
    """Pass on what was written, once, as far as it may stand where it was written."""
    typed = {
        (row, column.id): column.read(value)
        for name, value in hear(key, st.session_state[key].wish, cells, lambda value: True).items()
        for row, column in [cells[name]]
        if column.takes(value)
    }
    if typed:
        write(typed)


def _cells(
    columns: Sequence[WrittenColumn], rows: Mapping[str, Sequence[Value]], adds: bool
) -> dict[str, tuple[str, WrittenColumn]]:
    """Row and column of every cell that may be written in, by the name that a browser has for it."""
    found = {
        _name(row, column.id): (row, column)
        for row, cells in rows.items()
        for column, cell in zip(columns, cells, strict=True)
        if column.is_field(cell)
    }
    return {**found, _name(*ADD): (ADD[0], WrittenColumn(ADD[1], "", 0, "gone"))} if adds else found


def _shown(column: WrittenColumn, cell: Value) -> Value:
    return shown_number(cell) if column.kind == "number" and isinstance(cell, str) else cell


def _name(row: str, column: str) -> str:
    return f"{row}\n{column}"
