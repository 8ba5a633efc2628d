"""The plan's map as data for a drawing in the browser: all in pixels, each circle and line with a key."""

from collections.abc import Sequence
from functools import lru_cache

from rematch.charts.maps.labels import Box, Put, Wanted, declutter
from rematch.charts.maps.lettering import PLACE_SIZE, SPOT_SIZE, spot_words, way_words
from rematch.charts.maps.view import View
from rematch.charts.palette import ThemeName, theme_named
from rematch.charts.rows import Arc, Flow, Origin, Row, Spot, flows, radii, widths
from rematch.model import Ags

BEND = 0.1
"""How far a line leaves the straight one, as a share of its length."""
CALM = 60
"""Lines beyond which all are faint, and those of one municipality are seen when it is looked at."""
MOST = 400
"""Lines beyond which only those of the selected municipality are drawn."""
COLOURS = (
    "ink", "quiet_ink", "line", "track", "track_line", "page", "sea", "land", "land_line", "home",
    "home_line", "origin", "place", "place_body", "chosen",
)  # fmt: skip


def drawing(
    spots: Sequence[Spot],
    arcs: Sequence[Arc],
    homes: Sequence[Origin],
    selected: Ags | None,
    *,
    lang: str,
    theme: ThemeName,
    view: View,
) -> Row:
    """Circles in the order of `spots`, lines from place to municipality, and the places people are at.

    Coordinates are pixels right and down of the view's centre. Labels stand where all municipalities at
    their limit would have room, so that none moves when the plan changes.
    """
    ways = flows(arcs, spots)
    drawn = [w for w in ways if len(ways) <= MOST or w.spot.ags == selected]
    put = _labels(spots, homes, selected, view)
    colours = theme_named(theme)
    return {
        "view": [view.lat, view.lon, view.zoom, view.width, view.height],
        "colours": {name.replace("_", "-"): getattr(colours, name) for name in COLOURS},
        "spots": [_spot(s, r, p, view, lang) for s, r, p in zip(spots, radii(spots), put, strict=False)],
        "homes": [_home(h, p, view) for h, p in zip(homes, put[len(spots) :], strict=True)],
        "ways": [_way(way, wide, view, lang) for way, wide in zip(drawn, widths(drawn), strict=True)],
        "selected": selected,
        "many": len(ways) > CALM,
    }


def _spot(spot: Spot, sizes: tuple[float, float], put: Put | None, view: View, lang: str) -> Row:
    ring, fill = sizes
    return {
        "key": spot.ags,
        "at": _at(view, spot.lat, spot.lon),
        "ring": round(ring, 1),
        "fill": round(fill, 1),
        "share": round(spot.share, 3),
        "name": spot.name,
        "load": spot.load,
        "words": f"{spot.name}: {spot_words(spot, lang)}",
        "put": _put(put),
    }


def _home(home: Origin, put: Put | None, view: View) -> Row:
    return {
        "key": home.place,
        "at": _at(view, home.lat, home.lon),
        "words": home.place,
        "name": home.place,
        "put": _put(put),
    }


def _way(way: Flow, width: float, view: View, lang: str) -> Row:
    """A curve that leans to the north of its straight line."""
    (x, y), (x2, y2) = _at(view, way.lat, way.lon), _at(view, way.spot.lat, way.spot.lon)
    lean = -BEND if x2 < x else BEND
    middle = (x + x2) / 2 + 2 * lean * (y2 - y), (y + y2) / 2 - 2 * lean * (x2 - x)
    title, detail = way_words(way, lang)
    return {
        "key": f"{way.spot.ags} {way.place}",
        "ags": way.spot.ags,
        "line": f"M{x:g} {y:g}Q{middle[0]:.1f} {middle[1]:.1f} {x2:g} {y2:g}",
        "width": round(max(1.0, width), 1),
        "words": f"{title}: {detail}",
    }


def _at(view: View, lat: float, lon: float) -> tuple[float, float]:
    right, down = view.pixels(lat, lon)
    return round(right, 1), round(down, 1)


def _put(put: Put | None) -> list[object] | None:
    return None if put is None else [round(put.dx, 1), round(put.dy, 1), put.anchor]


def _labels(
    spots: Sequence[Spot], homes: Sequence[Origin], selected: Ags | None, view: View
) -> tuple[Put | None, ...]:
    wanted = [
        Wanted(f"{s.name}\n{_longest(s)}", *view.pixels(s.lat, s.lon), radius=ring, size=SPOT_SIZE)
        for s, (ring, _) in zip(spots, radii(spots), strict=True)
    ] + [Wanted(h.place, *view.pixels(h.lat, h.lon), radius=3, size=PLACE_SIZE) for h in homes]
    frame = (-view.width / 2, -view.height / 2, view.width / 2, view.height / 2)
    must = tuple(k for k, spot in enumerate(spots) if spot.ags == selected)
    return _placed(tuple(wanted), frame, must)


def _longest(spot: Spot) -> str:
    """What stands beside a circle at most while its limit holds."""
    return "999" if spot.capacity is None else f"{spot.capacity:g}/{spot.capacity:g}"


@lru_cache(maxsize=64)
def _placed(wanted: tuple[Wanted, ...], frame: Box, must: tuple[int, ...]) -> tuple[Put | None, ...]:
    return tuple(declutter(wanted, frame, must))
