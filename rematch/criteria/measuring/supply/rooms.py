"""Sizes of homes: of each unit where a list tells, else as a town states them by type.

A field of sizes lists 1, 2, ... rooms in the order of its options; the last one means so many or more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion, Field, MeasureName
from rematch.criteria.columns import Column, Flags, Floats, Ints
from rematch.criteria.housing.unit_classes import Likeness
from rematch.criteria.housing.unit_types import PETS_ALLOWED, listed_offer, unit_types
from rematch.criteria.measuring import measures
from rematch.criteria.switches import switched_on
from rematch.model import Answers, CriterionId, FieldId, Municipality, Profiles, ResourceId, Value
from rematch.scenario import Scenario


def least_wanted(column: Column, field: Field | None) -> Floats:
    """[r] rooms of the smallest size that would do, 0 where none was named, NaN unknown."""
    return np.array([min(_rooms(value, field), default=0.0) for value in column], dtype=float)


def most_there(column: Column, field: Field | None) -> Floats:
    """[m] rooms of the largest size, 0 where there is none, NaN unknown."""
    return np.array([max(_rooms(value, field), default=0.0) for value in column], dtype=float)


@dataclass(frozen=True, eq=False)
class SizedClasses:
    """u classes of units: their municipality [u], type [u], and what a list says of them [u].

    None = only the type is known.
    """

    place: Ints
    type: tuple[ResourceId, ...]
    listed: tuple[Likeness | None, ...]


def crowded(profiles: Profiles, catalogue: Catalogue, scenario: Scenario, classes: SizedClasses) -> Flags:
    """[n, u] too few rooms or beds for the household, where the criterion is hard for it.

    More persons than beds; where those are not known, more than `persons_per_room` persons a room. Without a
    list of units the largest unit of the type counts. What nobody stated, and so many rooms or more, is not
    too few.
    """
    sizes = np.array([household.size for household in profiles.households], dtype=float)
    small = np.zeros((len(sizes), len(classes.place)), dtype=bool)
    for criterion in switched_on(catalogue, scenario, profiles.cohort):
        if not measures_rooms(criterion) or criterion.hard == "never":
            continue
        binds, of_town = _binds(criterion, profiles), _too_few(criterion, profiles, catalogue)
        for c, (kind, one) in enumerate(zip(classes.type, classes.listed, strict=True)):
            if one is not None:
                small[:, c] |= binds & (sizes > room_for(one, criterion))
            elif kind == criterion.resource:
                small[:, c] |= binds & of_town[:, classes.place[c]]
    return small


def sizes(
    profiles: Profiles, catalogue: Catalogue, scenario: Scenario, classes: SizedClasses
) -> dict[CriterionId, Floats]:
    """[n, u] by criterion of sizes its score in units of a list; NaN where it does not apply, or none is."""
    rooms = [np.nan if one is None or one.rooms is None else one.rooms for one in classes.listed]
    is_listed = np.array([one is not None for one in classes.listed], dtype=bool)
    found = {}
    for criterion in switched_on(catalogue, scenario, profiles.cohort) if is_listed.any() else ():
        if measures_rooms(criterion):
            scored = measures.rooms(
                wanted(criterion, profiles, catalogue), np.array(rooms), criterion.unknown
            )
            found[criterion.id] = np.where(is_listed, scored.score, np.nan)
    return found


def wanted(criterion: Criterion, profiles: Profiles, catalogue: Catalogue) -> Floats:
    """[n] rooms of the smallest size that would do for a household, 0 where none was named, NaN unknown."""
    need = criterion.need or FieldId("")
    answers = [household.answers.get(need) for household in profiles.households]
    return least_wanted(answers, catalogue.field_by_id.get(need))


def room_words(rooms: Iterable[float | None], field: Field | None) -> tuple[str, ...]:
    """Sizes in the words of a field that lists 1, 2, ... rooms, smallest first."""
    names = [option.id for option in field.options] if field else []
    places = sorted({min(int(count), len(names)) for count in rooms if count is not None})
    return tuple(names[place - 1] for place in places if place)


def offers_and_list(town: Municipality, catalogue: Catalogue) -> Answers:
    """A municipality's offers, by its list of units where that speaks of them; unknown is absence."""
    if not town.units:
        return town.offers
    told: dict[FieldId, Value | None] = {PETS_ALLOWED: listed_offer(town, PETS_ALLOWED)}
    for criterion in catalogue.criteria:
        if measures_rooms(criterion) and criterion.offer:
            rooms = (unit.rooms for unit in town.units if unit.count)
            told[criterion.offer] = room_words(rooms, catalogue.field_by_id.get(criterion.offer)) or None
    kept = {field: value for field, value in town.offers.items() if field not in told}
    return kept | {field: value for field, value in told.items() if value is not None}


def room_for(one: Likeness, criterion: Criterion) -> float:
    """For how many persons a unit of a list has room, inf where it does not say."""
    if one.beds is not None or one.rooms is None:
        return one.persons
    return one.rooms * (criterion.params.persons_per_room or np.inf)


def measures_rooms(criterion: Criterion) -> bool:
    """Whether the criterion is about the size of homes."""
    return criterion.measure is MeasureName.ROOMS


def largest(criterion: Criterion, profiles: Profiles, catalogue: Catalogue) -> Floats:
    """[m] rooms of the largest home of each municipality, by its list of units if it has one; NaN unknown."""
    field = criterion.offer or FieldId("")
    stated = [m.offers.get(field) for m in profiles.municipalities]
    rooms = most_there(stated, catalogue.field_by_id.get(field))
    for j, town in enumerate(profiles.municipalities):
        if town.units:
            rooms[j] = _largest_listed(town, criterion, catalogue)
    return rooms


def _largest_listed(town: Municipality, criterion: Criterion, catalogue: Catalogue) -> float:
    types = unit_types(catalogue)
    own = [unit.rooms for unit in town.units if unit.count and types.get(unit.type) == criterion.resource]
    said = [rooms for rooms in own if rooms is not None]
    return max(said) if said else np.nan if own else 0.0


def _binds(criterion: Criterion, profiles: Profiles) -> Flags:
    """[n] the households for which sizes bar."""
    held = [criterion.hard == "always" or criterion.binds(household) for household in profiles.households]
    return np.array(held, dtype=bool)


def _too_few(criterion: Criterion, profiles: Profiles, catalogue: Catalogue) -> Flags:
    """[n, m] the largest unit of the criterion's type has too few rooms."""
    rooms = largest(criterion, profiles, catalogue)
    field = catalogue.field_by_id.get(criterion.offer or FieldId(""))
    rooms = np.where(rooms == len(field.options) if field else False, np.inf, rooms)
    sizes = np.array([household.size for household in profiles.households], dtype=float)
    too_few: Flags = sizes[:, None] > (criterion.params.persons_per_room or np.inf) * rooms
    return too_few


def _rooms(value: object, field: Field | None) -> list[float]:
    if not isinstance(value, tuple) or field is None:
        return [np.nan]
    names = [option.id for option in field.options]
    return [names.index(str(word)) + 1.0 for word in value if str(word) in names]
