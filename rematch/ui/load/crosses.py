"""What crosses and blank cells mean in a column of yes and no that has nothing else: said once for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from rematch.service import intake
from rematch.service.intake import ColumnUse, TableUse
from rematch.ui.load import desk
from rematch.ui.load.desk import ImportDraft
from rematch.ui.profiles.cells import known_label
from rematch.ui.shell.context import here
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import plain, t

if TYPE_CHECKING:
    from rematch.intake.sheets.tables import Table

WIDTH = 1100
OPEN, UNKNOWN = "open", ""
OF_CROSSES = {
    "yes_no": ("yes", "no"),
    "yes_open": ("yes", UNKNOWN),
    "no_yes": ("no", "yes"),
    "no_open": ("no", UNKNOWN),
}
"""Answers of the list: what a cross means, and what a blank cell."""
OF_BLANKS = {"blank_no": (None, "no"), "blank_open": (None, UNKNOWN)}


@dataclass(frozen=True)
class CrossedColumn:
    """A column to be asked about, in all tables of its shape."""

    use: TableUse
    column: ColumnUse
    tables: "tuple[Table, ...]"
    crosses: bool


def panel(found: ImportDraft) -> None:
    """One choice for each column; what was chosen stays to be changed."""
    columns = list(_columns(found))
    if not columns:
        return
    with st.container(border=True, key="load_crosses", width=WIDTH):
        st.markdown(f"**{t('load.crosses')}**")
        for one in columns:
            _choice(one)


def _columns(found: ImportDraft) -> Iterator[CrossedColumn]:
    for use in found.mapping.tables if found.mapping else ():
        known = intake.targets(use.kind, here().catalogue) if use.kind != "ignored" else {}
        tables = tuple(table for table in found.tables if intake.shape_of(table) == use.shape)
        for column in use.columns:
            target = known.get(column.target or "")
            asked = [intake.question_of(table, column, target) for table in tables if target]
            codes = {question.code for question in asked if question}
            if codes:
                yield CrossedColumn(use, column, tables, intake.CROSSES in codes)


def _choice(one: CrossedColumn) -> None:
    answers = OF_CROSSES if one.crosses else OF_BLANKS
    said = _said(one.column, one.crosses)
    name = f"load_crosses_{one.use.shape}_{one.column.source}"
    key = shown(name, next((answer for answer, meaning in answers.items() if meaning == said), OPEN))
    st.selectbox(
        t(
            "load.crosses.column",
            column=plain(one.column.source),
            target=plain(known_label(one.column.target or "")),
        ),
        (OPEN, *answers),
        format_func=lambda answer: t(f"load.crosses.{answer}"),
        key=key,
        width=640,
        on_change=pressed(key, partial(_chosen, one)),
    )


def _said(column: ColumnUse, crosses: bool) -> tuple[str | None, str] | None:
    """What was said of a cross and of a blank cell, None where nothing was."""
    cross = next((column.words[text] for text in column.words if intake.is_cross(text)), None)
    blank = column.words.get("")
    return None if blank is None else (cross if crosses else None, blank)


def _chosen(one: CrossedColumn, answer: str) -> None:
    found = desk.present()
    if found is None or found.mapping is None:
        return
    use = next(use for use in found.mapping.tables if use.shape == one.use.shape)
    columns = tuple(_meant(c, one, answer) if c.source == one.column.source else c for c in use.columns)
    changed = use.model_copy(update={"columns": columns})
    desk.put(desk.mapped(found, found.mapping.with_use(changed)))


def _meant(column: ColumnUse, one: CrossedColumn, answer: str) -> ColumnUse:
    if answer == OPEN:
        return intake.without_meaning(column)
    cross, blank = (OF_CROSSES if one.crosses else OF_BLANKS)[answer]
    return intake.with_meaning(column, one.tables, cross, blank)
