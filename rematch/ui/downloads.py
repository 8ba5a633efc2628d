"""Tables taken along as a file."""

from collections.abc import Sequence

import streamlit as st

from rematch.report.tables import plan_csv
from rematch.ui.words import t


def as_csv(rows: Sequence[dict[str, str]], name: str) -> None:
    """A small button that builds the file when it is clicked; `name` is the file's, without its ending."""
    st.download_button(
        t("download.csv"),
        data=lambda: plan_csv(rows, {column: column for column in rows[0]}),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"download_{name}",
    )
