"""Tables taken along as a file."""

from collections.abc import Mapping, Sequence

import streamlit as st

from rematch.report.files.tables import Cell, plan_csv, plan_xlsx
from rematch.ui.shell import state
from rematch.ui.words import t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(
    rows: Sequence[Mapping[str, Cell]], name: str, *, note: str | None = None, brief: bool = False
) -> None:
    """A small button that builds the file when it is clicked; `name` is the file's, without its ending.

    `note` stands in a last column; a `brief` button stands beside others.
    """
    lang = state.language()
    st.download_button(
        "CSV" if brief else t("download.csv"),
        help=t("download.csv") if brief else None,
        data=lambda: plan_csv(rows, {column: column for column in rows[0]}, note=note, lang=lang),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"download_{name}",
    )


def as_xlsx(
    rows: Sequence[Mapping[str, Cell]],
    name: str,
    *,
    title: str,
    note: str | None = None,
    label: str = "XLSX",
) -> None:
    """The same rows as a workbook, numbers as numbers; `title` names its sheet."""
    lang = state.language()
    st.download_button(
        label,
        help=t("download.xlsx"),
        data=lambda: plan_xlsx(
            rows, {column: column for column in rows[0]}, note=note, lang=lang, title=title
        ),
        file_name=f"{name}.xlsx",
        mime=XLSX,
        icon=":material/table:",
        type="tertiary",
        on_click="ignore",
        key=f"download_xlsx_{name}",
    )
