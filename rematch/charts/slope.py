"""Fits in two plans: a line per household, or a band per step of fit where there are many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from rematch.charts.figure import blank, plain
from rematch.charts.palette import Theme, ThemeName, css, theme_named
from rematch.texts import percent, say

Turn = Literal["gains", "loses", "same"]
TURNS: tuple[Turn, ...] = ("same", "loses", "gains")
"""In the order they are drawn: what matters lies on top."""

HEIGHT = 440
MANY = 60
"""Households above which lines are joined to bands."""
STEP = 0.05
WIDEST = 12.0
NAMED = 8
"""Lines that are named at their right end, those that differ most."""
APART = 0.028
"""Share of the axis that two names keep between them."""
NAME = 38
"""Letters of a plan's name before it is cut."""
DASH = {"gains": "solid", "loses": "dash", "same": "dot"}


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
    figure.update_layout(margin={"l": 8, "r": 90, "t": 64, "b": 8}, legend={"itemclick": False})
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
        ink = _ink(slope.turn, colours)
        quiet = slope.turn == "same"
        figure.add_scatter(
            x=[0, 1],
            y=[slope.before, slope.after],
            mode="lines+markers",
            line={"color": ink, "dash": DASH[slope.turn], "width": 1.2 if quiet else 2},
            marker={"color": ink, "size": 5 if quiet else 7},
            opacity=0.6 if quiet else 1,
            text=[_told(slope, lang)] * 2,
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
            name=slope.turn,
        )
    _names(figure, [slope for slope in slopes if slope.turn != "same"], colours)


def _names(figure: go.Figure, slopes: Sequence[Slope], colours: Theme) -> None:
    """The lines that differ most, named beside their end where names do not cover each other."""
    taken: list[float] = []
    for slope in sorted(slopes, key=lambda slope: -abs(slope.after - slope.before))[:NAMED]:
        if all(abs(slope.after - other) >= APART for other in taken):
            taken.append(slope.after)
            figure.add_annotation(
                x=1,
                y=slope.after,
                text=plain(slope.name, 14),
                xanchor="left",
                xshift=8,
                showarrow=False,
                font={"size": 11, "color": _ink(slope.turn, colours)},
            )


def _bands(figure: go.Figure, slopes: Sequence[Slope], colours: Theme, lang: str) -> None:
    """Households with nearly the same two fits as one band, as wide as they are many."""
    joined = Counter((slope.turn, _step(slope.before), _step(slope.after)) for slope in slopes)
    most = max((count for (turn, _, _), count in joined.items() if turn != "same"), default=1)
    for (turn, before, after), count in sorted(joined.items(), key=lambda entry: TURNS.index(entry[0][0])):
        words = say("chart.households", lang, count=count)
        figure.add_scatter(
            x=[0, 1],
            y=[before, after],
            mode="lines",
            line={
                "color": css(_ink(turn, colours), 0.2 if turn == "same" else 0.75),
                "width": min(WIDEST, max(1.2, WIDEST * count / most)),
                "dash": DASH[turn],
            },
            text=[f"{words}<br>{percent(before, lang)} → {percent(after, lang)}"] * 2,
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
            name=turn,
        )


def _step(fit: float) -> float:
    """The middle of the step of fit it lies in; nothing stays nothing."""
    return 0.0 if fit == 0 else (int(fit / STEP + 1e-9) + 0.5) * STEP


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
            yshift=4,
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
