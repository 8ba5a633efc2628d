"""What all Plotly figures share: paper, fonts, number signs, and text that stays text."""

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from rematch.charts.palette import FONT, Theme, ThemeName, theme_named
from rematch.texts import percent, separators

CONFIG = {
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "displaylogo": False,
    "displayNotifier": False,
    "showTips": False,
    "responsive": True,
}
"""For `st.plotly_chart(..., config=CONFIG, theme=None)`; plotly.js's own image button does the downloads."""

NOTE = 20
"""Pixels of the line under a figure that labels it."""

ROW = 27
LABEL = 34
"""Pixels per bar, and letters of a label before it is cut."""

CLEAR = "rgba(0,0,0,0)"


def blank(colours: Theme, lang: str, height: int) -> go.Figure:
    """An empty figure in the theme's colours; nothing in it moves under the hand."""
    figure = go.Figure()
    figure.update_layout(
        template="none",
        height=height,
        font={"family": FONT, "size": 13, "color": colours.ink},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        separators=separators(lang),
        margin={"l": 8, "r": 24, "t": 8, "b": 8},
        dragmode=False,
        uirevision="kept",
        hoverlabel={
            "bgcolor": colours.page,
            "bordercolor": colours.line,
            "font": {"family": FONT, "color": colours.ink},
            "align": "left",
        },
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "xref": "container",
            "x": 0,
            "yref": "container",
            "y": 1,
            "yanchor": "top",
        },
        xaxis=_axis(colours),
        yaxis=_axis(colours),
    )
    return figure


def taken_along(figure: go.Figure, note: str | None, theme: ThemeName) -> go.Figure:
    """The figure as it may leave the screen: on its own paper, labelled with `note` in a line below.

    A figure without a margin, a map, carries the label inside.
    """
    colours = theme_named(theme)
    inside = figure.layout.margin.b == 0
    figure.update_layout(paper_bgcolor=colours.page)
    if not note:
        return figure
    figure.update_layout(
        height=figure.layout.height + (0 if inside else NOTE),
        title={
            "text": plain(note),
            "font": {"size": 11, "color": colours.quiet_ink},
            "xref": "container",
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "pad": {"l": 6, "b": 4},
            "automargin": not inside,
        },
    )
    return figure


def plain(text: str, most: int | None = None) -> str:
    """Text shown letter by letter where Plotly reads HTML; longer than `most` it is cut with an ellipsis."""
    if most is not None and len(text) > most:
        text = text[: most - 1].rstrip() + "…"
    return html.escape(text, quote=False)


def hatch(marked: Sequence[bool], colours: Theme) -> dict[str, object]:
    """Stripes on the marked bars, so that no meaning rests on colour alone."""
    return {
        "shape": ["/" if mark else "" for mark in marked],
        "fillmode": "overlay",
        "fgcolor": colours.page,
        "fgopacity": 0.75,
        "size": 6,
        "solidity": 0.3,
    }


def track(colours: Theme) -> dict[str, object]:
    """What a bar is part of: pale, with an edge that is seen."""
    return {"color": colours.track, "line": {"color": colours.track_line, "width": 1}}


def label_rows(figure: go.Figure, labels: Sequence[str]) -> None:
    """Labels left of their bars, from the top down; long ones cut, hovering shows all of them."""
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=[plain(label, LABEL) for label in labels],
        range=[len(labels) - 0.4, -0.6],
        showgrid=False,
        ticklabelstandoff=6,
    )


def percent_axis(figure: go.Figure, lang: str, most: float = 1.0) -> None:
    """From nothing up to `most`, as percentages."""
    ticks = [count / 4 for count in range(round(most * 4) + 1)]
    figure.update_xaxes(
        range=[0, most], tickvals=ticks, ticktext=[percent(tick, lang) for tick in ticks], tickangle=0
    )


def _axis(colours: Theme) -> dict[str, object]:
    return {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "gridcolor": colours.line,
        "tickfont": {"color": colours.ink, "size": 13},
        "title": {"font": {"color": colours.quiet_ink, "size": 12}},
        "automargin": True,
    }
