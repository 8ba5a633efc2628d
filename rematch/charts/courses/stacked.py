"""What is taken of what there is, day by day: layers on each other under the line of what is pledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from rematch.charts.courses.days import day_axis
from rematch.charts.figure import blank, plain
from rematch.charts.palette import Theme, ThemeName, theme_named
from rematch.charts.rows import Row
from rematch.texts import date as written
from rematch.texts import number

HEIGHT = 300
SHAPES = ("", "/", ".", "x")
"""Patterns of the layers, from below: no meaning rests on colour alone."""


@dataclass(frozen=True)
class Layer:
    """One way in which units are taken, by its name: an amount for each day."""

    name: str
    amounts: tuple[float, ...]


def stacked_days(
    days: Sequence[date],
    layers: Sequence[Layer],
    limit: tuple[str, float] | None,
    *,
    lang: str,
    theme: ThemeName = "light",
) -> go.Figure:
    """At most four layers, the first below, those without amounts left out; `limit` is a line by its name."""
    colours = theme_named(theme)
    figure = blank(colours, lang, height=HEIGHT)
    figure.update_layout(margin={"t": 44})
    fills = (colours.place, colours.municipality, colours.quiet_ink, colours.chosen)
    for layer, fill, shape in zip(layers, fills, SHAPES, strict=False):
        if any(layer.amounts):
            _layer(figure, days, layer, _pattern(fill, shape, colours), lang)
    if limit is not None:
        figure.add_scatter(
            x=list(days),
            y=[limit[1]] * len(days),
            mode="lines",
            line={"color": colours.ink, "width": 2, "dash": "6px,4px"},
            hoverinfo="skip",
            name=plain(limit[0]),
        )
    most = max((sum(amounts) for amounts in zip(*(one.amounts for one in layers), strict=True)), default=0.0)
    figure.update_yaxes(range=[0, 1.08 * max(most, 1.0, limit[1] if limit else 0.0)])
    day_axis(figure, days, lang)
    return figure


def _layer(
    figure: go.Figure, days: Sequence[date], layer: Layer, pattern: dict[str, object], lang: str
) -> None:
    told = [[written(day, lang), number(y, lang)] for day, y in zip(days, layer.amounts, strict=True)]
    figure.add_scatter(
        x=list(days),
        y=list(layer.amounts),
        stackgroup="taken",
        mode="lines",
        line={"shape": "hv", "width": 1, "color": pattern["bgcolor"]},
        fillcolor=pattern["bgcolor"],
        fillpattern=pattern,
        customdata=told,
        hovertemplate=f"%{{customdata[0]}}<br>{plain(layer.name)}: %{{customdata[1]}}<extra></extra>",
        name=plain(layer.name),
    )


def stacked_rows(days: Sequence[date], layers: Sequence[Layer]) -> list[Row]:
    """The table twin: a row for each stretch of days on which nothing changes, a column a layer."""
    found: list[Row] = []
    for at, day in enumerate(days):
        amounts: Row = {one.name: one.amounts[at] for one in layers}
        if found and all(found[-1][name] == amount for name, amount in amounts.items()):
            found[-1]["until"] = day
        else:
            found.append({"since": day, "until": day, **amounts})
    return found


def _pattern(fill: str, shape: str, colours: Theme) -> dict[str, object]:
    return {"shape": shape, "fgcolor": colours.page, "bgcolor": fill, "size": 7, "solidity": 0.25}
