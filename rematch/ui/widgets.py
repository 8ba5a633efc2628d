"""What widgets have in common: a value that is kept elsewhere, and one of a few beside each other."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

Name = TypeVar("Name", bound=str)


def show(key: str, value: object) -> None:
    """What a widget shows, written only where it shows something else.

    Written in every run it would put back a press that came in between.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def one_of(words: Mapping[Name, str], label: str, key: str, *, default: Name, titled: bool = False) -> Name:
    """One of a few, by its words; the choice outlives the page. `titled`: the label is seen, too."""
    chosen = st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        default=default,
        required=True,
        key=key,
        label_visibility="visible" if titled else "collapsed",
        persist_state="session",
    )
    return chosen or default
