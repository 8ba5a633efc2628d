"""How this visitor's screen looks: light or dark, and whether the map is the simple one."""

import os

import streamlit as st

from rematch.charts.palette import ThemeName

SIMPLE = "simple_map"


def name() -> ThemeName:
    """The theme in use."""
    kind = st.context.theme.type
    return "dark" if kind == "dark" else "light"


def simple_map() -> bool:
    """Whether the map is drawn without WebGL: the visitor's choice, or REMATCH_MAP=simple."""
    if SIMPLE not in st.session_state:
        st.session_state[SIMPLE] = os.environ.get("REMATCH_MAP") == "simple"
    return bool(st.session_state[SIMPLE])
