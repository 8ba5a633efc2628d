"""What widgets have in common: a value that is kept elsewhere, and one of a few beside each other."""

from collections.abc import Callable, Mapping
from math import isclose
from typing import Any, TypeVar

import streamlit as st

Name = TypeVar("Name", bound=str)
_TURN = "{key}_turn"
_BETWEEN = "_turn"
"""Between a widget's key and the number of its turn; `focus.js` knows that it is the same place."""


def shown(key: str, value: object) -> str:
    """The key under which a widget shows a value that others change, too: another one after each such change.

    So what a browser says that has not heard of the change is said of a widget that is gone.
    """
    turn = st.session_state.get(_TURN.format(key=key), 0)
    now = _at_turn(key, turn)
    if not _same(st.session_state.get(now, value), value):
        st.session_state[_TURN.format(key=key)] = turn + 1
        now = _at_turn(key, turn + 1)
    st.session_state.setdefault(now, value)
    return now


def pressed(key: str, act: Callable[[Any], object]) -> Callable[[], None]:
    """A callback of the widget with a `shown` key: `act` hears what is chosen, nothing of one gone."""

    def heard() -> None:
        if not _gone(key):
            act(st.session_state[key])

    return heard


def _gone(key: str) -> bool:
    name, _, turn = key.partition(_BETWEEN)
    return bool(int(turn or 0) != st.session_state.get(_TURN.format(key=name), 0))


def _at_turn(key: str, turn: int) -> str:
    return f"{key}{_BETWEEN}{turn}" if turn else key


def _same(one: object, other: object) -> bool:
    """Of a slider's numbers the last digits are the browser's."""
    if isinstance(one, float) and isinstance(other, float | int):
        return isclose(one, other, abs_tol=1e-9)
    return one == other


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
