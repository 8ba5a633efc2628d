"""The main script of a workshop's process: language, then the room's screen or the facilitator's."""

from pathlib import Path

import streamlit as st

from rematch.texts import best_language
from rematch.ui.shell import state
from rematch.ui.words import t

PAGES = Path(__file__).parents[3] / "pages" / "workshop"

if state.LANG not in st.session_state:
    asked = (st.query_params.get("lang"), st.context.locale)
    state.speak(best_language(one for one in asked if one))
st.set_page_config(page_title=t("workshop_pages.title"), layout="wide")
page = st.navigation(
    [
        st.Page(PAGES / "room.py", title=t("workshop_pages.room"), url_path="room", default=True),
        st.Page(PAGES / "lead.py", title=t("workshop_pages.lead"), url_path="lead"),
    ],
    position="hidden",
)
page.run()
