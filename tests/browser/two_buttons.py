"""A page with two buttons that decide after a while; with `WHOLE` set callbacks stay whole, as in the app."""

import os
import time

import streamlit as st

from rematch.ui.jobs import reruns

if os.environ.get("WHOLE"):
    reruns.keep_callbacks_whole()


def decided(name: str) -> None:
    """Works for a moment, then looks at the state, as every callback that decides does."""
    time.sleep(0.6)
    st.session_state["decided"] = (*st.session_state.get("decided", ()), name)


for name in ("one", "other"):
    st.button(name, on_click=decided, args=(name,), key=name)
with st.container(key="said"):
    st.markdown(" ".join(st.session_state.get("decided", ())) or "nothing")
