"""Who is served at their place: the best use of what there is for a given plan, no solver.

A need is served in whole units, all that are wanted or fewer. With the places given, each municipality and
resource is one row of ones: who must be served comes first, then who gains most by a unit (Dantzig 1957).
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rematch.optimise.checks import Floats, Ints

Bools = NDArray[np.bool_]

NOWHERE = -1
ROUNDING = 1e-6
"""By so much a capacity may miss a whole number, as elsewhere a sum of demands may pass it."""


class Served(Protocol):
    """The fields of a `Problem` that serving reads, by the same names and shapes."""

    @property
    def capacity(self) -> Floats:
        """[m, k] of the other resources."""

    @property
    def served_need(self) -> Ints:
        """[n, s]."""

    @property
    def served_capacity(self) -> Floats:
        """[m, s]."""

    @property
    def served_value(self) -> Floats:
        """[n, m, s]."""

    @property
    def served_must(self) -> Bools:
        """[n, s]."""

    @property
    def previous(self) -> Ints | None:
        """[n]."""

    @property
    def previous_served(self) -> Ints:
        """[n, s]."""


@dataclass(frozen=True, eq=False)
class ServedNeeds:
    """e needs, each of one household for one resource; n households, m municipalities, s resources.

    who, what [e]     household and resource
    need      [e]     units wanted, 1 or more
    must      [e]     whether it is served in full wherever the household is placed
    gain      [e, m]  what one unit adds
    capacity  [m, s]  whole units there, inf = no limit
    had       [e]     units the household had before, and
    before    [e]     where, -1 = nowhere; decides between equals alone
    most      [e, m]  units a plan has to decide about: 0 where none are left or all are served anyway
    first             number of the first of the s among all resources
    """

    who: Ints
    what: Ints
    need: Ints
    must: Bools
    gain: Floats
    capacity: Floats
    had: Ints
    before: Ints
    most: Floats
    first: int

    @property
    def columns(self) -> slice:
        """These resources among all of a `ReducedProblem`."""
        return slice(self.first, self.first + self.capacity.shape[1])

    @property
    def resource(self) -> Ints:
        """Each need's resource [e] among all of a `ReducedProblem`."""
        return self.first + self.what

    def serve(self, plan: Ints) -> Ints:
        """Units [e] each need gets in a plan [n], worth the most that this plan can have."""
        place = plan[self.who]
        held = np.where(place == self.before, np.minimum(self.had, self.need), 0)
        part, rest = np.tile(np.arange(len(place)), 2), np.repeat([False, True], len(place))
        units = np.concatenate([held, self.need - held])
        asked = (units > 0) & (place[part] != NOWHERE)
        part, rest, units = part[asked], rest[asked], units[asked]
        row = place[part] * self.capacity.shape[1] + self.what[part]
        order = np.lexsort((part, rest, -self.gain[part, place[part]], ~self.must[part], row))
        part, units, row = part[order], units[order], row[order]
        passed = np.cumsum(units) - units
        passed -= passed[np.searchsorted(row, row)]
        got = np.zeros(len(place), dtype=np.int64)
        np.add.at(got, part, np.clip(self.capacity.ravel()[row] - passed, 0, units).astype(np.int64))
        return got

    def worth(self, plan: Ints) -> Floats:
        """What serving each need adds [e] to a plan [n], together the most that it can."""
        place = plan[self.who]
        gain = self.gain[np.arange(len(place)), place]
        return np.where(place == NOWHERE, 0.0, self.serve(plan) * gain)

    def net(self, prices: Floats | None = None) -> Floats:
        """most max(0, gain - price) [e, m] at prices [m, s] a unit."""
        less = 0.0 if prices is None else prices[:, self.what].T
        worth: Floats = self.most * np.maximum(self.gain - less, 0.0)
        return worth

    def wanted(self, plan: Ints, prices: Floats) -> Floats:
        """Units [m, s] that households of a plan [n] want at these prices [m, s], must aside."""
        units = np.zeros_like(self.capacity)
        placed = np.flatnonzero(plan[self.who] != NOWHERE)
        at, what = plan[self.who[placed]], self.what[placed]
        paid = self.gain[placed, at] > prices[at, what]
        np.add.at(units, (at, what), np.where(paid, self.most[placed, at], 0.0))
        return units

    def missed(self, plan: Ints, prices: Floats) -> Floats:
        """What a plan [n] serves less than `net` says, prices of the units given aside, at each place [m]."""
        placed = np.flatnonzero(plan[self.who] != NOWHERE)
        at = plan[self.who[placed]]
        less = self.net(prices)[placed, at] - self.serve(plan)[placed] * self.gain[placed, at]
        return np.bincount(at, less, minlength=len(self.capacity)).astype(np.float64)

    def contested(self, allowed: Bools) -> tuple["ServedNeeds | None", Floats]:
        """What is left to decide where these pairs [n, m] are possible, and what is certain there [e, m].

        Where there is enough for all who may come each need is served in full, and so is who must be.
        """
        possible = allowed[self.who]
        total = np.zeros_like(self.capacity.T)
        np.add.at(total, self.what, self.need[:, None] * possible)
        short = (total > self.capacity.T)[self.what] & ~self.must[:, None]
        certain = np.where(short, 0.0, self.need[:, None] * self.gain)
        room = self.capacity.T[self.what]
        most = np.where(short & possible, np.minimum(self.need[:, None], room), 0.0)
        left = replace(self, gain=np.where(most > 0, self.gain, 0.0), most=most)
        return (left if left.gain.any() else None), certain

    @cached_property
    def decided(self) -> tuple[Ints, ...]:
        """Needs of each municipality [m] that a plan has to decide about."""
        return tuple(np.flatnonzero(column > 0) for column in self.most.T)


def served_needs(problem: Served) -> ServedNeeds | None:
    """The needs of a problem, None where it has none."""
    who, what = np.nonzero(problem.served_need)
    if not who.size:
        return None
    need, gain = problem.served_need[who, what], problem.served_value[who, :, what]
    capacity = must_be_served(problem)[1]
    previous = np.full(len(problem.served_need), NOWHERE) if problem.previous is None else problem.previous
    return ServedNeeds(
        who=who,
        what=what,
        need=need,
        must=problem.served_must[who, what],
        gain=gain,
        capacity=capacity,
        had=problem.previous_served[who, what],
        before=previous[who],
        most=np.minimum(need[:, None], capacity.T[what]),
        first=problem.capacity.shape[1],
    )


def must_be_served(problem: Served) -> tuple[Ints, Floats]:
    """Units [n, s] each household needs wherever it is placed, and the whole ones there are [m, s]."""
    units = np.where(problem.served_must, problem.served_need, 0)
    return units, np.floor(problem.served_capacity + ROUNDING)


def beyond_reach(problem: Served) -> Bools:
    """Pairs [n, m] whose household must be served with more than there is."""
    must, room = must_be_served(problem)
    return np.asarray((must[:, None] > room).any(axis=2))


def best_served(problem: Served, plan: Ints) -> Ints:
    """Units [n, s] that are worth most for the places of this plan [n]."""
    served = np.zeros_like(problem.served_need)
    needs = served_needs(problem)
    if needs is not None:
        served[needs.who, needs.what] = needs.serve(plan)
    return served
