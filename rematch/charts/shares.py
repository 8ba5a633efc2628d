"""Shares beside what a key would make of them: a bar for the plan, a diamond for the key."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import ROW, blank, label_rows, plain
from rematch.charts.palette import Theme, ThemeName, theme_named
from rematch.charts.rows import Row
from rematch.texts import percent, say


@dataclass(frozen=True)
class ShareBar:
    """A share in [0, 1] with its target, and the words beside it."""

    label: str
    share: float
    target: float
    words: str


def share_bars(
    rows: Sequence[ShareBar], *, lang: str, theme: ThemeName = "light", called: str | None = None
) -> go.Figure:
    """One bar per row on a common scale, the target marked by a diamond, the words at the right.

    `called` is what the bars are in the legend, shares of the plan where nothing is said.
    """
    colours = theme_named(theme)
    figure = blank(colours, lang, height=60 + ROW * len(rows))
    figure.update_layout(bargap=0.4, margin={"t": 36})
    places = list(range(len(rows)))
    told = [[plain(row.label), _both(row, lang)] for row in rows]
    hover = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
    figure.add_bar(
        y=places,
        x=[row.share for row in rows],
        orientation="h",
        marker={"color": colours.place},
        customdata=told,
        hovertemplate=hover,
        name=plain(called or say("chart.share.plan", lang)),
    )
    figure.add_trace(_targets(rows, told, hover, colours, lang))
    most = max((max(row.share, row.target) for row in rows), default=0.0) or 1.0
    figure.add_scatter(
        y=places,
        x=[max(row.share, row.target) for row in rows],
        mode="text",
        text=[f"\u2002\u2002{plain(row.words)}" for row in rows],
        textposition="middle right",
        hoverinfo="skip",
        cliponaxis=False,
        showlegend=False,
    )
    label_rows(figure, [row.label for row in rows])
    figure.update_xaxes(range=[0, most * 1.03], showgrid=False, showticklabels=False)
    figure.update_layout(margin_r=28 + 7.5 * max((len(row.words) for row in rows), default=0))
    return figure


def _targets(
    rows: Sequence[ShareBar], told: Sequence[Sequence[str]], hover: str, colours: Theme, lang: str
) -> go.Scatter:
    """Diamonds with a rim in the page's colour, to be seen on the bars and beside them."""
    return go.Scatter(
        y=list(range(len(rows))),
        x=[row.target for row in rows],
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 12,
            "color": colours.chosen,
            "line": {"color": colours.page, "width": 1.5},
        },
        customdata=told,
        hovertemplate=hover,
        cliponaxis=False,
        name=say("chart.share.key", lang),
    )


def _both(row: ShareBar, lang: str) -> str:
    return say(
        "chart.share.both", lang, share=percent(row.share, lang, 1), target=percent(row.target, lang, 1)
    )


def share_rows(rows: Sequence[ShareBar]) -> list[Row]:
    """The table twin of `share_bars`."""
    return [
        {"label": row.label, "share": row.share, "target": row.target, "words": row.words} for row in rows
    ]
