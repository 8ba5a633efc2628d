"""The groups' sliders as one piece of the page: native ranges of its own, each with its shares.

The scenario is the home of every weight.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

import streamlit as st

from rematch.ui.components.files import parts
from rematch.ui.components.presses import last_heard

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


def show(key: str, sliders: Drawn, wished: Callable[[object], None]) -> None:
    """The sliders in the page; `wished` is called with what the browser says of its presses."""

    def said() -> None:
        now: Any = st.session_state[key]
        wished(now.wish)

    _SLIDERS(key=key, data=sliders, on_wish_change=said)
