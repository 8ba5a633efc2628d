"""Where one more unit of which resource helps most: ranked by its price, then found by solving again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rematch.jobs import Stopped
from rematch.model import Ags, ResourceId
from rematch.optimise.problem import UNPLACED
from rematch.planning.report import PlanReport
from rematch.whatif.alternatives.forced_assignment import one_more_place
from rematch.whatif.alternatives.prices import UNITS, makes_possible, unit_prices

BEST = 5
TRIED_MOST = 12


@dataclass(frozen=True)
class CapacityGain:
    """The plan with `units` more of a resource at one place, against the present one.

    `persons` more are placed, and `pledged` persons fewer are missing to the pledges. `gain_low` and
    `gain_high` bound what the total value wins, equal only where both plans are proven optimal; None where
    persons or pledges change, which come first. `better` and `worse` count households placed in both plans
    whose fit is higher or lower.
    """

    units: int
    persons: int
    pledged: float
    gain_low: float | None
    gain_high: float | None
    exact: bool
    better: int
    worse: int


@dataclass(frozen=True)
class Bottleneck:
    """One resource at one place with one and with two units more; `price` is what a unit is worth at most."""

    ags: Ags
    resource: ResourceId
    price: float
    extras: tuple[CapacityGain, ...]

    @property
    def best(self) -> CapacityGain:
        """Two units where they bring more than one."""
        return max(self.extras, key=lambda extra: (*worth(extra), -extra.units))

    @property
    def certain(self) -> bool:
        """Whether it surely helps; where the plan is not proven the gain may lie within what is open."""
        return worth(self.best) > (0, 0.0, 1e-6)


@dataclass(frozen=True)
class Bottlenecks:
    """The places that help most, best first; `complete`: the prices prove that no other helps more.

    Where the plan is proven all of them are certain; else the scarcest follow, certain or not.
    """

    found: tuple[Bottleneck, ...]
    tried: int
    complete: bool


def worth(extra: CapacityGain) -> tuple[int, float, float]:
    """Persons first, then pledges, then value; a gain that may be nothing counts as what is certain of it."""
    return extra.persons, extra.pledged, extra.gain_low or 0.0


def bottlenecks(
    report: PlanReport,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> Bottlenecks:
    """The BEST places for one or two units more, each verified by solving again; `told` hears after each.

    Once `stopped`, those tried by then: never complete.

    A price mu proves that u units bring at most mu u, and what is still unproven, to plans that place as many
    persons. So once BEST are better than that for all that remain, the search is complete.
    """
    left, most = candidates(report), TRIED_MOST if report.proven else BEST
    asked = min(len(left), most)
    tried: list[Bottleneck] = []
    complete = len(left) <= most
    for ags, resource, price in left[:asked]:
        if stopped():
            complete = False
            break
        if _settled(report, tried, price):
            complete = True
            break
        tried.append(_try(report, ags, resource, price))
        told(len(tried), asked)
    named = [one for one in tried if one.certain or not report.proven]
    named.sort(key=lambda one: (*worth(one.best), one.price), reverse=True)
    everybody = report.solution.persons_placed == report.figures.persons
    return Bottlenecks(tuple(named[:BEST]), len(tried), complete and everybody and report.proven)


def candidates(report: PlanReport) -> list[tuple[Ags, ResourceId, float]]:
    """Places and resources by what a unit is worth at most, dearest first; then what is merely full.

    Before all others those that would make a place possible, by what households could win there.
    """
    instance = report.instance
    prices, opened = unit_prices(report), makes_possible(report)
    full = np.array([[load.full for load in place.resources] for place in report.loads], dtype=bool)
    limited = np.array([[load.capacity is not None for load in place.resources] for place in report.loads])
    wanted = np.argwhere(limited & ((prices > 1e-9) | full))
    ranked = sorted(
        ((float(prices[j, k]), int(j), int(k)) for j, k in wanted),
        key=lambda one: (-one[0], -opened[one[1:]], one[1:]),
    )
    places = instance.profiles.municipalities
    return [(places[j].ags, instance.limited.names[k], price) for price, j, k in ranked]


def _settled(report: PlanReport, tried: list[Bottleneck], price: float) -> bool:
    """Whether nothing with at most this price can be among the BEST."""
    slack = report.solution.certified_bound - report.solution.objective
    if report.solution.persons_placed < report.figures.persons or len(tried) < BEST:
        return False
    fifth = sorted((worth(h.best) for h in tried), reverse=True)[BEST - 1]
    return fifth >= (0, 0.0, max(UNITS) * price + slack)


def _try(report: PlanReport, ags: Ags, resource: ResourceId, price: float) -> Bottleneck:
    extras = (extra(report, one_more_place(report, ags, resource, units), units) for units in UNITS)
    return Bottleneck(ags, resource, price, tuple(_at_most(report, one, price) for one in extras))


def _at_most(report: PlanReport, found: CapacityGain, price: float) -> CapacityGain:
    """The same with no greater gain than the price allows."""
    if found.gain_high is None:
        return found
    slack = report.solution.certified_bound - report.solution.objective
    return replace(found, gain_high=min(found.gain_high, price * found.units + slack))


def extra(report: PlanReport, more: PlanReport, units: int) -> CapacityGain:
    """What a plan with more units brings beside the present one."""
    old, new = report.solution, more.solution
    persons = new.persons_placed - old.persons_placed
    both = (old.assignment != UNPLACED) & (new.assignment != UNPLACED)
    rows = np.flatnonzero(both)
    after, before = (
        more.instance.planned_fit(new.assignment),
        report.instance.planned_fit(old.assignment),
    )
    change = (after - before)[rows]
    pledged = round(old.shortfall - new.shortfall, 9)
    alike = persons == 0 and pledged == 0
    return CapacityGain(
        units=units,
        persons=persons,
        pledged=pledged,
        gain_low=max(0.0, new.objective - old.bound) if alike else None,
        gain_high=max(0.0, new.bound - old.objective) if alike else None,
        exact=new.status == old.status == "optimal",
        better=int((change > 1e-9).sum()),
        worse=int((change < -1e-9).sum()),
    )
