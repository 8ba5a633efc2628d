"""Accommodation by type: how many units there are, who accepts which, and in which order."""

import numpy as np
import pytest

from rematch.criteria.measuring.measured import measure
from rematch.criteria.measuring.supply.accommodation import accommodation
from rematch.scenario import Scenario
from tests.builders import catalogue, criterion, field, household, municipality, profiles, resource

NAN = np.nan
TYPES = [
    resource(kind, "homes", per="unit", field="accepted", type=kind) for kind in ("flat", "shared", "hostel")
]
RULE = criterion("homes", rule="accommodation", need="accepted")
HOMES = catalogue(RULE, fields=[field("accepted", type="set")], resources=TYPES)
KIEL, TROISDORF = "01002000", "05382068"


@pytest.mark.parametrize(
    ("accepted", "scores"),
    [
        (("flat", "hostel"), [1.0, NAN, 0.7]),
        (("hostel", "shared", "flat"), [0.4, 0.7, 1.0]),
        (("flat",), [1.0, NAN, NAN]),
        ((), [1.0, 1.0, 1.0]),
        (None, [1.0, 1.0, 1.0]),
        (("tent", "hostel"), [NAN, NAN, 1.0]),
    ],
)
def test_the_order_of_accepted_types_is_a_score(accepted, scores):
    """1, 0.7, 0.4 as named, nothing for what is not accepted; who named none takes any."""
    answers = {} if accepted is None else {"accepted": accepted}
    homes = accommodation(profiles([household(answers=answers)]), HOMES, Scenario())
    np.testing.assert_allclose(homes.score[0], scores)


def test_the_possible_score_is_that_of_the_best_accepted_type_of_which_there_is_a_unit():
    """No flat in the second town: the hostel, named second, is the best there; half a unit is none."""
    towns = [
        municipality(KIEL, capacity={"flat": 1}),
        municipality(TROISDORF, capacity={"flat": 0.5, "hostel": 1}),
    ]
    people = [household(answers={"accepted": ("flat", "hostel")})]
    scored = measure(RULE, profiles(people, towns), HOMES, Scenario())
    np.testing.assert_allclose(scored.score, [[1.0, 0.7]])
    assert not scored.unknown.any()


def test_who_was_not_asked_has_no_score_and_that_is_counted():
    """An unknown wish is not applicable, flagged; no town gains by it."""
    scored = measure(RULE, profiles([household()]), HOMES, Scenario())
    assert np.isnan(scored.score).all() and scored.unknown.all()


def test_units_come_from_the_stated_capacity_a_limit_replaces_it_and_unstated_is_no_limit():
    """Each type at each town is a class, in the order of towns and types."""
    towns = [municipality(KIEL, capacity={"flat": 2, "shared": 0}), municipality(TROISDORF)]
    scenario = Scenario(limits={TROISDORF: {"shared": 4}})
    homes = accommodation(profiles((), towns), HOMES, scenario)
    np.testing.assert_array_equal(homes.count, [[2, 0, np.inf], [np.inf, 4, np.inf]])
    assert homes.place.tolist() == [0, 0, 0, 1, 1, 1]
    assert [homes.type_of(c) for c in range(6)] == ["flat", "shared", "hostel"] * 2
    assert homes.number(1, "shared") == 4


def test_without_its_criterion_accommodation_plays_no_part():
    """Switched off there is nothing to decide; without types in the catalogue neither."""
    assert accommodation(profiles(), HOMES, Scenario(switches={"homes": False})) is None
    assert accommodation(profiles(), catalogue(), Scenario()) is None
