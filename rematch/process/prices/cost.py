"""What it costs those at hand to leave places to others: the same round planned with and without prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from rematch.instance import CohortData
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.process.prices.place_prices import PlacePrices
from rematch.scenario import Scenario

SHARES = (0.5, 1.0)
"""By which prices may be charged, beside not at all."""


@dataclass(frozen=True)
class PriceCost:
    """A plan charged by a `share` of the prices, beside the one that is not.

    `persons` placed and `short` persons missing to pledges, and both without prices; mean fits of those
    placed, each counted as the policy counts, None where nobody is; households that are `elsewhere` than
    without prices.
    """

    share: float
    persons: int
    persons_without: int
    short: float
    short_without: float
    fit: float | None
    fit_without: float | None
    elsewhere: int


def price_costs(
    cohort_data: CohortData, scenario: Scenario, prices: PlacePrices, shares: Sequence[float] = SHARES
) -> tuple[PriceCost, ...]:
    """One for each share, in their order; raises as `replan` does."""
    without = replan(cohort_data, scenario.model_copy(update={"held": None}))
    return tuple(_cost(without, prices, share) for share in shares)


def _cost(without: PlanReport, prices: PlacePrices, share: float) -> PriceCost:
    charged = without.scenario.model_copy(update={"held": prices.held(share)})
    found = replan(without.instance.cohort_data, charged, before=without)
    return PriceCost(
        share=share,
        persons=found.solution.persons_placed,
        persons_without=without.solution.persons_placed,
        short=found.solution.shortfall,
        short_without=without.solution.shortfall,
        fit=found.figures.mean_fit,
        fit_without=without.figures.mean_fit,
        elsewhere=int((found.assignment != without.assignment).sum()),
    )
