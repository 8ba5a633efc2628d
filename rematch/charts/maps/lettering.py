"""What the maps say beside their circles and arcs, and where the labels stand."""

from collections.abc import Sequence

from rematch.charts.maps.labels import Put, Wanted, declutter
from rematch.charts.maps.view import View
from rematch.charts.rows import Flow, Origin, Spot, radii
from rematch.model import Ags
from rematch.texts import say

SPOT_SIZE, PLACE_SIZE = 12, 11


def way_words(way: Flow, lang: str) -> tuple[str, str]:
    """From where to where, and how many."""
    people = say("chart.persons", lang, count=way.persons)
    return (
        f"{way.place} → {way.spot.name}",
        f"{people}, {say('chart.households', lang, count=way.households)}",
    )


def spot_words(spot: Spot, lang: str) -> str:
    """How full a municipality is, in words."""
    if spot.capacity is None:
        return say("chart.used", lang, count=spot.used)
    return say("chart.used_of", lang, used=spot.used, capacity=spot.capacity)


def label_texts(spots: Sequence[Spot], places: Sequence[Origin], view: View) -> list[Wanted]:
    """Labels of the municipalities (name, and used of stated), then of the places people would leave."""
    return [
        Wanted(f"{spot.name}\n{spot.load}", *view.pixels(spot.lat, spot.lon), radius=ring, size=SPOT_SIZE)
        for spot, (ring, _) in zip(spots, radii(spots), strict=True)
    ] + [
        Wanted(place.place, *view.pixels(place.lat, place.lon), radius=3, size=PLACE_SIZE) for place in places
    ]


def placed_labels(
    wanted: Sequence[Wanted], spots: Sequence[Spot], selected: Ags | None, view: View
) -> list[Put | None]:
    """Where each label goes; the selected municipality's is always there."""
    frame = (-view.width / 2, -view.height / 2, view.width / 2, view.height / 2)
    return declutter(wanted, frame, must=[at for at, spot in enumerate(spots) if spot.ags == selected])
