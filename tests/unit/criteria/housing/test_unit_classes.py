"""Classes of units: which rows are one, and in which order they stand."""

from itertools import permutations

from rematch.criteria.housing.unit_classes import Likeness, classes_of, likeness
from rematch.model import Unit
from tests.builders import municipality

TYPES = ("flat", "hostel")
ROWS = (
    {"step_free": True},
    {"protected_for": "women"},
    {"open_to": "families"},
    {"beds": 2},
    {"beds": 4},
    {"pets": True},
)


def units(*rows: dict[str, object]) -> tuple[Unit, ...]:
    return tuple(Unit.model_validate({"unit": f"W{n}", "type": "flat", **row}) for n, row in enumerate(rows))


def test_the_order_of_the_classes_is_that_of_no_file():
    """However three rows stand, the classes and their counts are the same, in the same order."""
    for chosen in permutations(ROWS, 3):
        ways = [
            list(classes_of(municipality(units=units(*way)), TYPES).items()) for way in permutations(chosen)
        ]
        assert all(way == ways[0] for way in ways)


def test_the_plainest_class_comes_first_and_the_protected_one_last():
    """Of which nothing is said, the small before the large, the special after the plain."""
    found = [one for one in classes_of(municipality(units=units(*ROWS)), TYPES) if one.type == "flat"]
    assert found[0] == Likeness("flat") and found[-1].protected
    beds = [one.beds for one in found]
    assert beds.index(2) < beds.index(4)
    assert found.index(likeness(units({"beds": 2})[0])) < found.index(likeness(units({"step_free": True})[0]))


def test_every_type_has_a_class_also_without_a_unit():
    """A list of flats alone says that there is no hostel."""
    counts = classes_of(municipality(units=units({"count": 3})), TYPES)
    assert counts == {Likeness("flat"): 3, Likeness("hostel"): 0}
    assert sum(classes_of(municipality(units=units({"type": "castle"})), TYPES).values()) == 0
