"""Why here and why not there, for the selected household."""

import streamlit as st

from rematch.model import HouseholdId
from rematch.report.nowhere import nowhere_words
from rematch.service import PlanReport
from rematch.ui import cached, state
from rematch.ui.session import why_here, why_not
from rematch.ui.words import t


def panel(report: PlanReport) -> None:
    """Household on the left with its reasons, another place on the right with its obstacles."""
    household = _choose(report)
    if household is None:
        st.info(t("why.choose.hint"), icon=":material/touch_app:")
        return
    i = report.basis.ground.row[household]
    j = int(report.assignment[i])
    here, there = st.columns([3, 2], gap="large")
    with here:
        if j >= 0:
            why_here.panel(report, i, j)
        else:
            line = report.placements[i]
            st.markdown(f"#### {t('why.nowhere.title', household=household)}")
            st.markdown(nowhere_words(line.nowhere, cached.catalogue(), state.language()))
    with there:
        why_not.panel(report, household, i)
    if j >= 0:
        why_here.as_table(report, i, j)


def _choose(report: PlanReport) -> HouseholdId | None:
    ids = [line.household for line in report.placements]
    selected = state.selected_household()
    st.session_state["why_household"] = selected if selected in ids else None
    st.selectbox(
        t("why.household"),
        ids,
        index=None,
        placeholder=t("why.household.none"),
        key="why_household",
        on_change=lambda: state.select_household(st.session_state["why_household"]),
        width=360,
    )
    return selected if selected in ids else None
