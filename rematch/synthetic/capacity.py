"""Capacities and pledges: invented, tight enough that it matters who goes where."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Catalogue, Resource
from rematch.criteria.measuring.supply.demand import needed
from rematch.model import Municipality, Profiles, ResourceId
from rematch.synthetic.draw import Floats, Ints, around, share_out, stream
from rematch.synthetic.sources import Town, assumptions

PERSONS = ResourceId("persons")
PULL_OF_SIZE = 0.35
LEAST_PLACES = 4
MOST_OF_INHABITANTS = 0.01
"""Nobody pledges places for more than this share of the inhabitants, but for two."""
ANY_TYPE = "flat"
"""What a household that named no type of accommodation counts as: the catalogue's first type."""


def draw_places(persons: int, towns: Sequence[Town], seed: int) -> Ints:
    """Places for persons: a little more than there are people, more in larger towns, none too small."""
    low, high = assumptions()["capacity"]["persons"]["slack"]
    rng = stream(seed, "places")
    total = max(int(np.ceil(persons * (low + float(rng.random()) * (high - low)))), persons)
    pull = np.array([max(town.population, 500) for town in towns], dtype=float) ** PULL_OF_SIZE
    most = np.array([max(2, town.population * MOST_OF_INHABITANTS) for town in towns])
    least = np.minimum(min(LEAST_PLACES, total // len(towns)), most).astype(np.int64)
    return _at_most(least + share_out(total - int(least.sum()), around(rng, pull, 0.3, len(towns))), most)


def _at_most(places: Ints, most: Floats) -> Ints:
    """What is too much for a small town goes to the others, as far as it fits anywhere."""
    room = np.floor(most).astype(np.int64)
    over = np.maximum(places - room, 0) if (room - places).sum() > 0 else np.zeros_like(places)
    free = np.maximum(room - places, 0).astype(float)
    return places - over + share_out(int(over.sum()), free) if over.any() else places


def with_capacities(profiles: Profiles, places: Ints, catalogue: Catalogue, seed: int) -> Profiles:
    """The same profiles with units of every resource, by what the households need of it."""
    table: list[dict[ResourceId, float]] = [{PERSONS: float(number)} for number in places]
    for resource in catalogue.resources:
        if resource.id != PERSONS:
            units = _units(resource, _needed(resource, profiles), places, seed)
            for capacity, number in zip(table, units, strict=True):
                if not np.isnan(number):
                    capacity[resource.id] = float(number)
    filled = [
        municipality.model_copy(update={"capacity": capacity, **pledge})
        for municipality, capacity, pledge in zip(
            profiles.municipalities, table, _pledges(places, seed), strict=True
        )
    ]
    return profiles.model_copy(update={"municipalities": tuple(filled)})


def _needed(resource: Resource, profiles: Profiles) -> Floats:
    """[n] units each household needs, essential or not; of a type of accommodation, who names it first."""
    if resource.demand.per != "unit" or resource.demand.field is None:
        return needed(profiles, resource)[0]
    answers = [household.answers.get(resource.demand.field) for household in profiles.households]
    first = [answer[0] if isinstance(answer, tuple) and answer else ANY_TYPE for answer in answers]
    return np.array([kind == (resource.demand.type or resource.id) for kind in first], dtype=float)


def _units(resource: Resource, need: Floats, places: Ints, seed: int) -> Floats:
    """[m] units, NaN where no limit is stated; they come in lumps, and the largest need fits somewhere."""
    spec: Mapping[str, Any] = assumptions()["capacity"].get(resource.id, assumptions()["capacity"]["default"])
    rng, size, lump = stream(seed, f"capacity {resource.id}"), len(places), spec.get("lump", 1)
    weights = around(rng, places.astype(float), spec["spread"], size)
    none, unstated = rng.random(size) < spec["none"], rng.random(size) < spec["unstated"]
    weights[none & ~none.all()] = 0.0
    lumps = max(int(np.ceil(need.sum() * spec["slack"] / lump)), 1)
    units: Floats = share_out(lumps, weights).astype(float) * lump
    top = int(units.argmax())
    units[top] = max(units[top], need.max(initial=0.0))
    units[unstated & ~none] = np.nan
    return units


def _pledges(places: Ints, seed: int) -> list[dict[str, int | None]]:
    """A pledged minimum below the places, and for some the places as the maximum."""
    spec, rng = assumptions()["pledge"], stream(seed, "pledges")
    low, high = spec["minimum"]
    pledges: list[dict[str, int | None]] = []
    for number in places:
        stated, share, maximum = rng.random(3)
        least = int(number * (low + share * (high - low))) if stated < spec["stated"] else 0
        pledges.append(
            {"pledge_min": least, "pledge_max": int(number) if maximum < spec["maximum"] else None}
        )
    return pledges


def bare(town: Town) -> dict[str, object]:
    """The columns of a municipality that are facts."""
    columns = ("ags", "name", "state", "lat", "lon", "population")
    return {column: getattr(town, column) for column in columns}


def municipality(town: Town, **named: object) -> Municipality:
    """A municipality with a town's facts."""
    return Municipality.model_validate({**bare(town), **named})
