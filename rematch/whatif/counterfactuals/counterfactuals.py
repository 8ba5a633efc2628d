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

from rematch.jobs import Stopped, Told, Work
from rematch.model import Ags, CriterionId, FieldId, HouseholdId, ResourceId, Value
from rematch.planning.changes import Changes, Move
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import Pin, Scenario, Veto
from rematch.whatif.alternatives.forced_assignment import forced_assignment
from rematch.whatif.counterfactuals.better_offers import better_offers, offering
from rematch.whatif.counterfactuals.weights import WeightSearch
from rematch.whatif.sensitivity.intervals import answerable
from rematch.whatif.unknowns.value_of_information import plan_with

Kind = Literal["weight", "weights", "offer", "units", "decision"]
COUNTERFACTUAL_KINDS: tuple[Kind, ...] = get_args(Kind)
OFFERS = 3
"""Offers told of those that would do."""


@dataclass(frozen=True, eq=False)
class Counterfactual:
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
class Counterfactuals:
    """What has been found so far; `searched` are the kinds that are through.

    `barred`: a rule keeps the household out, so weights cannot bring it there. `outranked`: it costs persons
    or pledges, which come before every weight. `fair`: under a demand for fairness weights are not searched.
    """

    household: HouseholdId
    ags: Ags
    barred: bool
    outranked: bool
    fair: bool
    ways: tuple[Counterfactual, ...] = ()
    searched: tuple[Kind, ...] = ()

    def others(self, way: Counterfactual, report: PlanReport) -> tuple[Move, ...]:
        """Who else moves then."""
        return tuple(move for move in Changes(report, way.plan).moves if move.household != self.household)


def counterfactuals(report: PlanReport, household: HouseholdId, ags: Ags) -> Work[Counterfactuals]:
    """Work that tries one kind of change after the other, and tells what it has after each."""

    def work(told: Told[Counterfactuals], stopped: Stopped) -> Counterfactuals:
        so_far = _first_look(report, household, ags)
        for kind in COUNTERFACTUAL_KINDS:
            ways = tuple(_SEARCHES[kind](report, so_far, stopped))
            if stopped():
                break
            so_far = Counterfactuals(
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


def _first_look(report: PlanReport, household: HouseholdId, ags: Ags) -> Counterfactuals:
    i, j = report.instance.cohort_data.row[household], report.instance.cohort_data.column[ags]
    forced = forced_assignment(report, household, ags)
    outranked = forced.persons_lost > 0 or forced.pledged_lost > 0
    barred = not report.instance.rules.allowed[i, j]
    return Counterfactuals(household, ags, barred, outranked or not forced.possible, report.fair is not None)


def _by_weight(report: PlanReport, so_far: Counterfactuals, stopped: Stopped) -> Iterator[Counterfactual]:
    if so_far.barred or so_far.outranked or not answerable(report):
        return
    found = WeightSearch(report, so_far.household, so_far.ags, stopped).one()
    if found is not None:
        yield Counterfactual("weight", found.plan, weights=found.weights)


def _by_weights(report: PlanReport, so_far: Counterfactuals, stopped: Stopped) -> Iterator[Counterfactual]:
    if so_far.barred or so_far.outranked or not answerable(report):
        return
    single = next((way.weights[0] for way in so_far.ways if way.kind == "weight"), None)
    less_than = None if single is None else abs(single[2] - single[1])
    found = WeightSearch(report, so_far.household, so_far.ags, stopped).two(less_than)
    if found is not None:
        yield Counterfactual("weights", found.plan, weights=found.weights)


def _by_offer(report: PlanReport, so_far: Counterfactuals, stopped: Stopped) -> Iterator[Counterfactual]:
    found = 0
    for field, value in better_offers(report, so_far.household, so_far.ags):
        if stopped() or found == OFFERS:
            return
        cohort_data = report.instance.cohort_data
        plan = plan_with(report, offering(cohort_data, so_far.ags, field, value))
        if _arrives(plan, so_far):
            found += 1
            before = cohort_data.profiles.municipalities[cohort_data.column[so_far.ags]].offers.get(field)
            yield Counterfactual("offer", plan, offer=(field, before, value))


def _by_units(report: PlanReport, so_far: Counterfactuals, stopped: Stopped) -> Iterator[Counterfactual]:
    """Per resource the fewest units more, from one up to what the household needs of it."""
    i, j = report.instance.cohort_data.row[so_far.household], report.instance.cohort_data.column[so_far.ags]
    limited = report.instance.limited
    for resource in limited.names:
        there, needs = (
            report.instance.limited.capacity(j, resource),
            float(report.instance.limited.wanted(resource)[i]),
        )
        if not np.isfinite(there):
            continue
        for more in range(1, int(np.ceil(needs)) + 1):
            if stopped():
                return
            plan = _replanned(report, _with_room(report.scenario, so_far.ags, resource, there + more))
            if _arrives(plan, so_far):
                yield Counterfactual("units", plan, units=(resource, float(more)))
                break


def _by_decision(report: PlanReport, so_far: Counterfactuals, stopped: Stopped) -> Iterator[Counterfactual]:
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
    report: PlanReport, so_far: Counterfactuals, rest: Scenario, decision: Pin | Veto, stopped: Stopped
) -> Iterator[Counterfactual]:
    if stopped():
        return
    plan = _replanned(report, rest)
    if _arrives(plan, so_far):
        yield Counterfactual("decision", plan, decision=decision)


_SEARCHES: dict[Kind, Callable[[PlanReport, Counterfactuals, Stopped], Iterator[Counterfactual]]] = {
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
    return replan(report.instance.cohort_data, scenario, before=report, work_limit=report.work_limit)


def _arrives(plan: PlanReport, so_far: Counterfactuals) -> bool:
    cohort_data = plan.instance.cohort_data
    return bool(plan.assignment[cohort_data.row[so_far.household]] == cohort_data.column[so_far.ags])
