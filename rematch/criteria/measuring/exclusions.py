"""Which of the places that households rule out bar them, and which are wishes against them (ADR 24)."""

from dataclasses import dataclass

import numpy as np

from rematch.criteria.catalogue import Catalogue, RuleName
from rematch.criteria.columns import Flags
from rematch.criteria.switches import is_on
from rematch.model import Ags, Confirmed, Exclusion, ExclusionReason, Household, Profiles
from rematch.scenario import Scenario

PROTECTIVE = frozenset({ExclusionReason.SAFETY, ExclusionReason.COURT, ExclusionReason.NOT_ASKED})
"""Reasons that bar from the day they are stated until somebody rejects them; so does one nobody asked for."""
SHARE = 4
"""At most one in so many of the places that take part is barred for no protective reason."""


@dataclass(frozen=True, eq=False)
class Exclusions:
    """Places ruled out, [n, m] each: all `named`, of those what `bars`, and what is a wish `against`."""

    named: Flags
    bars: Flags
    against: Flags


@dataclass(frozen=True)
class Terms:
    """Under which terms exclusions bar: whether the rule holds, where, and how many without a reason."""

    holds: bool
    taking_part: frozenset[Ags]
    few: int


def terms(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Terms:
    """The terms of a cohort, a catalogue and a policy."""
    rows = [criterion for criterion in catalogue.criteria if criterion.rule is RuleName.EXCLUDED]
    holds = not rows or any(is_on(criterion, scenario, profiles.cohort) for criterion in rows)
    taking_part = frozenset(place.ags for place in profiles.municipalities) - frozenset(scenario.closed)
    few = min(scenario.policy.exclusions_without_reason, len(taking_part) // SHARE)
    return Terms(holds, taking_part, few)


def exclusions(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Exclusions:
    """What the households' exclusions do under a policy; where the rule is switched off all are wishes."""
    column = {place.ags: j for j, place in enumerate(profiles.municipalities)}
    shape = (len(profiles.households), len(column))
    named, bars, against = (np.zeros(shape, dtype=bool) for _ in range(3))
    under = terms(profiles, catalogue, scenario)
    for i, household in enumerate(profiles.households):
        if household.excluded_ags:
            for table, places in (
                (named, set(household.excluded_ags)),
                (bars, barring(household, under)),
                (against, wishes_against(household, under)),
            ):
                table[i, [column[ags] for ags in places if ags in column]] = True
    return Exclusions(named, bars, against)


def barring(household: Household, under: Terms) -> frozenset[Ags]:
    """The places that bar: of protective or confirmed exclusions, and of the first few others."""
    left, found = under.few, []
    for one in household.exclusions if under.holds else ():
        free = one.confirmed is Confirmed.NO and one.ags in under.taking_part and left > 0
        if holds_by_itself(one):
            found.append(one.ags)
        elif free:
            left -= 1
            found.append(one.ags)
    return frozenset(found)


def wishes_against(household: Household, under: Terms) -> frozenset[Ags]:
    """The places ruled out that take part and are not barred."""
    return (frozenset(household.excluded_ags) & under.taking_part) - barring(household, under)


def holds_by_itself(one: Exclusion) -> bool:
    """Whether an exclusion bars whatever the policy says: confirmed, or protective and not rejected."""
    return one.confirmed is Confirmed.YES or (one.confirmed is Confirmed.NO and one.reason in PROTECTIVE)


def unchecked(profiles: Profiles) -> tuple[tuple[Household, Exclusion], ...]:
    """The exclusions nobody has checked though they bar: for safety, by a court, or not yet asked for.

    While there are any, the cohort's plan is not to be released. A household without consent is not in it.
    """
    return tuple(
        (household, one)
        for household in profiles.households
        for one in household.exclusions
        if household.consent and one.confirmed is Confirmed.NO and one.reason in PROTECTIVE
    )
