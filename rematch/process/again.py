"""What planning again has to keep: whoever has an offer stays, whoever declined a place is not sent there."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, HouseholdId, Profiles, ResourceId
from rematch.process.days import day_of, this_moment
from rematch.process.history import History
from rematch.process.places import held_back, pledged
from rematch.scenario import Pin, Scenario, Veto
from rematch.store import Offer

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
    """The scenario with what happened in force, and without what it had of earlier and is so no more.

    A household with an offer that has not ended is pinned to it and to its type of accommodation, one that
    left or moved on waits, a place that was declined is barred for that household alone, and what
    municipalities took back is taken from their places. Nothing is taken from anybody for having declined.
    Where any of that is new, whoever can stay moves only for what is worth it.
    """
    known = sorted(one.id for one in profiles.households)
    offers = {id: offer for id in known if (offer := history.open_offer(id)) is not None}
    gone = {id for id in known if history.state("household", id) in ("left", "arrived")} - set(offers)
    back = {id for id in known if _has_returned(history, id)}
    waiting = [*(id for id in scenario.not_this_round if id in gone or id not in back), *sorted(gone)]
    found = scenario.model_copy(
        update={
            "pins": _pins(scenario, history, offers, gone, reason),
            "vetoes": _vetoes(scenario, history, known, reason),
            "not_this_round": tuple(dict.fromkeys(waiting)),
            "limits": _limits(scenario, history, profiles, catalogue, now or this_moment()),
        }
    )
    if found == scenario:
        return scenario
    few = max(scenario.policy.prefer_few_changes, FEW)
    return found.model_copy(update={"policy": scenario.policy.model_copy(update={"prefer_few_changes": few})})


def _has_returned(history: History, household: HouseholdId) -> bool:
    return any(one.event == "return" for one in history.of("household", household))


def _pins(
    scenario: Scenario,
    history: History,
    offers: Mapping[HouseholdId, Offer],
    gone: Collection[HouseholdId],
    reason: str,
) -> tuple[Pin, ...]:
    """Those of open offers, and people's own for others, but where the household declined or is gone."""
    own = [
        one
        for one in scenario.pins
        if one.offer is None
        and one.household not in {*offers, *gone}
        and one.ags not in history.barred(one.household)
    ]
    taken = [
        Pin(household=id, ags=offer.ags, reason=reason, unit=offer.unit, offer=offer.number)
        for id, offer in offers.items()
    ]
    return (*own, *taken)


def _vetoes(
    scenario: Scenario, history: History, known: Iterable[HouseholdId], reason: str
) -> tuple[Veto, ...]:
    """People's own, and those of places that were declined and are still barred."""
    own = {(one.household, one.ags): one for one in scenario.vetoes if one.offer is None}
    declined = [
        Veto(household=id, ags=bar.offer.ags, reason=reason, offer=bar.offer.number)
        for id in known
        for bar in history.bars(id)
        if (id, bar.offer.ags) not in own
    ]
    return (*own.values(), *declined)


def keeps_offers(history: History, assignments: Mapping[HouseholdId, Ags | None]) -> bool:
    """Whether a plan has everybody whose offer has not ended where that offer is."""
    kept_to = {one.household: one.ags for one in history.offers if not history.ended(one)}
    return all(assignments[id] == ags for id, ags in kept_to.items() if id in assignments)


def _limits(
    scenario: Scenario, history: History, profiles: Profiles, catalogue: Catalogue, now: datetime
) -> dict[Ags, dict[ResourceId, float]]:
    """People's own, and what is left where places were taken back; a limit that was that once is none."""
    limits = {ags: dict(units) for ags, units in scenario.limits.items()}
    for town in profiles.municipalities:
        stated, own = pledged(town, catalogue), limits.pop(town.ags, {})
        back = held_back(history, town.ags, day_of(now))
        for resource, amounts in _ever_taken_back(history, town.ags).items():
            if resource not in stated:
                continue
            if own.get(resource) in {max(0.0, stated[resource] - amount) for amount in amounts}:
                del own[resource]
            if amount := back.get(resource):
                left = max(0.0, stated[resource] - amount)
                own[resource] = min(own.get(resource, left), left)
        if own:
            limits[town.ags] = own
    return limits


def _ever_taken_back(history: History, ags: Ags) -> dict[ResourceId, set[float]]:
    """What a municipality had taken back of each resource, after each time it took back or gave again."""
    offers = {str(one.number): one for one in history.offers if one.ags == ags}
    now: dict[ResourceId, float] = {}
    found: dict[ResourceId, set[float]] = {}
    for event in history.events:
        sign = {"withdraw_place": 1, "give_back": -1}.get(event.event)
        if event.machine != "offer" or sign is None or event.subject not in offers:
            continue
        for resource, amount in offers[event.subject].needs.items():
            now[resource] = now.get(resource, 0.0) + sign * amount
            found.setdefault(resource, set()).add(now[resource])
    return found
