"""The groups' sliders as one piece of the page: native ranges of its own, each with its shares.

The scenario is the home of every weight.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from math import isfinite
from typing import Any

import streamlit as st

from rematch.ui.components.files import parts
from rematch.ui.components.presses import Heard, heard, last_heard

Drawn = dict[str, Any]
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


def drawn(
    key: str,
    sliders: Sequence[GroupSlider],
    *,
    most: float,
    step: float,
    address: str,
    words: Mapping[str, str],
) -> Drawn:
    """The sliders from 0 to `most`; at `address` the browser asks what a move brings before it tells of it.

    `words`: title, help, heads (over the shares), spoken (`{weight}` as it is read out), lang.
    """
    return {
        **words,
        "most": most,
        "step": step,
        "address": address,
        "heard": last_heard(key),
        "groups": [asdict(one) for one in sliders],
    }


def unheard(key: str, wish: object, groups: Collection[str], most: float) -> Heard:
    """What a browser's wish has that was not heard before: weights by group, in the order of presses."""
    return heard(wish, last_heard(key), groups, partial(is_weight, most=most))


def show(
    key: str, sliders: Drawn, groups: Collection[str], most: float, moved: Callable[[str, float], None]
) -> None:
    """The sliders in the page; `moved` is called with a group and its weight for each one pressed."""

    def wished() -> None:
        said: Any = st.session_state[key].wish
        now = unheard(key, said, groups, most)
        st.session_state[f"{key}_heard"] = now.press
        for group, weight in now.values.items():
            moved(group, float(weight))

    _SLIDERS(key=key, data=sliders, on_wish_change=wished)
