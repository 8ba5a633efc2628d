"""How fits spread over the households of a plan."""

from collections.abc import Sequence

import plotly.graph_objects as go

from rematch.charts.figure import blank, percent_axis
from rematch.charts.palette import ThemeName, theme_named
from rematch.charts.rows import Row
from rematch.texts import number, percent, say


def fit_spread_rows(fits: Sequence[float], bins: int = 10) -> list[Row]:
    """Households per step of fit, the table twin; a step holds its lower bound, the last also its upper."""
    counts = [0] * bins
    for fit in fits:
        counts[min(bins - 1, max(0, int(fit * bins + 1e-9)))] += 1
    return [
        {"from": step / bins, "to": (step + 1) / bins, "households": count}
        for step, count in enumerate(counts)
    ]


def fit_spread(fits: Sequence[float], *, lang: str, theme: ThemeName = "light", bins: int = 10) -> go.Figure:
    """Households by their fit, with the mean and the least marked."""
    colours = theme_named(theme)
    counts = [int(str(row["households"])) for row in fit_spread_rows(fits, bins)]
    edges = [step / bins for step in range(bins)]
    figure = blank(colours, lang, height=230)
    figure.update_layout(bargap=0.08, showlegend=False, margin_t=40)
    figure.add_bar(
        x=[edge + 0.5 / bins for edge in edges],
        y=counts,
        marker={"color": colours.household},
        customdata=[
            _step_words(edge, edge + 1 / bins, count, lang) for edge, count in zip(edges, counts, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        name=say("chart.fit", lang),
    )
    if fits:
        _mark(figure, min(fits), say("chart.least", lang, fit=percent(min(fits), lang)), colours.least, 0)
        mean = sum(fits) / len(fits)
        _mark(figure, mean, say("chart.mean", lang, fit=percent(mean, lang)), colours.ink, 1)
    percent_axis(figure, lang)
    top = max(counts, default=0)
    marks = sorted({top // 2, top} - {0})
    figure.update_yaxes(
        range=[0, max(1, top) * 1.08], tickvals=marks, ticktext=[number(mark, lang) for mark in marks]
    )
    return figure


def _step_words(low: float, high: float, households: int, lang: str) -> str:
    people = say("chart.households", lang, count=households)
    return f"{percent(low, lang)} – {percent(high, lang)}<br>{people}"


def _mark(figure: go.Figure, at: float, text: str, colour: str, step: int) -> None:
    """A vertical line with its words above the plot; `step` keeps two of them apart."""
    figure.add_vline(x=at, line={"color": colour, "width": 2, "dash": "dot" if step else "solid"})
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=2 + 16 * step,
        xanchor="left" if at < 0.6 else "right",
        text=text,
        showarrow=False,
        font={"color": colour, "size": 12},
    )
