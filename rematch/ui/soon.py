"""Pages that are not built yet."""

import streamlit as st

from rematch.ui.words import t


def title(name: str) -> None:
    """The page's title and a sentence."""
    st.title(t(f"nav.{name}"))
    st.markdown(t(f"soon.{name}"))
