"""Counts of which only a band may be known: solid up to what is certain, hatched up to what may be."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import ROW, blank, hatch, label_rows, plain
from rematch.charts.palette import ThemeName, theme_named
from rematch.charts.rows import Row


@dataclass(frozen=True)
class BandBar:
    """A count between `low` and `high` (the same where it is exact), and how it is said in words."""

    label: str
    low: int
    high: int
    words: str
    chosen: bool = False


def band_bars(rows: Sequence[BandBar], *, lang: str, theme: ThemeName = "light") -> go.Figure:
    """One bar per row on a common scale, its words beside it; the chosen row in a colour of its own."""
    colours = theme_named(theme)
    figure = blank(colours, lang, height=20 + ROW * len(rows))
    figure.update_layout(barmode="stack", bargap=0.4, showlegend=False)
    places = list(range(len(rows)))
    colour = [colours.chosen if row.chosen else colours.place for row in rows]
    told = [[plain(row.label), plain(row.words)] for row in rows]
    for name, lengths, open_ended in (
        ("certain", [row.low for row in rows], False),
        ("possible", [row.high - row.low for row in rows], True),
    ):
        pattern = hatch([open_ended] * len(rows), colours)
        figure.add_bar(
            y=places,
            x=lengths,
            orientation="h",
            marker={"color": colour, "pattern": pattern, "opacity": 0.55 if open_ended else 1.0},
            customdata=told,
            hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
            name=name,
        )
    figure.add_scatter(
        y=places,
        x=[row.high for row in rows],
        mode="text",
        text=[f"\u2002{plain(row.words)}" for row in rows],
        textposition="middle right",
        hoverinfo="skip",
        cliponaxis=False,
        name="words",
    )
    label_rows(figure, [row.label for row in rows])
    most = max((row.high for row in rows), default=0)
    figure.update_xaxes(range=[0, max(1, most) * 1.02], showgrid=False, showticklabels=False)
    figure.update_layout(margin_r=20 + 7.5 * max((len(row.words) for row in rows), default=0))
    return figure


def band_rows(rows: Sequence[BandBar]) -> list[Row]:
    """The table twin of `band_bars`."""
    return [{"label": row.label, "low": row.low, "high": row.high, "words": row.words} for row in rows]
