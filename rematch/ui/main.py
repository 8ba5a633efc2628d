"""The main script: language, navigation, the frame, then the page that was asked for."""

from pathlib import Path

import streamlit as st

from rematch.ui import figures
from rematch.ui.shell import context, frame, gone, memory, navigation, state
from rematch.ui.words import t

SIDEBAR = 332
"""Pixels: a slider, its box and the longest label beside each other."""
STYLE = f"<style>{(Path(__file__).parent / 'static' / 'style.css').read_text(encoding='utf-8')}</style>"
MARK = str(Path(__file__).parent / "static" / "favicon.png")

settled = context.settle()
st.set_page_config(
    page_title=t("frame.product"), page_icon=MARK, layout="wide", initial_sidebar_state=SIDEBAR
)
st.logo(MARK, size="large")
page = st.navigation(navigation.pages(), position="top")
frame.unseen(STYLE + figures.SCRIPT_ELEMENT)
frame.strip()
if page.url_path != "session":
    memory.leave_session()
frame.notice()
if settled.gone and page.url_path in gone.ABOUT_A_COHORT:
    gone.panel(settled)
else:
    page.run()
frame.credit()
state.carry()
