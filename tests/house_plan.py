"""The house as the imports have it: rooms on floors, in an order in which few arrows cross.

Sugiyama's four steps (1981): layers, bends where an arrow passes one, order, places. No room is named here.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, permutations
from pathlib import Path

from tests.unit.test_architecture import GROUND, MODULES, ROOT, own_imports, room_of, wing_of

PAD, GAP, HEAD, CHIP, BAR = 14.0, 26.0, 24.0, 23.0, 5.0
CHIP_GAP, LETTER, SMALL = 6.0, 9.0, 7.3
WIDEST = 470.0
LINES_PER_PIXEL = 22.0
SWEEPS = 12
MOST_PERMUTED = 7


@dataclass
class Box:
    """A room, or the bend of an arrow that passes a floor; `x` is its middle, `y` its upper edge.

    `foot` is where its floor ends.
    """

    name: str
    lines: int = 0
    wings: tuple[tuple[str, int], ...] = ()
    bend: bool = False
    x: float = 0.0
    y: float = 0.0
    foot: float = 0.0
    rows: list[list[tuple[str, int]]] = field(default_factory=list)
    width: float = 16.0
    height: float = 0.0

    def measure(self) -> None:
        """Wings in rows, as wide as the widest row or the title."""
        title = len(self.name) * LETTER + len(count(self.lines)) * SMALL + 30
        for wing in self.wings:
            if not self.rows or row_width([*self.rows[-1], wing]) > WIDEST:
                self.rows.append([])
            self.rows[-1].append(wing)
        self.width = 2 * PAD + max([title, rounded(self.lines) / LINES_PER_PIXEL, *map(row_width, self.rows)])
        self.height = PAD + HEAD + len(self.rows) * (CHIP + CHIP_GAP) + BAR + PAD


Arrow = tuple[str, str]
Floors = list[list[Box]]


def rooms() -> tuple[dict[str, Box], dict[str, set[str]]]:
    """Every room with its lines and wings, and the rooms it imports, the type checker's included."""
    lines: Counter[str] = Counter()
    wings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    below: defaultdict[str, set[str]] = defaultdict(set)
    for module, path in MODULES.items():
        room = room_of(module)
        if room == "rematch":
            continue
        size = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        lines[room] += size
        if wing := _wing(module, path):
            wings[room][wing] += size
        below[room] |= {room_of(other) for other in own_imports(path, types_too=True)} - {room, "rematch"}
    boxes = {room: Box(room, lines[room], tuple(sorted(wings[room].items()))) for room in sorted(lines)}
    for box in boxes.values():
        box.measure()
    return boxes, below


def _wing(module: str, path: Path) -> str:
    """The wing of a module, a wing's own `__init__` included."""
    return wing_of(f"{module}.door" if path.stem == "__init__" else module)


def arrows(below: dict[str, set[str]]) -> list[Arrow]:
    """The imports between rooms that no others imply, without those of the ground."""
    near = {room: others - GROUND for room, others in below.items() if room not in GROUND}

    @cache
    def reached(room: str) -> frozenset[str]:
        return frozenset(near[room]).union(*(reached(other) for other in near[room]))

    return sorted(
        (room, other)
        for room, others in near.items()
        for other in others
        if not any(other in reached(between) for between in others)
    )


def floors(boxes: dict[str, Box], ways: Sequence[Arrow]) -> tuple[Floors, list[list[Box]]]:
    """Rooms by floor from the lowest, and every arrow as the boxes and bends it passes."""
    depth = _depths([name for name in boxes if name not in GROUND], ways)
    house: Floors = [[] for _ in range(1 + max(depth.values()))]
    for name, floor in depth.items():
        house[floor].append(boxes[name])
    paths = []
    for high, low in ways:
        bends = [Box(f"{high} {low}", bend=True) for _ in range(depth[low] + 1, depth[high])]
        for floor, bend in enumerate(bends, depth[low] + 1):
            house[floor].append(bend)
        paths.append([boxes[high], *reversed(bends), boxes[low]])
    return house, paths


def _depths(names: Sequence[str], ways: Sequence[Arrow]) -> dict[str, int]:
    """The longest way down; who has no more arrows below than above then goes up until just under those."""
    below, above = defaultdict(list), defaultdict(list)
    for high, low in ways:
        below[high].append(low)
        above[low].append(high)

    @cache
    def longest(room: str) -> int:
        return 1 + max(map(longest, below[room]), default=-1)

    depth = {name: longest(name) for name in names}
    for name in sorted(names, key=longest, reverse=True):
        if above[name] and len(above[name]) >= len(below[name]):
            depth[name] = min(depth[other] for other in above[name]) - 1
    return depth


def arrange(house: Floors, paths: list[list[Box]]) -> None:
    """Order every floor so that few arrows cross, then put each box near the middle of its neighbours."""
    steps = [step for path in paths for step in pairwise(path)]
    for _ in range(SWEEPS):
        for number, floor in enumerate(house):
            near = [house[k] for k in (number - 1, number + 1) if 0 <= k < len(house)]
            house[number] = _ordered(floor, near, steps)
    neighbours: defaultdict[int, list[Box]] = defaultdict(list)
    for high, low in steps:
        neighbours[id(high)].append(low)
        neighbours[id(low)].append(high)
    for floor in house:
        stand(floor, [0.0] * len(floor))
    for number in [*range(len(house)), *reversed(range(len(house)))] * SWEEPS:
        floor = house[number]
        stand(floor, [_mean([other.x for other in neighbours[id(box)]] or [box.x]) for box in floor])


def _ordered(floor: list[Box], near: Sequence[list[Box]], steps: Sequence[tuple[Box, Box]]) -> list[Box]:
    place = {id(box): k for other in near for k, box in enumerate(other)}
    ends: dict[int, list[list[int]]] = {}
    for box in floor:
        up = [place[id(high)] for high, low in steps if low is box and id(high) in place]
        down = [place[id(low)] for high, low in steps if high is box and id(low) in place]
        ends[id(box)] = [up, down]

    def crossings(order: Sequence[Box]) -> int:
        return sum(
            a > b
            for k, left in enumerate(order)
            for right in order[k + 1 :]
            for side in (0, 1)
            for a in ends[id(left)][side]
            for b in ends[id(right)][side]
        )

    middle = sorted(floor, key=lambda box: _mean([k for side in ends[id(box)] for k in side] or [0]))
    tried = permutations(floor) if len(floor) <= MOST_PERMUTED else [floor, middle]
    return list(min(tried, key=crossings))


def stand(floor: list[Box], wished: Sequence[float]) -> None:
    """The places nearest to those wished for (least squares) that keep order and distance."""
    offsets = [0.0]
    for left, right in pairwise(floor):
        offsets.append(offsets[-1] + (left.width + right.width) / 2 + GAP)
    blocks: list[list[float]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        blocks.append([wish - offset])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    places = [_mean(block) for block in blocks for _ in block]
    for box, place, offset in zip(floor, places, offsets, strict=True):
        box.x = place + offset


def row_width(wings: Sequence[tuple[str, int]]) -> float:
    """Pixels of wings beside each other."""
    return sum(chip_width(name, lines) + CHIP_GAP for name, lines in wings) - CHIP_GAP


def chip_width(name: str, lines: int) -> float:
    """Pixels of one wing."""
    return 26 + SMALL * (len(name) + len(count(lines)))


def count(lines: int) -> str:
    """Lines in two digits, so that the picture stays when a line is added."""
    return f"{rounded(lines):,}"


def rounded(lines: int) -> int:
    """The nearest number of two digits and zeros."""
    return round(lines, 2 - len(str(lines)))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
