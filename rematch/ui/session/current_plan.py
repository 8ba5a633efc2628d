"""The plan that is on screen: recomputed when the scenario moved, recorded once it is shown."""

from collections.abc import Callable
from typing import cast

import streamlit as st

from rematch.errors import RematchError
from rematch.service.session import (
    EXACT_PAIRS,
    Changes,
    Overtaken,
    PlanReport,
    Recorded,
    still_within,
)
from rematch.ui.direct import desk
from rematch.ui.jobs.reruns import newer_wish
from rematch.ui.session import contradiction
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import t

Refuse = Callable[[RematchError, PlanReport | None], None]
First = Callable[[float | None], None]


def ready() -> bool:
    """Whether there is a cohort to plan with; says what to do where there is none."""
    if here().cohort is not None:
        return True
    st.info(t("session.empty"))
    return False


def report(refuse: Refuse = contradiction.panel, first: First | None = None) -> PlanReport | None:
    """The plan under the present scenario; where decisions contradict each other, the last one that held.

    `refuse` says that they do: by name where a coordinator looks, without names elsewhere. Before a new plan
    is made `first` is told how far the old one is at most below the best now, None where that takes a solve.
    None where a newer wish has ended the solve: what was cut short is neither shown nor kept.
    """
    cohort_data, scenario, last = here().cohort_data, state.scenario(), state.last_report()
    same_ground = last is not None and last.instance.cohort_data is cohort_data
    if last is not None and same_ground and last.scenario == scenario:
        _on_record(last)
        return last
    before = last if same_ground else None
    try:
        if before is not None and _waiting(before) is not None:
            new = _planned(before)
        elif before is not None and first is not None:
            first(still_within(cohort_data, scenario, before))
            new = _planned(before)
        else:
            with st.spinner(t("session.solving"), show_time=True):
                new = _planned(before)
    except Overtaken:
        return None
    except RematchError as fault:
        refuse(fault, before)
        return before
    adopt(new, before)
    return new


def _planned(before: PlanReport | None) -> PlanReport:
    cohort_data, scenario = here().cohort_data, state.scenario()
    if before is None:
        return cached.first_plan(cohort_data, scenario)
    memory.leave_proof()
    return desk.mine().plan(desk.PlanWish(cohort_data, scenario, before), newer_wish())


def _waiting(before: PlanReport) -> PlanReport | None:
    """The plan for the present decisions, where it was made already to answer a move at once."""
    return desk.mine().known(desk.PlanWish(here().cohort_data, state.scenario(), before))


def adopt(new: PlanReport, before: PlanReport | None) -> None:
    """Put a plan on screen, and on record beside it; `before` is the one changes are told from."""
    state.remember_report(new, before)
    memory.remember("run", new, _recorded(new))


def _recorded(new: PlanReport) -> Recorded:
    return desk.mine().recorded(new, lambda: cached.recorder().record(new, state.viewer(), "seen"))


def improve(new: PlanReport) -> None:
    """Put the same plan on screen with a better proof, which goes on record beside the plan's run."""
    _further(new, state.report_before())


def take(better: PlanReport) -> None:
    """Put a better plan for the same decisions on screen, as a step from the one that was there."""
    _further(better, state.last_report())


def _further(new: PlanReport, before: PlanReport | None) -> None:
    run = cast("Recorded | None", memory.recall("run", state.last_report()))
    if run is None:
        adopt(new, before)
        return
    state.remember_report(new, before)
    memory.remember("run", new, cached.recorder().record_further(new, run, state.viewer()))


def _on_record(report: PlanReport) -> None:
    """Say so where the plan on screen could not be recorded, and try again.

    Also where a newer wish came between its being kept and its being handed over.
    """
    run = cast("Recorded | None", memory.recall("run", report))
    failed = run is not None and run.done() and run.exception() is not None
    if failed:
        st.warning(t("session.not_on_record"), icon=":material/save:")
    if run is None or failed:
        memory.remember("run", report, cached.recorder().record(report, state.viewer(), "seen"))


def in_force(report: PlanReport) -> bool:
    """Whether the plan follows the present decisions; where they contradict, an earlier one is shown."""
    return report.scenario == state.scenario()


def changes() -> Changes | None:
    """The step from the plan shown before to the present one; None while no plan follows what was decided."""
    new, old = state.last_report(), state.report_before()
    if (
        new is None
        or old is None
        or not in_force(new)
        or old.instance.cohort_data is not new.instance.cohort_data
    ):
        return None
    return Changes(old, new)


def large(report: PlanReport) -> bool:
    """Whether the problem is beyond what is proven at once."""
    return int(report.instance.rules.allowed.sum()) > EXACT_PAIRS
