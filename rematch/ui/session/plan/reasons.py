"""A reason beside a decision: one of a few or own words, none chosen beforehand; it may follow later."""

import streamlit as st

from rematch.ui.words import t
from rematch.ui.working.item_words import REASON_LENGTH, REASONS, reason_words


def box(key: str) -> None:
    """Where the reason of the next decision is given."""
    st.selectbox(
        t("plan.reason"),
        REASONS,
        index=None,
        format_func=reason_words,
        placeholder=t("plan.reason.pick"),
        accept_new_options=True,
        key=key,
        width=300,
        help=t("plan.reason.help"),
    )


def taken(key: str) -> str:
    """What was given there, for this decision and not for the next one."""
    given = (st.session_state.get(key) or "").strip()[:REASON_LENGTH]
    st.session_state[key] = None
    return given
