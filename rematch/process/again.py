"""What planning again has to keep: whoever has an offer stays, whoever declined a place is not sent there."""

from collections.abc import Mapping
from datetime import datetime

from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, HouseholdId, Profiles, ResourceId
from rematch.process.days import day_of, this_moment
from rematch.process.history import History
from rematch.process.places import held_back, pledged
from rematch.scenario import Pin, Scenario, Veto

FEW = 0.05
"""What a change has to bring, in fit of a person, for those who are planned and have no offer yet."""


def kept(
    scenario: Scenario,
    history: History,
    profiles: Profiles,
    catalogue: Catalogue,
    *,
    reason: str = "",
    now: datetime | None = None,
) -> Scenario:
    """The scenario with what happened in force.

    A household with an offer that has not ended is pinned to it and to its type of accommodation, one that
    left or moved on waits, a place that was declined is barred for that household alone, and what
    municipalities took back is taken from their places. Nothing is taken from anybody for having declined.
    Where any of that is new, whoever can stay moves only for what is worth it.
    """
    known = {one.id for one in profiles.households}
    open_offers = {id: offer for id in known if (offer := history.open_offer(id)) is not None}
    pins = [one for one in scenario.pins if one.household not in open_offers]
    pins += [
        Pin(household=id, ags=offer.ags, reason=reason, unit=offer.unit)
        for id, offer in sorted(open_offers.items())
    ]
    barred = [(id, ags) for id in sorted(known) for ags in sorted(history.barred(id))]
    lifted = {(one.household, one.ags) for one in history.offers} - set(barred)
    vetoes = [
        one
        for one in scenario.vetoes
        if one.reason != reason or not reason or (one.household, one.ags) not in lifted
    ]
    vetoed = {(one.household, one.ags) for one in vetoes}
    vetoes += [Veto(household=id, ags=ags, reason=reason) for id, ags in barred if (id, ags) not in vetoed]
    gone = {id for id in known if history.state("household", id) in ("left", "arrived")} - set(open_offers)
    found = scenario.model_copy(
        update={
            "pins": tuple(pins),
            "vetoes": tuple(vetoes),
            "not_this_round": tuple(dict.fromkeys([*scenario.not_this_round, *sorted(gone)])),
            "limits": _limits(scenario, history, profiles, catalogue, now or this_moment()),
        }
    )
    if found == scenario:
        return scenario
    few = max(scenario.policy.prefer_few_changes, FEW)
    return found.model_copy(update={"policy": scenario.policy.model_copy(update={"prefer_few_changes": few})})


def keeps_offers(history: History, assignments: Mapping[HouseholdId, Ags | None]) -> bool:
    """Whether a plan has everybody whose offer has not ended where that offer is."""
    kept_to = {one.household: one.ags for one in history.offers if not history.ended(one)}
    return all(assignments[id] == ags for id, ags in kept_to.items() if id in assignments)


def _limits(
    scenario: Scenario, history: History, profiles: Profiles, catalogue: Catalogue, now: datetime
) -> dict[Ags, dict[ResourceId, float]]:
    limits = {ags: dict(units) for ags, units in scenario.limits.items()}
    for town in profiles.municipalities:
        stated = pledged(town, catalogue)
        for resource, amount in held_back(history, town.ags, day_of(now)).items():
            if resource in stated:
                left = max(0.0, stated[resource] - amount)
                own = limits.setdefault(town.ags, {})
                own[resource] = min(own.get(resource, left), left)
    return limits
