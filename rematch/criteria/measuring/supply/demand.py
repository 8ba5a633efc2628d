"""What households need of each resource, and how much of it there is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import PERSONS, Catalogue, Demand, Resource
from rematch.criteria.columns import Flags, Floats
from rematch.criteria.housing.unit_types import COUNTED, counted_units
from rematch.criteria.measuring.standards import LEVELS
from rematch.criteria.switches import is_on
from rematch.model import (
    DECLINED,
    FieldId,
    Household,
    Member,
    Municipality,
    Profiles,
    ResourceId,
    Value,
)
from rematch.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Supply:
    """`demand` [n, k] units, `capacity` [m, k], inf = none; accommodation and what is served are apart."""

    resources: tuple[ResourceId, ...]
    demand: Floats
    capacity: Floats


def demand_and_capacity(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Supply:
    """Units of every resource that everybody gets in full; the scenario's limits replace what is stated."""
    taking_part = binding(profiles, catalogue, scenario)
    resources = tuple(r for r in taking_part if r.demand.per != "unit" and r.binds != "served")
    capacity = stated_capacity(profiles, resources, scenario)
    demand = np.stack([demanded(profiles, resource, catalogue)[0] for resource in resources], axis=-1)
    free = np.where(
        np.isnan(capacity) | _in_classes(profiles, catalogue, resources, scenario), np.inf, capacity
    )
    return Supply(tuple(resource.id for resource in resources), demand, free)


def _in_classes(
    profiles: Profiles, catalogue: Catalogue, resources: tuple[Resource, ...], scenario: Scenario
) -> Flags:
    """[m, k] whether a list of units holds the resource: its classes, not a capacity, limit it."""
    housed = any(r.demand.per == "unit" for r in binding(profiles, catalogue, scenario))
    counted = np.array([resource.id in COUNTED for resource in resources], dtype=bool)
    limits = [scenario.limits.get(town.ags, {}) for town in profiles.municipalities]
    unlimited = np.array([[r.id not in limit for r in resources] for limit in limits], dtype=bool)
    listed = np.array([bool(town.units) for town in profiles.municipalities], dtype=bool)
    found: Flags = listed[:, None] & counted & unlimited.reshape(len(limits), -1) & housed
    return found


def binding(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> tuple[Resource, ...]:
    """Resources whose criterion is switched on, and always the places for persons."""
    return tuple(
        resource
        for resource in catalogue.resources
        if resource.id == PERSONS or is_on(catalogue.by_id[resource.criterion], scenario, profiles.cohort)
    )


def stated_capacity(profiles: Profiles, resources: tuple[Resource, ...], scenario: Scenario) -> Floats:
    """[m, k] units, by a list of units where that speaks of the resource; NaN where none are stated."""
    table = np.full((len(profiles.municipalities), len(resources)), np.nan)
    for j, municipality in enumerate(profiles.municipalities):
        stated = {**_stated(municipality, resources), **scenario.limits.get(municipality.ags, {})}
        table[j] = [stated.get(resource.id, np.nan) for resource in resources]
    return table


def _stated(municipality: Municipality, resources: tuple[Resource, ...]) -> dict[ResourceId, float]:
    if not municipality.units:
        return municipality.capacity
    spoken_of = [r for r in resources if r.demand.per == "unit" or r.id in COUNTED]
    counted = {r.id: counted_units(municipality, r) for r in spoken_of}
    kept = {name: units for name, units in municipality.capacity.items() if name not in counted}
    return kept | {name: units for name, units in counted.items() if units is not None}


def demanded(profiles: Profiles, resource: Resource, catalogue: Catalogue) -> tuple[Floats, Flags]:
    """Units [n] without which a household cannot be at a place, and whether the need is known [n].

    Of a resource that does not bind always only those to whom it is essential.
    """
    units, known = needed(profiles, resource)
    if resource.binds != "always":
        units = np.where(essential_to(profiles, resource, catalogue), units, 0.0)
    return units, known


def essential_to(profiles: Profiles, resource: Resource, catalogue: Catalogue) -> Flags:
    """[n] to whom the resource's criterion is essential, confirmed where it has to be."""
    criterion = catalogue.by_id[resource.criterion]
    return np.array([criterion.binds(household) for household in profiles.households], dtype=bool)


def needed(profiles: Profiles, resource: Resource) -> tuple[Floats, Flags]:
    """Units [n] the households need, essential or not, and whether the need is known [n]."""
    found = [units_needed(household, resource) for household in profiles.households]
    return np.array([units for units, _ in found], dtype=float), np.array([known for _, known in found], bool)


def units_needed(household: Household, resource: Resource) -> tuple[float, bool]:
    """Units that a household needs, and whether the need is known."""
    return COUNTS[resource.demand.per](household, resource.demand)


def _of_persons(household: Household, demand: Demand) -> tuple[float, bool]:
    return float(household.size), True


def _of_members(household: Household, demand: Demand) -> tuple[float, bool]:
    low, high = demand.age or (0, 200)
    told = [_member_needs(member, demand) for member in household.members if low <= member.age <= high]
    return float(sum(need is True for need in told)), None not in told


def _member_needs(member: Member, demand: Demand) -> bool | None:
    """True, False, or None for unknown."""
    if demand.field is None:
        return True
    value = member.answers.get(demand.field)
    if value is None:
        return None
    if demand.at_most is None:
        return bool(value) and value != DECLINED
    return _level(value) <= LEVELS.index(demand.at_most)


def _level(value: Value) -> float:
    """A CEFR level, of German where a member's languages are asked."""
    if isinstance(value, dict):
        return value.get("de", 0.0)
    return LEVELS.index(value) if isinstance(value, str) else float(value)  # type: ignore[arg-type]


def _of_household(household: Household, demand: Demand) -> tuple[float, bool]:
    value = household.answers.get(demand.field or FieldId(""))
    return float(bool(value) and value != DECLINED), value is not None


def _of_unit(household: Household, demand: Demand) -> tuple[float, bool]:
    return 1.0, True


COUNTS: dict[str, Callable[[Household, Demand], tuple[float, bool]]] = {
    "persons": _of_persons,
    "member": _of_members,
    "household": _of_household,
    "unit": _of_unit,
}
