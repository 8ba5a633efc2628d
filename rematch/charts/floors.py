"""What a floor for the worst off takes from the whole: a curve, with other plans as points beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import blank, plain
from rematch.charts.palette import Theme, ThemeName, theme_named
from rematch.texts import number, percent, say

HEIGHT = 420
SYMBOLS = ("diamond", "square", "triangle-up", "cross", "star", "hexagon", "triangle-down", "x")


@dataclass(frozen=True)
class FloorDot:
    """A plan: its least relative fit, its total value, and its name (None on the curve).

    `open` marks one that breaks a rule, or on the curve one that is not proven.
    """

    least: float
    value: float
    name: str | None = None
    open: bool = False


def floors_chart(
    curve: Sequence[FloorDot],
    others: Sequence[FloorDot],
    *,
    lang: str,
    theme: ThemeName = "light",
    close: bool = False,
) -> go.Figure:
    """Least relative fit to the right, total value upwards; hollow points break a rule or are not proven.

    `close` shows the curve alone as large as it fits, with those points that lie beside it.
    """
    colours = theme_named(theme)
    figure = blank(colours, lang, height=HEIGHT)
    dots = [*curve] if close else [*curve, *others]
    figure.update_layout(margin={"l": 8, "r": 24, "t": 30 + 20 * ((len(others) + 3) // 3), "b": 8})
    low, high = _ends([dot.least for dot in dots])
    _curve(figure, curve, low, colours, lang)
    for k, dot in enumerate(others):
        _point(figure, dot, SYMBOLS[k % len(SYMBOLS)], colours, lang)
    steps = 100 if high - low < 0.3 else 10
    ticks = [tick / steps for tick in range(steps + 1) if low <= tick / steps <= high]
    ticks = ticks[:: 1 + len(ticks) // 10]
    figure.update_xaxes(
        range=[low, min(1.0, high)],
        tickvals=ticks,
        ticktext=[percent(tick, lang) for tick in ticks],
        title_text=say("compare.curve.least", lang),
    )
    bottom, top = _ends([dot.value for dot in dots])
    figure.update_yaxes(range=[bottom, top], title_text=say("compare.curve.value", lang), nticks=6)
    return figure


def _curve(figure: go.Figure, curve: Sequence[FloorDot], low: float, colours: Theme, lang: str) -> None:
    """Level up to the plan of which nothing is demanded, then down in steps: what is surely within reach."""
    figure.add_scatter(
        x=[low, *(dot.least for dot in curve)],
        y=[curve[0].value, *(dot.value for dot in curve)],
        mode="lines",
        line={"color": colours.place, "width": 2.5, "shape": "vh"},
        hoverinfo="skip",
        showlegend=False,
        name="curve",
    )
    figure.add_scatter(
        x=[dot.least for dot in curve],
        y=[dot.value for dot in curve],
        mode="markers",
        marker={
            "size": 9,
            "color": [colours.page if dot.open else colours.place for dot in curve],
            "line": {"color": colours.place, "width": 2},
        },
        text=[_told(dot, say("compare.curve.floor", lang), lang) for dot in curve],
        hovertemplate="%{text}<extra></extra>",
        name=say("compare.curve.floor", lang),
    )
    figure.add_vline(x=curve[-1].least, line={"color": colours.place, "width": 1, "dash": "dot"})


def _point(figure: go.Figure, dot: FloorDot, symbol: str, colours: Theme, lang: str) -> None:
    name = dot.name or ""
    figure.add_scatter(
        x=[dot.least],
        y=[dot.value],
        mode="markers",
        marker={
            "symbol": f"{symbol}-open" if dot.open else symbol,
            "size": 12,
            "color": colours.chosen if symbol == SYMBOLS[0] else colours.ink,
            "line": {"width": 2 if dot.open else 0},
        },
        text=[_told(dot, name, lang)],
        hovertemplate="%{text}<extra></extra>",
        name=plain(name, 40),
    )


def _told(dot: FloorDot, name: str, lang: str) -> str:
    least = f"{say('compare.curve.least', lang)}: {percent(dot.least, lang, 1)}"
    return (
        f"<b>{plain(name)}</b><br>{least}<br>{say('compare.curve.value', lang)}: {number(dot.value, lang, 2)}"
    )


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """A little more than from the least to the greatest."""
    low, high = min(values), max(values)
    room = max(0.005 * abs(high), 0.06 * (high - low), 1e-3)
    return low - room, high + room
