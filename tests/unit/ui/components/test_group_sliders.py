"""What is heard of a browser's wish for weights: each press once, in order, and nothing on trust."""

import math

import pytest

from rematch.ui.components.group_sliders import Heard, heard

GROUPS = {"work", "place"}
MOST = 2.0


def test_presses_are_heard_once_and_in_their_order() -> None:
    """What was answered already is not done again: it may have been undone since."""
    wish = {"place": [1.2, 5], "work": [0.5, 4]}
    assert heard(wish, 0, GROUPS, MOST) == Heard({"work": 0.5, "place": 1.2}, 5)
    assert list(heard(wish, 0, GROUPS, MOST).weights) == ["work", "place"]
    assert heard(wish, 4, GROUPS, MOST) == Heard({"place": 1.2}, 5)
    assert heard(wish, 5, GROUPS, MOST) == Heard({}, 5)


@pytest.mark.parametrize(
    "wish",
    [
        None,
        "place",
        [1.0, 1],
        {"nobody": [1.0, 1]},
        {"place": 1.0},
        {"place": [1.0]},
        {"place": [-0.1, 1]},
        {"place": [2.1, 1]},
        {"place": [math.nan, 1]},
        {"place": [True, 1]},
        {"place": ["1.0", 1]},
        {"place": [1.0, "1"]},
        {"place": [1.0, True]},
        {"place": [1.0, 1, 1]},
    ],
)
def test_what_is_no_weight_of_a_group_counts_for_nothing(wish: object) -> None:
    """Limits that only a browser keeps are none."""
    assert heard(wish, 0, GROUPS, MOST) == Heard({}, 0)
    assert heard(wish, 7, GROUPS, MOST) == Heard({}, 7)
