"""The groups' sliders as one piece of the page: native ranges of its own, each with its shares.

The scenario is the home of every weight. The browser numbers its presses and shows those the server has not
heard yet, whatever an older answer says; so no press is lost and none comes back.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent
_SLIDERS = st.components.v2.component(
    "group_sliders",
    html=(FOLDER / "group_sliders.html").read_text(encoding="utf-8"),
    css=(FOLDER / "group_sliders.css").read_text(encoding="utf-8"),
    js=(FOLDER / "group_sliders.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class GroupSlider:
    """One slider: whose it is, what it is called, where it stands, and the words beside its name."""

    id: str
    name: str
    weight: float
    shares: str


@dataclass(frozen=True)
class Heard:
    """Weights by group, in the order of their presses, and the number of the last press heard."""

    weights: Mapping[str, float]
    press: int


def heard(wish: object, before: int, groups: Collection[str], most: float) -> Heard:
    """What a browser's wish has that was not heard before; what is no weight of a group counts for nothing.

    `wish` is {group: [weight, press]} as a browser sends it: nothing of it is taken on trust.
    """
    said = wish if isinstance(wish, Mapping) else {}
    presses = [
        (pair[1], group, float(pair[0]))
        for group, pair in said.items()
        if group in groups and _is_press(pair, most) and pair[1] > before
    ]
    presses.sort()
    return Heard({group: weight for _, group, weight in presses}, presses[-1][0] if presses else before)


def _is_press(pair: object, most: float) -> bool:
    match pair:
        case [int() | float() as weight, int() as press]:
            numbers = not isinstance(weight, bool) and not isinstance(press, bool)
            return numbers and isfinite(weight) and 0 <= weight <= most
    return False


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
        now = heard(said, st.session_state.get(kept, 0), {one.id for one in sliders}, most)
        st.session_state[kept] = now.press
        for group, weight in now.weights.items():
            moved(group, weight)

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
