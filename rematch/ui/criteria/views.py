"""Title and the choice between the table, one criterion, a new one and the file."""

import streamlit as st

from rematch.ui.criteria import adding, detail, files, table
from rematch.ui.shell.context import here
from rematch.ui.widgets import one_of
from rematch.ui.words import t

READING_WIDTH = 860
VIEWS = {"table": table.panel, "one": detail.panel, "new": adding.panel, "file": files.panel}


def title() -> None:
    """What this page is, and what changing it means."""
    st.title(t("nav.criteria"))
    catalogue = here().catalogue
    on = sum(criterion.in_force for criterion in catalogue.criteria)
    st.markdown(t("criteria.lead", count=len(catalogue.criteria), on=on), width=READING_WIDTH)


def panel() -> None:
    """The choice of view, then the view."""
    words = {name: t(f"criteria.view.{name}") for name in VIEWS}
    VIEWS[one_of(words, t("criteria.view"), "criteria_view", default="table")]()
