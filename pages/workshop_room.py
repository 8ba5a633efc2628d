"""A workshop: the room's screen."""

import streamlit as st

from rematch.ui.words import t

st.title(t("workshop_pages.room"))
