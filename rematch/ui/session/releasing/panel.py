"""Release the plan on screen to municipalities: closed it is one line, opened it names what holds it up."""

from typing import cast

import streamlit as st

from rematch.errors import RematchError
from rematch.model import Ags
from rematch.scenario import Scenario
from rematch.service.municipality import (
    Gate,
    InForce,
    ReleaseOutcome,
    ReleaseState,
    TownProposals,
    gate,
    narrowed_by_totals,
    proposals_of_all,
    publish,
    shown_last,
)
from rematch.service.session import PlanReport, Recorded, record
from rematch.ui.access import field_faults, live
from rematch.ui.jobs import beside, on_request
from rematch.ui.municipality import answer
from rematch.ui.session import current_plan
from rematch.ui.session.releasing import held_up
from rematch.ui.shell import cached, memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, moment, plain, t, told
from rematch.ui.working import seat
from rematch.ui.working.item_words import REASON_LENGTH

STATES: tuple[ReleaseState, ...] = ("provisional", "decided")
STATE, REASON, SAID = "release_state", "release_reason", "release_said"
CHANGES = "release_changes"


def panel(report: PlanReport) -> None:
    """Behind a heading, below what municipalities answered; what is behind it waits until it is opened."""
    _answers()
    with st.expander(
        t("release.title"), icon=":material/campaign:", key="release_box", on_change="rerun"
    ) as opened:
        if opened.open:
            _opened(report)


def _answers() -> None:
    """What municipalities answered to the latest release."""
    cohort = here().profiles.cohort.id
    answers, released = cached.store().replies(cohort), cached.store().releases(cohort)
    latest = [one for one in answers if released and one.number == released[-1].number]
    if latest:
        name = here().cohort_data.name
        lines = "\n".join(f"- {answer.line(one, name(one.ags))}" for one in latest)
        st.info(f"{t('release.answers')}\n\n{lines}", icon=":material/reply:")


def _opened(report: PlanReport) -> None:
    st.markdown(f"{t('release.text')}  \n:small[{_last()}]")
    _said()
    if not current_plan.in_force(report):
        st.warning(t("release.hold.contradiction"), icon=":material/block:")
        return
    found = gate(report.instance, _now(state.scenario(), report))
    held_up.panel(found, found.open)
    _tight(report)
    _changes(report)
    _form(report, found)


def _form(report: PlanReport, found: Gate) -> None:
    chosen = st.segmented_control(
        t("release.state"),
        STATES,
        format_func=lambda one: t(f"release.state.{one}"),
        default="provisional",
        required=True,
        key=STATE,
    )
    if found.open:
        st.text_area(
            t("release.reason"),
            key=REASON,
            help=t("release.reason.help"),
            max_chars=REASON_LENGTH,
            height=80,
        )
        field_faults.below(REASON)
        waits = chosen == "decided" and found.holds("decided", "some")
        st.markdown(f":small[{t('release.never_decided' if waits else 'release.needs_reason')}]")
    st.button(
        t("release.go"),
        icon=":material/campaign:",
        type="primary",
        key="release_go",
        on_click=_release,
        args=(report, found),
    )


def _changes(report: PlanReport) -> None:
    """On invented people the button that looks for what each municipality could change; it goes along."""
    if not here().profiles.cohort.invented:
        st.markdown(f":small[{t('release.changes.real')}]")
        return
    viewer = state.viewer()
    found = on_request.answer(
        CHANGES,
        report,
        lambda asked, told, stopped: proposals_of_all(asked, viewer, told, stopped),
        words=t("release.changes.ask"),
        icon=":material/lightbulb:",
        help=t("release.changes.help"),
    )
    if found is not None:
        st.markdown(f":small[{t('release.changes.found', count=len(found))}]")


def _found(report: PlanReport) -> dict[Ags, TownProposals]:
    steps = beside.found(CHANGES, beside.question(report))
    return {} if steps is None or steps.answer is None else dict(steps.answer)


def _tight(report: PlanReport) -> None:
    """Where bands tell nearly everything because places and people are so close: said before it happens."""
    if here().profiles.cohort.invented:
        return
    names = narrowed_by_totals(report, shown_last(cached.store(), report.instance.profiles.cohort.id))
    if names:
        st.warning(
            t("release.tight", places=listing(plain(name) for name in names)), icon=":material/compress:"
        )


def _last() -> str:
    made = cached.store().releases(here().profiles.cohort.id)
    if not made:
        return t("release.none")
    last = made[-1]
    by = t("release.by.name", name=plain(last.by)) if last.by else t("release.by.nobody")
    words = {"number": last.number, "state": t(f"release.state.{last.state}"), "at": moment(last.at)}
    return t("release.last", by=by, **words)


def _release(report: PlanReport, found: Gate) -> None:
    """Release the plan that was on screen, if it is still what is decided, also by others."""
    wish: ReleaseState = st.session_state.get(STATE) or "provisional"
    reason = (st.session_state.get(REASON) or "").strip()[:REASON_LENGTH]
    session = state.working_session()
    decided = state.scenario() if session is None else session.stand[0]
    try:
        outcome = publish(
            cached.store(),
            _run(report),
            _now(decided, report),
            state.viewer(),
            state=wish,
            reason=reason,
            by=seat.hand().name,
            could_change=_found(report),
        )
    except RematchError as fault:
        st.session_state[SAID] = fault
        live.say(told(fault))
        return
    st.session_state[SAID] = outcome
    lacks_reason = not reason and outcome.release is None and not found.holds(wish, "any")
    field_faults.refuse(REASON, t("release.needs_reason") if lacks_reason else "")
    if outcome.release is None:
        live.say(_held(outcome))
    else:
        live.say(t("release.done", number=outcome.release.number))
        st.session_state[REASON] = ""


def _run(report: PlanReport) -> str:
    """The run the plan is on record under; recorded now where it is not yet."""
    run = cast("Recorded | None", memory.recall("run", report))
    return run.result() if run is not None else record(report, cached.store(), state.viewer(), "released")


def _now(decided: Scenario, report: PlanReport) -> InForce:
    """What is decided, with the profiles as they are stored at this moment."""
    data = cached.store().data_fingerprint(report.instance.profiles.cohort.id)
    return InForce(decided, data, here().catalogue.fingerprint)


def _said() -> None:
    """What came of the last press, once."""
    said = st.session_state.pop(SAID, None)
    if isinstance(said, RematchError):
        st.error(told(said, bold=True))
    elif isinstance(said, ReleaseOutcome) and said.release is not None:
        st.success(t("release.done", number=said.release.number), icon=":material/task_alt:")
    elif isinstance(said, ReleaseOutcome):
        st.error(_held(said), icon=":material/block:")


def _held(outcome: ReleaseOutcome) -> str:
    return "  \n".join(t(f"release.hold.{code}") for code in outcome.holds)
