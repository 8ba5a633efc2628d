"""The optimiser's problem, stated from fits, supply and what people decided."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Criterion, RuleName
from rematch.criteria.measuring.round import waits_with
from rematch.criteria.measuring.supply.accommodation import Accommodation
from rematch.criteria.measuring.supply.demand import Supply
from rematch.criteria.measuring.supply.served import ServedSupply
from rematch.criteria.retired import RETIRED
from rematch.criteria.switches import holds, is_on
from rematch.errors import Contradiction, RematchError
from rematch.instance.cohort_data import CohortData, Floats, Ints
from rematch.instance.fit import coordinators_weight
from rematch.instance.limited import Charges
from rematch.model import HouseholdId
from rematch.optimise.problem import UNPLACED, Problem
from rematch.scenario import Scenario

SOFT_LINK_WORTH = 0.02
"""Fit that a kept soft link is worth, per unit of weight (and per person of the smaller household)."""


@dataclass(frozen=True, eq=False)
class Housing:
    """The classes of accommodation and what each adds to the fit [n, u]; None where there are none."""

    homes: Accommodation | None
    fit: Floats | None


@dataclass(frozen=True, eq=False)
class Serving:
    """What is served and what a unit of it adds to the fit [n, m, s]; None where there is nothing."""

    supply: ServedSupply | None
    gain: Floats | None


@dataclass(frozen=True, eq=False)
class Previous:
    """The plan before: columns [n] and classes [n], -1 none; None where there is no such plan."""

    plan: Ints | None = None
    units: Ints | None = None


def build_problem(
    cohort_data: CohortData,
    scenario: Scenario,
    value: Floats,
    supply: Supply,
    *,
    housing: Housing,
    served: Serving,
    previous: Previous,
    charged: Charges,
) -> Problem:
    """The problem for fits `value` [n, m], NaN where a hard rule bars the pair, less what places are charged.

    Raises Contradiction with households and municipalities by id where pins cannot hold together.
    """
    minimum, maximum = _pledges(cohort_data, scenario)
    few_changes = scenario.policy.prefer_few_changes
    counted = counts(cohort_data, scenario)
    pins = {cohort_data.row[p.household]: cohort_data.column[p.ags] for p in scenario.pins}
    vetoes = {(cohort_data.row[v.household], cohort_data.column[v.ags]) for v in scenario.vetoes}
    try:
        return Problem(
            value=(value - _all_served(served)) * counted - charged.places,
            demand=supply.demand,
            capacity=supply.capacity,
            persons=cohort_data.persons,
            minimum=minimum,
            maximum=maximum,
            pins=pins,
            vetoes=vetoes,
            linked=_linked(cohort_data, scenario),
            apart=_apart(cohort_data, scenario),
            previous=_could_stay(previous.plan, value, pins, vetoes) if few_changes > 0 else None,
            move_cost=few_changes,
            soft_links=_soft_links(cohort_data, scenario),
            closeness=cohort_data.closeness,
            **_classes(housing, counted, previous.units, charged),
            **_needs(served, counted),
        )
    except Contradiction as found:
        raise _by_name(cohort_data, supply, served.supply, found) from found


def _could_stay(
    plan: Ints | None, value: Floats, pins: Mapping[int, int], vetoes: Collection[tuple[int, int]]
) -> Ints | None:
    """Places before, without those of whom a rule or a decision takes them: who has to leave pays nothing."""
    if plan is None or len(plan) != len(value):
        return plan
    stays = plan.copy()
    stays[np.isnan(value[np.arange(len(plan)), plan])] = UNPLACED
    for i, j in pins.items():
        stays[i] = UNPLACED if j != plan[i] else plan[i]
    for i, j in vetoes:
        stays[i] = UNPLACED if j == plan[i] else stays[i]
    return stays


def counts(cohort_data: CohortData, scenario: Scenario) -> Floats:
    """[n, 1] how often a household's fit counts: once for each person, or once."""
    persons = cohort_data.persons[:, None].astype(float)
    return persons if scenario.policy.per == "person" else np.ones_like(persons)


def _classes(housing: Housing, counted: Floats, previous: Ints | None, charged: Charges) -> dict[str, Any]:
    """The fields of `Problem` about units: who accepts a type takes one of it, worth what it adds."""
    if housing.homes is None or housing.fit is None:
        return {}
    known = {} if previous is None or len(previous) != len(counted) else {"previous_unit": previous}
    return {
        "class_place": housing.homes.place,
        "class_count": housing.homes.count,
        "class_value": housing.fit * counted - charged.classes,
        **known,
    }


def _all_served(served: Serving) -> Floats | float:
    """[n, m] what being served adds to the possible fit; a plan decides how much of it is kept."""
    if served.supply is None or served.gain is None:
        return 0.0
    whole: Floats = (served.supply.possible * served.gain).sum(axis=2)
    return whole


def _needs(served: Serving, counted: Floats) -> dict[str, Any]:
    """The fields of `Problem` about what is served."""
    if served.supply is None or served.gain is None:
        return {}
    return {
        "served_need": served.supply.need,
        "served_capacity": served.supply.capacity,
        "served_value": served.gain * counted[:, :, None],
        "served_must": served.supply.must,
    }


def refuse_strangers(cohort_data: CohortData, scenario: Scenario) -> None:
    """Raise RematchError where the scenario speaks of what nobody knows, or pins a household to two places.

    A criterion that is gone for good moves nothing, and is no stranger.
    """
    pairs = [(pin.household, pin.ags) for pin in scenario.pins]
    pairs += [(veto.household, veto.ags) for veto in scenario.vetoes]
    households = [household for household, _ in pairs]
    households += [*scenario.not_this_round, *(h for pair in scenario.apart for h in pair)]
    places = [ags for _, ags in pairs]
    places += [*scenario.closed, *scenario.limits, *scenario.pledges]
    criteria = [c for c in (*scenario.weights, *scenario.switches) if c not in RETIRED]
    resources = [resource for units in scenario.limits.values() for resource in units]
    for code, names, known in (
        ("scenario.unknown_household", households, cohort_data.row),
        ("scenario.unknown_municipality", places, cohort_data.column),
        ("scenario.unknown_criterion", criteria, cohort_data.catalogue.by_id),
        ("scenario.unknown_resource", resources, cohort_data.catalogue.resource_by_id),
    ):
        if strangers := [name for name in names if name not in known]:
            raise RematchError(code, names=tuple(dict.fromkeys(strangers)))
    pinned = {pin.household: pin.ags for pin in scenario.pins}
    if torn := [pin.household for pin in scenario.pins if pin.ags != pinned[pin.household]]:
        raise RematchError("scenario.two_pins", names=tuple(dict.fromkeys(torn)))


def drop_unknown(scenario: Scenario, cohort_data: CohortData) -> Scenario:
    """The scenario without what names a household, place, criterion or resource that is not there."""
    people, places, criteria = cohort_data.row, cohort_data.column, cohort_data.catalogue.by_id
    resources = cohort_data.catalogue.resource_by_id
    limits = {
        ags: {resource: most for resource, most in units.items() if resource in resources}
        for ags, units in scenario.limits.items()
        if ags in places
    }
    return scenario.model_copy(
        update={
            "weights": {c: w for c, w in scenario.weights.items() if c in criteria},
            "switches": {c: on for c, on in scenario.switches.items() if c in criteria},
            "pins": tuple(p for p in scenario.pins if p.household in people and p.ags in places),
            "vetoes": tuple(v for v in scenario.vetoes if v.household in people and v.ags in places),
            "apart": tuple(pair for pair in scenario.apart if all(h in people for h in pair)),
            "not_this_round": tuple(h for h in scenario.not_this_round if h in people),
            "limits": {ags: units for ags, units in limits.items() if units},
            "pledges": {ags: persons for ags, persons in scenario.pledges.items() if ags in places},
            "closed": tuple(ags for ags in scenario.closed if ags in places),
        }
    )


def _by_name(
    cohort_data: CohortData, supply: Supply, serving: ServedSupply | None, found: Contradiction
) -> Contradiction:
    places = cohort_data.profiles.municipalities
    params = dict(found.params)
    params["households"] = tuple(
        cohort_data.profiles.households[i].id for i in _numbers(params["households"])
    )
    params["municipalities"] = tuple(places[j].name for j in _numbers(params["municipalities"]))
    if "resource" in params:
        params["resource"] = supply.resources[int(str(params["resource"]))]
    if serving is not None and "served" in params:
        params["resource"] = serving.resources[int(str(params.pop("served")))]
    return Contradiction(found.code, **params)


def _numbers(value: object) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else ()


def _pledges(cohort_data: CohortData, scenario: Scenario) -> tuple[Floats, Floats]:
    places = cohort_data.profiles.municipalities
    on = _holds(cohort_data, scenario, RuleName.PLEDGE)
    closed = set(scenario.closed)
    minimum = [scenario.pledges.get(p.ags, p.pledge_min) if on and p.ags not in closed else 0 for p in places]
    maximum = [np.inf if p.pledge_max is None or not on else p.pledge_max for p in places]
    return np.array(minimum, dtype=float), np.array(maximum, dtype=float)


def _holds(cohort_data: CohortData, scenario: Scenario, rule: RuleName) -> bool:
    return holds(rule, cohort_data.catalogue, scenario, cohort_data.profiles.cohort)


def _ruling(cohort_data: CohortData, scenario: Scenario, rule: RuleName) -> list[Criterion]:
    criteria = (c for c in cohort_data.catalogue.criteria if c.rule is rule)
    return [c for c in criteria if is_on(c, scenario, cohort_data.profiles.cohort)]


def _in_round(cohort_data: CohortData, scenario: Scenario) -> dict[HouseholdId, int]:
    waiting = {*scenario.not_this_round, *waits_with(cohort_data.profiles, cohort_data.catalogue, scenario)}
    households = cohort_data.profiles.households
    return {h.id: cohort_data.row[h.id] for h in households if h.consent and h.id not in waiting}


def _linked(cohort_data: CohortData, scenario: Scenario) -> list[tuple[int, int]]:
    if not _holds(cohort_data, scenario, RuleName.LINKS):
        return []
    rows = _in_round(cohort_data, scenario)
    return _pairs((rows[h], rows[o]) for h, o in _said(cohort_data, "linked_hard") if h in rows and o in rows)


def _apart(cohort_data: CohortData, scenario: Scenario) -> list[tuple[int, int]]:
    decided = [*_said(cohort_data, "apart"), *scenario.apart]
    row = cohort_data.row
    return _pairs((row[a], row[b]) for a, b in decided if a in row and b in row)


def _soft_links(cohort_data: CohortData, scenario: Scenario) -> list[tuple[int, int, float]]:
    """W(links) x SOFT_LINK_WORTH a pair, times the persons of the smaller household where persons count."""
    worth = SOFT_LINK_WORTH * sum(
        coordinators_weight(c, scenario) for c in _ruling(cohort_data, scenario, RuleName.LINKS)
    )
    if worth == 0:
        return []
    rows = _in_round(cohort_data, scenario)
    pairs = _pairs(
        (rows[h], rows[o]) for h, o in _said(cohort_data, "linked_soft") if h in rows and o in rows
    )
    counted = cohort_data.persons if scenario.policy.per == "person" else np.ones_like(cohort_data.persons)
    return [(a, b, worth * float(min(counted[a], counted[b]))) for a, b in pairs]


def _said(cohort_data: CohortData, kind: str) -> list[tuple[HouseholdId, HouseholdId]]:
    return [(h.id, other) for h in cohort_data.profiles.households for other in getattr(h, kind)]


def _pairs(couples: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each couple once, in order, nobody with themselves."""
    return sorted({(min(a, b), max(a, b)) for a, b in couples if a != b})
