"""The explanation as bars: the parts that add up to a fit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import plotly.graph_objects as go

from rematch.charts.figure import ROW, blank, hatch, label_rows, percent_axis, plain, track
from rematch.charts.palette import Theme, ThemeName, theme_named
from rematch.instance.fit import SIDES, Side
from rematch.texts import number, percent, say

THICK = 0.8
"""Of a row; without it a trace of few rows draws its bars across those between."""


@dataclass(frozen=True)
class PartBar:
    """One row of an explanation; the parts add up to the fit. `score` None means not applicable.

    `most` is what it could have added at a score of one; `neutral`: it is the start of its side.
    """

    label: str
    side: Side
    score: float | None
    unknown: bool
    weight: float
    part: float
    most: float
    neutral: bool = False

    @property
    def kind(self) -> str:
        """What its colour stands for: a side, or a neutral start."""
        return "neutral" if self.neutral else self.side


def parts_bar(rows: Sequence[PartBar], *, lang: str, theme: ThemeName = "light") -> go.Figure:
    """A staircase from zero to the fit: each row starts where the one above it ended.

    The people's rows come first, then the town's. The pale bar behind a part is what the criterion could have
    added at most: its share of its side's weight, times what that side counts.
    """
    colours = theme_named(theme)
    shown = sorted(
        (row for row in rows if row.score is not None or row.neutral), key=lambda row: SIDES.index(row.side)
    )
    starts = [0.0, *accumulate(row.part for row in shown)]
    most = [row.most for row in shown]
    figure = blank(colours, lang, height=130 + ROW * (len(shown) + 1))
    figure.update_layout(barmode="overlay", bargap=0.34, margin={"t": 54, "r": 56})
    figure.add_trace(_attainable(starts, most, colours, lang))
    for kind in dict.fromkeys(row.kind for row in shown):
        figure.add_trace(_parts(shown, starts, kind, colours, lang))
    if any(row.unknown for row in shown):
        figure.add_trace(_unknown_key(colours, lang))
    figure.add_trace(_total(len(shown), starts[-1], colours, lang))
    figure.add_trace(_amounts(shown, starts, most, lang))
    labels = [*(row.label for row in shown), say("chart.fit", lang)]
    label_rows(figure, labels)
    ends = [start + share for start, share in zip(starts, most, strict=False)]
    percent_axis(figure, lang, min(1.0, max(0.5, math.ceil(4 * max(ends, default=0.0)) / 4)))
    return figure


def _attainable(starts: Sequence[float], most: Sequence[float], colours: Theme, lang: str) -> go.Bar:
    return go.Bar(
        y=list(range(len(most))),
        x=list(most),
        base=list(starts[: len(most)]),
        orientation="h",
        width=THICK,
        marker=track(colours),
        name=say("chart.attainable", lang),
        hoverinfo="skip",
    )


def _parts(rows: Sequence[PartBar], starts: Sequence[float], kind: str, colours: Theme, lang: str) -> go.Bar:
    own = [at for at, row in enumerate(rows) if row.kind == kind]
    return go.Bar(
        y=own,
        x=[rows[at].part for at in own],
        base=[starts[at] for at in own],
        orientation="h",
        width=THICK,
        marker={
            "color": {
                "household": colours.household,
                "municipality": colours.municipality,
                "neutral": colours.neutral,
            }[kind],
            "pattern": hatch([rows[at].unknown for at in own], colours),
        },
        name=say(f"chart.side.{kind}", lang),
        customdata=[[plain(rows[at].label), _part_words(rows[at], lang)] for at in own],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )


def _unknown_key(colours: Theme, lang: str) -> go.Bar:
    """The legend's entry for the stripes."""
    return go.Bar(
        y=[None],
        x=[None],
        orientation="h",
        width=THICK,
        marker={"color": colours.quiet_ink, "pattern": {**hatch([], colours), "shape": "/"}},
        name=say("chart.unknown", lang),
    )


def _part_words(row: PartBar, lang: str) -> str:
    words = say(
        "chart.part",
        lang,
        part=percent(row.part, lang, 1),
        score=percent(row.score, lang),
        weight=number(row.weight, lang, 1),
    )
    return f"{words}<br>{say('chart.unknown', lang)}" if row.unknown else words


def _total(at: int, fit: float, colours: Theme, lang: str) -> go.Bar:
    return go.Bar(
        y=[at],
        x=[fit],
        orientation="h",
        width=THICK,
        marker={"color": colours.ink},
        name=say("chart.fit", lang),
        showlegend=False,
        hovertemplate=f"{percent(fit, lang, 1)}<extra></extra>",
    )


def _amounts(
    rows: Sequence[PartBar], starts: Sequence[float], most: Sequence[float], lang: str
) -> go.Scatter:
    """Each part's number to the right of its bar, and the fit's in bold."""
    ends = [start + max(row.part, share) for row, start, share in zip(rows, starts, most, strict=False)]
    return go.Scatter(
        y=list(range(len(rows) + 1)),
        x=[*ends, starts[-1]],
        mode="text",
        text=[
            *(f"\u2002{percent(row.part, lang, 1)}" for row in rows),
            f"<b>\u2002{percent(starts[-1], lang, 1)}</b>",
        ],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        name="amounts",
    )
