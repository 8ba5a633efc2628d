"""The paper of a flat map: outlines, pixels instead of degrees, and labels where they found a place."""

from collections.abc import Sequence

import plotly.graph_objects as go

from rematch.charts.figure import blank, plain
from rematch.charts.maps.labels import Put, Wanted
from rematch.charts.maps.outlines import OutlineName, outline
from rematch.charts.maps.view import View
from rematch.charts.palette import Theme


def sheet(view: View, colours: Theme, lang: str) -> go.Figure:
    """An empty map in pixels right and up of the view's centre, with the countries and Bundesländer."""
    figure = blank(colours, lang, height=view.height)
    figure.update_layout(showlegend=False, plot_bgcolor=colours.sea, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    figure.add_trace(_outline("countries", view, colours.land, colours.land_line))
    figure.add_trace(_outline("states", view, colours.home, colours.home_line))
    hidden = {"showgrid": False, "showticklabels": False, "ticks": "", "automargin": False}
    figure.update_xaxes(range=[-view.width / 2, view.width / 2], **hidden)
    figure.update_yaxes(range=[-view.height / 2, view.height / 2], scaleanchor="x", **hidden)
    return figure


def label(
    figure: go.Figure, wanted: Sequence[Wanted], put: Sequence[Put | None], inks: Sequence[str]
) -> None:
    """Write the labels that found a place, each in its colour."""
    figure.update_layout(
        annotations=[
            _annotation(want, place, ink) for want, place, ink in zip(wanted, put, inks, strict=True) if place
        ]
    )


def up(view: View, lat: float, lon: float) -> tuple[float, float]:
    """Pixels right and up of the centre."""
    right, down = view.pixels(lat, lon)
    return right, -down


def _outline(name: OutlineName, view: View, fill: str, line: str) -> go.Scatter:
    x, y = outline(name, view)
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        fillcolor=fill,
        line={"color": line, "width": 1},
        hoverinfo="skip",
        name=name,
    )


def _annotation(want: Wanted, put: Put, ink: str) -> dict[str, object]:
    anchors = {"start": "left", "middle": "center", "end": "right"}
    return {
        "x": want.x,
        "y": -want.y,
        "xshift": put.dx,
        "yshift": -put.dy,
        "xanchor": anchors[put.anchor],
        "yanchor": "middle",
        "align": anchors[put.anchor],
        "text": plain(want.text).replace("\n", "<br>"),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": want.size, "color": ink, "weight": 600},
    }
