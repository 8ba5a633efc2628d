"""Labels that do not cover each other: decided here, as a browser's own way drops them silently."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

CHARACTER = 0.64
"""Mean width of a character over the font's size, a little generous."""


@dataclass(frozen=True)
class Wanted:
    """A label asked for: its lines, the circle it belongs to (pixels from the centre), and its font size."""

    text: str
    x: float
    y: float
    radius: float
    size: float


@dataclass(frozen=True)
class Put:
    """Where a label went: pixels from its circle's centre to the anchor, and how it is anchored."""

    dx: float
    dy: float
    anchor: Literal["start", "middle", "end"]


def declutter(wanted: Sequence[Wanted], frame: Box, must: Iterable[int] = ()) -> list[Put | None]:
    """A place for each label, None where it would cover or mislead or leave the frame.

    Larger circles choose first. Labels at the indices in `must` go before all and are never dropped.
    """
    kept = frozenset(must)
    taken: list[tuple[int, Box]] = [(at, _circle(want)) for at, want in enumerate(wanted)]
    put: list[Put | None] = [None] * len(wanted)
    for at in sorted(range(len(wanted)), key=lambda index: (index not in kept, -wanted[index].radius)):
        others = [box for owner, box in taken if owner != at]
        free = [
            place
            for place in _candidates(wanted[at])
            if _inside(box := _box(wanted[at], place), frame)
            and not any(_overlap(box, other) for other in others)
            and not _misleads(wanted, at, box)
        ]
        choice = free[0] if free else _candidates(wanted[at])[0] if at in kept else None
        put[at] = choice
        if choice:
            taken.append((-1, _box(wanted[at], choice)))
    return put


def _misleads(wanted: Sequence[Wanted], at: int, box: Box) -> bool:
    """Whether the label would stand nearer to another circle than to its own."""
    own = _distance(box, wanted[at])
    return any(_distance(box, other) < own for index, other in enumerate(wanted) if index != at)


def _distance(box: Box, want: Wanted) -> float:
    """From a label's box to the rim of a circle."""
    right = max(box[0] - want.x, 0.0, want.x - box[2])
    down = max(box[1] - want.y, 0.0, want.y - box[3])
    return math.hypot(right, down) - want.radius


def _candidates(want: Wanted) -> list[Put]:
    """Right, left, below, above, then the corners."""
    side = want.radius + 5
    rise = want.radius + _height(want) / 2 + 2
    corner = want.radius * 0.75 + 3
    lift = rise * 0.8
    return [
        Put(side, 0, "start"),
        Put(-side, 0, "end"),
        Put(0, rise, "middle"),
        Put(0, -rise, "middle"),
        Put(corner, lift, "start"),
        Put(corner, -lift, "start"),
        Put(-corner, lift, "end"),
        Put(-corner, -lift, "end"),
    ]


def _box(want: Wanted, place: Put) -> Box:
    width = CHARACTER * want.size * max(len(line) for line in want.text.split("\n"))
    left = want.x + place.dx - {"start": 0.0, "middle": width / 2, "end": width}[place.anchor]
    top = want.y + place.dy - _height(want) / 2
    return left, top, left + width, top + _height(want)


def _circle(want: Wanted) -> Box:
    return want.x - want.radius, want.y - want.radius, want.x + want.radius, want.y + want.radius


def _height(want: Wanted) -> float:
    return 1.2 * want.size * (want.text.count("\n") + 1)


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _inside(one: Box, frame: Box) -> bool:
    return frame[0] <= one[0] and frame[1] <= one[1] and one[2] <= frame[2] and one[3] <= frame[3]
