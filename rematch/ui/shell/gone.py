"""The page in the place of one about a cohort that is not there, or not chosen: the way to another."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.ui.shell import state
from rematch.ui.words import plain, t

if TYPE_CHECKING:
    from rematch.ui.shell.context import Context

ABOUT_A_COHORT = {"", "start", "session", "compare", "municipality", "questionnaire", "profiles"}
"""Pages by address; the others have something to say without a cohort, too."""


def instead(settled: "Context") -> bool:
    """Whether there is no cohort to show: it is gone, or nobody has chosen among those of real people."""
    return settled.gone or (settled.cohort is None and bool(settled.cohorts))


def panel(settled: "Context") -> None:
    """What is gone, and what there is; another cohort is never shown in its place."""
    st.title(t("gone.title" if settled.gone else "gone.unchosen"))
    told = t("gone.text", cohort=plain(settled.asked or "")) if settled.gone else t("gone.unchosen.text")
    st.markdown(told, width=820)
    if not settled.cohorts:
        st.info(t("session.empty"))
        return
    names = {summary.cohort: summary.name for summary in settled.cohorts}
    st.selectbox(
        t("gone.choose"),
        list(names),
        index=None,
        format_func=lambda cohort: names[cohort],
        placeholder=t("gone.choose.none"),
        key="gone_choice",
        on_change=_choose,
        width=480,
    )


def _choose() -> None:
    chosen = st.session_state["gone_choice"]
    if chosen:
        state.use_cohort(chosen)
