"""The page in the place of one about a cohort that is not there, or not chosen: the way to another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from rematch.ui.shell import state
from rematch.ui.words import READING_WIDTH, plain, t

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
    st.markdown(told, width=READING_WIDTH)
    if not settled.cohorts:
        st.info(t("session.empty"))
        return
    choice(settled, t("gone.choose"), "gone_choice", _choose)


def choice(settled: "Context", label: str, key: str, chosen: Callable[[], None] | None = None) -> None:
    """One of the cohorts there are, or none yet."""
    names = {summary.cohort: summary.name for summary in settled.cohorts}
    st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda cohort: names[cohort],
        placeholder=t("gone.choose.none"),
        key=key,
        on_change=chosen,
        width=480,
    )


def _choose() -> None:
    chosen = st.session_state["gone_choice"]
    if chosen:
        state.use_cohort(chosen)
