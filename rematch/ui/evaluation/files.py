"""A table of this page, with its rows as CSV and as a workbook."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from rematch.report.files.tables import plan_xlsx
from rematch.ui import tables
from rematch.ui.shell import state
from rematch.ui.words import t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(rows: Sequence[Mapping[str, str]], name: str, called: str) -> None:
    """Rows by column code under a name, and both files below; nothing where there are none."""
    if rows:
        tables.show(rows, None, called=called)
        both(rows, name, called)


def both(rows: Sequence[Mapping[str, str]], name: str, called: str) -> None:
    """The two files of a table that is shown."""
    with st.container(horizontal=True, gap="small"):
        tables.take_along(rows, name, brief=True)
        heads = {column: t(f"column.{column}") for column in rows[0]}
        workbook(t("evaluation.xlsx"), rows, heads, name, called)


def workbook(
    label: str, rows: Sequence[Mapping[str, str]], heads: Mapping[str, str], name: str, called: str
) -> None:
    """A button that builds the workbook when it is clicked; `called` is its title."""
    st.download_button(
        label,
        data=partial(plan_xlsx, rows, heads, note=tables.invented(), lang=state.language(), title=called),
        file_name=f"{name}.xlsx",
        mime=XLSX,
        icon=":material/table:",
        type="tertiary",
        on_click="ignore",
        key=f"workbook_{name}",
    )
