"""The least set of decisions to take back, by households and municipalities."""

import numpy as np
import pytest

from rematch.errors import Contradiction
from rematch.planning.plan import replan
from rematch.planning.relaxation import relaxation
from rematch.scenario import Pin, Scenario, Veto
from tests import demo


def overfull() -> Scenario:
    """Everybody who may go there and is tied to nobody, pinned to the first municipality."""
    instance = demo.cold().instance
    place = instance.profiles.municipalities[0]
    tied = {i for group in (*instance.problem.linked, *instance.problem.apart) for i in group}
    free = [int(i) for i in np.flatnonzero(instance.rules.allowed[:, 0]) if i not in tied]
    pins = (Pin(household=instance.profiles.households[i].id, ags=place.ags, reason="trial") for i in free)
    return Scenario(pins=tuple(pins), weights={"childcare": 2.0})


def test_pins_that_exceed_the_places_are_relaxed_until_they_fit_and_no_further() -> None:
    """The relaxed scenario holds, keeps everything else, and any pin put back contradicts again."""
    scenario = overfull()
    with pytest.raises(Contradiction):
        replan(demo.known(), scenario)
    least = relaxation(demo.known(), scenario, earlier=demo.cold().instance)
    assert least.pins and not least.vetoes and not least.apart
    assert replan(demo.known(), least.scenario).check.ok
    assert least.scenario.weights == scenario.weights
    assert set(least.scenario.pins) | set(least.pins) == set(scenario.pins)
    for pin in least.pins:
        again = least.scenario.model_copy(update={"pins": (*least.scenario.pins, pin)})
        with pytest.raises(Contradiction):
            replan(demo.known(), again)


def test_of_a_pin_and_a_veto_against_it_the_pin_goes() -> None:
    """A pin against a veto costs one either way, and the pin goes; decisions that hold are untouched."""
    household = demo.cold().placements[0]
    other = demo.cold().placements[1]
    scenario = Scenario(
        pins=(Pin(household=household.household, ags=household.ags),),
        vetoes=(
            Veto(household=household.household, ags=household.ags),
            Veto(household=other.household, ags=other.ags),
        ),
    )
    least = relaxation(demo.known(), scenario)
    assert least.pins == scenario.pins and least.vetoes == ()
    assert least.scenario.vetoes == scenario.vetoes
    assert relaxation(demo.known(), least.scenario).count == 0


def test_a_pledge_nobody_can_fill_is_reported_with_what_is_possible() -> None:
    """A minimum above the places stays missed, whatever is taken back."""
    place = demo.profiles().municipalities[0]
    least = relaxation(demo.known(), Scenario(pledges={place.ags: 10_000}))
    (beyond,) = [pledge for pledge in least.pledges if pledge.ags == place.ags]
    assert beyond.pledged == 10_000
    assert 0 < beyond.most <= place.capacity["persons"]
    assert least.count == 0
