"""Where households wait: the points of places by name, and points that are asked about."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from rematch.intake.values.places import find_place, names_place, register
from rematch.intake.wording.turning import is_plain, turns
from rematch.intake.words import fold, meanings, section, words

POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)")
Degrees = tuple[float, float]

NEAR, AWAY, NOWHERE = 0.5, 3.0, 25.0
"""Degrees: at a place; clearly not at it; farther from every known place than anybody waits."""


def point_of(named: str) -> tuple[str, str] | None:
    """The coordinates that a cell states, or those of the place it names."""
    if found := POINT.fullmatch(named):
        return found[1], found[2]
    town, comma, rest = named.partition(",")
    known = next((point for point, names in _towns().items() if fold(town) in names), None)
    if known is not None and (found := POINT.fullmatch(known)):
        plain = is_plain(town) and (not comma or not _leads_elsewhere(rest))
        return (found[1], found[2]) if plain else None
    place = find_place(named) if named else None
    if place is None or not place.ags or place.turned or place.ags not in register():
        return None
    if place.sure or (place.more and not _leads_elsewhere(re.sub(r"^\W*\w+", "", named))):
        return register()[place.ags].lat, register()[place.ags].lon
    return None


def _leads_elsewhere(text: str) -> bool:
    """Whether what stands beside a town names another, may turn it round, or is no name."""
    said = f" {fold(text)} "
    named = names_place(text) or any(f" {name} " in said for names in _towns().values() for name in names)
    return named or turns(text) or text == text.lower()


@cache
def known_towns() -> Mapping[str, Degrees]:
    """The towns that are known by name: larger ones where people come from or wait, and the register's."""
    towns = {str(names[0]).title(): point for point, names in section("present_places").items()}
    abroad = {name: POINT.fullmatch(point) for name, point in towns.items()}
    named = {name: (float(found[1]), float(found[2])) for name, found in abroad.items() if found}
    return named | {place.name: (float(place.lat), float(place.lon)) for place in register().values()}


def doubt_of(lat: str, lon: str, named: str) -> str | None:
    """Why a stated point is asked about: swapped, not where the place is, or where nobody waits."""
    here = float(lat), float(lon)
    if (stated := point_of(named)) is not None:
        place = float(stated[0]), float(stated[1])
        if _apart(here, place) <= NEAR:
            return None
        return "intake.point_swapped" if _apart(here[::-1], place) <= NEAR else "intake.point_apart"
    if max(map(abs, here)) <= NEAR:
        return "intake.point_unlikely"
    nearest = _nearest(round(here[0], 1), round(here[1], 1))
    if nearest > AWAY and _nearest(round(here[1], 1), round(here[0], 1)) <= NEAR:
        return "intake.point_swapped"
    return "intake.point_unlikely" if nearest > NOWHERE else None


@lru_cache(maxsize=4096)
def _nearest(lat: float, lon: float) -> float:
    """Degrees to the nearest place that is known."""
    return min(_apart((lat, lon), known) for known in _known())


def _apart(one: Degrees, other: Degrees) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _towns() -> Mapping[str, frozenset[str]]:
    return {point: words("present_places", point) for point in meanings("present_places").values()}


@cache
def _known() -> tuple[Degrees, ...]:
    return tuple(_points())


def _points() -> Iterator[Degrees]:
    for place in register().values():
        yield float(place.lat), float(place.lon)
    for point in _towns():
        lat, _, lon = point.partition("/")
        yield float(lat), float(lon)
