"""The plan on a map: outlines only, no tiles, nothing fetched from a foreign host."""

from collections.abc import Sequence

import pydeck as pdk

from rematch.charts.maps.labels import Put
from rematch.charts.maps.layers import arc_layer, cohort_data, point, points, text
from rematch.charts.maps.lettering import (
    PLACE_SIZE,
    SPOT_SIZE,
    label_texts,
    placed_labels,
    spot_words,
    way_words,
)
from rematch.charts.maps.view import CENTRAL_EUROPE, View
from rematch.charts.palette import FONT, Theme, ThemeName, rgba, theme_named
from rematch.charts.rows import Arc, Flow, Origin, Row, Spot, flows, opacity, origins, radii, widths
from rematch.model import Ags
from rematch.texts import say


def plan_map(
    spots: Sequence[Spot],
    arcs: Sequence[Arc],
    selected: Ags | None = None,
    *,
    lang: str,
    outlines_url: str = "app/static",
    theme: ThemeName = "light",
    view: View = CENTRAL_EUROPE,
) -> pdk.Deck:
    """Arcs from where people are to where they would go, and a circle for each municipality.

    A ring is as large as the places stated, its fill as the places taken. Layer `municipalities` keeps the
    order of `spots`, layer `arcs` that of `flows(arcs, spots)`; both carry `ags` in their rows.
    """
    colours = theme_named(theme)
    ways = flows(arcs, spots)
    layers = [
        *cohort_data(outlines_url, colours),
        *_arcs(ways, selected, colours, lang),
        _places(origins(ways), colours, lang),
        *_municipalities(spots, selected, colours, lang),
        *_labels(spots, origins(ways), selected, colours, view),
    ]
    return pdk.Deck(
        layers=layers,
        map_provider=None,
        initial_view_state=_state(view),
        tooltip=_tooltip(colours),
    )


def _state(view: View) -> pdk.ViewState:
    return pdk.ViewState(latitude=view.lat, longitude=view.lon, zoom=view.zoom, min_zoom=3, max_zoom=10)


def _tooltip(colours: Theme) -> Row:
    """Markup stands in the template; the browser escapes the rows' own values."""
    return {
        "html": "<strong>{title}</strong><br>{detail}",
        "style": {
            "backgroundColor": colours.page,
            "color": colours.ink,
            "border": f"1px solid {colours.line}",
            "borderRadius": "6px",
            "padding": "6px 10px",
            "fontFamily": FONT,
            "fontSize": "13px",
        },
    }


def _arcs(ways: Sequence[Flow], selected: Ags | None, colours: Theme, lang: str) -> list[pdk.Layer]:
    """All arcs, and those to the selected municipality once more on top."""
    rows = [_arc(way, width, lang) for way, width in zip(ways, widths(ways), strict=True)]
    quiet = round((60 if selected else 140) * opacity(ways))
    chosen = [row for row in rows if row["ags"] == selected]
    return [
        arc_layer("ArcLayer", "arcs", rows, (colours.origin, colours.place), quiet, pickable=True),
        # An ArcLayer under the name that Streamlit does not dim.
        arc_layer("GreatCircleLayer", "arcs-selected", chosen, (colours.chosen, colours.chosen), 220),
    ]


def _arc(way: Flow, width: float, lang: str) -> Row:
    title, detail = way_words(way, lang)
    return {
        "ags": way.spot.ags,
        "source": [way.lon, way.lat],
        "target": [way.spot.lon, way.spot.lat],
        "persons": way.persons,
        "width": round(width, 3),
        "title": title,
        "detail": detail,
    }


def _places(places: Sequence[Origin], colours: Theme, lang: str) -> pdk.Layer:
    rows = [
        point(
            place.lat,
            place.lon,
            radius=3,
            line=rgba(colours.page),
            line_width=1,
            title=place.place,
            detail=say("chart.persons", lang, count=place.persons),
        )
        for place in places
    ]
    return points("places", rows, colours.origin)


def _municipalities(
    spots: Sequence[Spot], selected: Ags | None, colours: Theme, lang: str
) -> list[pdk.Layer]:
    rings, fills, edge = [], [], rgba(colours.place_body)
    for spot, (ring, fill) in zip(spots, radii(spots), strict=True):
        line = rgba(colours.chosen if spot.ags == selected else colours.place)
        words = {"ags": spot.ags, "title": spot.name, "detail": spot_words(spot, lang)}
        line_width = 3.5 if spot.ags == selected else 1.5
        rings.append(point(spot.lat, spot.lon, radius=ring, line=line, line_width=line_width, **words))
        fills.append(point(spot.lat, spot.lon, radius=fill, line=edge, line_width=1))
    return [
        points("municipalities", rings, colours.place_body, pickable=True),
        points("loads", fills, colours.place),
    ]


def _labels(
    spots: Sequence[Spot], places: Sequence[Origin], selected: Ags | None, colours: Theme, view: View
) -> list[pdk.Layer]:
    wanted = label_texts(spots, places, view)
    put = placed_labels(wanted, spots, selected, view)
    where = [(spot.lat, spot.lon) for spot in spots] + [(place.lat, place.lon) for place in places]
    rows = [_label(want.text, *at, place) for want, at, place in zip(wanted, where, put, strict=True)]
    here, there = rows[: len(spots)], rows[len(spots) :]
    return [
        text("place-labels", [row for row in there if row], PLACE_SIZE, colours.quiet_ink, colours.home),
        text("municipality-labels", [row for row in here if row], SPOT_SIZE, colours.ink, colours.home),
    ]


def _label(words: str, lat: float, lon: float, place: Put | None) -> Row | None:
    if place is None:
        return None
    offset = [round(place.dx, 1), round(place.dy, 1)]
    return {"text": words, "position": [lon, lat], "anchor": place.anchor, "offset": offset}
