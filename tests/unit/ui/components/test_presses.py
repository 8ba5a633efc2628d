"""What is heard of a browser's presses: each once, in order, and nothing on trust."""

import pytest

from rematch.ui.components.presses import Heard, heard

KNOWN = {"work", "place"}


def _is_number(value: object) -> bool:
    return isinstance(value, float)


def test_presses_are_heard_once_and_in_their_order() -> None:
    """What was answered already is not done again: it may have been undone since."""
    wish = {"place": [1.2, 5], "work": [0.5, 4]}
    assert heard(wish, 0, KNOWN, _is_number) == Heard({"work": 0.5, "place": 1.2}, 5)
    assert list(heard(wish, 0, KNOWN, _is_number).values) == ["work", "place"]
    assert heard(wish, 4, KNOWN, _is_number) == Heard({"place": 1.2}, 5)
    assert heard(wish, 5, KNOWN, _is_number) == Heard({}, 5)


@pytest.mark.parametrize(
    "wish",
    [
        None,
        "place",
        [1.0, 1],
        {"nobody": [1.0, 1]},
        {"place": 1.0},
        {"place": [1.0]},
        {"place": ["1.0", 1]},
        {"place": [1.0, "1"]},
        {"place": [1.0, True]},
        {"place": [1.0, 1, 1]},
    ],
)
def test_what_is_no_press_counts_for_nothing(wish: object) -> None:
    """Whatever a browser sends: the last press that was heard stays the last."""
    assert heard(wish, 0, KNOWN, _is_number) == Heard({}, 0)
    assert heard(wish, 7, KNOWN, _is_number) == Heard({}, 7)
