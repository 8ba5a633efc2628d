"""How this visitor's screen looks: light or dark, and whether the map is the simple one."""

import streamlit as st

from rematch.charts.palette import ThemeName
from rematch.settings import settings

SIMPLE = "simple_map"


def name() -> ThemeName:
    """The theme in use."""
    kind = st.context.theme.type
    return "dark" if kind == "dark" else "light"


def simple_map() -> bool:
    """Whether the map needs no WebGL: the visitor chose so, the browser has none, or REMATCH_MAP=simple."""
    return bool(st.session_state.get(SIMPLE))


def begin() -> bool:
    """Settle on a new visit's kind of map; True on its first run."""
    if SIMPLE in st.session_state:
        return False
    asked = (settings().map, st.query_params.get("map"))
    st.session_state[SIMPLE] = "simple" in asked
    return True


def notice_missing_webgl() -> None:
    """A browser without WebGL comes back and asks for the simple map."""
    if not simple_map():
        st.html(f"<script>{_WITHOUT_WEBGL}</script>", unsafe_allow_javascript=True, width="content")


_WITHOUT_WEBGL = """
if (!document.createElement("canvas").getContext("webgl2")) {
  const address = new URL(window.location);
  address.searchParams.set("map", "simple");
  window.location.replace(address);
}
"""
