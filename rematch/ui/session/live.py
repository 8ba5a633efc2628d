"""The plan that is on screen: recomputed when the scenario moved, recorded once it is shown."""

import streamlit as st

from rematch.errors import RematchError
from rematch.service import EXACT_PAIRS, WORK_LIMIT, Changes, PlanReport, record, replan
from rematch.ui import cached, state
from rematch.ui.session import refused
from rematch.ui.words import percent, t

STEPS = 4
"""Answers of one "go on", each with more work than the one before."""


def ready() -> bool:
    """Whether there is a cohort to plan with; says what to do where there is none."""
    if cached.cohort() is not None:
        return True
    st.info(t("session.empty"))
    return False


def report() -> PlanReport | None:
    """The plan under the present scenario; where decisions contradict each other, the last one that held."""
    ground, scenario, last = cached.ground(), state.scenario(), state.last_report()
    same_ground = last is not None and last.basis.ground is ground
    if last is not None and same_ground and last.scenario == scenario:
        return last
    before = last if same_ground else None
    try:
        with st.spinner(t("session.solving"), show_time=True):
            new = replan(ground, scenario, before=before, workbench=state.workbench())
    except RematchError as fault:
        refused.panel(fault, before)
        return before
    _show(new, before)
    return new


def _show(new: PlanReport, before: PlanReport | None) -> None:
    state.remember_report(new, before)
    record(new, cached.store(), state.viewer(), "seen")


def changes() -> Changes | None:
    """The step from the plan shown before to the present one."""
    new, old = state.last_report(), state.report_before()
    if new is None or old is None or old.basis.ground is not new.basis.ground:
        return None
    return Changes(old, new)


def go_on() -> None:
    """Let the solver work on where the last answer stopped; each step is kept, any click stops it."""
    last = state.last_report()
    if last is None or last.proven or last.work_limit is None:
        return
    bar = st.progress(0.0, t("session.proving"))
    for step in range(1, STEPS + 1):
        new = replan(
            last.basis.ground,
            last.scenario,
            before=last,
            work_limit=last.work_limit + WORK_LIMIT,
            workbench=state.workbench(),
        )
        _show(new, last)
        last = new
        if new.proven:
            break
        gap = percent(max(0.0, new.solution.gap), 2)
        bar.progress(step / STEPS, t("session.proving.gap", gap=gap))
    st.rerun()


def large(report: PlanReport) -> bool:
    """Whether the problem is beyond what is proven at once."""
    return int(report.basis.rules.allowed.sum()) > EXACT_PAIRS
