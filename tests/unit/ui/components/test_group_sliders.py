"""What a browser may say of a group's weight."""

import math

import pytest

from rematch.ui.components.group_sliders import is_weight


@pytest.mark.parametrize(
    ("said", "true"),
    [(0, True), (2.0, True), (-0.1, False), (2.1, False), (math.nan, False), (True, False), ("1.0", False)],
)
def test_a_weight_is_a_number_within_its_limits(said: object, true: bool) -> None:
    """Limits that only a browser keeps are none."""
    assert is_weight(said, 2.0) is true
