"""What was dropped from the scenario as nothing is behind it any more, until somebody has taken note."""

from typing import TYPE_CHECKING, cast

import streamlit as st

if TYPE_CHECKING:
    from rematch.errors import Finding

DROPPED = "decisions_dropped"
GONE = "retired_criteria_named"


def tell_dropped() -> None:
    """Decisions name what others have removed."""
    st.session_state[DROPPED] = True


def tell_retired(found: "Finding") -> None:
    """Weights or switches name criteria that are retired."""
    st.session_state[GONE] = found


def dropped() -> bool:
    """Whether something that others have removed was dropped and nobody has taken note yet."""
    return bool(st.session_state.get(DROPPED))


def retired() -> "Finding | None":
    """The retired criteria that were dropped from the scenario, until somebody has taken note."""
    return cast("Finding | None", st.session_state.get(GONE))


def take_note() -> None:
    """What was dropped was read."""
    st.session_state[DROPPED] = False
    st.session_state[GONE] = None
