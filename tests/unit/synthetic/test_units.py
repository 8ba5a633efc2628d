"""Invented lists of housing units: as many as the capacities say, for the people there are."""

import pytest

from rematch.criteria.housing.unit_classes import classes_of
from rematch.criteria.housing.unit_types import PROTECTED, STEP_FREE, counted_units, unit_types
from rematch.model import Profiles
from rematch.synthetic import generate
from tests import demo

TYPES = unit_types(demo.catalogue())
MOST_CLASSES = 20


def listed(seed: int) -> Profiles:
    return generate(30, 8, seed, demo.catalogue(), units=True)


@pytest.mark.parametrize("seed", range(1, 7))
def test_lists_say_what_the_capacities_say_and_nothing_else_changes(seed: int) -> None:
    """By type, step-free and protected; a town that has not stated every type keeps no list."""
    made, plain = listed(seed), generate(30, 8, seed, demo.catalogue())
    assert made.households == plain.households
    some = 0
    for town, before in zip(made.municipalities, plain.municipalities, strict=True):
        assert town.model_copy(update={"units": ()}) == before
        if not all(resource in town.capacity for resource in TYPES.values()):
            assert town.units == ()
            continue
        some += bool(town.units)
        total = sum(unit.count for unit in town.units)
        for resource in (*TYPES.values(), STEP_FREE, PROTECTED):
            stated = before.capacity.get(resource)
            found = counted_units(town, demo.catalogue().resource_by_id[resource]) if town.units else 0.0
            assert found == (min(stated, total) if stated is not None else None) or not town.units
        assert len(classes_of(town, tuple(TYPES))) <= MOST_CLASSES
    assert some >= 4


@pytest.mark.parametrize("seed", range(1, 7))
def test_units_are_as_large_as_households_that_want_them(seed: int) -> None:
    """Every unit has a bed a person for some household; half the units are not larger than three rooms."""
    made = listed(seed)
    sizes = {household.size for household in made.households}
    units = [unit for town in made.municipalities for unit in town.units for _ in range(unit.count)]
    assert all(unit.beds and unit.rooms and unit.beds >= min(sizes) for unit in units)
    assert sum(unit.rooms <= 3 for unit in units) >= len(units) / 2  # type: ignore[operator]


def test_the_same_seed_gives_the_same_lists() -> None:
    assert listed(3) == listed(3)
