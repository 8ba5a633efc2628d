"""What would have to change for a household to be at a wished place: small changes, each solved again.

Searched, in this order, and said so on screen:
weight    one slider, 0 to 10 in its own steps, the smallest move (larger problems: in whole numbers)
weights   two sliders at once, by equally many steps, among the PROMISING criteria that differ most between
          the two places, each moved to where it favours the wished one
offer     one offer of the wished municipality answered better, one field at a time: yes, one thing more, or
          as the municipality states it that serves the household best
units     one resource of the wished municipality, up to what the household itself needs of it
decision  one pin, or the veto on this pair, taken back
Nothing else was tried: nothing found means nothing within these limits.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from rematch.model import Ags, CriterionId, FieldId, HouseholdId, ResourceId, Value
from rematch.scenario import Pin, Scenario, Veto
from rematch.service.ask_next import plan_with
from rematch.service.background import Stopped, Told, Work
from rematch.service.better_offers import better_offers, offering
from rematch.service.changes import Changes, Move
from rematch.service.firmness import answerable
from rematch.service.forced import force
from rematch.service.plan import replan
from rematch.service.reach_weights import WeightSearch
from rematch.service.report import PlanReport

Kind = Literal["weight", "weights", "offer", "units", "decision"]
KINDS_OF_WAY: tuple[Kind, ...] = get_args(Kind)
OFFERS = 3
"""Offers told of those that would do."""


@dataclass(frozen=True, eq=False)
class Way:
    """One change, and the plan it leads to, in which the household is at the wished place.

    `weights` are criterion, present and new weight; `offer` is field, present and new answer (None unknown);
    `units` is a resource and how many more.
    """

    kind: Kind
    plan: PlanReport
    weights: tuple[tuple[CriterionId, float, float], ...] = ()
    offer: tuple[FieldId, Value | None, Value] | None = None
    units: tuple[ResourceId, float] | None = None
    decision: Pin | Veto | None = None


@dataclass(frozen=True, eq=False)
class Reach:
    """What has been found so far; `searched` are the kinds that are through.

    `barred`: a rule keeps the household out, so weights cannot bring it there. `outranked`: it costs persons
    or pledges, which come before every weight. `fair`: under a demand for fairness weights are not searched.
    """

    household: HouseholdId
    ags: Ags
    barred: bool
    outranked: bool
    fair: bool
    ways: tuple[Way, ...] = ()
    searched: tuple[Kind, ...] = ()

    def others(self, way: Way, report: PlanReport) -> tuple[Move, ...]:
        """Who else moves then."""
        return tuple(move for move in Changes(report, way.plan).moves if move.household != self.household)


def reaching(report: PlanReport, household: HouseholdId, ags: Ags) -> Work[Reach]:
    """Work that tries one kind of change after the other, and tells what it has after each."""

    def work(told: Told[Reach], stopped: Stopped) -> Reach:
        so_far = _first_look(report, household, ags)
        for kind in KINDS_OF_WAY:
            ways = tuple(_SEARCHES[kind](report, so_far, stopped))
            if stopped():
                break
            so_far = Reach(
                household,
                ags,
                so_far.barred,
                so_far.outranked,
                so_far.fair,
                (*so_far.ways, *ways),
                (*so_far.searched, kind),
            )
            told(so_far)
        return so_far

    return work


def _first_look(report: PlanReport, household: HouseholdId, ags: Ags) -> Reach:
    i, j = report.basis.ground.row[household], report.basis.ground.column[ags]
    forced = force(report, household, ags)
    outranked = forced.persons_lost > 0 or forced.pledged_lost > 0
    barred = not report.basis.rules.allowed[i, j]
    return Reach(household, ags, barred, outranked or not forced.possible, report.fair is not None)


def _by_weight(report: PlanReport, so_far: Reach, stopped: Stopped) -> Iterator[Way]:
    if so_far.barred or so_far.outranked or not answerable(report):
        return
    found = WeightSearch(report, so_far.household, so_far.ags, stopped).one()
    if found is not None:
        yield Way("weight", found.plan, weights=found.weights)


def _by_weights(report: PlanReport, so_far: Reach, stopped: Stopped) -> Iterator[Way]:
    if so_far.barred or so_far.outranked or not answerable(report):
        return
    single = next((way.weights[0] for way in so_far.ways if way.kind == "weight"), None)
    less_than = None if single is None else abs(single[2] - single[1])
    found = WeightSearch(report, so_far.household, so_far.ags, stopped).two(less_than)
    if found is not None:
        yield Way("weights", found.plan, weights=found.weights)


def _by_offer(report: PlanReport, so_far: Reach, stopped: Stopped) -> Iterator[Way]:
    found = 0
    for field, value in better_offers(report, so_far.household, so_far.ags):
        if stopped() or found == OFFERS:
            return
        ground = report.basis.ground
        plan = plan_with(report, offering(ground, so_far.ags, field, value))
        if _arrives(plan, so_far):
            found += 1
            before = ground.profiles.municipalities[ground.column[so_far.ags]].offers.get(field)
            yield Way("offer", plan, offer=(field, before, value))


def _by_units(report: PlanReport, so_far: Reach, stopped: Stopped) -> Iterator[Way]:
    """Per resource the fewest units more, from one up to what the household needs of it."""
    i, j = report.basis.ground.row[so_far.household], report.basis.ground.column[so_far.ags]
    supply, problem = report.basis.supply, report.basis.problem
    for k, resource in enumerate(supply.resources):
        there, needs = problem.capacity[j, k], float(problem.demand_at(i, j)[k])
        if not np.isfinite(there):
            continue
        for more in range(1, int(np.ceil(needs)) + 1):
            if stopped():
                return
            plan = _replanned(report, _with_room(report.scenario, so_far.ags, resource, there + more))
            if _arrives(plan, so_far):
                yield Way("units", plan, units=(resource, float(more)))
                break


def _by_decision(report: PlanReport, so_far: Reach, stopped: Stopped) -> Iterator[Way]:
    """Each pin and the veto on this pair, taken back alone."""
    scenario = report.scenario
    for pin in scenario.pins:
        rest = scenario.model_copy(update={"pins": tuple(other for other in scenario.pins if other != pin)})
        yield from _without(report, so_far, rest, pin, stopped)
    for veto in scenario.vetoes:
        if (veto.household, veto.ags) == (so_far.household, so_far.ags):
            rest = scenario.model_copy(update={"vetoes": tuple(v for v in scenario.vetoes if v != veto)})
            yield from _without(report, so_far, rest, veto, stopped)


def _without(
    report: PlanReport, so_far: Reach, rest: Scenario, decision: Pin | Veto, stopped: Stopped
) -> Iterator[Way]:
    if stopped():
        return
    plan = _replanned(report, rest)
    if _arrives(plan, so_far):
        yield Way("decision", plan, decision=decision)


_SEARCHES: dict[Kind, Callable[[PlanReport, Reach, Stopped], Iterator[Way]]] = {
    "weight": _by_weight,
    "weights": _by_weights,
    "offer": _by_offer,
    "units": _by_units,
    "decision": _by_decision,
}


def _with_room(scenario: Scenario, ags: Ags, resource: ResourceId, units: float) -> Scenario:
    limits = {**scenario.limits, ags: {**scenario.limits.get(ags, {}), resource: units}}
    return scenario.model_copy(update={"limits": limits})


def _replanned(report: PlanReport, scenario: Scenario) -> PlanReport:
    return replan(report.basis.ground, scenario, before=report, work_limit=report.work_limit)


def _arrives(plan: PlanReport, so_far: Reach) -> bool:
    ground = plan.basis.ground
    return bool(plan.assignment[ground.row[so_far.household]] == ground.column[so_far.ags])
