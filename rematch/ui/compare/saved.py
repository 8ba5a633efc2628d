"""Scenarios kept under a name: save the present one, put one in force again, delete one."""

import streamlit as st

from rematch.errors import RematchError
from rematch.scenario import Scenario
from rematch.service.criteria import without_retired
from rematch.service.session import PlanReport, assemble, record
from rematch.ui.access import field_faults
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import plain, t, told

LONGEST = 60
NAME = "saved_name"


def scenarios() -> dict[str, Scenario]:
    """What is kept for the cohort in use, by name."""
    found = here().cohort
    return {} if found is None else cached.store().scenarios(found.cohort)


def panel(report: PlanReport) -> None:
    """A field for the name and a button; below it everything that is kept."""
    form(report)
    for kept, scenario in scenarios().items():
        _line(kept, scenario, report)


def form(report: PlanReport) -> None:
    """A field for the name, and the button that keeps the present scenario."""
    with (
        st.form("keep_scenario", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input(t("saved.name"), max_chars=LONGEST, help=t("saved.name.help"), key=NAME, width=340)
        st.form_submit_button(
            t("saved.save"),
            icon=":material/bookmark_add:",
            key="saved_save",
            on_click=_save,
            args=(report,),
        )
    field_faults.below(NAME)


def _save(report: PlanReport) -> None:
    name = " ".join(st.session_state[NAME].split())
    field_faults.refuse(NAME, "" if name else t("saved.nameless"))
    if not name:
        return
    store, cohort = cached.store(), report.instance.profiles.cohort.id
    store.save_scenario(cohort, name, report.scenario, state.viewer())
    record(report, store, state.viewer(), "saved")
    memory.forget("reference")
    st.toast(t("saved.done", name=plain(name)), icon=":material/check:")


def _line(name: str, scenario: Scenario, report: PlanReport) -> None:
    """One kept scenario with what can be done with it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/bookmark: {plain(name)}", width="content")
        if without_retired(scenario) == report.scenario:
            st.badge(t("saved.in_force"), color="green")
        elif st.button(t("saved.use"), type="tertiary", key=f"saved_use_{name}"):
            _use(scenario)
        if st.button(
            t("saved.delete"), icon=":material/delete:", type="tertiary", key=f"saved_delete_{name}"
        ):
            cached.store().delete_scenario(report.instance.profiles.cohort.id, name, state.viewer())
            st.rerun()


def _use(scenario: Scenario) -> None:
    try:
        assemble(here().cohort_data, scenario)
    except RematchError as fault:
        st.error(told(fault, bold=True))
        return
    state.decide(scenario)
    st.rerun()
