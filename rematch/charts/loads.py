"""How full each resource is, beside its own capacity."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import ROW, blank, hatch, label_rows, plain, track
from rematch.charts.palette import ThemeName, theme_named
from rematch.charts.rows import Row
from rematch.texts import number, say


@dataclass(frozen=True)
class LoadBar:
    """Units of a resource (or of a municipality) used and stated; `capacity` None means no limit stated.

    `wanted` where more is needed there than is used.
    """

    label: str
    used: float
    capacity: float | None
    wanted: float | None = None

    @property
    def share(self) -> float:
        """Used of stated in [0, 1]; 0 where no limit is stated."""
        return min(1.0, self.used / self.capacity) if self.capacity else 0.0

    @property
    def full(self) -> bool:
        """Whether everything stated is used."""
        return self.capacity is not None and self.used >= self.capacity


def load_bars(rows: Sequence[LoadBar], *, lang: str, theme: ThemeName = "light") -> go.Figure:
    """How full each resource is, as a share of what was stated, with the numbers beside it."""
    colours = theme_named(theme)
    figure = blank(colours, lang, height=20 + ROW * len(rows))
    figure.update_layout(barmode="overlay", bargap=0.4, showlegend=False)
    places = list(range(len(rows)))
    amounts = [load_words(row, lang) for row in rows]
    whole = [1.0 if row.capacity is not None else 0.0 for row in rows]
    figure.add_bar(y=places, x=whole, orientation="h", marker=track(colours), hoverinfo="skip", name="track")
    figure.add_bar(
        y=places,
        x=[row.share for row in rows],
        orientation="h",
        marker={"color": colours.place, "pattern": hatch([row.full for row in rows], colours)},
        customdata=[[plain(row.label), words] for row, words in zip(rows, amounts, strict=True)],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        name="load",
    )
    figure.add_scatter(
        y=places,
        x=[1.0] * len(rows),
        mode="text",
        text=[f"\u2002{words}" for words in amounts],
        textposition="middle right",
        hoverinfo="skip",
        cliponaxis=False,
        name="amounts",
    )
    label_rows(figure, [row.label for row in rows])
    figure.update_xaxes(range=[0, 1], showgrid=False, showticklabels=False)
    figure.update_layout(margin_r=20 + 7.5 * max(map(len, amounts), default=0))
    return figure


def load_rows(rows: Sequence[LoadBar]) -> list[Row]:
    """The table twin of `load_bars`; share is None where no limit is stated."""
    return [
        {
            "label": row.label,
            "used": row.used,
            "capacity": row.capacity,
            "share": None if row.capacity is None else row.share,
        }
        for row in rows
    ]


def load_words(row: LoadBar, lang: str) -> str:
    """Used of stated in words: 12 of 15, full, or no limit stated."""
    used = number(row.used, lang)
    if row.capacity is None:
        return say("chart.no_limit", lang, used=used)
    if row.wanted is not None and row.wanted > row.used:
        numbers = {"used": used, "capacity": number(row.capacity, lang), "wanted": number(row.wanted, lang)}
        return say("chart.wanted", lang, **numbers)
    if row.capacity == 0 and row.used == 0:
        return say("chart.none_offered", lang)
    code = "chart.full_of" if row.full else "chart.of"
    return say(code, lang, used=used, capacity=number(row.capacity, lang))
