"""Where more and where fewer people would go than in another plan."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from rematch.charts.figure import plain
from rematch.charts.maps.labels import Wanted, declutter
from rematch.charts.maps.sheet import label, sheet, up
from rematch.charts.maps.view import CENTRAL_EUROPE, View
from rematch.charts.palette import ThemeName, theme_named
from rematch.texts import say, signed

LEAST, MOST, STILL = 6.0, 14.0, 3.5
"""Radius in pixels of the smallest and the largest difference, and of none."""


@dataclass(frozen=True)
class Mark:
    """A municipality, and the persons it would receive in the second plan less those in the first."""

    name: str
    lat: float
    lon: float
    more: int


def difference_map(
    marks: Sequence[Mark], *, lang: str, theme: ThemeName = "light", view: View = CENTRAL_EUROPE
) -> go.Figure:
    """Full triangles point up for more, hollow ones down for fewer, dots where nothing changes."""
    colours = theme_named(theme)
    figure = sheet(view, colours, lang)
    sizes = _radii(marks)
    for name, sign, symbol, ink in (
        ("same", 0, "circle", colours.neutral),
        ("fewer", -1, "triangle-down", colours.chosen),
        ("more", 1, "triangle-up", colours.place),
    ):
        chosen = [k for k, mark in enumerate(marks) if (mark.more > 0) - (mark.more < 0) == sign]
        points = [up(view, marks[k].lat, marks[k].lon) for k in chosen]
        figure.add_scatter(
            x=[x for x, _ in points],
            y=[y for _, y in points],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": [2 * sizes[k] for k in chosen],
                "color": colours.page if sign < 0 else ink,
                "opacity": 1,
                "line": {"color": ink if sign else colours.page, "width": 2.5 if sign < 0 else 1},
            },
            text=[f"<b>{plain(marks[k].name)}</b><br>{_words(marks[k], lang)}" for k in chosen],
            hovertemplate="%{text}<extra></extra>",
            name=name,
        )
    inks = [colours.ink if mark.more else colours.quiet_ink for mark in marks]
    wanted = _wanted(marks, sizes, view, lang)
    frame = (-view.width / 2, -view.height / 2, view.width / 2, view.height / 2)
    label(figure, wanted, declutter(wanted, frame), inks)
    return figure


def _wanted(marks: Sequence[Mark], sizes: Sequence[float], view: View, lang: str) -> list[Wanted]:
    """Names, with the difference where there is one."""
    return [
        Wanted(
            f"{mark.name}\n{signed(mark.more, lang)}" if mark.more else mark.name,
            *view.pixels(mark.lat, mark.lon),
            radius=size,
            size=12 if mark.more else 11,
        )
        for mark, size in zip(marks, sizes, strict=True)
    ]


def _radii(marks: Sequence[Mark]) -> list[float]:
    """Areas are to each other as the differences are."""
    most = max((abs(mark.more) for mark in marks), default=0)
    return [max(LEAST, MOST * math.sqrt(abs(mark.more) / most)) if mark.more else STILL for mark in marks]


def _words(mark: Mark, lang: str) -> str:
    if not mark.more:
        return say("compare.map.same", lang)
    turn = "more" if mark.more > 0 else "fewer"
    return say(f"compare.map.{turn}", lang, count=abs(mark.more))
