"""Why a household is at none of the other municipalities: all at once, then narrowed one by one."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rematch.explain import WhyNot, why_not
from rematch.jobs import Stopped, Told, Work
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.planning.report import PlanReport
from rematch.whatif.alternatives.forced_assignment import (
    ForcedAssignment,
    costs_at_least,
    forced_assignment,
    one_more_place,
)
from rematch.whatif.alternatives.marginal_capacity import CapacityGain, extra
from rematch.whatif.alternatives.prices import pledged_place_price, unit_prices

RefinedCosts = dict[Ags, ForcedAssignment]
PERSONS = ResourceId("persons")


@dataclass(frozen=True)
class Alternative:
    """Another municipality, and what the household there costs the plan at least.

    `at_least` holds for plans that place as many persons; None where it cannot be, whoever moves.
    """

    answer: WhyNot
    at_least: float | None


@dataclass(frozen=True)
class Worth:
    """What `extra.units` more of a scarce resource bring; `price` is what each is worth at most."""

    resource: ResourceId
    price: float
    extra: CapacityGain


def alternatives(report: PlanReport, household: HouseholdId) -> tuple[Alternative, ...]:
    """Every municipality but the household's own, the least costly first, the impossible ones last."""
    i = report.instance.cohort_data.row[household]
    costs = costs_at_least(report, household)
    found = []
    for j in range(report.instance.problem.m):
        if j == report.assignment[i]:
            continue
        answer = why_not(report.instance, report.assignment, i, j)
        possible = not answer.barred and np.isfinite(costs[j])
        found.append(Alternative(answer, float(costs[j]) if possible else None))
    return tuple(sorted(found, key=lambda e: (e.at_least is None, e.at_least or 0.0, e.answer.ags)))


def refine_costs(report: PlanReport, household: HouseholdId) -> Work[RefinedCosts]:
    """Work that solves again for every possible municipality, one by one, and tells what it has so far."""

    def work(told: Told[RefinedCosts], stopped: Stopped) -> RefinedCosts:
        found: RefinedCosts = {}
        for place in alternatives(report, household):
            if place.at_least is None or stopped():
                break
            found = {**found, place.answer.ags: forced_assignment(report, household, place.answer.ags)}
            told(found)
        return found

    return work


def worth_of_more(report: PlanReport, answer: WhyNot) -> tuple[Worth, ...]:
    """What the units missing there would bring, one resource at a time, each found by solving again.

    The price is the certificate's: u units more raise the bound of every plan by u prices, no more. A place
    more is one more that is pledged, too.
    """
    return tuple(_worth(report, answer.ags, *shortage) for shortage in answer.short)


def cost_there(
    report: PlanReport,
    answer: WhyNot,
    known: ForcedAssignment | None = None,
    *,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> tuple[ForcedAssignment, tuple[Worth, ...]]:
    """What sending the household there would do, then what the units missing there would bring.

    `known` is the first of them where it was found before. `told` hears after each; once `stopped`, those
    that are done.
    """
    asked = 1 + len(answer.short)
    told(0, asked)
    forced = known or forced_assignment(report, answer.household, answer.ags)
    told(1, asked)
    worths: list[Worth] = []
    for shortage in answer.short:
        if stopped():
            break
        worths.append(_worth(report, answer.ags, *shortage))
        told(1 + len(worths), asked)
    return forced, tuple(worths)


def _worth(report: PlanReport, ags: Ags, resource: ResourceId, needed: float, free: float) -> Worth:
    j = report.instance.cohort_data.column[ags]
    persons = resource == PERSONS
    price = float(unit_prices(report)[j, report.instance.limited.names.index(resource)])
    if persons and np.isfinite(price):
        price = pledged_place_price(report, j, report.instance.supply.resources.index(PERSONS))
    units = max(1, int(np.ceil(needed - max(0.0, free) - 1e-9)))
    more = one_more_place(report, ags, resource, units, pledge_too=persons)
    return Worth(resource, price, extra(report, more, units))
