"""A workshop: the facilitator's page."""

import streamlit as st

from rematch.ui.words import t

st.title(t("workshop_pages.lead"))
