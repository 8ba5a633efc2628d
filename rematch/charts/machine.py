"""A small machine drawn from its table: states in the lanes of whoever holds them, numbered steps between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import plotly.graph_objects as go

from rematch.charts.figure import blank, plain
from rematch.charts.palette import Theme, ThemeName, theme_named

LANE = 96
"""Pixels of height for one state in a lane."""
HALF_WIDTH, HALF_HEIGHT = 0.36, 0.26
"""Of a state's box, in columns and rows."""
ASIDE, BESIDE = 0.42, 0.06
"""Columns that a box below another stands aside, and that an arrow stands beside the straight line."""
NUMBER_AT = 0.4
"""Where on an arrow its number stands, as a share of its length."""
ENDED_DASH = "4px,3px"
Point = tuple[float, float]
"""Column and row."""


@dataclass(frozen=True)
class DrawnState:
    """A state by its name, with its words and its lane; one that has ended is drawn with a broken line."""

    name: str
    label: str
    lane: str
    ended: bool


@dataclass(frozen=True)
class DrawnStep:
    """A step from state to state by the number of its row, with its words; "" is where it begins."""

    start: str
    to: str
    number: int
    label: str


def machine_chart(
    states: Sequence[DrawnState],
    steps: Sequence[DrawnStep],
    lanes: Mapping[str, str],
    *,
    lang: str,
    theme: ThemeName = "light",
) -> go.Figure:
    """Left to right by how many steps lead there; `lanes` are their words by name, top to bottom.

    A step that leaves a state where it is is not drawn; the table beside the figure has it.
    """
    colours = theme_named(theme)
    at = places_of(states, steps, list(lanes))
    rows = max((y for _, y in at.values()), default=0) + 1
    figure = blank(colours, lang, height=int(LANE * rows + 40))
    for state in states:
        _state(figure, state, at[state.name], colours)
    for pair in dict.fromkeys((one.start, one.to) for one in steps if one.start and one.start != one.to):
        _arrow(figure, [one for one in steps if (one.start, one.to) == pair], at, colours)
    for lane, words in lanes.items():
        if own := [at[one.name][1] for one in states if one.lane == lane]:
            _lane(figure, words, min(own), colours)
    columns = max((x for x, _ in at.values()), default=0)
    figure.update_xaxes(range=[-0.6, columns + 0.6], visible=False)
    figure.update_yaxes(range=[rows - 0.35, -0.75], visible=False)
    return figure


def places_of(
    states: Sequence[DrawnState], steps: Sequence[DrawnStep], lanes: Sequence[str]
) -> dict[str, Point]:
    """Column and row of each state, no two alike: columns by steps from the beginning, rows by lanes.

    Those of one column in one lane stand below each other, each further to the right, so that arrows pass.
    """
    depth = _depths(states, steps)
    found: dict[str, Point] = {}
    row = 0
    for lane in lanes:
        own = sorted((one for one in states if one.lane == lane), key=lambda one: depth[one.name])
        taken: dict[int, int] = {}
        for state in own:
            column = depth[state.name]
            found[state.name] = (column + ASIDE * taken.get(column, 0), row + taken.get(column, 0))
            taken[column] = taken.get(column, 0) + 1
        row += max(taken.values(), default=0)
    return found


def _depths(states: Sequence[DrawnState], steps: Sequence[DrawnStep]) -> dict[str, int]:
    """Fewest steps that lead to each state; those nothing leads to stand first."""
    led_to = {one.to for one in steps if one.start}
    reached = {one.name: 0 for one in states if one.name not in led_to}
    reached |= {one.to: 0 for one in steps if not one.start}
    reached = reached or {states[0].name: 0}
    left = list(reached)
    for name in left:
        for step in steps:
            if step.start == name and step.to not in reached:
                reached[step.to] = reached[name] + 1
                left.append(step.to)
    return reached


def _state(figure: go.Figure, state: DrawnState, at: Point, colours: Theme) -> None:
    x, y = at
    figure.add_shape(
        type="rect",
        x0=x - HALF_WIDTH,
        x1=x + HALF_WIDTH,
        y0=y - HALF_HEIGHT,
        y1=y + HALF_HEIGHT,
        line={"color": colours.ink, "width": 1.5, "dash": ENDED_DASH if state.ended else "solid"},
        fillcolor=colours.page,
        layer="above",
    )
    figure.add_annotation(
        x=x, y=y, text=_wrapped(state.label), showarrow=False, font={"size": 12, "color": colours.ink}
    )


def _arrow(figure: go.Figure, steps: Sequence[DrawnStep], at: Mapping[str, Point], colours: Theme) -> None:
    """One arrow for all steps between two states, with the numbers of their rows at its middle."""
    one, other = at[steps[0].start], at[steps[0].to]
    start, end = _beside(_edge(one, other), _edge(other, one))
    figure.add_annotation(
        x=end[0],
        y=end[1],
        ax=start[0],
        ay=start[1],
        xref="x",
        yref="y",
        axref="x",
        ayref="y",
        text="",
        showarrow=True,
        arrowhead=2,
        arrowwidth=1.2,
        arrowcolor=colours.quiet_ink,
    )
    figure.add_annotation(
        x=start[0] + (end[0] - start[0]) * NUMBER_AT,
        y=start[1] + (end[1] - start[1]) * NUMBER_AT,
        text=", ".join(str(one.number) for one in steps),
        hovertext="<br>".join(f"{one.number}: {plain(one.label, 60)}" for one in steps),
        showarrow=False,
        bgcolor=colours.page,
        font={"size": 11, "color": colours.household},
    )


def _beside(start: Point, end: Point) -> tuple[Point, Point]:
    """The same line a little to its right, so that one there and one back do not cover each other."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    across = (-dy / length * BESIDE, dx / length * BESIDE)
    return (start[0] + across[0], start[1] + across[1]), (end[0] + across[0], end[1] + across[1])


def _edge(centre: Point, other: Point) -> Point:
    """Where the line from a box's centre to another's leaves the box."""
    dx, dy = other[0] - centre[0], other[1] - centre[1]
    scale = max(abs(dx) / HALF_WIDTH, abs(dy) / HALF_HEIGHT) or 1.0
    return centre[0] + dx / scale, centre[1] + dy / scale


def _lane(figure: go.Figure, words: str, row: float, colours: Theme) -> None:
    figure.add_annotation(
        x=0,
        xref="paper",
        y=row - 0.5,
        text=plain(words, 40),
        xanchor="left",
        showarrow=False,
        font={"size": 11, "color": colours.quiet_ink},
    )


def _wrapped(label: str) -> str:
    """Two or three short lines in place of a long one."""
    lines: list[str] = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) > 15:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(plain(line, 24) for line in lines)
