"""Where a map looks: Web Mercator, and the view that has all the points in it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

TILE = 512
BESIDE, ABOVE = 210, 90
"""Pixels of a map's width and height that labels and circles need beyond the outermost points."""


@dataclass(frozen=True)
class View:
    """Centre and zoom of a map, as deck.gl counts them: at zoom 0 the world is 512 pixels wide.

    `width` and `height` are the pixels that are surely seen, on a small screen too.
    """

    lat: float
    lon: float
    zoom: float
    width: int = 700
    height: int = 480

    def pixels(self, lat: float, lon: float) -> tuple[float, float]:
        """Right and down of the map's centre, in pixels."""
        x, y = mercator(lat, lon)
        x0, y0 = mercator(self.lat, self.lon)
        scale = TILE * 2**self.zoom
        return (x - x0) * scale, (y0 - y) * scale


CENTRAL_EUROPE = View(lat=51.6, lon=14.2, zoom=4.85)


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """Degrees to the unit square of the world: x eastwards, y northwards (spherical Web Mercator)."""
    radians = math.radians(max(-85.0, min(85.0, lat)))
    return lon / 360, math.log(math.tan(math.pi / 4 + radians / 2)) / (2 * math.pi)


def view_of(points: Iterable[tuple[float, float]], width: int = 700, height: int = 480) -> View:
    """The view that shows all (lat, lon) within width x height pixels, with a margin for labels.

    Give it all points of a cohort, not of a plan, so that the map stays where it is when the plan changes.
    """
    known = list(points)
    if not known:
        return CENTRAL_EUROPE
    west, east, south, north = _ends(known)
    spread = max((east - west) / (width - BESIDE), (north - south) / (height - ABOVE), 1e-9)
    zoom = min(9.0, max(3.2, math.log2(1 / (TILE * spread))))
    middle = math.atan(math.sinh(math.pi * (south + north)))
    centre = round(math.degrees(middle), 4), round((west + east) * 180, 4)
    return View(*centre, zoom=round(zoom, 2), width=width, height=height)


def fitted(points: Iterable[tuple[float, float]], widths: tuple[int, int], height: int) -> View:
    """The same view no wider than its points need, between two widths: what lies beyond them is left out."""
    known = list(points)
    if not known:
        return CENTRAL_EUROPE
    west, east, south, north = _ends(known)
    needed = BESIDE + (height - ABOVE) * (east - west) / max(north - south, 1e-9)
    return view_of(known, width=round(min(max(needed, widths[0]), widths[1])), height=height)


def _ends(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, east, south and north of (lat, lon), in the unit square."""
    places = [mercator(lat, lon) for lat, lon in points]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), max(xs), min(ys), max(ys)
