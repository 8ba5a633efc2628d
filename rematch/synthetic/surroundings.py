"""What lies around a municipality: its landscape, and how far it is to the next clinic and university.

Landscapes, distances and where there are universities are real; what is taught and practised is invented.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Field
from rematch.criteria.measuring.measures import haversine_km
from rematch.model import Value
from rematch.synthetic.draw import stream
from rematch.synthetic.sources import Town, assumptions, real_towns

Column = list[Value | None]
Surroundings = Callable[[Field, Sequence[Town], int], Column]


def _landscape(_field: Field, towns: Sequence[Town], _seed: int) -> Column:
    return [town.landscape for town in towns]


def _universities(field: Field, towns: Sequence[Town], seed: int) -> Column:
    """Minutes to the nearest place at which each field of study is taught."""
    here = assumptions()["universities"]
    small = {town.name for town in (*real_towns(), *towns) if town.population < here["small"]}
    places = {**_university_towns(), **{t.name: (t.lat, t.lon) for t in towns if t.university}}
    words = [option.id for option in field.options]
    taught = {
        name: {
            w for w in words if stream(seed, f"{w} in {name}").random() >= here["missing"] * (name in small)
        }
        for name in places
    }
    column: Column = []
    for town in towns:
        ways = {name: _minutes(town, *at, seed) for name, at in places.items()}
        near = {w: min((ways[n] for n in places if w in taught[n]), default=None) for w in words}
        column.append({w: way for w, way in near.items() if way is not None and way <= here["furthest"]})
    return column


def _practices(field: Field, towns: Sequence[Town], seed: int) -> Column:
    """Minutes to each kind of practice: in the town, oftener the larger it is, or in the next city."""
    return [{option.id: _to_practice(town, option.id, seed) for option in field.options} for town in towns]


def _obstetrics(_field: Field, towns: Sequence[Town], seed: int) -> Column:
    return [_to_practice(town, "obstetrics", seed) for town in towns]


def _dialysis(_field: Field, towns: Sequence[Town], seed: int) -> Column:
    return [_to_practice(town, "dialysis", seed) <= 30 for town in towns]


def _to_practice(town: Town, kind: str, seed: int) -> float:
    sizes: Mapping[str, float] = assumptions()["practices"]["share"]
    share = next(s for size, s in sizes.items() if town.population < float(size))
    rng = stream(seed, f"{kind} in {town.ags}")
    if not town.island and rng.random() < share:
        low, high = assumptions()["practices"]["minutes"]
        return float(round(low + float(rng.random()) * (high - low)))
    return min(_minutes(town, *at, seed) for name, at in _cities().items() if name != town.name)


def _minutes(town: Town, lat: float, lon: float, seed: int) -> float:
    """By bus and train from the town: a walk and a wait, then by distance; from an island first the ferry."""
    way: Mapping[str, Any] = assumptions()["ways"]
    km = float(haversine_km(np.array([[town.lat, town.lon]]), np.array([[lat, lon]]))[0, 0])
    walk = way["walk"][0] + stream(seed, f"walk in {town.ags}").random() * (way["walk"][1] - way["walk"][0])
    return float(round(walk + way["minutes_per_km"] * km + way["ferry"] * town.island))


@cache
def _cities() -> dict[str, tuple[float, float]]:
    least = assumptions()["practices"]["city"]
    large = {town.name: (town.lat, town.lon) for town in real_towns() if town.population >= least}
    return {**_university_towns(), **large}


@cache
def _university_towns() -> dict[str, tuple[float, float]]:
    others = {name: (lat, lon) for name, (lat, lon) in assumptions()["university_towns"].items()}
    return {**others, **{town.name: (town.lat, town.lon) for town in real_towns() if town.university}}


SURROUNDINGS: dict[str, Surroundings] = {
    "landscape": _landscape,
    "university_fields": _universities,
    "specialists": _practices,
    "obstetrics_minutes": _obstetrics,
    "dialysis_within_30min": _dialysis,
}
"""Offers that follow from where a municipality lies, by field."""
