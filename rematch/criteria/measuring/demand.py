"""What households need of each resource, and how much of it there is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import PERSONS, Catalogue, Demand, Resource
from rematch.criteria.columns import Flags, Floats, Ints
from rematch.criteria.measuring.standards import LEVELS
from rematch.criteria.switches import is_on
from rematch.model import ESSENTIAL, FieldId, Household, Member, Profiles, ResourceId, Value
from rematch.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Supply:
    """`demand` [n, k] units, or [n, m, k] where the place decides (accommodation); `capacity` [m, k], inf."""

    resources: tuple[ResourceId, ...]
    demand: Floats
    capacity: Floats


def demand_and_capacity(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Supply:
    """Units of every resource that binds, with the scenario's limits in place of the stated capacity."""
    resources = binding(profiles, catalogue, scenario)
    capacity = stated_capacity(profiles, resources, scenario)
    demand = np.stack([demanded(profiles, resource)[0] for resource in resources], axis=-1)
    types = [k for k, resource in enumerate(resources) if resource.demand.per == "unit"]
    if types:
        chosen = chosen_type(profiles, [resources[k] for k in types], capacity[:, types])
        demand = np.repeat(demand[:, None, :], len(profiles.municipalities), axis=1)
        for number, k in enumerate(types):
            demand[:, :, k] = chosen == number
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
    """Units [n] that count against the capacity, and whether the need is known [n].

    A resource that binds only where it is essential is demanded by nobody else.
    """
    units, known = needed(profiles, resource)
    if resource.binds == "essential":
        marked = [h.priorities.get(resource.criterion, 1) == ESSENTIAL for h in profiles.households]
        units = np.where(marked, units, 0.0)
    return units, known


def needed(profiles: Profiles, resource: Resource) -> tuple[Floats, Flags]:
    """Units [n] the households need, essential or not, and whether the need is known [n]."""
    count = COUNTS[resource.demand.per]
    found = [count(household, resource.demand) for household in profiles.households]
    return np.array([units for units, _ in found], dtype=float), np.array([known for _, known in found], bool)


def chosen_type(profiles: Profiles, types: list[Resource], capacity: Floats) -> Ints:
    """[n, m] number of the first accepted type that has capacity there, -1 where none has.

    `capacity` [m, t], NaN where not stated, which is no limit. Who named no type accepts any.
    """
    has = np.isnan(capacity) | (capacity > 0)
    wanted = [_accepted(household, types) for household in profiles.households]
    by_order = {order: _first(has, order) for order in set(wanted)}
    return np.array([by_order[order] for order in wanted]).reshape(len(wanted), len(has))


def _accepted(household: Household, types: list[Resource]) -> tuple[int, ...]:
    field = types[0].demand.field
    words = household.answers.get(field) if field else None
    number = {resource.demand.type or str(resource.id): t for t, resource in enumerate(types)}
    if not isinstance(words, tuple) or not words:
        return tuple(range(len(types)))
    return tuple(number[str(word)] for word in words if str(word) in number)


def _first(has: Flags, order: tuple[int, ...]) -> Ints:
    if not order:
        return np.full(len(has), -1)
    accepted = has[:, list(order)]
    return np.where(accepted.any(axis=1), np.array(order)[accepted.argmax(axis=1)], -1)


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
    return bool(value) if demand.at_most is None else _level(value) <= LEVELS.index(demand.at_most)


def _level(value: Value) -> float:
    """A CEFR level, of German where a member's languages are asked."""
    if isinstance(value, dict):
        return value.get("de", 0.0)
    return LEVELS.index(value) if isinstance(value, str) else float(value)  # type: ignore[arg-type]


def _of_household(household: Household, demand: Demand) -> tuple[float, bool]:
    value = household.answers.get(demand.field or FieldId(""))
    return float(bool(value)), value is not None


def _of_unit(household: Household, demand: Demand) -> tuple[float, bool]:
    return 1.0, True


COUNTS: dict[str, Callable[[Household, Demand], tuple[float, bool]]] = {
    "persons": _of_persons,
    "member": _of_members,
    "household": _of_household,
    "unit": _of_unit,
}
