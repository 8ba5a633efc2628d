"""Go on where one was, start anew, or open another of the cohort's sessions."""

import streamlit as st

from rematch.service.working import SessionSummary
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import t
from rematch.ui.working import item_words, seat, visit

ANEW = "session_anew"
"""The token of the cohort on which this visit starts anew."""


def panel() -> None:
    """Offered to a visit that is in no session yet, where there is one; until it has chosen or decided."""
    found = here().cohort
    if found is None or st.session_state.get(ANEW) == found.token:
        return
    offered = _offered()
    if offered is None:
        return
    mine = seat.hand().seat in offered.seats
    said = {
        "session": item_words.called(offered),
        "at": item_words.when(offered.changed_at),
        "count": offered.decisions,
    }
    if not mine:
        said["by"] = item_words.by(offered.changed_seat, offered.changed_by)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", border=True, key="session_offer"
    ):
        st.markdown(t(f"working.offer.{'yours' if mine else 'others'}", **said), width="stretch")
        st.button(
            t("working.offer.go_on"),
            icon=":material/resume:",
            type="primary",
            key="session_go_on",
            on_click=state.enter_session,
            args=(offered.key,),
        )
        st.button(
            t("working.offer.anew"),
            key="session_start",
            help=t("working.offer.anew.help"),
            on_click=start_anew,
        )


def start_anew() -> None:
    """Leave the session as it is; the next decision opens a new one."""
    state.leave_cohort()
    visit.settle_missing()
    found = here().cohort
    st.session_state[ANEW] = None if found is None else found.token


def others() -> None:
    """Every other session of the cohort, the last one worked on first."""
    present = state.working_session()
    found = [one for one in _sessions() if present is None or one.key != present.key]
    st.markdown(f"**{t('working.session.list')}**" if found else f":small[{t('working.session.none')}]")
    for one in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            line = t(
                "working.session.line",
                session=item_words.called(one),
                at=item_words.when(one.changed_at),
                by=item_words.by(one.changed_seat, one.changed_by),
                count=one.decisions,
            )
            st.markdown(line, width="stretch")
            if one.state == "closed":
                st.badge(t("working.session.closed"), color="gray")
            st.button(
                t("working.session.open"),
                type="tertiary",
                key=f"session_open_{one.key}",
                on_click=state.enter_session,
                args=(one.key,),
            )


def _offered() -> SessionSummary | None:
    """One's own last session that was not put away, else anybody's."""
    there = [one for one in _sessions() if one.state == "open" and one.decisions]
    own = [one for one in there if seat.hand().seat in one.seats]
    return next(iter(own or there), None)


def _sessions() -> tuple[SessionSummary, ...]:
    found = here().cohort
    return () if found is None else cached.session_desk().sessions(found.cohort)
