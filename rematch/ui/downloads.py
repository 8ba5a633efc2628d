"""Tables taken along as a file."""

from collections.abc import Sequence

import streamlit as st

from rematch.report.tables import plan_csv
from rematch.ui.words import t


def as_csv(rows: Sequence[dict[str, str]], name: str, *, note: str | None = None) -> None:
    """A small button that builds the file when it is clicked; `name` is the file's, without its ending.

    `note` becomes the file's first line, above the header.
    """
    st.download_button(
        t("download.csv"),
        data=lambda: plan_csv(rows, {column: column for column in rows[0]}, note=note),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"download_{name}",
    )
