"""Rows on screen, and the same as a workbook and as CSV; and the list that a figure counts."""

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from rematch.report.files.tables import Cell
from rematch.service.process import Offer
from rematch.ui import downloads, tables
from rematch.ui.shell.context import here
from rematch.ui.words import day, number, t

Row = dict[str, Cell]


def show(rows: Sequence[Row], name: str, called: str) -> None:
    """Rows by column code; on screen numbers are words, in the files they are numbers. No row, no table."""
    if not rows:
        return
    said = [{column: _words(cell) for column, cell in row.items()} for row in rows]
    tables.show(said, None, called=called)
    named = [{t(f"column.{column}"): cell for column, cell in row.items()} for row in rows]
    with st.container(horizontal=True, gap="small", key=f"{name}_table_files"):
        downloads.as_xlsx(named, name, title=called, note=_note())
        downloads.as_csv(named, name, note=_note(), brief=True)


def households(counted: Iterable[tuple[Offer, int, date]], name: str, called: str) -> None:
    """The households behind a figure: each with the persons that are counted, and the day that is meant."""
    rows: list[Row] = [
        {
            "household": offer.household,
            "persons": persons,
            "municipality": here().cohort_data.name(offer.ags),
            "day_meant": day(at),
        }
        for offer, persons, at in counted
    ]
    if not rows:
        st.markdown(t("occupancy.nobody"))
    show(rows, name, called)


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else number(cell)


def _note() -> str:
    """Whose figures, of which day, and whether people are invented."""
    cohort, label = here().cohort, tables.invented()
    return ", ".join([*([cohort.name] if cohort else []), day(date.today()), *([label] if label else [])])
