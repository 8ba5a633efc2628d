"""Sizes of homes as far as they are stated: by town and type, not by unit.

A field of sizes lists 1, 2, ... rooms in the order of its options; the last one means so many or more.
"""

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion, Field, MeasureName
from rematch.criteria.columns import Column, Flags, Floats
from rematch.criteria.switches import switched_on
from rematch.model import ESSENTIAL, FieldId, Profiles, ResourceId
from rematch.scenario import Scenario


def least_wanted(column: Column, field: Field | None) -> Floats:
    """[r] rooms of the smallest size that would do, 0 where none was named, NaN unknown."""
    return np.array([min(_rooms(value, field), default=0.0) for value in column], dtype=float)


def most_there(column: Column, field: Field | None) -> Floats:
    """[m] rooms of the largest size, 0 where there is none, NaN unknown."""
    return np.array([max(_rooms(value, field), default=0.0) for value in column], dtype=float)


def crowded(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> dict[ResourceId, Flags]:
    """[n, m] by type of accommodation: even the largest unit there has too few rooms for the household.

    More than `persons_per_room` persons a room, where the criterion is hard for them. What nobody stated, and
    so many rooms or more, is not too few.
    """
    found = {}
    for criterion in switched_on(catalogue, scenario, profiles.cohort):
        if measures_rooms(criterion) and criterion.hard != "never" and criterion.resource is not None:
            found[criterion.resource] = _too_few(criterion, profiles, catalogue)
    return found


def measures_rooms(criterion: Criterion) -> bool:
    """Whether the criterion is about the size of homes."""
    return criterion.measure is MeasureName.ROOMS


def largest(criterion: Criterion, profiles: Profiles, catalogue: Catalogue) -> Floats:
    """[m] rooms of the largest home that each municipality states, NaN unknown."""
    field = criterion.offer or FieldId("")
    return most_there(
        [m.offers.get(field) for m in profiles.municipalities], catalogue.field_by_id.get(field)
    )


def _too_few(criterion: Criterion, profiles: Profiles, catalogue: Catalogue) -> Flags:
    rooms = largest(criterion, profiles, catalogue)
    field = catalogue.field_by_id.get(criterion.offer or FieldId(""))
    rooms = np.where(rooms == len(field.options) if field else False, np.inf, rooms)
    sizes = np.array([household.size for household in profiles.households], dtype=float)
    binds = np.array(
        [
            criterion.hard == "always" or h.priorities.get(criterion.id, 1) == ESSENTIAL
            for h in profiles.households
        ],
        dtype=bool,
    )
    too_few: Flags = sizes[:, None] > (criterion.params.persons_per_room or np.inf) * rooms
    return binds[:, None] & too_few


def _rooms(value: object, field: Field | None) -> list[float]:
    if not isinstance(value, tuple) or field is None:
        return [np.nan]
    names = [option.id for option in field.options]
    return [names.index(str(word)) + 1.0 for word in value if str(word) in names]
