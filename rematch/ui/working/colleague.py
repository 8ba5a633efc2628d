"""What a colleague decided meanwhile: noticed without a click, taken over by one, never by itself."""

import streamlit as st

from rematch.service.working import SessionStep
from rematch.ui.shell import state
from rematch.ui.words import t
from rematch.ui.working import item_words, visit

LOOK = 4.0
"""Seconds between two looks; each compares two numbers in memory and asks no store."""


@st.fragment(run_every=LOOK)
def watch() -> None:
    """Who has changed the session since this screen was drawn, and the button that takes it over.

    A run of this fragment waits for a run of the page and never breaks into one; it changes nothing.
    """
    step = _ahead()
    if step is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="colleague"):
        said = t("working.ahead", who=item_words.who(step), at=item_words.when(step.at))
        st.info(said, icon=":material/group:", width="stretch")
        if st.button(
            t("working.ahead.take"), icon=":material/sync:", help=t("working.ahead.help"), key="take_over"
        ):
            st.rerun()


def _ahead() -> SessionStep | None:
    """The last step of the session where it is not the state on screen; None where it is."""
    session, seen = state.working_session(), visit.seen()
    if session is None or seen.session != session.key or seen.revision is None:
        return None
    steps, (_, revision) = session.steps, session.stand
    return steps[-1] if steps and revision != seen.revision else None
