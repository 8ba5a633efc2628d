"""Why a household is at none of the other municipalities: all at once, then narrowed one by one."""

from dataclasses import dataclass

import numpy as np

from rematch.explain import WhyNot, why_not
from rematch.explain.room import together
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.service.background import Stopped, Told, Work
from rematch.service.forced import Forced, costs_at_least, force, one_more
from rematch.service.helpful import Extra, extra
from rematch.service.report import PlanReport

Narrowed = dict[Ags, Forced]


@dataclass(frozen=True)
class Elsewhere:
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
    extra: Extra


def elsewhere(report: PlanReport, household: HouseholdId) -> tuple[Elsewhere, ...]:
    """Every municipality but the household's own, the least costly first, the impossible ones last."""
    i = report.basis.ground.row[household]
    costs = costs_at_least(report, household)
    found = []
    for j in range(report.basis.problem.m):
        if j == report.assignment[i]:
            continue
        answer = why_not(report.basis, report.assignment, i, j)
        possible = not answer.barred and np.isfinite(costs[j])
        found.append(Elsewhere(answer, float(costs[j]) if possible else None))
    return tuple(sorted(found, key=lambda e: (e.at_least is None, e.at_least or 0.0, e.answer.ags)))


def narrowing(report: PlanReport, household: HouseholdId) -> Work[Narrowed]:
    """Work that solves again for every possible municipality, one by one, and tells what it has so far."""

    def work(told: Told[Narrowed], stopped: Stopped) -> Narrowed:
        found: Narrowed = {}
        for place in elsewhere(report, household):
            if place.at_least is None or stopped():
                break
            found = {**found, place.answer.ags: force(report, household, place.answer.ags)}
            told(found)
        return found

    return work


def worth_of_more(report: PlanReport, answer: WhyNot) -> Worth | None:
    """What the units missing there would bring; None where nothing is short of which more can be stated.

    The price is the certificate's: u units more raise the bound of every plan by u prices, no more.
    Not told where a pledged maximum stands in the way: that is no place that could be added.
    """
    basis, j = report.basis, report.basis.ground.column[answer.ags]
    if _pledge_binds(report, answer.household, j):
        return None
    for resource, needed, free in answer.short:
        k = basis.supply.resources.index(resource)
        if basis.problem.capacity[j, k] < np.inf:
            units = max(1, int(np.ceil(needed - max(0.0, free) - 1e-9)))
            price = float(report.solution.prices.capacity[j, k])
            return Worth(resource, price, extra(report, one_more(report, answer.ags, resource, units), units))
    return None


def _pledge_binds(report: PlanReport, household: HouseholdId, j: int) -> bool:
    """Whether those who come along are more than the pledged maximum leaves room for."""
    problem = report.basis.problem
    rows = np.array(sorted(together(report.basis, report.basis.ground.row[household])))
    others = np.setdiff1d(np.flatnonzero(report.assignment == j), rows)
    return bool(problem.persons[others].sum() + problem.persons[rows].sum() > problem.maximum[j])
