"""How this visitor's screen looks: light or dark, for a room or a desk, and which map is drawn."""

import streamlit as st

from rematch.charts.palette import ThemeName
from rematch.settings import settings

WEBGL = "webgl_map"
PROJECTOR = "projector"


def name() -> ThemeName:
    """The theme in use."""
    kind = st.context.theme.type
    return "dark" if kind == "dark" else "light"


def webgl_map() -> bool:
    """Whether the map is the one in WebGL: the visitor chose so, or REMATCH_MAP=webgl."""
    return bool(st.session_state.get(WEBGL, settings().map == "webgl"))


def projector() -> bool:
    """Whether the visitor shows the screen to a room: larger, without the sidebar."""
    return bool(st.session_state.get(PROJECTOR))
