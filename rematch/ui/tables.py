"""A table of words on screen, and the same rows as a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from rematch.report.files.tables import Cell
from rematch.ui import downloads
from rematch.ui.access import plain_table, reading_table
from rematch.ui.shell.context import here
from rematch.ui.words import day, number, t

Row = Mapping[str, Cell]
"""Cells by column code."""


def show(
    rows: Sequence[Mapping[str, Any]],
    name: str | None,
    widths: Mapping[str, int | None] | None = None,
    *,
    called: str | None = None,
) -> None:
    """Rows by column code (`column.*` has the words), in the order of the first.

    `name` is the file's, None where a figure beside it offers the file; `called` is what those hear who
    cannot see what stands around it.
    """
    if not rows:
        return
    widths = widths or {}
    config = {
        column: st.column_config.TextColumn(t(f"column.{column}"), width=widths.get(column))
        for column in rows[0]
    }
    heads = {column: t(f"column.{column}") for column in rows[0]}
    called = called or plain_table.name(rows, list(heads.values()))
    titled(rows, called, heads, column_config=config)
    if name is not None:
        take_along(rows, name)


def titled(
    rows: Sequence[Mapping[str, Any]], called: str, heads: Mapping[str, str] | None = None, **options: Any
) -> None:
    """Rows to sort under a name: long ones as a true table, short ones painted, with a true one beside them.

    `heads` are the words above the columns, where these are not called by them already; `options` are those
    of the framework's table.
    """
    heads = heads or {column: column for column in rows[0]}
    if len(rows) > plain_table.MOST:
        cells = {str(at): [row.get(column) for column in heads] for at, row in enumerate(rows)}
        reading_table.show(cells, heads, called, next(iter(heads)))
        return
    st.dataframe(rows, hide_index=True, alt=called, **options)
    plain_table.show(rows, heads, called)


def take_along(rows: Sequence[Mapping[str, Any]], name: str, *, brief: bool = False) -> None:
    """The rows as a file, labelled where people are invented."""
    named = [{t(f"column.{column}"): cell for column, cell in row.items()} for row in rows]
    downloads.as_csv(named, name, note=invented(), brief=brief)


def with_files(rows: Sequence[Row], name: str, called: str) -> None:
    """Rows by column code, and the same as files; on screen numbers are words. No row, no table."""
    if rows:
        said = [{column: _words(cell) for column, cell in row.items()} for row in rows]
        show(said, None, called=called)
        files(rows, name, called)


def files(rows: Sequence[Row], name: str, called: str) -> None:
    """The rows of a table that is shown, as a workbook of that title and as CSV."""
    named = [{t(f"column.{column}"): cell for column, cell in row.items()} for row in rows]
    note = ", ".join(filter(None, [mark(), invented()]))
    with st.container(horizontal=True, gap="small", key=f"{name}_table_files"):
        downloads.as_xlsx(named, name, title=called, note=note)
        downloads.as_csv(named, name, note=note, brief=True)


def mark() -> str:
    """Of what and of which day something is that leaves the screen: the cohort and today."""
    cohort = here().cohort
    return ", ".join([*([cohort.name] if cohort else []), day(date.today())])


def invented() -> str | None:
    """The label of everything that leaves the screen, None where people are real."""
    found = here().cohort
    return t("frame.invented") if found is not None and found.invented else None


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else number(cell)
