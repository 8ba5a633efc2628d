"""Everybody's answer as a dot, row by row, with the middle half and the median, and nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import blank, label_rows, plain
from rematch.charts.palette import Theme, ThemeName, css, theme_named
from rematch.charts.rows import Row
from rematch.texts import number, say

MOST = 100
NEAR = 1.9
"""Points within which two dots would cover each other, and are drawn above each other."""
STEP, REACH = 0.13, 0.4
"""Of a row: how far dots stand above each other, and how far from its middle at most."""


@dataclass(frozen=True)
class OpinionRow:
    """What is asked about, all answers 0 to 100, their quartiles, and the median a round before, if any."""

    label: str
    values: tuple[int, ...]
    lower: float
    median: float
    upper: float
    before: float | None = None


def opinion_dots(
    rows: Sequence[OpinionRow], *, lang: str, theme: ThemeName = "light", large: bool = False
) -> go.Figure:
    """One row per question from the top down, as handed over; `large` is for a room."""
    colours = theme_named(theme)
    size, row = (24, 72) if large else (13, 46)
    figure = blank(colours, lang, height=(112 if large else 70) + row * len(rows))
    figure.add_trace(_middle_half(rows, colours, lang))
    figure.add_trace(_medians(rows, colours, lang, 46 if large else 26))
    figure.add_trace(_answers(rows, colours, lang, 14 if large else 8))
    if any(one.before is not None for one in rows):
        figure.add_trace(_medians_before(rows, colours, lang, 18 if large else 11))
    figure.update_layout(barmode="overlay", font_size=size, margin_t=60 if large else 38)
    figure.update_layout(legend_font_size=18 if large else size)
    label_rows(figure, [one.label for one in rows])
    figure.update_yaxes(tickfont_size=size, ticklabelstandoff=12)
    ticks = list(range(0, MOST + 1, 25))
    figure.update_xaxes(
        range=[-2.5, MOST + 2.5],
        tickvals=ticks,
        ticktext=[number(tick, lang) for tick in ticks],
        tickfont_size=size,
    )
    return figure


def opinion_rows(rows: Sequence[OpinionRow]) -> list[Row]:
    """The table twin: least, lower quartile, median, upper quartile and most of each row."""
    return [
        {
            "topic": one.label,
            "least": min(one.values),
            "lower": one.lower,
            "median": one.median,
            "upper": one.upper,
            "most": max(one.values),
        }
        for one in rows
    ]


def stacked(values: Sequence[int]) -> list[float]:
    """How far each dot stands from the middle of its row, so that none covers another while there is room.

    Offsets in [-0.4, 0.4] of a row, in the order of the ascending values.
    """
    last: dict[int, float] = {}
    levels = []
    for value in values:
        level = 0
        while value - last.get(level, -MOST) < NEAR:
            level = -level if level > 0 else 1 - level
        last[level] = value
        levels.append(level)
    step = min(STEP, REACH / max((abs(level) for level in levels), default=1) if any(levels) else STEP)
    return [step * level for level in levels]


def _middle_half(rows: Sequence[OpinionRow], colours: Theme, lang: str) -> go.Bar:
    return go.Bar(
        y=list(range(len(rows))),
        base=[one.lower for one in rows],
        x=[max(one.upper - one.lower, 0.6) for one in rows],
        orientation="h",
        width=0.86,
        marker={"color": css(colours.place, 0.18), "line": {"color": css(colours.place, 0.55), "width": 1}},
        name=say("chart.opinion.half", lang),
        hoverinfo="skip",
    )


def _answers(rows: Sequence[OpinionRow], colours: Theme, lang: str, size: int) -> go.Scatter:
    return go.Scatter(
        y=[at + offset for at, one in enumerate(rows) for offset in stacked(one.values)],
        x=[value for one in rows for value in one.values],
        mode="markers",
        marker={"size": size, "color": colours.place, "line": {"width": 1, "color": colours.page}},
        name=say("chart.opinion.answer", lang),
        customdata=[plain(one.label) for one in rows for _ in one.values],
        hovertemplate="<b>%{customdata}</b><br>%{x:.0f}<extra></extra>",
        cliponaxis=False,
    )


def _medians(rows: Sequence[OpinionRow], colours: Theme, lang: str, size: int) -> go.Scatter:
    return go.Scatter(
        y=list(range(len(rows))),
        x=[one.median for one in rows],
        mode="markers",
        marker={"symbol": "line-ns", "size": size, "line": {"width": 4, "color": colours.chosen}},
        name=say("chart.opinion.median", lang),
        customdata=[plain(one.label) for one in rows],
        hovertemplate="<b>%{customdata}</b><br>%{x:.1f}<extra></extra>",
        cliponaxis=False,
    )


def _medians_before(rows: Sequence[OpinionRow], colours: Theme, lang: str, size: int) -> go.Scatter:
    found = [(at, one.before) for at, one in enumerate(rows) if one.before is not None]
    return go.Scatter(
        y=[at for at, _ in found],
        x=[before for _, before in found],
        mode="markers",
        marker={
            "symbol": "diamond-open",
            "size": size,
            "line": {"width": 2.5, "color": colours.ink},
            "color": colours.ink,
        },
        name=say("chart.opinion.before", lang),
        hovertemplate="%{x:.1f}<extra></extra>",
        cliponaxis=False,
    )
