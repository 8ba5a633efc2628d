"""docs/house.svg: rooms and wings as boxes on floors, arrows from who imports to what is imported.

`make house` draws it anew. Arrows that others imply are left out, and those to the ground all rooms stand on.
"""

from collections import defaultdict
from collections.abc import Iterable

from tests.house_plan import (
    BAR,
    CHIP,
    CHIP_GAP,
    GAP,
    HEAD,
    LINES_PER_PIXEL,
    PAD,
    Box,
    arrange,
    arrows,
    chip_width,
    count,
    floors,
    rooms,
    rounded,
    stand,
)
from tests.unit.test_architecture import GROUND, ROOT

PICTURE = ROOT / "docs" / "house.svg"
FLOOR_GAP, MARGIN = 54.0, 28.0
TEXT = "Each room with its wings, in lines of code; an arrow leads from who imports to what is imported."
TEXT += " All stand on the lowest floor."

STYLE = """
.paper{fill:#fbfaf8}.floor{fill:#f1efea}.room{fill:#fff;stroke:#b9b4aa}.chip{fill:#eef3f4}
.name{fill:#1d2327;font-weight:600;font-size:15px}.lines{fill:#6a6f73;font-size:12px}
.wing{fill:#2c4a52;font-size:12.5px}.count{fill:#6a7f85;font-size:11px}.bar{fill:#2f7f8c}
.way{fill:none;stroke:#8b8f92;stroke-width:1.4}.head{fill:#8b8f92}.note{fill:#6a6f73;font-size:12.5px}
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
@media (prefers-color-scheme:dark){
.paper{fill:#14181b}.floor{fill:#1b2024}.room{fill:#22292d;stroke:#4d565b}.chip{fill:#2b363b}
.name{fill:#f0f2f3}.lines,.note{fill:#a3abb0}.wing{fill:#cfe4e8}.count{fill:#94a9af}.bar{fill:#55b3c1}
.way{stroke:#828b90}.head{fill:#828b90}}
""".strip()


def draw() -> str:
    """The picture as SVG, the same for the same code."""
    boxes, below = rooms()
    house, paths = floors(boxes, arrows(below))
    arrange(house, paths)
    ground = [boxes[name] for name in boxes if name in GROUND]
    left = min(box.x - box.width / 2 for floor in house for box in floor)
    right = max(box.x + box.width / 2 for floor in house for box in floor)
    width = max(right - left, sum(box.width + GAP for box in ground) - GAP) + 2 * MARGIN
    stand(ground, [width / 2] * len(ground))
    for box in (box for floor in house for box in floor):
        box.x += width / 2 - (left + right) / 2
    y = MARGIN + 44
    bands = []
    for floor in [*reversed(house), ground]:
        tall = max(box.height for box in floor)
        for box in floor:
            box.y, box.height, box.foot = y, box.height or tall, y + tall
        bands.append(_rect("floor", 10, y - 12, width - 20, tall + 24))
        y += tall + FLOOR_GAP
    height = y - FLOOR_GAP + MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
            ' aria-label="Rooms of the house, who imports whom">',
            f"<style>{STYLE}</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
            ' orient="auto"><path class="head" d="M0 0.5 8 4 0 7.5z"/></marker></defs>',
            f'<rect class="paper" width="{width:.0f}" height="{height:.0f}" rx="8"/>',
            *bands,
            f'<text class="note" x="{MARGIN}" y="34">{TEXT}</text>',
            *_ways(paths),
            *(_room(box) for floor in [*house, ground] for box in floor if not box.bend),
            "</svg>\n",
        ]
    )


def _ways(paths: list[list[Box]]) -> Iterable[str]:
    """Arrows as curves that go straight down through the floors they pass."""
    leaving: defaultdict[str, list[list[Box]]] = defaultdict(list)
    coming: defaultdict[str, list[list[Box]]] = defaultdict(list)
    for path in paths:
        leaving[path[0].name].append(path)
        coming[path[-1].name].append(path)
    for path in paths:
        out = sorted(leaving[path[0].name], key=lambda one: one[1].x)
        into = sorted(coming[path[-1].name], key=lambda one: one[-2].x)
        x, y = _port(path[0], out.index(path), len(out)), path[0].y + path[0].height
        line, y = f"M{x:.1f} {y:.1f}V{path[0].foot:.1f}", path[0].foot
        for box in path[1:]:
            end = box.x if box.bend else _port(box, into.index(path), len(into))
            middle = (y + box.y) / 2
            line += f"C{x:.1f} {middle:.1f} {end:.1f} {middle:.1f} {end:.1f} {box.y:.1f}"
            x, y = end, box.foot
            line += f"V{y:.1f}" if box.bend else ""
        yield f'<path class="way" marker-end="url(#tip)" d="{line}"/>'


def _port(box: Box, place: int, many: int) -> float:
    """Where the arrow of this place among so many meets the box's edge."""
    return box.x + (box.width - 2 * PAD) * 0.8 * ((place + 1) / (many + 1) - 0.5)


def _room(box: Box) -> str:
    left, right = box.x - box.width / 2 + PAD, box.x + box.width / 2 - PAD
    parts = [
        _rect("room", left - PAD, box.y, box.width, box.height),
        _words("name", left, box.y + PAD + 11, box.name),
        _words("lines", right, box.y + PAD + 11, count(box.lines), end=True),
    ]
    top = box.y + PAD + HEAD
    for row in box.rows:
        x = left
        for name, lines in row:
            wide = chip_width(name, lines)
            parts += [
                _rect("chip", x, top, wide, CHIP),
                _words("wing", x + 8, top + 16, name),
                _words("count", x + wide - 8, top + 16, count(lines), end=True),
            ]
            x += wide + CHIP_GAP
        top += CHIP + CHIP_GAP
    long = max(2.0, rounded(box.lines) / LINES_PER_PIXEL)
    return "".join([*parts, _rect("bar", left, box.y + box.height - PAD - BAR + 4, long, BAR)])


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {place} rx="{min(8, height / 2):.1f}"/>'


def _words(kind: str, x: float, y: float, words: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}"{anchor}>{words}</text>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
