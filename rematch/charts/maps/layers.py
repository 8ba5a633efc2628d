"""The layers of the WebGL map, each with an id.

Streamlit dims every layer that has a fill colour of its own as soon as something is selected. What must
stay as it is therefore has its colour in a sub-layer, which Streamlit leaves alone.
"""

import pydeck as pdk

from rematch.charts.palette import FONT, Theme, rgba
from rematch.charts.rows import Row

ABOVE = {"depthCompare": "always", "depthWriteEnabled": False}
"""Flat layers are drawn in their order, whatever their height."""

TILT = -22
"""Degrees by which an arc leans sideways, so that it curves when seen from above."""

WORLD = [[-180, -80], [180, -80], [180, 85], [-180, 85]]


def cohort_data(outlines_url: str, colours: Theme) -> list[pdk.Layer]:
    """Sea, countries and Bundesländer; the outlines are fetched by URL from the app itself."""
    sea = pdk.Layer(
        "PolygonLayer",
        [{"polygon": WORLD}],
        id="sea",
        get_polygon="polygon",
        stroked=False,
        _subLayerProps={"fill": {"getFillColor": rgba(colours.sea)}},
    )
    return [
        sea,
        _outlines("countries", outlines_url, colours.land, colours.land_line),
        _outlines("states", outlines_url, colours.home, colours.home_line),
    ]


def _outlines(name: str, outlines_url: str, fill: str, line: str) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        f"{outlines_url}/{name}.json",
        id=name,
        get_line_color=rgba(line),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1,
        _subLayerProps={"polygons-fill": {"getFillColor": rgba(fill)}},
    )


def arc_layer(
    kind: str,
    name: str,
    rows: list[Row],
    ends: tuple[str, str],
    alpha: int,
    *,
    pickable: bool = False,
) -> pdk.Layer:
    """Curves from `source` to `target`, fading towards where they start."""
    return pdk.Layer(
        kind,
        rows,
        id=name,
        great_circle=False,
        get_height=0.35,
        get_tilt=TILT,
        get_source_position="source",
        get_target_position="target",
        get_width="width",
        width_min_pixels=1,
        get_source_color=rgba(ends[0], alpha // 2),
        get_target_color=rgba(ends[1], alpha),
        pickable=pickable,
        auto_highlight=pickable,
        parameters=ABOVE,
    )


def points(name: str, rows: list[Row], fill: str, *, pickable: bool = False) -> pdk.Layer:
    """Circles of `radius` pixels in one fill, each with its own line."""
    return pdk.Layer(
        "GeoJsonLayer",
        rows,
        id=name,
        get_point_radius="properties.radius",
        point_radius_units=pdk.types.String("pixels"),
        get_line_color="properties.line",
        get_line_width="properties.line_width",
        line_width_units=pdk.types.String("pixels"),
        pickable=pickable,
        parameters=ABOVE,
        _subLayerProps={"points-circle": {"getFillColor": rgba(fill, 235)}},
    )


def point(lat: float, lon: float, **properties: object) -> Row:
    """A GeoJSON feature; the tooltip reads its properties."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def text(name: str, rows: list[Row], size: int, ink: str, halo: str) -> pdk.Layer:
    """Labels at their offset, with a halo that keeps them readable over arcs."""
    return pdk.Layer(
        "TextLayer",
        rows,
        id=name,
        get_text="text",
        get_position="position",
        get_size=size,
        get_text_anchor="anchor",
        get_alignment_baseline=pdk.types.String("center"),
        get_pixel_offset="offset",
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String(FONT),
        font_weight=600,
        font_settings={"sdf": True, "radius": 16, "buffer": 8, "cutoff": 0.2},
        outline_width=3,
        outline_color=rgba(halo, 230),
        line_height=1.1,
        parameters=ABOVE,
        _subLayerProps={"characters": {"getColor": rgba(ink)}},
    )
