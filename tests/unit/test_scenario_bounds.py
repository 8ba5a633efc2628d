"""Numbers in a scenario file that nobody means are refused with their place."""

import pytest

from rematch.errors import Unreadable
from rematch.scenario import Scenario

KIEL = "01002000"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"pledges": {{"{KIEL}": 1{"0" * 24}}}}}',
        f'{{"pledges": {{"{KIEL}": -1}}}}',
        f'{{"limits": {{"{KIEL}": {{"persons": -5}}}}}}',
        f'{{"limits": {{"{KIEL}": {{"persons": 1e308}}}}}}',
        f'{{"limits": {{"{KIEL}": {{"persons": NaN}}}}}}',
        '{"seed": -1}',
        f'{{"seed": {"9" * 300}}}',
        f'{{"seed": {"9" * 5000}}}',
        "[" * 100_000,
    ],
)
def test_what_nobody_means_is_no_scenario(text: str) -> None:
    """Neither read nor a mistake of the program."""
    with pytest.raises(Unreadable) as refused:
        Scenario.from_file(text)
    assert refused.value.code == "scenario.unreadable"


def test_numbers_that_are_meant_are_kept() -> None:
    """Zero, and as much as a federal state has."""
    scenario = Scenario(pledges={KIEL: 0}, limits={KIEL: {"persons": 20_000.0}}, seed=2**32 - 1)
    assert Scenario.from_file(scenario.to_json()) == scenario
