"""A place in childcare more brings no more than its price, and is found where it helps."""

import numpy as np

from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.alternatives.forced_assignment import one_more_place
from rematch.whatif.alternatives.marginal_capacity import bottlenecks
from rematch.whatif.alternatives.prices import UNITS, unit_prices
from tests.builders import household, municipality, profiles
from tests.seeds import seeds
from tests.unit.instance.test_serving import KIEL, TABLE, TROISDORF, drawn


@seeds(range(60))
def test_units_more_bring_at_most_their_price(seed: int) -> None:
    """At every town, one and two; where more people are placed the price says nothing."""
    report = replan(prepare_cohort(drawn(seed), TABLE, "data"), Scenario())
    prices, solution = unit_prices(report), report.solution
    slack = solution.certified_bound - solution.objective
    k = report.instance.limited.names.index("care")
    for j, place in enumerate(report.instance.profiles.municipalities):
        for units in UNITS:
            more = one_more_place(report, place.ags, "care", units).solution
            assert more.persons_placed >= solution.persons_placed
            if more.persons_placed == solution.persons_placed:
                assert more.objective - solution.objective <= units * prices[j, k] + slack + 1e-6


def test_a_place_that_only_becomes_possible_is_found_first() -> None:
    """Essential, confirmed childcare for two where one place is stated: one more brings the wished town."""
    family = household("h", ages=(30, 31, 3, 4), wish_ags=(KIEL,), priorities={"care": 3})
    towns = [
        municipality(KIEL, capacity={"persons": 9, "care": 1}),
        municipality(TROISDORF, capacity={"persons": 9, "care": 2}),
    ]
    report = replan(prepare_cohort(profiles([family], towns), TABLE, "data"), Scenario())
    assert report.assignment.tolist() == [1]
    [best, *_] = bottlenecks(report).found
    assert (best.ags, best.resource, best.best.units) == (KIEL, "care", 1)
    assert np.isinf(best.price) and best.certain
