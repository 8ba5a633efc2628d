"""The types of accommodation, and which resources a unit's own row answers for."""

from rematch.criteria.catalogue import Catalogue, Resource
from rematch.model import ResourceId, Unit

STEP_FREE, PROTECTED = ResourceId("step_free"), ResourceId("protected_places")
"""Resources that a list of units counts itself."""


def type_name(resource: Resource) -> str:
    """How the answers of households call a type."""
    return resource.demand.type or str(resource.id)


def unit_types(catalogue: Catalogue) -> dict[str, ResourceId]:
    """The types by the words of households and lists of units, in the catalogue's order."""
    return {type_name(r): r.id for r in catalogue.resources if r.demand.per == "unit"}


def counts_as(unit: Unit, resource: ResourceId) -> bool | None:
    """Whether a unit is one of the resource, None where its row does not say so."""
    if resource == STEP_FREE:
        return unit.step_free
    return None if unit.protected_for is None else unit.protected_for != "none"
