"""What every widget needs that shows a value kept elsewhere."""

import streamlit as st


def show(key: str, value: object) -> None:
    """What a widget shows, written only where it shows something else.

    Written in every run it would put back a press that came in between.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value
