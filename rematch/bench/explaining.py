"""Why not there measured: the bounds for all others at once, each range, and a full re-solve beside them."""

import time
from collections.abc import Callable
from typing import Any

from rematch.bench.instances import Size, cohorts
from rematch.bench.measure import median
from rematch.criteria.catalogue import Catalogue
from rematch.model import HouseholdId
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Pin, Scenario
from rematch.whatif.alternatives.alternatives import Alternative, alternatives
from rematch.whatif.alternatives.forced_assignment import ForcedAssignment, forced_assignment

HOUSEHOLDS = 3
"""Households asked about, spread over the cohort."""
PLACES = 4
"""Municipalities of each that are narrowed and planned anew in full."""


def measure_explaining(size: Size, catalogue: Catalogue) -> dict[str, Any]:
    """Milliseconds of processor time on the size's first cohort; ratios: how much more a full plan takes.

    `at_once_ms` is for all other municipalities of one household, `narrow_ms` and `full_ms` for one of them;
    `certain` is the share of narrowed ranges that are exact or begin above nothing.
    """
    report = replan(next(cohorts(size, catalogue, tight=False)), Scenario())
    at_once, narrow, full = [], [], []
    found: list[ForcedAssignment] = []
    for household in _asked(report):
        places, seconds = _timed(lambda h=household: alternatives(report, h))  # type: ignore[misc]
        at_once.append(seconds)
        for place in _possible(places):
            forced, seconds = _timed(lambda p=place: _force(report, p))  # type: ignore[misc]
            found.append(forced)
            narrow.append(seconds)
            full.append(_timed(lambda p=place: _in_full(report, p))[1])  # type: ignore[misc]
    return {
        "size": size.name,
        "others": len(report.instance.profiles.municipalities) - 1,
        "gap": report.solution.gap,
        "at_once_ms": 1000 * median(at_once),
        "narrow_ms": 1000 * median(narrow),
        "full_ms": 1000 * median(full),
        "ratio_at_once": median(full) * (report.instance.problem.m - 1) / median(at_once),
        "ratio_narrow": median(full) / median(narrow),
        "certain": sum(one.exact or (one.cost_low or 0.0) > 0 for one in found) / len(found),
    }


def _asked(report: PlanReport) -> list[HouseholdId]:
    ids = [line.household for line in report.placements]
    return ids[:: max(1, len(ids) // HOUSEHOLDS)][:HOUSEHOLDS]


def _possible(places: tuple[Alternative, ...]) -> list[Alternative]:
    possible = [place for place in places if place.at_least is not None]
    return possible[:: max(1, len(possible) // PLACES)][:PLACES]


def _force(report: PlanReport, place: Alternative) -> ForcedAssignment:
    return forced_assignment(report, place.answer.household, place.answer.ags)


def _in_full(report: PlanReport, place: Alternative) -> PlanReport:
    """The pair pinned in a scenario of its own, planned with nothing kept."""
    pin = Pin(household=place.answer.household, ags=place.answer.ags)
    scenario = report.scenario.model_copy(update={"pins": (*report.scenario.pins, pin)})
    return replan(report.instance.cohort_data, scenario)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), time.process_time() - began
