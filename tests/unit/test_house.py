"""The picture of the house is today's."""

import xml.etree.ElementTree as ET

from tests.house import PICTURE, draw
from tests.house_plan import arrows, rooms
from tests.unit.test_architecture import GROUND


def test_the_picture_is_what_the_imports_are() -> None:
    """Drawn anew it is the same, byte for byte; after a change `make house` draws it."""
    assert draw() == PICTURE.read_text(encoding="utf-8"), "make house"


def test_every_room_and_wing_stands_in_the_picture_once() -> None:
    """No room is left out, and no arrow leads upwards or to the ground."""
    words = [node.text for node in ET.fromstring(PICTURE.read_text(encoding="utf-8")).iter() if node.text]
    boxes, below = rooms()
    for box in boxes.values():
        assert words.count(box.name) >= 1
        assert {name for name, _ in box.wings} <= set(words)
    assert all(low not in GROUND for _, low in arrows(below))
