"""What a resource asks of its demand, so that no catalogue fails, or binds nobody, while planning."""

from collections.abc import Iterator

from rematch.criteria.catalogue import (
    BASE_COLUMNS,
    PERSONS,
    Catalogue,
    Demand,
    Field,
    FieldType,
    MeasureName,
    Resource,
)
from rematch.criteria.measuring.standards import LEVELS

Fault = tuple[str, dict[str, object]]

OLDEST = 120
SAID = frozenset({FieldType.FLAG, FieldType.NUMBER, FieldType.SET, FieldType.MAP})
"""Answers that are a need if they are yes, more than nothing, or name something."""
LEVELLED = frozenset({FieldType.LEVEL, FieldType.LANGUAGES})


def resource_faults(resource: Resource, catalogue: Catalogue) -> Iterator[Fault]:
    """Why a household's demand could not be counted; names that lead nowhere are not repeated here."""
    demand = resource.demand
    if (resource.id == PERSONS) is not (demand.per == "persons"):
        yield "catalogue.persons_by_size", {"name": PERSONS}
    yield from _served(resource, catalogue)
    yield from _age(demand)
    if demand.at_most is not None and demand.at_most not in LEVELS:
        yield "catalogue.unknown_level", {"name": demand.at_most}
    if demand.field is None:
        if demand.per == "household":
            yield "catalogue.demand_incomplete", {"name": "field"}
        return
    field = catalogue.field_by_id.get(demand.field)
    if field is not None:
        yield from _field(field, resource, catalogue)
    elif demand.field in BASE_COLUMNS:
        yield "catalogue.demand_field", {"name": demand.field}


def order_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Places for people are the first resource: figures and forms count on it."""
    if not catalogue.resources or catalogue.resources[0].id != PERSONS:
        yield "catalogue.persons_first", {"name": PERSONS}


def _served(resource: Resource, catalogue: Catalogue) -> Iterator[Fault]:
    """Whoever is served scores by a criterion that counts the places of just this resource."""
    if resource.binds != "served":
        return
    if resource.demand.per in ("persons", "unit"):
        yield "catalogue.served_demand", {"name": resource.demand.per}
    criterion = catalogue.by_id.get(resource.criterion)
    counts = criterion is not None and criterion.measure is MeasureName.PLACES
    if criterion is not None and not (counts and criterion.resource == resource.id):
        yield "catalogue.served_by_places", {"name": resource.criterion}


def _age(demand: Demand) -> Iterator[Fault]:
    if demand.age is None:
        return
    low, high = demand.age
    if not 0 <= low <= high <= OLDEST:
        yield "catalogue.bounds", {"name": "age", "low": low, "high": high}


def _field(field: Field, resource: Resource, catalogue: Catalogue) -> Iterator[Fault]:
    demand = resource.demand
    side = "member" if demand.per == "member" else "household"
    if demand.per == "persons" or field.of != side:
        yield "catalogue.demand_field", {"name": field.id}
    elif demand.per == "unit":
        yield from _type(field, resource, catalogue)
    elif field.type not in _counted(demand):
        yield "catalogue.demand_type", {"name": field.id}


def _counted(demand: Demand) -> frozenset[FieldType]:
    """The types of field that a demand by member or household can be counted from."""
    if demand.at_most is None:
        return SAID
    return LEVELLED if demand.per == "member" else frozenset()


def _type(field: Field, resource: Resource, catalogue: Catalogue) -> Iterator[Fault]:
    """Types of accommodation are answers of one set that all of them share."""
    if field.type is not FieldType.SET:
        yield "catalogue.demand_type", {"name": field.id}
    if any(r.demand.field != field.id for r in catalogue.resources if r.demand.per == "unit"):
        yield "catalogue.unit_fields", {"name": field.id}
    name = resource.demand.type or str(resource.id)
    if field.options and name not in {option.id for option in field.options}:
        yield "catalogue.unknown_name", {"name": name}
