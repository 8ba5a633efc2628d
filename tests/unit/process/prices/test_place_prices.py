"""A cohort's prices: of what is left, from the forecast's own draws, the same for the same seed."""

from datetime import timedelta
from functools import cache

import numpy as np
import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.instance import prepare_cohort
from rematch.process.forecast.ahead import SOON, draw_ahead, outlook
from rematch.process.forecast.weeks import arrivals
from rematch.process.places import places
from rematch.process.prices.estimate import estimated, worlds
from rematch.process.prices.place_prices import PlacePrices
from rematch.scenario import HeldPrices, Policy, Scenario
from tests.rounds import cohort
from tests.unit.process.prices.told import NOW, UNTIL, came

KNOWN = prepare_cohort(cohort(), shipped_catalogue(), "cohort")
FEW = 4


@cache
def found(seed: int = 1, households: int = 5, offered: int = 0) -> PlacePrices:
    made = estimated(came(households, offered), Scenario(), KNOWN, now=NOW, seed=seed, most=FEW)
    assert made is not None
    return made


def test_the_same_seed_gives_the_same_prices_and_another_one_others() -> None:
    """Every figure and the fingerprint of two estimates agree; with another seed the fingerprint does not."""
    again = estimated(came(), Scenario(), KNOWN, now=NOW, seed=1, most=FEW)
    assert again == found(1)
    assert again is not None and again.fingerprint == found(1).fingerprint
    assert found(2).fingerprint != found(1).fingerprint


def test_it_says_what_it_is_an_average_of() -> None:
    """Futures, weeks, the days of the pool, the exponent of persons."""
    one = found()
    assert (one.futures, one.weeks, one.pool, one.until) == (FEW, SOON, 5, UNTIL)
    assert one.since == min(offer.day for offer in arrivals(came()))
    assert (one.exponent, one.omega, one.accepting) == (1, 0.0, 1.0)
    each = Scenario(policy=Policy(per="household"))
    other = estimated(came(), each, KNOWN, now=NOW, seed=1, most=2)
    assert other is not None and other.exponent == 0


def test_who_comes_is_who_the_forecast_draws() -> None:
    """Path for path as many households as the outlook of the same day has, and persons as they have."""
    history = came()
    shown = outlook(arrivals(history), UNTIL, present=0, seed=7)
    drawn = draw_ahead(arrivals(history), UNTIL, SOON, seed=7)
    assert shown is not None and drawn is not None
    for path in range(50):
        who = drawn.of(path)
        assert len(who) == shown.households[path].sum()
        assert sum(drawn.pool[one].persons or 0 for one in who) == shown.persons[path].sum()


@pytest.mark.parametrize("offered", [0, 3])
def test_what_is_left_is_what_nobody_holds(offered: int) -> None:
    """Of places for persons and of every resource with a stated number: pledged less offered and present."""
    history, named = came(5, offered), found(1, 5, offered)
    free = {(one.ags, one.resource): one.free for one in places(history, cohort(), KNOWN.catalogue, UNTIL)}
    left = {(one.ags, one.resource): one.left for one in named.prices}
    persons = {key: amount for key, amount in left.items() if key[1] == PERSONS}
    assert persons
    assert all(free[key] == amount for key, amount in persons.items())
    assert all(amount > 0 for amount in left.values())


def test_nobody_is_priced_by_prices_that_are_in_force() -> None:
    """An estimate under a scenario that is charged already is the one without."""
    charged = Scenario(held=HeldPrices(share=1.0, prices=found().held(1.0).prices))
    assert estimated(came(), charged, KNOWN, now=NOW, seed=1, most=FEW) == found()


def test_whoever_stops_it_has_what_was_found_by_then_with_its_errors() -> None:
    """Told after each future of how many at most; nobody waits any more: two were looked at."""
    seen: list[tuple[int, int]] = []

    def stop(done: int, most: int) -> bool:
        seen.append((done, most))
        return False

    made = estimated(came(), Scenario(), KNOWN, now=NOW, seed=1, most=FEW, told=stop)
    assert made is not None and made.futures == 2
    assert seen == [(1, FEW), (2, FEW)]


def test_below_eight_weeks_nothing_is_said() -> None:
    """As the forecast does not look ahead, there is no future to price by; neither where nobody came."""
    assert estimated(came(), Scenario(), KNOWN, now=NOW - timedelta(days=21), most=FEW) is None
    assert estimated(came(0), Scenario(), KNOWN, now=NOW, most=FEW) is None


def test_who_is_in_the_cohort_no_more_is_not_drawn() -> None:
    """Of five who came one is gone: the pool has four; with none of them left there is nobody to draw."""
    gone = [one.household for one in arrivals(came())]
    assert found().pool == 5
    for count, pool in ((1, 4), (5, None)):
        left = tuple(one for one in cohort().households if one.id not in gone[:count])
        known = prepare_cohort(cohort().model_copy(update={"households": left}), KNOWN.catalogue, "left")
        made = estimated(came(), Scenario(), known, now=NOW, seed=1, most=2)
        assert (None if made is None else made.pool) == pool


def test_what_is_charged_are_the_prices_above_nothing() -> None:
    """A scenario has every positive price once, with the share and where it comes from."""
    held = found().held(0.5)
    assert (held.share, held.estimate) == (0.5, found().fingerprint)
    assert [one.price for one in held.prices] == [one.price for one in found().prices if one.price > 1e-9]
    keys = [(one.ags, one.resource, one.unit) for one in found().prices]
    assert len(set(keys)) == len(keys)


def test_whoever_is_present_is_pinned_and_still_may_come_once_more() -> None:
    """At hand they hold their place; as comers every place that a rule allows is open to them."""
    instance, comers = worlds(came(), Scenario(), KNOWN, NOW)
    there = [KNOWN.row[one.household] for one in arrivals(came()) if one.household is not None]
    assert set(there) <= set(instance.problem.pins)
    assert not comers.problem.pins
    assert np.isfinite(comers.problem.value[there]).any(axis=1).all()
