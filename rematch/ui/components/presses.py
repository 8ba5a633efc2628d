"""What was pressed on a piece of the page: each press is heard once, and in its order.

The browser numbers its presses and sends all that the server has not heard yet together, as queued reruns
keep only the newest state of a piece; it shows them whatever an older answer says. So none is lost, and none
comes back.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import streamlit as st

MOVES = "group_weights"
"""The piece whose presses may be answered before the page's own run has heard them."""


def as_heard(piece: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a piece of the page is given, with its name and the moves it has heard.

    An answer that was given beside the page's run to a later move is newer.
    """
    return {**data, "piece": piece, "moves": last_heard(MOVES)}


def last_heard(key: str) -> int:
    """The number of the last press heard on a piece; 0 where none was."""
    return int(st.session_state.get(f"{key}_heard", 0))


def hear(
    key: str, wish: object, known: Collection[str], valid: Callable[[object], bool]
) -> Mapping[str, Any]:
    """What a browser says of a piece and was not heard before, in the order of presses; now it is heard."""
    now = heard(wish, last_heard(key), known, valid)
    st.session_state[f"{key}_heard"] = now.press
    return now.values


@dataclass(frozen=True)
class Heard:
    """Values by what was pressed, in the order of presses, and the number of the last one heard."""

    values: Mapping[str, Any]
    press: int


def heard(wish: object, before: int, known: Collection[str], valid: Callable[[object], bool]) -> Heard:
    """What a browser's wish has that was not heard before; unknown names, invalid values count for nothing.

    `wish` is {name: [value, press]} as a browser sends it: nothing of it is taken on trust.
    """
    said = wish if isinstance(wish, Mapping) else {}
    presses = [
        (pair[1], name, pair[0])
        for name, pair in said.items()
        if name in known and _is_press(pair) and pair[1] > before and valid(pair[0])
    ]
    presses.sort(key=itemgetter(0))
    return Heard({name: value for _, name, value in presses}, presses[-1][0] if presses else before)


def _is_press(pair: object) -> bool:
    match pair:
        case [_, int() as press]:
            return not isinstance(press, bool)
    return False
