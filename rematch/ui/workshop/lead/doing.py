"""A step of the facilitator's: done whole, or not at all and told why."""

from collections.abc import Callable

import streamlit as st

from rematch.errors import RematchError
from rematch.service.workshop import Direction
from rematch.ui.words import READING_WIDTH, told
from rematch.ui.workshop import at_hand

OUTCOME = "lead_outcome"


def press(label: str, act: Callable[[Direction], object], key: str, *, first: bool = False) -> None:
    """A button for a step; the `first` one is what usually comes next."""
    st.button(label, type="primary" if first else "secondary", on_click=step, args=(act,), key=key)


def step(act: Callable[[Direction], object]) -> None:
    """Do it as the facilitator."""
    tried(lambda: at_hand.directed(act))


def tried(act: Callable[[], object]) -> bool:
    """Do it, or keep why not: another window may have been faster."""
    try:
        act()
    except RematchError as fault:
        st.session_state[OUTCOME] = fault
        return False
    return True


def outcome() -> None:
    """Why the last step was not done, once."""
    fault = st.session_state.pop(OUTCOME, None)
    if fault is not None:
        st.error(told(fault), width=READING_WIDTH)
