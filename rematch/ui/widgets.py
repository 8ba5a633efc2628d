"""What widgets have in common: a value that is kept elsewhere, and one of a few beside each other."""

from collections.abc import Callable, Mapping
from math import isclose
from typing import Any, TypeVar

import streamlit as st

Name = TypeVar("Name", bound=str)
TURNS = "shown_turns"
_BETWEEN = "-turn"
"""Between a widget's key and the number of its turn; `focus.js` knows that it is the same place."""


def shown(key: str, value: object) -> str:
    """The key under which a widget shows a value that others change, too: another one after each such change.

    So what a browser says that has not heard of the change is said of a widget that is gone.
    """
    turns: dict[str, int] = st.session_state.setdefault(TURNS, {})
    now = at_turn(key, turns.setdefault(key, 0))
    if not _same(st.session_state.get(now, value), value):
        turns[key] += 1
        now = at_turn(key, turns[key])
    st.session_state.setdefault(now, value)
    return now


def pressed(key: str, act: Callable[[Any], object]) -> Callable[[], None]:
    """A callback of the widget with a `shown` key: `act` hears what is chosen, nothing of one gone."""

    def heard() -> None:
        if not _gone(key):
            act(st.session_state[key])

    return heard


def _gone(key: str) -> bool:
    turns: dict[str, int] = st.session_state.get(TURNS, {})
    return all(key != at_turn(name, turn) for name, turn in turns.items())


def at_turn(key: str, turn: int) -> str:
    """The key of a widget that was changed by others so often."""
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
