"""Fits in two plans: a line per household, or per step of fit where there are many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Literal

import plotly.graph_objects as go

from rematch.charts.figure import blank, plain
from rematch.charts.palette import Theme, ThemeName, theme_named
from rematch.texts import percent, say

Turn = Literal["gains", "loses", "same"]
TURNS: tuple[Turn, ...] = ("same", "loses", "gains")
"""In the order they are drawn: what matters lies on top."""

HEIGHT = 470
MANY = 60
"""Households above which lines are joined."""
STEP = 0.1
QUIET, PLAIN, WIDEST = 1.2, 2.0, 8.0
"""Widths in pixels: of those hardly different, of one household, of the most households."""
NAMED = 10
"""Lines that are named at their right end: those that differ most, or stand for most households."""
APART = 0.028
"""Share of the axis that two names keep between them."""
NAME = 38
"""Letters of a plan's name before it is cut."""
DASH = {"gains": "solid", "loses": "9px,6px", "same": "2px,4px"}


@dataclass(frozen=True)
class Slope:
    """One household's fits in the two plans, in [0, 1], and which way it turns."""

    name: str
    before: float
    after: float
    turn: Turn


def slope_chart(
    slopes: Sequence[Slope], names: tuple[str, str], *, lang: str, theme: ThemeName = "light"
) -> go.Figure:
    """The first plan left, the second right; who gains, loses or does neither by colour and kind of line."""
    colours = theme_named(theme)
    figure = blank(colours, lang, height=HEIGHT)
    figure.update_layout(margin={"l": 8, "r": 90, "t": 92, "b": 8}, legend={"itemclick": False})
    counts = Counter(slope.turn for slope in slopes)
    for turn in TURNS:
        if counts[turn]:
            _legend(figure, turn, counts[turn], colours, lang)
    if len(slopes) > MANY:
        _bands(figure, slopes, colours, lang)
    else:
        _lines(figure, slopes, colours, lang)
    _axes(figure, slopes, names, lang)
    return figure


def _legend(figure: go.Figure, turn: Turn, count: int, colours: Theme, lang: str) -> None:
    line = {"color": _ink(turn, colours), "dash": DASH[turn], "width": 2}
    words = say(f"compare.turn.{turn}", lang, count=count)
    figure.add_scatter(x=[None], y=[None], mode="lines", line=line, name=words)


def _lines(figure: go.Figure, slopes: Sequence[Slope], colours: Theme, lang: str) -> None:
    for slope in sorted(slopes, key=lambda slope: TURNS.index(slope.turn)):
        _line(figure, slope, _told(slope, lang), QUIET if slope.turn == "same" else PLAIN, colours)
    turned = [slope for slope in slopes if slope.turn != "same"]
    _names(figure, sorted(turned, key=lambda slope: -abs(slope.after - slope.before)), colours)


def _line(figure: go.Figure, slope: Slope, told: str, width: float, colours: Theme) -> None:
    ink, quiet = _ink(slope.turn, colours), slope.turn == "same"
    figure.add_scatter(
        x=[0, 1],
        y=[slope.before, slope.after],
        mode="lines+markers",
        line={"color": ink, "dash": DASH[slope.turn], "width": width},
        marker={"color": ink, "size": 5 if quiet else max(7.0, width + 3)},
        opacity=0.6 if quiet else 0.95,
        text=[told] * 2,
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        name=slope.turn,
    )


def _names(figure: go.Figure, slopes: Sequence[Slope], colours: Theme) -> None:
    """The first lines named beside their end, where names do not cover each other."""
    taken: list[float] = []
    for slope in slopes[:NAMED]:
        if all(abs(slope.after - other) >= APART for other in taken):
            taken.append(slope.after)
            figure.add_annotation(
                x=1,
                y=slope.after,
                text=plain(slope.name, 16),
                xanchor="left",
                xshift=8,
                showarrow=False,
                font={"size": 11, "color": _ink(slope.turn, colours)},
            )


def _bands(figure: go.Figure, slopes: Sequence[Slope], colours: Theme, lang: str) -> None:
    """One line for all that begin in the same step of fit and turn the same way: their two means."""
    joined: dict[tuple[Turn, int], list[Slope]] = {}
    for slope in slopes:
        joined.setdefault((slope.turn, int(slope.before / STEP + 1e-9)), []).append(slope)
    most = max((len(those) for (turn, _), those in joined.items() if turn != "same"), default=1)
    ends: list[tuple[int, Slope]] = []
    for (turn, _), those in sorted(joined.items(), key=lambda entry: (TURNS.index(entry[0][0]), entry[0][1])):
        band = Slope(
            say("chart.households", lang, count=len(those)),
            mean(slope.before for slope in those),
            mean(slope.after for slope in those),
            turn,
        )
        width = QUIET if turn == "same" else max(QUIET, WIDEST * len(those) / most)
        _line(figure, band, _told(band, lang), width, colours)
        ends.append((len(those), band))
    ends.sort(key=lambda end: -end[0])
    _names(figure, [band for _, band in ends if band.turn != "same"], colours)


def _axes(figure: go.Figure, slopes: Sequence[Slope], names: tuple[str, str], lang: str) -> None:
    fits = [fit for slope in slopes for fit in (slope.before, slope.after)] or [0.0, 1.0]
    low, high = max(0.0, min(fits) - 0.04), min(1.0, max(fits) + 0.04)
    ticks = [tick / 10 for tick in range(11) if low <= tick / 10 <= high]
    figure.update_xaxes(range=[-0.04, 1.04], showgrid=False, showticklabels=False)
    for x, name in enumerate(names):
        figure.add_annotation(
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=(22, 4)[x],
            xanchor=("left", "right")[x],
            text=f"<b>{plain(name, NAME)}</b>",
            showarrow=False,
        )
    figure.update_yaxes(
        range=[low, high], tickvals=ticks, ticktext=[percent(tick, lang) for tick in ticks], ticks=""
    )
    for x in (0, 1):
        figure.add_vline(x=x, line={"color": figure.layout.yaxis.gridcolor, "width": 1})


def _told(slope: Slope, lang: str) -> str:
    return f"<b>{plain(slope.name)}</b><br>{percent(slope.before, lang, 1)} → {percent(slope.after, lang, 1)}"


def _ink(turn: Turn, colours: Theme) -> str:
    return {"gains": colours.place, "loses": colours.chosen, "same": colours.neutral}[turn]
