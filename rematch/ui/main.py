"""The main script: language, navigation, the frame, then the page that was asked for."""

from pathlib import Path

import streamlit as st

from rematch.ui import cached, frame, navigation, state
from rematch.ui.words import t

MARK = str(Path(__file__).parent / "static" / "favicon.png")

state.begin(cached.catalogue())
st.set_page_config(page_title=t("frame.product"), page_icon=MARK, layout="wide")
st.logo(MARK, size="large")
page = st.navigation(navigation.pages(), position="top")
frame.strip()
page.run()
frame.credit()
state.carry()
