"""The same map as a plain figure of lines and dots, for machines whose browser has no WebGL."""

from collections.abc import Sequence

import plotly.graph_objects as go

from rematch.charts.figure import plain
from rematch.charts.maps.lettering import label_texts, placed_labels, spot_words, way_words
from rematch.charts.maps.sheet import label, sheet, up
from rematch.charts.maps.view import CENTRAL_EUROPE, View
from rematch.charts.palette import Theme, ThemeName, css, theme_named
from rematch.charts.rows import Arc, Flow, Origin, Spot, flows, opacity, origins, radii, widths
from rematch.model import Ags
from rematch.texts import say

STEPS = 18
BEND = 0.1
"""Points of a curve, and how far it leaves the straight line, as a share of its length."""


def plan_map_flat(
    spots: Sequence[Spot],
    arcs: Sequence[Arc],
    selected: Ags | None = None,
    *,
    lang: str,
    theme: ThemeName = "light",
    view: View = CENTRAL_EUROPE,
) -> go.Figure:
    """`plan_map` in pixels right and up of the view's centre.

    Trace `municipalities` keeps the order of `spots` and carries the AGS as its points' first custom datum.
    """
    colours = theme_named(theme)
    ways = flows(arcs, spots)
    figure = sheet(view, colours, lang)
    for trace in _curves(ways, selected, view, colours):
        figure.add_trace(trace)
    figure.add_trace(_middles(ways, view, lang))
    figure.add_trace(_places(origins(ways), view, colours, lang))
    for trace in _circles(spots, selected, view, colours, lang):
        figure.add_trace(trace)
    wanted = label_texts(spots, origins(ways), view)
    inks = [colours.ink] * len(spots) + [colours.quiet_ink] * len(origins(ways))
    label(figure, wanted, placed_labels(wanted, spots, selected, view), inks)
    return figure


def _curves(ways: Sequence[Flow], selected: Ags | None, view: View, colours: Theme) -> list[go.Scatter]:
    """One trace for all arcs of one width; those to the selected municipality come last, on top."""
    alike: dict[tuple[bool, float], list[Flow]] = {}
    for way, width in zip(ways, widths(ways), strict=True):
        alike.setdefault((way.spot.ags == selected, width), []).append(way)
    quiet = css(colours.place, (0.22 if selected else 0.5) * opacity(ways))
    return [
        _curve(joined, width, css(colours.chosen, 0.85) if chosen else quiet, view)
        for (chosen, width), joined in sorted(alike.items(), key=lambda entry: entry[0])
    ]


def _curve(ways: Sequence[Flow], width: float, colour: str, view: View) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for way in ways:
        curve = _way(way, view)
        x += [*(round(right, 1) for right, _ in curve), None]
        y += [*(round(up, 1) for _, up in curve), None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": max(1.0, width)},
        hoverinfo="skip",
        name="arcs",
    )


def _middles(ways: Sequence[Flow], view: View, lang: str) -> go.Scatter:
    """An unseen dot in the middle of each arc, in the order of the flows, that answers to mouse and click."""
    points = [_way(way, view)[STEPS // 2] for way in ways]
    words = [way_words(way, lang) for way in ways]
    return go.Scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        marker={"size": 14, "opacity": 0},
        customdata=[[way.spot.ags] for way in ways],
        text=[f"<b>{plain(title)}</b><br>{plain(detail)}" for title, detail in words],
        hovertemplate="%{text}<extra></extra>",
        unselected={"marker": {"opacity": 0}},
        name="middles",
    )


def _way(way: Flow, view: View) -> list[tuple[float, float]]:
    return _bend(up(view, way.lat, way.lon), up(view, way.spot.lat, way.spot.lon))


def _bend(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """A quadratic Bézier curve that leans to the north of its straight line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    lean = -BEND if dx < 0 else BEND
    middle = (start[0] + end[0]) / 2 - 2 * lean * dy, (start[1] + end[1]) / 2 + 2 * lean * dx
    shares = [step / STEPS for step in range(STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * middle[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * middle[1] + t**2 * end[1],
        )
        for t in shares
    ]


def _places(places: Sequence[Origin], view: View, colours: Theme, lang: str) -> go.Scatter:
    points = [up(view, place.lat, place.lon) for place in places]
    return go.Scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers",
        marker={"size": 7, "color": colours.origin, "line": {"color": colours.page, "width": 1}},
        text=[
            f"<b>{plain(place.place)}</b><br>{say('chart.persons', lang, count=place.persons)}"
            for place in places
        ],
        hovertemplate="%{text}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        name="places",
    )


def _circles(
    spots: Sequence[Spot], selected: Ags | None, view: View, colours: Theme, lang: str
) -> list[go.Scatter]:
    points = [up(view, spot.lat, spot.lon) for spot in spots]
    at = {"x": [x for x, _ in points], "y": [y for _, y in points], "mode": "markers"}
    chosen = [spot.ags == selected for spot in spots]
    rings = {
        "size": [2 * ring for ring, _ in radii(spots)],
        "color": colours.place_body,
        "opacity": 1,
        "line": {
            "color": [colours.chosen if mark else colours.place for mark in chosen],
            "width": [3.5 if mark else 1.5 for mark in chosen],
        },
    }
    words = [f"<b>{plain(spot.name)}</b><br>{plain(spot_words(spot, lang))}" for spot in spots]
    return [
        go.Scatter(
            **at,
            marker=rings,
            customdata=[[spot.ags] for spot in spots],
            text=words,
            hovertemplate="%{text}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            name="municipalities",
        ),
        go.Scatter(
            **at,
            marker={
                "size": [2 * fill for _, fill in radii(spots)],
                "color": colours.place,
                "opacity": 0.92,
                "line": {"color": colours.place_body, "width": 1},
            },
            hoverinfo="skip",
            unselected={"marker": {"opacity": 0.92}},
            name="loads",
        ),
    ]
