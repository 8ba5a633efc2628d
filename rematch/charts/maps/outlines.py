"""The outlines that ship with the app, as closed lines for a figure that cannot fetch them by URL."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rematch.charts.maps.view import View

FOLDER = Path(__file__).parents[2] / "ui" / "static"

OutlineName = Literal["countries", "states"]
Line = NDArray[np.float32]


@lru_cache(maxsize=16)
def outline(name: OutlineName, view: View) -> tuple[Line, Line]:
    """All rings in pixels right and up of the view's centre, NaN between them; far ones are left out."""
    reach = 1.5 * max(view.width, view.height)
    rings = [_drawn(ring, view) for ring in _rings(name)]
    near = [ring for ring in rings if len(ring) > 3 and np.abs(ring).max(axis=1).min() < reach]
    gap = np.full((1, 2), np.nan, dtype=np.float32)
    joined = np.concatenate([part for ring in near for part in (ring, gap)] or [gap])
    return joined[:, 0], joined[:, 1]


@lru_cache(maxsize=2)
def _rings(name: OutlineName) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outer ring of each polygon, as (lon, lat)."""
    collection = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(
        tuple((lon, lat) for lon, lat in polygon[0])
        for feature in collection["features"]
        for polygon in _polygons(feature["geometry"])
    )


def _polygons(geometry: dict[str, list[list[list[list[float]]]]]) -> list[list[list[list[float]]]]:
    polygons = geometry["coordinates"]
    return [polygons] if str(geometry["type"]) == "Polygon" else polygons  # type: ignore[list-item]


def _drawn(ring: tuple[tuple[float, float], ...], view: View) -> Line:
    """A ring in half pixels, without points that fall together."""
    points = np.array([view.pixels(lat, lon) for lon, lat in ring], dtype=np.float32) * (1, -1)
    points = np.round(points * 2) / 2
    moved = np.append(True, np.any(np.diff(points, axis=0) != 0, axis=1))
    line: Line = points[moved].astype(np.float32)
    return line
