"""The plan that is on screen: recomputed when the scenario moved, recorded once it is shown."""

from collections.abc import Callable
from typing import cast

import streamlit as st

from rematch.errors import RematchError
from rematch.service.session import EXACT_PAIRS, Changes, PlanReport, record, record_further, replan
from rematch.ui.shell import cached, contradiction, state
from rematch.ui.words import t

Refuse = Callable[[RematchError, PlanReport | None], None]


def ready() -> bool:
    """Whether there is a cohort to plan with; says what to do where there is none."""
    if cached.cohort() is not None:
        return True
    st.info(t("session.empty"))
    return False


def report(refuse: Refuse = contradiction.panel) -> PlanReport | None:
    """The plan under the present scenario; where decisions contradict each other, the last one that held.

    `refuse` says that they do: by name where a coordinator looks, without names elsewhere.
    """
    cohort_data, scenario, last = cached.cohort_data(), state.scenario(), state.last_report()
    same_ground = last is not None and last.instance.cohort_data is cohort_data
    if last is not None and same_ground and last.scenario == scenario:
        return last
    before = last if same_ground else None
    try:
        with st.spinner(t("session.solving"), show_time=True):
            new = replan(cohort_data, scenario, before=before, workbench=state.workbench())
    except RematchError as fault:
        refuse(fault, before)
        return before
    adopt(new, before)
    return new


def adopt(new: PlanReport, before: PlanReport | None) -> None:
    """Put a plan on screen, and on record; `before` is the one changes are told from."""
    state.remember_report(new, before)
    state.remember("run", new, record(new, cached.store(), state.viewer(), "seen"))


def improve(new: PlanReport) -> None:
    """Put on screen what more work has found; a better proof goes on record beside the run it is of."""
    run = cast("str | None", state.recall("run", state.last_report()))
    if run is None:
        adopt(new, state.report_before())
        return
    state.remember_report(new, state.report_before())
    state.remember("run", new, record_further(new, run, cached.store(), state.viewer()))


def changes() -> Changes | None:
    """The step from the plan shown before to the present one."""
    new, old = state.last_report(), state.report_before()
    if new is None or old is None or old.instance.cohort_data is not new.instance.cohort_data:
        return None
    return Changes(old, new)


def large(report: PlanReport) -> bool:
    """Whether the problem is beyond what is proven at once."""
    return int(report.instance.rules.allowed.sum()) > EXACT_PAIRS
