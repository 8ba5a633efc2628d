"""The main script: language, navigation, the frame, then the page that was asked for."""

from pathlib import Path

import streamlit as st

from rematch.ui import figures
from rematch.ui.access import live, statement
from rematch.ui.login import entrance, openness, visitor
from rematch.ui.shell import cached, context, frame, gone, memory, navigation, state, theme
from rematch.ui.words import t
from rematch.ui.working import grounds

SIDEBAR = 332
"""Pixels: a slider, its box and the longest label beside each other."""
STATIC = Path(__file__).parent / "static"
STYLE, FOR_ALL, FOR_A_ROOM = (
    f"<style>{(STATIC / name).read_text(encoding='utf-8')}</style>"
    for name in ("style.css", "access.css", "projector.css")
)
MARK = str(STATIC / "favicon.png")

visitor.asked_for()
state.begin(cached.catalogue())
closed = entrance.closed()
settled = None if closed else context.settle()
st.set_page_config(
    page_title=t("frame.product"), page_icon=MARK, layout="wide", initial_sidebar_state=SIDEBAR
)
st.logo(MARK, size="large")
page = st.navigation(navigation.pages(), position="hidden" if closed else "top")
st.set_page_config(page_title=t("frame.title", page=page.title, product=t("frame.product")), page_icon=MARK)
frame.unseen(
    STYLE + FOR_ALL + (FOR_A_ROOM if theme.projector() else "") + figures.SCRIPT_ELEMENT, page.url_path
)
frame.strip()
if page.url_path != "session":
    memory.leave_session()
if settled is None:
    entrance.panel()
elif not navigation.opens(page.url_path):
    entrance.elsewhere()
elif openness.refused(settled):
    openness.panel()
elif gone.instead(settled) and page.url_path in gone.ABOUT_A_COHORT:
    gone.panel(settled)
else:
    frame.notice()
    page.run()
    grounds.panel()
frame.credit(settled)
statement.link()
live.region()
if settled is not None:
    state.carry()
