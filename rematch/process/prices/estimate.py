"""A cohort's prices, from what happened to it: who holds a place, who came, how many may come."""

from datetime import date, datetime

from rematch.instance import CohortData, MatchingInstance, assemble
from rematch.process.again import kept
from rematch.process.days import day_of, this_moment
from rematch.process.forecast.ahead import SEED, Arrivals, draw_ahead, weeks_ahead
from rematch.process.forecast.weeks import arrivals, weekly
from rematch.process.history import History
from rematch.process.prices.averaging import MOST
from rematch.process.prices.place_prices import PlacePrices, Told, place_prices, untold
from rematch.scenario import Scenario


def estimated(
    history: History,
    scenario: Scenario,
    cohort_data: CohortData,
    *,
    now: datetime | None = None,
    seed: int = SEED,
    most: int = MOST,
    told: Told = untold,
) -> PlacePrices | None:
    """Prices under a scenario with what happened in force, from the draws of the forecast itself.

    Places left are those pledged less accepted, offered, present and taken back. Who is drawn has arrived
    before, so all of them accept; who is in the cohort no more is counted, and not drawn. None where too few
    weeks are known to look ahead, or nobody can be drawn. Ends early where `told` says so.
    """
    moment = now or this_moment()
    coming = _coming(history, cohort_data, day_of(moment), seed)
    if coming is None:
        return None
    instance, comers = worlds(history, scenario, cohort_data, moment)
    return place_prices(instance, comers, coming, until=day_of(moment), seed=seed, most=most, told=told)


def _coming(history: History, cohort_data: CohortData, until: date, seed: int) -> Arrivals | None:
    known = arrivals(history)
    pool = [one for one in known if one.household in cohort_data.row]
    return draw_ahead(known, until, weeks_ahead(len(weekly(known, until))), pool=pool, seed=seed)


def worlds(
    history: History, scenario: Scenario, cohort_data: CohortData, now: datetime
) -> tuple[MatchingInstance, MatchingInstance]:
    """Those at hand with what happened in force, and the same cohort as if all of it came anew."""
    present = kept(scenario, history, cohort_data.profiles, cohort_data.catalogue, now=now)
    present = present.model_copy(update={"held": None})
    instance = assemble(cohort_data, present)
    nothing = {"pins": (), "vetoes": (), "apart": (), "not_this_round": ()}
    return instance, assemble(cohort_data, present.model_copy(update=nothing), earlier=instance)
