"""What one unit more of anything is worth at most, from the prices of the certificate alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rematch.instance import Floats, MatchingInstance
from rematch.instance.fit import worth_of_score
from rematch.instance.planned import served_number
from rematch.instance.problem import counts
from rematch.optimise.presolve import presolve
from rematch.optimise.proof.certificate import upper_bound
from rematch.planning.report import PlanReport

UNITS = (1, 2)
"""So many more are tried."""
TINY = 1e-12


def unit_prices(report: PlanReport) -> Floats:
    """[m, k] what one unit more of each of the instance's `resources` is worth at most.

    inf where UNITS more would make a place possible for somebody: prices know only what is possible now.
    """
    instance, rows = report.instance, row_prices(report)
    prices = np.zeros((instance.problem.m, len(instance.limited.names)))
    of_class = class_prices(report)
    for k, resource in enumerate(instance.limited.names):
        if (s := instance.limited.serves(resource)) is not None:
            prices[:, k] = _served_prices(report, s, rows)
            continue
        for j in range(instance.problem.m):
            here = instance.limited.classes_of(j, resource)
            if here is None:
                prices[j, k] = rows[j, instance.supply.resources.index(resource)]
            else:
                prices[j, k] = of_class[here].max(initial=0.0)
    return np.where(makes_possible(report) > 0, np.inf, prices)


def row_prices(report: PlanReport) -> Floats:
    """[m, r] what one unit more of each of the problem's resources raises the bound by at most.

    The resources of `Prices.capacity`: the last is a pledged person. A cover cut holds for the amount that is
    there, so with more of it the bound is the one without the cuts of that row.
    """
    prices = report.solution.prices.capacity.copy()
    rows = sorted({(cut.place, cut.resource) for cut in report.solution.prices.covers})
    held = _held_by_cuts(report, [(j, (r,)) for j, r in rows])
    for (j, r), more in zip(rows, held, strict=True):
        prices[j, r] += more
    return prices


def pledged_place_price(report: PlanReport, j: int, persons: int) -> float:
    """What one place more and one person more pledged at j raise the bound by at most together."""
    prices = report.solution.prices
    rows = (persons, prices.capacity.shape[1] - 1)
    (held,) = _held_by_cuts(report, [(j, rows)])
    return float(prices.capacity[j, rows].sum()) + held


def _held_by_cuts(report: PlanReport, of: Sequence[tuple[int, tuple[int, ...]]]) -> list[float]:
    """By how much the bound is lower for the cuts of some rows at a place, for each such place and rows."""
    units, prices = presolve(report.instance.problem), report.solution.prices

    def bound(kept: list[int]) -> float:
        left = replace(prices, cuts=prices.cuts[kept], covers=tuple(prices.covers[n] for n in kept))
        return upper_bound(units, left, **vars(report.solution.levels))

    whole = bound(list(range(len(prices.covers))))
    others = (
        [n for n, cut in enumerate(prices.covers) if cut.place != j or cut.resource not in rows]
        for j, rows in of
    )
    return [max(0.0, bound(kept) - whole) for kept in others]


def makes_possible(report: PlanReport) -> Floats:
    """[m, k] what the households could win by themselves for which UNITS more make a place possible."""
    instance = report.instance
    counted = counts(instance.cohort_data, report.scenario)
    now = np.nan_to_num(instance.planned_fit(report.assignment))[:, None]
    could_win = np.maximum(TINY, instance.fit - now) * counted
    found = np.zeros((instance.problem.m, len(instance.limited.names)))
    for k, resource in enumerate(instance.limited.names):
        needed = instance.limited.needed(resource)[:, None]
        there = np.array([instance.limited.capacity(j, resource) for j in range(instance.problem.m)])
        opens = (needed > there) & (needed <= there + max(UNITS)) & ~instance.rules.allowed
        found[:, k] = np.where(opens, could_win, 0.0).sum(axis=0)
    return found


def _served_prices(report: PlanReport, s: int, rows: Floats) -> Floats:
    """[m] what a unit more of served resource s raises the bound by at most.

    mu, and what those whose need is larger than what is there would add by it: sum_e max(0, g_e - mu). Where
    there is none a unit more is worth at most what it adds to one household without any wait, the greatest
    worth of a score of one over the units that the household wants.
    """
    instance, problem = report.instance, report.instance.problem
    number = problem.demand.shape[-1] + s
    mu = report.solution.prices.capacity[:, number]
    gain = np.where(np.isnan(problem.value), 0.0, problem.served_value[:, :, s])
    capacity = problem.served_capacity[:, s]
    beyond = problem.served_need[:, s, None] > capacity
    more = np.where(beyond, np.maximum(0.0, gain - mu), 0.0).sum(axis=0)
    need = np.maximum(1, problem.served_need[:, s, None])
    first = np.where(problem.served_need[:, s, None] > 0, _worth_of_being_served(instance, s) / need, 0.0)
    most = np.where(np.isnan(problem.value), 0.0, first).max(axis=0, initial=0.0)
    price: Floats = np.where(capacity < 1, most, rows[:, number] + more)
    return price


def _worth_of_being_served(instance: MatchingInstance, s: int) -> Floats:
    """[n, m] what being served in full, at once, adds to the value of a pair."""
    c = None if instance.serving is None else served_number(instance.scores, instance.serving.resources[s])
    if c is None:
        return np.zeros(instance.scores.shape)
    worth = worth_of_score(instance.scores, instance.weighing, c)
    return worth * counts(instance.cohort_data, instance.scenario)


def class_prices(report: PlanReport) -> Floats:
    """[u] eta of every class; where there is no unit, the least eta that keeps each reduced value as it is.

    max_h (value_hc - max_c' (value_hc' - eta_c')) over the allowed pairs: then a unit more raises the bound
    by eta, as elsewhere.
    """
    instance, problem = report.instance, report.instance.problem
    if instance.classes is None:
        return np.zeros(0)
    eta = report.solution.prices.classes
    best = instance.classes.best(eta)
    allowed = ~np.isnan(problem.value) & np.isfinite(best)
    here = instance.classes.place
    lead = problem.class_value - np.where(allowed, best, 0.0)[:, here]
    ahead = np.where(allowed[:, here] & ~np.isnan(problem.class_value), lead, 0.0).max(axis=0, initial=0.0)
    return np.where(problem.class_count >= 1, eta, ahead)
