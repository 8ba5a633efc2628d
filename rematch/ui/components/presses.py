"""What was pressed on a piece of the page: each press is heard once, and in its order.

The browser numbers its presses and sends all that the server has not heard yet together, as queued reruns
keep only the newest state of a piece; it shows them whatever an older answer says. So none is lost, and none
comes back.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any


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
