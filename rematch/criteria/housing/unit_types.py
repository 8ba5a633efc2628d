"""The types of accommodation, and which resources and offers a list of units speaks for itself."""

from collections.abc import Callable
from typing import Protocol

from rematch.criteria.catalogue import Catalogue, Resource
from rematch.model import FieldId, Municipality, ProtectedFor, ResourceId, Value

STEP_FREE, PROTECTED = ResourceId("step_free"), ResourceId("protected_places")
"""Resources that a list of units counts itself."""
PETS_ALLOWED, SITE_KINDS = FieldId("pets_allowed"), FieldId("site_kinds")
"""What a municipality offers as far as one of its units does."""
OWN_HOUSING = ResourceId("own_housing")
"""In place of a type: a household lives in a flat of its own, or with somebody, and takes no unit."""


def type_name(resource: Resource) -> str:
    """How the answers of households call a type."""
    return resource.demand.type or str(resource.id)


def unit_types(catalogue: Catalogue) -> dict[str, ResourceId]:
    """The types by the words of households and lists of units, in the catalogue's order."""
    return {type_name(r): r.id for r in catalogue.resources if r.demand.per == "unit"}


class Described(Protocol):
    """What a row, or a class of rows alike, says of its units."""

    @property
    def step_free(self) -> bool | None:
        """Whether they are reached without steps."""

    @property
    def protected_for(self) -> ProtectedFor | None:
        """Whose need of protection they meet."""


def protected(unit: Described) -> bool | None:
    """Whether a unit meets anybody's need of protection, None unknown."""
    return None if unit.protected_for is None else unit.protected_for is not ProtectedFor.NONE


COUNTED: dict[ResourceId, Callable[[Described], bool | None]] = {
    STEP_FREE: lambda unit: unit.step_free,
    PROTECTED: protected,
}
"""Whether a unit counts as one of a resource, None where its row does not say so."""


def counted_units(town: Municipality, resource: Resource) -> float | None:
    """How many a municipality's list has of a type of accommodation, or of a resource that is COUNTED.

    None, unknown, where it has none for sure and some rows do not say so.
    """
    if resource.demand.per == "unit":
        return float(sum(unit.count for unit in town.units if unit.type == type_name(resource)))
    counts = COUNTED[resource.id]
    found = [(counts(unit), unit.count) for unit in town.units if unit.count]
    total = sum(count for is_one, count in found if is_one)
    return None if total == 0 and any(is_one is None for is_one, _ in found) else float(total)


def listed_offer(town: Municipality, field: FieldId) -> Value | None:
    """A municipality's offer, by its list of units where that speaks of it; None unknown."""
    if field != PETS_ALLOWED or not town.units:
        return town.offers.get(field)
    said = [unit.pets for unit in town.units if unit.count]
    return True if True in said else None if None in said else False
