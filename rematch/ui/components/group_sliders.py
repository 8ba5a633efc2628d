"""The groups' sliders as one piece of the page: native ranges of its own, each with its shares.

The scenario is the home of every weight.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from math import isfinite
from typing import Any

import streamlit as st

from rematch.ui.components.files import parts
from rematch.ui.components.presses import heard

_SLIDERS = st.components.v2.component("group_sliders", **parts("group_sliders"), isolate_styles=False)


@dataclass(frozen=True)
class GroupSlider:
    """One slider: whose it is, what it is called, where it stands, and the words beside its name."""

    id: str
    name: str
    weight: float
    shares: str


def is_weight(said: object, most: float) -> bool:
    """Whether what a browser said is a weight from 0 to `most`."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        return False
    return isfinite(said) and 0 <= said <= most


def show(
    sliders: Sequence[GroupSlider],
    key: str,
    moved: Callable[[str, float], None],
    *,
    most: float,
    step: float,
    words: Mapping[str, str],
) -> None:
    """The sliders from 0 to `most`; `moved` is called with a group and its weight for each one pressed.

    `words`: title, help, heads (over the shares), spoken (`{weight}` as it is read out), lang.
    """
    kept = f"{key}_heard"

    def wished() -> None:
        said: Any = st.session_state[key].wish
        groups = {one.id for one in sliders}
        now = heard(said, st.session_state.get(kept, 0), groups, partial(is_weight, most=most))
        st.session_state[kept] = now.press
        for group, weight in now.values.items():
            moved(group, float(weight))

    _SLIDERS(
        key=key,
        data={
            **words,
            "most": most,
            "step": step,
            "heard": st.session_state.get(kept, 0),
            "groups": [asdict(one) for one in sliders],
        },
        on_wish_change=wished,
    )
