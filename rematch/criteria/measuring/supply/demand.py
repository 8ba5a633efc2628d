"""What households need of each resource, and how much of it there is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import PERSONS, Catalogue, Demand, Resource
from rematch.criteria.columns import Flags, Floats
from rematch.criteria.measuring.standards import LEVELS
from rematch.criteria.switches import is_on
from rematch.model import DECLINED, ESSENTIAL, FieldId, Household, Member, Profiles, ResourceId, Value
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
    demand = np.stack([demanded(profiles, resource)[0] for resource in resources], axis=-1)
    free = np.where(np.isnan(capacity), np.inf, capacity)
    return Supply(tuple(resource.id for resource in resources), demand, free)


def binding(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> tuple[Resource, ...]:
    """Resources whose criterion is switched on, and always the places for persons."""
    return tuple(
        resource
        for resource in catalogue.resources
        if resource.id == PERSONS or is_on(catalogue.by_id[resource.criterion], scenario, profiles.cohort)
    )


def stated_capacity(profiles: Profiles, resources: tuple[Resource, ...], scenario: Scenario) -> Floats:
    """[m, k] units, NaN where none are stated."""
    table = np.full((len(profiles.municipalities), len(resources)), np.nan)
    for j, municipality in enumerate(profiles.municipalities):
        stated = {**municipality.capacity, **scenario.limits.get(municipality.ags, {})}
        table[j] = [stated.get(resource.id, np.nan) for resource in resources]
    return table


def demanded(profiles: Profiles, resource: Resource) -> tuple[Floats, Flags]:
    """Units [n] without which a household cannot be at a place, and whether the need is known [n].

    Of a resource that does not bind always only those who marked it essential.
    """
    units, known = needed(profiles, resource)
    if resource.binds != "always":
        units = np.where(marked_essential(profiles, resource), units, 0.0)
    return units, known


def marked_essential(profiles: Profiles, resource: Resource) -> Flags:
    """[n] who marked the resource's criterion essential."""
    own = (h.priorities.get(resource.criterion, 1) for h in profiles.households)
    return np.array([priority == ESSENTIAL for priority in own], dtype=bool)


def needed(profiles: Profiles, resource: Resource) -> tuple[Floats, Flags]:
    """Units [n] the households need, essential or not, and whether the need is known [n]."""
    count = COUNTS[resource.demand.per]
    found = [count(household, resource.demand) for household in profiles.households]
    return np.array([units for units, _ in found], dtype=float), np.array([known for _, known in found], bool)


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
