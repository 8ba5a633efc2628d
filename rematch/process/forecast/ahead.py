"""The weeks ahead: households drawn as counts, persons and places as whole households that came before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rematch.model import ResourceId
from rematch.process.forecast.model import CountModel, Counts, Floats, fitted
from rematch.process.forecast.weeks import WEEK, ArrivedHousehold, weekly

PATHS = 2000
SEED = 20260
LEAST, FULL = 8, 12
"""Weeks of counts below which nothing is said, and from which all weeks ahead are."""
SOON, FAR = 4, 12
"""Weeks ahead with few weeks of counts, and with enough."""
RECENT = timedelta(days=183)
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True)
class Likely:
    """The middle of what was drawn, and between what eight in ten of the draws lie."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, eq=False)
class Arrivals:
    """What may come after a day: `households` [paths, weeks], and who of `pool` each of them is.

    `who` are numbers of `pool`, path after path and week after week.
    """

    counts: tuple[int, ...]
    model: CountModel
    pool: tuple[ArrivedHousehold, ...]
    households: Counts
    who: Counts

    def of(self, path: int) -> Counts:
        """Numbers of `pool` of all who come on one path, in the order of the weeks."""
        ends = self.households.sum(axis=1).cumsum()
        return self.who[ends[path] - self.households[path].sum() : ends[path]]


@dataclass(frozen=True, eq=False)
class Outlook:
    """What may come after `until`: households [paths, weeks], and who they may be.

    `persons` [paths, weeks] and `needs`, units of each resource [paths] over all weeks, are sums over whole
    households drawn from `pool`. `present` are the persons who are there at the end of `until`.
    """

    until: date
    counts: tuple[int, ...]
    model: CountModel
    pool: tuple[ArrivedHousehold, ...]
    present: int
    households: Counts
    persons: Counts
    needs: dict[ResourceId, Floats]

    @property
    def weeks(self) -> tuple[date, ...]:
        """The first day of each week ahead."""
        return tuple(self.until + timedelta(days=1) + at * WEEK for at in range(self.households.shape[1]))

    @property
    def present_then(self) -> Counts:
        """Persons there at the end of `until` and of each week [paths, weeks + 1], if nobody moves on."""
        return self.present + np.pad(self.persons.cumsum(axis=1), ((0, 0), (1, 0)))


def weeks_ahead(weeks: int) -> int:
    """For how many weeks something can be said from so many weeks of counts; 0: too little is known."""
    return 0 if weeks < LEAST else SOON if weeks < FULL else FAR


def outlook(
    known: Sequence[ArrivedHousehold],
    until: date,
    *,
    present: int,
    pool: Sequence[ArrivedHousehold] | None = None,
    seed: int = SEED,
) -> Outlook | None:
    """What may come after `until`; None where too few weeks are known.

    Whole households are drawn from `pool`, those of `known` where none is given: from the last 183 days, or
    from all of them where nobody came since. Those of whom the persons are not told are left out.
    """
    counts = weekly(known, until)
    drawn = draw_ahead(known, until, weeks_ahead(len(counts)), pool=pool, seed=seed)
    if drawn is None:
        return None
    ahead, who, households = drawn.households.shape[1], drawn.who, drawn.households
    week = np.repeat(np.arange(households.size), households.ravel())
    persons = _summed([float(one.persons or 0) for one in drawn.pool], who, week, households.size)
    named = dict.fromkeys(resource for one in drawn.pool for resource in one.needs)
    needs = {
        resource: _summed([one.needs.get(resource, 0.0) for one in drawn.pool], who, week // ahead, PATHS)
        for resource in named
    }
    of_weeks = persons.reshape(households.shape).round().astype(np.int64)
    return Outlook(until, counts, drawn.model, drawn.pool, present, households, of_weeks, needs)


def draw_ahead(
    known: Sequence[ArrivedHousehold],
    until: date,
    weeks: int,
    *,
    pool: Sequence[ArrivedHousehold] | None = None,
    seed: int = SEED,
) -> Arrivals | None:
    """PATHS ways in which households may come in the weeks after `until`, each one of `pool`.

    None where there are no weeks to look ahead or to look back on, or nobody to draw.
    """
    counts = weekly(known, until)
    drawn_from = recent(known if pool is None else pool, until)
    if not weeks or not counts or not drawn_from:
        return None
    rng = np.random.default_rng(seed)
    model = fitted(counts)
    households = model.draws(weeks, PATHS, rng)
    who = rng.integers(len(drawn_from), size=int(households.sum()))
    return Arrivals(counts, model, drawn_from, households, who)


def _summed(amounts: Sequence[float], who: Counts, at: Counts, length: int) -> Floats:
    """The amounts of whoever was drawn, summed up where each belongs [length]."""
    return np.bincount(at, weights=np.asarray(amounts)[who], minlength=length).astype(np.float64)


def recent(known: Sequence[ArrivedHousehold], until: date) -> tuple[ArrivedHousehold, ...]:
    """Those of the last 183 days whose persons are told; all where there is none among them."""
    told = [one for one in known if one.persons is not None and one.day <= until]
    return tuple(one for one in told if until - one.day < RECENT) or tuple(told)


def likely(drawn: Counts | Floats) -> tuple[Likely, ...]:
    """Middle and interval of each column of draws [paths, columns], or of the one there is [paths]."""
    columns = drawn.reshape(len(drawn), -1)
    low, middle, high = np.quantile(columns, (LOW, MIDDLE, HIGH), axis=0, method="inverted_cdf")
    return tuple(Likely(round(a), round(b), round(c)) for a, b, c in zip(low, middle, high, strict=True))
