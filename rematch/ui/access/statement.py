"""The accessibility statement, one press away from every page."""

import streamlit as st

from rematch.report.files.statement import body
from rematch.ui.shell import state
from rematch.ui.words import t


def link() -> None:
    """The last control of every page; what it opens is drawn only then."""
    if st.button(
        t("statement.link"), icon=":material/accessibility_new:", type="tertiary", key="statement_link"
    ):
        st.dialog(t("statement.title"), width="large")(_opened)()


def _opened() -> None:
    st.markdown(body(state.language()))
