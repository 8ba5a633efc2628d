"""Offers that follow from where a municipality lies: landscape, ways to clinics and universities, work.

Landscapes, distances and where there are universities are real; what is taught, practised and asked for is
invented, and follows the published bottlenecks of the labour market.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Field
from rematch.criteria.measuring.measures import haversine_km
from rematch.model import Value
from rematch.synthetic.draw import between, sample, stream
from rematch.synthetic.sources import Town, assumptions, largeness, occupations, real_towns

Column = list[Value | None]
NEAR = 30
"""Minutes to dialysis that the field asks about."""
Local = Callable[[Field, Sequence[Town], int], Column]


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


def _to_practice(town: Town, kind: str, seed: int) -> float:
    sizes: Mapping[str, float] = assumptions()["practices"]["share"]
    share = next(s for size, s in sizes.items() if town.population < float(size))
    rng = stream(seed, f"{kind} in {town.ags}")
    if not town.island and rng.random() < share:
        low, high = assumptions()["practices"]["minutes"]
        return float(round(low + float(rng.random()) * (high - low)))
    return min(_minutes(town, *at, seed) for name, at in _cities().items() if name != town.name)


def _has_dialysis(town: Town, seed: int) -> bool:
    return _to_practice(town, "dialysis", seed) <= NEAR


def _minutes(town: Town, lat: float, lon: float, seed: int) -> float:
    """By bus and train from the town: a walk and a wait, then by distance; from an island first the ferry."""
    way: Mapping[str, Any] = assumptions()["ways"]
    km = float(haversine_km(np.array([[town.lat, town.lon]]), np.array([[lat, lon]]))[0, 0])
    return float(round(_walk(town.ags, seed) + way["minutes_per_km"] * km + way["ferry"] * town.island))


@lru_cache(maxsize=1024)
def _walk(ags: str, seed: int) -> float:
    low, high = assumptions()["ways"]["walk"]
    return float(low + stream(seed, f"walk in {ags}").random() * (high - low))


@cache
def _cities() -> dict[str, tuple[float, float]]:
    least = assumptions()["practices"]["city"]
    large = {town.name: (town.lat, town.lon) for town in real_towns() if town.population >= least}
    return {**_university_towns(), **large}


@cache
def _university_towns() -> dict[str, tuple[float, float]]:
    others = {name: (lat, lon) for name, (lat, lon) in assumptions()["university_towns"].items()}
    return {**others, **{town.name: (town.lat, town.lon) for town in real_towns() if town.university}}


def _demand(town: Town, seed: int) -> dict[str, float]:
    """How much each occupation group is asked for, 0.1 to 1; bottlenecks oftener and more."""
    rng = stream(seed, f"job demand in {town.ags}")
    weight = _weights(largeness(town))
    codes = list(weight)
    count = _count(rng, "asked")
    asked = sorted(codes[k] for k in sample(rng, [weight[code] for code in codes], count))
    short = np.array([weight[code] for code in asked])
    level = np.clip(0.15 + 0.55 * short + 0.3 * rng.random(count), 0.1, 1.0)
    return {code: round(float(number), 1) for code, number in zip(asked, level, strict=True)}


def _count(rng: np.random.Generator, of: str) -> int:
    low, high = assumptions()["labour"][of]
    return int(between(rng, low, high, 1)[0])


def _weights(large: float) -> dict[str, float]:
    """How short each occupation group is, 0 to 1; some are asked for in the country or in cities only."""
    assumed = assumptions()["labour"]
    rare, never = assumed["else"], set(assumed["never"])
    weight = {code: assumed["bottlenecks"].get(code, rare) for code in occupations() if code not in never}
    for code in set(assumed["country"]) & set(weight):
        weight[code] *= 1.0 - large
    for code in set(assumed["city"]) & set(weight):
        weight[code] *= large
    return weight


def _listed(town: Town, seed: int) -> dict[str, float]:
    """The few that the town lists as short: the most demanded of the bottlenecks."""
    asked, bottlenecks = _demand(town, seed), assumptions()["labour"]["bottlenecks"]
    rng = stream(seed, f"shortages in {town.ags}")
    count = _count(rng, "listed")
    worst = sorted(asked, key=lambda code: (-asked[code] * bottlenecks.get(code, 0.0), code))[:count]
    return {code: max(0.6, asked[code]) for code in sorted(worst)}


def _trained(town: Town, seed: int) -> dict[str, float]:
    """Places in the trades that are learned by apprenticeship, more where the trade is asked for."""
    assumed, rng = assumptions()["labour"], stream(seed, f"training in {town.ags}")
    trades: Sequence[str] = assumed["trades"]
    asked = _demand(town, seed)
    count = _count(rng, "trained")
    chosen = sample(rng, [0.3 + asked.get(code, 0.0) for code in trades], count)
    return {
        code: round(0.2 + 0.5 * asked.get(code, 0.2) + 0.3 * float(rng.random()), 1)
        for code in sorted(trades[k] for k in chosen)
    }


LOCAL: Mapping[str, Local] = {
    "landscape": lambda _field, towns, _seed: [town.landscape for town in towns],
    "university_fields": _universities,
    "specialists": _practices,
    "obstetrics_minutes": lambda _field, towns, seed: [_to_practice(t, "obstetrics", seed) for t in towns],
    "dialysis_within_30min": lambda _field, towns, seed: [
        _to_practice(t, "dialysis", seed) <= 30 for t in towns
    ],
    "job_demand": lambda _field, towns, seed: [_demand(town, seed) for town in towns],
    "shortage_occupations": lambda _field, towns, seed: [_listed(town, seed) for town in towns],
    "training_places": lambda _field, towns, seed: [_trained(town, seed) for town in towns],
}
"""Such offers by field."""
