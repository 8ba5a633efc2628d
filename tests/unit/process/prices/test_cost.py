"""What charging prices costs those at hand: fit and places, never a person's place."""

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.process.prices.cost import SHARES, price_costs
from rematch.process.prices.place_prices import PlacePrice, PlacePrices
from rematch.scenario import Scenario
from tests.rounds import FIRST_DAY, cohort

KNOWN = prepare_cohort(cohort(), shipped_catalogue(), "cohort")


def prices(price: float) -> PlacePrices:
    """A price of persons at the first municipality, 0 at all others."""
    places = [one.ags for one in cohort().municipalities]
    found = tuple(
        PlacePrice(ags=ags, resource=PERSONS, left=3.0, price=price * (at == 0), error=0.0)
        for at, ags in enumerate(places)
    )
    return PlacePrices(prices=found, futures=1, weeks=12, seed=0, pool=1, since=FIRST_DAY, until=FIRST_DAY)


def test_a_cost_is_the_difference_of_two_plans() -> None:
    """Persons, pledges and mean fit are those of the plans themselves; as many are placed, and no better."""
    half, full = price_costs(KNOWN, Scenario(), prices(1.0))
    assert (half.share, full.share) == SHARES
    without = replan(KNOWN, Scenario())
    charged = replan(KNOWN, Scenario(held=prices(1.0).held(1.0)))
    assert full.fit_without == without.figures.mean_fit
    assert full.fit == charged.figures.mean_fit
    for one in (half, full):
        assert (one.persons, one.short) == (one.persons_without, one.short_without)
    assert full.elsewhere > 0
    assert full.fit is not None and full.fit_without is not None and full.fit <= full.fit_without


def test_prices_in_force_are_not_what_is_compared_with() -> None:
    """Under a scenario that is charged already, the cost is counted from the plan without prices."""
    charged = Scenario(held=prices(5.0).held(1.0))
    assert price_costs(KNOWN, charged, prices(1.0)) == price_costs(KNOWN, Scenario(), prices(1.0))


def test_where_no_place_has_a_price_nobody_is_elsewhere() -> None:
    """Nothing is charged, so nothing is lost."""
    for one in price_costs(KNOWN, Scenario(), prices(0.0)):
        assert (one.elsewhere, one.fit) == (0, one.fit_without)
