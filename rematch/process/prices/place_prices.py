"""The prices of a cohort's places, by municipality and resource, from many futures of who may come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from rematch.canonical import fingerprint
from rematch.criteria.catalogue import PERSONS
from rematch.instance import MatchingInstance
from rematch.model import Ags, Frozen, ResourceId
from rematch.optimise.housing import NONE
from rematch.optimise.problem import UNPLACED, Floats, Ints, Problem
from rematch.process.forecast.ahead import Arrivals
from rematch.process.prices.averaging import MOST, averaged
from rematch.process.prices.futures import Futures, thinned
from rematch.scenario import HeldPrice, HeldPrices

Told = Callable[[int, int], bool]
"""Is told how many futures of at most how many were looked at, and says whether to go on."""


def untold(done: int, most: int) -> bool:
    """Nobody wants to know, so it goes on."""
    return True


NOTHING = 1e-9
"""Less than that is a price of 0."""


class PlacePrice(Frozen):
    """What one more unit of a resource would be worth, in fit x persons^a, and the standard error of that.

    `left` are the units that nobody holds; `unit` is what is known of a unit of housing besides its type.
    """

    ags: Ags
    resource: ResourceId
    unit: str = ""
    left: float
    price: float
    error: float


class PlacePrices(Frozen):
    """Prices of everything of which something limited is left, and what they are an average of.

    Over `futures` of `weeks` weeks each, drawn with `seed` from `pool` households that came from the day
    `since` through `until`; `accepting` is the share of them that accept, `omega` what being placed at all
    is worth beside a fit, `exponent` the a of persons^a.
    """

    prices: tuple[PlacePrice, ...]
    futures: int
    weeks: int
    seed: int
    pool: int
    since: date
    until: date
    accepting: float = 1.0
    omega: float = 0.0
    exponent: int = 1

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change exactly when anything of it does."""
        return fingerprint(self.model_dump(mode="json"))

    @property
    def greatest_error(self) -> float:
        """The standard error of the price known least."""
        return max((one.error for one in self.prices), default=0.0)

    def held(self, share: float) -> HeldPrices:
        """What a scenario has of them, to be charged by this share."""
        prices = tuple(
            HeldPrice(ags=one.ags, resource=one.resource, unit=one.unit, price=one.price)
            for one in self.prices
            if one.price > NOTHING
        )
        return HeldPrices(share=share, prices=prices, estimate=self.fingerprint)


def place_prices(
    instance: MatchingInstance,
    comers: MatchingInstance,
    coming: Arrivals,
    *,
    until: date,
    seed: int,
    accepting: float = 1.0,
    omega: float = 0.0,
    most: int = MOST,
    told: Told = untold,
) -> PlacePrices:
    """The prices beside those at hand, `instance`, whose pins hold what is taken already.

    `comers` has the same cohort in a scenario in which whoever came may come once more; all of the pool of
    `coming` are households of it. Ends early where `told` says so.
    """
    row = comers.cohort_data.row
    rows = np.array([row[one.household] for one in coming.pool if one.household is not None], dtype=np.int64)
    draws = thinned([rows[coming.of(path)] for path in range(most)], accepting, seed)
    exponent = 1 if instance.scenario.policy.per == "person" else 0
    futures = Futures(instance.problem, comers.problem, draws, exponent, omega)
    limited = tuple(_limited(instance))
    found = averaged(_each(futures, limited, most, told), most=most)
    days = [one.day for one in coming.pool]
    known = zip(limited, found.mean.tolist(), found.error.tolist(), strict=True)
    return PlacePrices(
        prices=tuple(one.priced(price, error) for one, price, error in known),
        futures=found.futures,
        weeks=coming.households.shape[1],
        seed=seed,
        pool=len(coming.pool),
        since=min(days),
        until=until,
        accepting=accepting,
        omega=omega,
        exponent=exponent,
    )


@dataclass(frozen=True)
class _Limited:
    """A resource of a municipality, or units of a class `c`, of which there is a limited number."""

    ags: Ags
    resource: ResourceId
    left: float
    j: int
    k: int = NONE
    c: int = NONE
    unit: str = ""

    def priced(self, price: float, error: float) -> PlacePrice:
        """The same with its price and the standard error of that."""
        said = {"ags": self.ags, "resource": self.resource, "unit": self.unit, "left": self.left}
        return PlacePrice.model_validate({**said, "price": price, "error": error})


def _each(futures: Futures, limited: Sequence[_Limited], most: int, told: Told) -> Iterator[Floats]:
    """The prices of one future after the other, as long as somebody waits; two at least, for an error."""
    for number, problem in enumerate(futures.problems(), start=1):
        yield _prices_of(problem, limited)
        if not told(number, most) and number > 1:
            return


def _limited(instance: MatchingInstance) -> Iterator[_Limited]:
    """Everything of which some, but not endlessly much, is left beside those who hold a place."""
    problem, places = instance.problem, instance.profiles.municipalities
    held = np.full(problem.n, UNPLACED, dtype=np.int64)
    held[list(problem.pins)] = list(problem.pins.values())
    for j, place in enumerate(places):
        room = problem.capacity[j] - problem.demand[held == j].sum(axis=0)
        most = problem.maximum[j] - problem.persons[held == j].sum()
        for k, resource in enumerate(instance.supply.resources):
            left = min(room[k], most) if resource == PERSONS else room[k]
            if 0 < left < np.inf:
                yield _Limited(place.ags, resource, float(left), j, k=k)
    if instance.homes is None:
        return
    taken = np.bincount(_taken(instance, held), minlength=len(problem.class_count))
    for c, left in enumerate((problem.class_count - taken).tolist()):
        if 0 < left < np.inf:
            j = int(instance.homes.place[c])
            kind, unit = instance.homes.type_of(c), instance.homes.alike[c].beside_type
            yield _Limited(places[j].ags, kind, left, j, c=c, unit=unit)


def _taken(instance: MatchingInstance, held: Ints) -> Ints:
    units = instance.units(held)
    taken: Ints = units[units != NONE]
    return taken


def _prices_of(problem: Problem, limited: Sequence[_Limited]) -> Floats:
    """The smallest prices of one future for all that is limited; places for persons cost what limits them."""
    from rematch.optimise.pricing.smallest_prices import smallest_prices  # noqa: PLC0415  it loads the solver

    found = smallest_prices(problem)
    prices = [
        found.classes[one.c]
        if one.c != NONE
        else found.capacity[one.j, one.k] + (found.persons[one.j] if one.resource == PERSONS else 0.0)
        for one in limited
    ]
    return np.maximum(prices, 0.0)
