"""What widgets have in common: a value that is kept elsewhere, and one of a few beside each other."""

from collections.abc import Mapping
from time import monotonic
from typing import TypeVar

import streamlit as st

Name = TypeVar("Name", bound=str)
LATE_SECONDS = 0.5
"""So long a browser may repeat what a widget no longer shows; nobody chooses that again so soon."""
_LEFT = "{key}_left"


def show(key: str, value: object) -> None:
    """What a widget shows, written only where it shows something else.

    Written in every run it would put back a press that came in between.
    """
    before = st.session_state.get(key)
    if before != value:
        st.session_state[_LEFT.format(key=key)] = ([*_left(key), before], monotonic())
        st.session_state[key] = value


def repeated(key: str) -> bool:
    """Whether what the browser says of a widget is what it was shown just before, and nobody's choice.

    Something else was pressed before it had heard what the widget shows now; what it says is late.
    """
    return st.session_state[key] in _left(key)


def _left(key: str) -> list[object]:
    """What a widget has shown until a moment ago, while what it shows changes fast."""
    left: tuple[list[object], float] = st.session_state.get(_LEFT.format(key=key), ([], 0.0))
    values, at = left
    return values if monotonic() - at < LATE_SECONDS else []


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
