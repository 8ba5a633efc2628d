"""A workshop opened: its name, and the day on which all of it is deleted."""

import streamlit as st

from rematch.service.workshop import KEPT_DAYS, LONGEST_DAYS, LONGEST_NAME, Direction
from rematch.ui.words import READING_WIDTH, day, t
from rematch.ui.workshop import at_hand
from rematch.ui.workshop.lead import doing

NAME, DAYS = "lead_name", "lead_days"


def panel() -> None:
    """A name if they like, the days it is kept, and the button."""
    with st.container(border=True, key="lead_open_card", width=READING_WIDTH):
        st.markdown(f"## {t('lead.open')}")
        st.markdown(t("lead.open.text"))
        st.text_input(t("lead.open.name"), max_chars=LONGEST_NAME, help=t("lead.open.name.help"), key=NAME)
        days = st.number_input(
            t("lead.open.days"), min_value=1, max_value=LONGEST_DAYS, value=KEPT_DAYS, key=DAYS, width=240
        )
        deleted = at_hand.directed(lambda direction: direction.deletion_day(days))
        st.markdown(t("lead.open.deleted", day=day(deleted)))
        doing.press(t("lead.open.go"), _open, "lead_open", first=True)


def _open(direction: Direction) -> object:
    return direction.open(st.session_state[NAME], st.session_state[DAYS])
