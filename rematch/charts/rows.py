"""What the maps draw: where people are, where they would go, and how full each municipality is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rematch.model import Ags, HouseholdId

Row = dict[str, object]


@dataclass(frozen=True)
class Spot:
    """A municipality on the map; persons used and stated, `capacity` None where no limit is stated."""

    ags: Ags
    name: str
    lat: float
    lon: float
    used: float
    capacity: float | None

    @property
    def load(self) -> str:
        """Used of stated, as it stands beside the circle: 12/15."""
        return f"{self.used:g}" if self.capacity is None else f"{self.used:g}/{self.capacity:g}"

    @property
    def share(self) -> float:
        """How full it is, in [0, 1]; 1 where somebody comes and no limit is stated."""
        limit = self.used if self.capacity is None else self.capacity
        return min(1.0, self.used / limit) if limit else 0.0


@dataclass(frozen=True)
class Arc:
    """One household's way from where it is to where it would go."""

    household: HouseholdId
    persons: int
    place: str
    lat: float
    lon: float
    ags: Ags


@dataclass(frozen=True)
class Flow:
    """All households that would go from one place to one municipality."""

    place: str
    lat: float
    lon: float
    spot: Spot
    persons: int
    households: int


@dataclass(frozen=True)
class Origin:
    """A place where people are now, with all who would leave it."""

    place: str
    lat: float
    lon: float
    persons: int


def flows(arcs: Iterable[Arc], spots: Iterable[Spot]) -> list[Flow]:
    """Arcs joined by place and municipality, in order of first appearance; an unknown AGS is a KeyError."""
    known = {spot.ags: spot for spot in spots}
    together: dict[tuple[str, Ags], list[Arc]] = {}
    for arc in arcs:
        together.setdefault((arc.place, arc.ags), []).append(arc)
    where = _places(together)
    return [
        Flow(
            place,
            *where[place],
            spot=known[ags],
            persons=sum(arc.persons for arc in joined),
            households=len(joined),
        )
        for (place, ags), joined in together.items()
    ]


def origins(ways: Iterable[Flow]) -> list[Origin]:
    """The places people would leave, in the order of first appearance."""
    persons: dict[tuple[str, float, float], int] = {}
    for way in ways:
        key = (way.place, way.lat, way.lon)
        persons[key] = persons.get(key, 0) + way.persons
    return [Origin(*key, persons=count) for key, count in persons.items()]


def homes(people: Iterable[tuple[str, float, float, int]]) -> list[Origin]:
    """The places people are at, from each household's place, lat, lon and persons: one point a place."""
    found: dict[str, list[tuple[float, float, int]]] = {}
    for place, lat, lon, persons in people:
        found.setdefault(place, []).append((lat, lon, persons))
    return [
        Origin(
            place,
            sum(lat for lat, _, _ in own) / len(own),
            sum(lon for _, lon, _ in own) / len(own),
            persons=sum(persons for _, _, persons in own),
        )
        for place, own in found.items()
    ]


def flow_rows(arcs: Iterable[Arc], spots: Iterable[Spot]) -> list[Row]:
    """The arcs' table twin."""
    return [
        {
            "place": way.place,
            "municipality": way.spot.name,
            "persons": way.persons,
            "households": way.households,
        }
        for way in flows(arcs, spots)
    ]


def spot_rows(spots: Iterable[Spot]) -> list[Row]:
    """The circles' table twin; free is None where no limit is stated."""
    return [
        {
            "ags": spot.ags,
            "municipality": spot.name,
            "used": spot.used,
            "capacity": spot.capacity,
            "free": None if spot.capacity is None else spot.capacity - spot.used,
        }
        for spot in spots
    ]


def radii(spots: Sequence[Spot], least: float = 5.5, most: float = 13.0) -> list[tuple[float, float]]:
    """Ring and fill radius of each spot in pixels: the areas are to each other as places and people are."""
    sizes = [spot.used if spot.capacity is None else spot.capacity for spot in spots]
    largest = max(sizes, default=0) or 1
    rings = [max(least, most * math.sqrt(size / largest)) for size in sizes]
    return [(ring, ring * math.sqrt(spot.share)) for ring, spot in zip(rings, spots, strict=True)]


def widths(ways: Sequence[Flow], most: float = 7.0) -> list[float]:
    """Each flow's width in pixels, proportional to its persons; at most one pixel a person."""
    per_person = min(1.0, most / max((way.persons for way in ways), default=1))
    return [way.persons * per_person for way in ways]


def opacity(ways: Sequence[Flow]) -> float:
    """How opaque an arc is, in [0, 1]: many arcs are drawn fainter, so that their sum stays calm."""
    return math.sqrt(min(1.0, 30 / max(1, len(ways))))


def _places(together: Mapping[tuple[str, Ags], Sequence[Arc]]) -> dict[str, tuple[float, float]]:
    """One point for each place, the mean of its households' own."""
    points: dict[str, list[tuple[float, float]]] = {}
    for (place, _), joined in together.items():
        points.setdefault(place, []).extend((arc.lat, arc.lon) for arc in joined)
    return {
        place: (sum(lat for lat, _ in own) / len(own), sum(lon for _, lon in own) / len(own))
        for place, own in points.items()
    }
