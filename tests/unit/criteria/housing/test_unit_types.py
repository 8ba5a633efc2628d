"""What a list of units says of resources and offers: counted from the rows, unknown where they do not say."""

import pytest

from rematch.criteria.housing.unit_types import (
    PETS_ALLOWED,
    PROTECTED,
    STEP_FREE,
    counted_units,
    listed_offer,
)
from rematch.model import Municipality
from tests.builders import municipality, resource

SAID = {True: "women", False: "none", None: None}


def town(*said: tuple[bool | None, int]) -> Municipality:
    """Rows that say this of step-free access, protection and pets, each for so many units."""
    units = [
        {
            "unit": f"W{n}",
            "type": "flat",
            "count": count,
            "step_free": flag,
            "protected_for": SAID[flag],
            "pets": flag,
        }
        for n, (flag, count) in enumerate(said)
    ]
    return municipality(units=units, offers={PETS_ALLOWED: False})


@pytest.mark.parametrize("name", [STEP_FREE, PROTECTED])
@pytest.mark.parametrize(
    ("rows", "there"),
    [
        ([(True, 2), (False, 3), (None, 4)], 2),
        ([(False, 3)], 0),
        ([(False, 3), (None, 4)], None),
        ([(False, 3), (None, 0)], 0),
        ([(True, 0), (None, 1)], None),
    ],
)
def test_units_for_sure_are_counted_and_none_for_sure_is_none(name, rows, there):
    """Rows that do not say leave it unknown only where no unit is for sure."""
    assert counted_units(town(*rows), resource(name, per="household", field="needs")) == there


def test_types_are_counted_by_their_word():
    """A type without a row has no unit."""
    found = town((True, 2), (None, 3))
    assert counted_units(found, resource("flat", per="unit", field="accepted", type="flat")) == 5
    assert counted_units(found, resource("hostel", per="unit", field="accepted", type="hostel")) == 0


@pytest.mark.parametrize(
    ("rows", "allowed"),
    [([(True, 1), (False, 1)], True), ([(None, 1), (False, 1)], None), ([(False, 1)], False)],
)
def test_pets_are_allowed_where_one_unit_allows_them(rows, allowed):
    """The list speaks, not the offer beside it; without a list the offer does."""
    assert listed_offer(town(*rows), PETS_ALLOWED) is allowed
    assert listed_offer(municipality(offers={PETS_ALLOWED: True}), PETS_ALLOWED) is True
