"""No criterion is a trump: none counts more than a quarter of what a household's fit is made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.instance import assemble
from rematch.instance.fit import KAPPA
from rematch.instance.greatest_share import GREATEST_SHARE, most
from rematch.scenario import Scenario
from tests import demo

WEIGHTS = st.lists(st.floats(0, 30), min_size=1, max_size=8)


@given(WEIGHTS)
def test_each_weight_is_the_least_of_itself_and_a_quarter_of_all(weights: list[float]) -> None:
    """The closed form fulfils what it stands for, and lowers nothing that keeps within a quarter."""
    weight = np.array(weights)
    [bound] = most(weight[:, None])
    lowered = np.minimum(weight, bound)
    quarter = GREATEST_SHARE * (KAPPA + lowered.sum())
    np.testing.assert_allclose(lowered, np.minimum(weight, quarter), atol=1e-9)


def test_whoever_calls_all_else_unimportant_gives_its_wish_no_more_than_a_quarter() -> None:
    """On the demo: every household's weights, and those of one that names a single thing."""
    known = demo.known()
    people = known.profiles.households
    ids = [c.id for c in known.catalogue.criteria if c.side == "household" and c.weighed]
    alone = people[0].model_copy(update={"priorities": {**dict.fromkeys(ids, 0), "place_ranking": 3}})
    told = known.profiles.model_copy(update={"households": (alone, *people[1:])})
    for profiles in (known.profiles, told):
        instance = assemble(type(known)(profiles, known.catalogue, "data"), Scenario())
        for i in range(len(people)):
            parts = [part for part in instance.parts(i, 0) if part.side == "household"]
            counted = [0.0 if part.score is None else part.weight for part in parts]
            heaviest = max(w for w, part in zip(counted, parts, strict=True) if not part.neutral)
            assert heaviest <= GREATEST_SHARE * sum(counted) * (1 + 1e-9)


def test_towns_weights_and_a_household_within_the_quarter_stay_as_they_are() -> None:
    """Only what is above it is lowered, and only on the people's side."""
    instance = assemble(demo.known(), Scenario())
    lowered = instance.scores.of_household < instance.measured.of_household - 1e-12
    assert 0 < lowered.any(axis=0).mean() < 0.5
    assert not lowered[instance.scores.of_town].any()
    weights = instance.weights[:, None] * instance.scores.of_household
    for c, i in np.argwhere(lowered):
        people = weights[~instance.scores.of_town, i].sum()
        assert weights[c, i] == pytest.approx(GREATEST_SHARE * (KAPPA + people))
