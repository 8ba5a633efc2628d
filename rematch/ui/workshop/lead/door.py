"""The facilitator's key, asked for once a visit."""

import streamlit as st

from rematch.ui.words import READING_WIDTH, t
from rematch.ui.workshop import at_hand
from rematch.ui.workshop.lead import doing

KEY = "lead_key"


def entered() -> bool:
    """Whether this visit leads the workshop; where it does not, the field for the key."""
    st.title(t("lead.title"))
    if at_hand.leads():
        return True
    st.markdown(t("lead.key.text"), width=READING_WIDTH)
    with st.form("lead_door", width=420):
        st.text_input(t("lead.key"), type="password", key=KEY)
        st.form_submit_button(t("lead.key.go"), type="primary", on_click=_enter, key="lead_enter")
    doing.outcome()
    return False


def _enter() -> None:
    doing.tried(lambda: at_hand.lead(st.session_state[KEY]))
