"""What changes are told from: the plan before the last step, the session's first one, or a kept one."""

from functools import partial
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.errors import RematchError
from rematch.service.session import Changes, PlanReport, drop_unknown
from rematch.ui.compare import saved
from rematch.ui.session import current_plan
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.widgets import pressed, shown
from rematch.ui.words import plain, t

if TYPE_CHECKING:
    from rematch.service.working import LiveSession

LAST, START, KEPT = "", "start", "kept:"
"""Codes of a reference; after `kept:` stands the name under which a scenario is kept for comparison."""


def chosen() -> str:
    """The visit's choice, else the one remembered with its session; the last step without a session."""
    session = state.working_session()
    if session is None:
        return LAST
    key, own = cast("tuple[object, str]", st.session_state.get("reference_chosen", (None, LAST)))
    return own if key == session.key else session.row.reference


def box(report: PlanReport) -> None:
    """The choice, once there is a session whose steps add up; opened it also keeps the present plan."""
    session = state.working_session()
    if session is None:
        return
    now = chosen()
    with st.popover(
        t("reference.now", plan=plain(_name(now))),
        icon=":material/compare_arrows:",
        key="compared_with",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        key = shown("reference", now)
        st.radio(
            t("reference.choose"),
            list(dict.fromkeys([LAST, START, *(f"{KEPT}{name}" for name in saved.scenarios()), now])),
            format_func=lambda code: plain(_name(code)),
            key=key,
            help=t("reference.choose.help"),
            on_change=pressed(key, partial(_choose, session)),
        )
        saved.form(report)


def changes() -> Changes | None:
    """From the chosen plan to the present one; None while no plan follows what was decided.

    The last step stands in for a plan that cannot be had any more.
    """
    last, new = current_plan.changes(), state.last_report()
    if new is None or not current_plan.in_force(new):
        return last
    old = None if chosen() == LAST else _plan()
    return last if old is None else Changes(old, new)


def since(new: PlanReport, before: PlanReport) -> Changes:
    """From the chosen plan to a new one that is a step from the one before."""
    old = None if chosen() == LAST else _plan()
    return Changes(old or before, new)


def which() -> str:
    """The text code of what changes are told from: `last`, `start` or `kept`."""
    name = chosen()
    if name != LAST and _plan() is None:
        return "last"
    return {LAST: "last", START: "start"}.get(name, "kept")


def _choose(session: "LiveSession", now: str) -> None:
    st.session_state["reference_chosen"] = (session.key, now)
    session.refer(now)


def _name(code: str) -> str:
    if code.startswith(KEPT):
        return t("reference.kept", name=code.removeprefix(KEPT))
    return t("reference.start" if code == START else "reference.last")


def _plan() -> PlanReport | None:
    """The plan of the chosen scenario on today's profiles, made once; None where it does not hold there."""
    data = here().cohort_data
    asked = (chosen(), id(data))
    known = cast("tuple[PlanReport | None] | None", memory.recall("reference", asked))
    if known is None or not _of(known[0], data):
        known = (_made(),)
        memory.remember("reference", asked, known)
    return known[0]


def _of(report: PlanReport | None, data: object) -> bool:
    return report is None or report.instance.cohort_data is data


def _made() -> PlanReport | None:
    session, name = state.working_session(), chosen()
    if session is None:
        return None
    scenario = session.row.begun if name == START else saved.scenarios().get(name.removeprefix(KEPT))
    if scenario is None:
        return None
    data = here().cohort_data
    try:
        with st.spinner(t("session.solving"), show_time=True):
            return cached.first_plan(data, drop_unknown(scenario, data))
    except RematchError:
        return None
