"""Intervals of weights on the slider's own scale: between which a result stays, and where it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import ROW, blank, label_rows, plain, track
from rematch.charts.palette import ThemeName, theme_named
from rematch.charts.rows import Row


@dataclass(frozen=True)
class IntervalBar:
    """A weight's name, what it is now, from where to where the result stays, and that in words."""

    label: str
    present: float
    low: float
    high: float
    words: str


def interval_bars(
    rows: Sequence[IntervalBar], most: float, *, present: str, lang: str, theme: ThemeName = "light"
) -> go.Figure:
    """One bar per weight on a scale from 0 to `most`; a diamond, named `present`, stands where it is now."""
    colours = theme_named(theme)
    figure = blank(colours, lang, height=62 + ROW * len(rows))
    places = list(range(len(rows)))
    told = [[plain(row.label), plain(row.words)] for row in rows]
    hover = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
    figure.add_bar(
        y=places,
        x=[most] * len(rows),
        orientation="h",
        marker=track(colours),
        hoverinfo="skip",
        name="all",
    )
    figure.add_bar(
        y=places,
        base=[row.low for row in rows],
        x=[max(row.high - row.low, most / 200) for row in rows],
        orientation="h",
        marker_color=colours.place,
        customdata=told,
        hovertemplate=hover,
        name="stays",
    )
    figure.add_scatter(
        y=places,
        x=[row.present for row in rows],
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 11,
            "color": colours.chosen,
            "line": {"width": 1.5, "color": colours.page},
        },
        customdata=told,
        hovertemplate=hover,
        name=present,
    )
    figure.update_layout(barmode="overlay", bargap=0.5, showlegend=False)
    label_rows(figure, [row.label for row in rows])
    figure.update_xaxes(range=[-most / 50, most * 1.02], dtick=most / 5, showgrid=False)
    return figure


def interval_rows(rows: Sequence[IntervalBar]) -> list[Row]:
    """The table twin of `interval_bars`."""
    return [
        {"label": row.label, "present": row.present, "low": row.low, "high": row.high, "words": row.words}
        for row in rows
    ]
