"""What may come, week by week: the middle as a line, and a band in which eight of ten draws lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from rematch.charts.courses.days import day_axis
from rematch.charts.figure import blank, plain
from rematch.charts.palette import Theme, ThemeName, theme_named
from rematch.charts.rows import Row
from rematch.texts import date as written
from rematch.texts import number, say

HEIGHT = 300
FEW = 8
"""Up to which every whole number has its tick."""
_BETWEEN = "%{customdata[2]} (%{customdata[1]}–%{customdata[3]})"


@dataclass(frozen=True)
class FanPoint:
    """A day, the middle of what may be, and from where to where it may lie."""

    day: date
    low: float
    middle: float
    high: float


def fan(
    points: Sequence[FanPoint],
    before: Sequence[tuple[date, float]],
    limit: tuple[str, float] | None = None,
    *,
    lang: str,
    theme: ThemeName = "light",
) -> go.Figure:
    """What was `before` as bars, the points as a line in its band; `limit` is a line by its name."""
    colours = theme_named(theme)
    figure = blank(colours, lang, height=HEIGHT)
    figure.update_layout(margin={"t": 44}, bargap=0.2)
    if before:
        figure.add_bar(
            x=[day for day, _ in before],
            y=[amount for _, amount in before],
            marker_color=colours.quiet_ink,
            customdata=[[written(day, lang), number(amount, lang)] for day, amount in before],
            hovertemplate="%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
            name=say("chart.fan.before", lang),
        )
    _band(figure, points, colours, lang)
    days = [*(day for day, _ in before), *(point.day for point in points)]
    if limit is not None:
        figure.add_scatter(
            x=days,
            y=[limit[1]] * len(days),
            mode="lines",
            line={"color": colours.ink, "width": 2, "dash": "6px,4px"},
            hoverinfo="skip",
            name=plain(limit[0]),
        )
    _whole_numbers(figure, [*(amount for _, amount in before), *(point.high for point in points)])
    day_axis(figure, days, lang)
    return figure


def fan_rows(points: Sequence[FanPoint]) -> list[Row]:
    """The table twin of what may come."""
    return [
        {"day": one.day.isoformat(), "low": one.low, "middle": one.middle, "high": one.high} for one in points
    ]


def _whole_numbers(figure: go.Figure, amounts: Sequence[float]) -> None:
    """From nothing up, and no ticks between whole numbers."""
    few = max(amounts, default=0.0) <= FEW
    figure.update_yaxes(rangemode="tozero", dtick=1 if few else None)


def _band(figure: go.Figure, points: Sequence[FanPoint], colours: Theme, lang: str) -> None:
    days = [one.day for one in points]
    told = [
        [written(one.day, lang), number(one.low, lang), number(one.middle, lang), number(one.high, lang)]
        for one in points
    ]
    edge = {"color": colours.place, "width": 1, "dash": "2px,3px"}
    figure.add_scatter(
        x=days, y=[one.low for one in points], mode="lines", line=edge, hoverinfo="skip", showlegend=False
    )
    figure.add_scatter(
        x=days,
        y=[one.high for one in points],
        mode="lines",
        line=edge,
        fill="tonexty",
        fillpattern={"shape": "/", "fgcolor": colours.place, "bgcolor": colours.page, "solidity": 0.15},
        hoverinfo="skip",
        name=say("chart.fan.between", lang),
    )
    figure.add_scatter(
        x=days,
        y=[one.middle for one in points],
        mode="lines+markers",
        line={"color": colours.place, "width": 2},
        customdata=told,
        hovertemplate=f"%{{customdata[0]}}<br>{_BETWEEN}<extra></extra>",
        name=say("chart.fan.middle", lang),
    )
