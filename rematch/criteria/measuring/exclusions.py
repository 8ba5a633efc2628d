"""Which of the places that households rule out bar them, and which are wishes against them (ADR 24)."""

from collections.abc import Iterator
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


def exclusions(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> Exclusions:
    """What the households' exclusions do under a policy; where the rule is switched off all are wishes."""
    column = {place.ags: j for j, place in enumerate(profiles.municipalities)}
    taking_part = frozenset(column) - frozenset(scenario.closed)
    shape = (len(profiles.households), len(column))
    named, bars, against = (np.zeros(shape, dtype=bool) for _ in range(3))
    most, holds = few(len(taking_part), scenario), _rule_holds(profiles, catalogue, scenario)
    for i, household in enumerate(profiles.households):
        barred = set(barring(household, taking_part, most)) if holds else set()
        for ags in household.excluded_ags:
            if ags in column:
                named[i, column[ags]] = True
                bars[i, column[ags]] = ags in barred
                against[i, column[ags]] = ags not in barred and ags in taking_part
    return Exclusions(named, bars, against)


def few(taking_part: int, scenario: Scenario) -> int:
    """How many places a household may bar for no protective reason."""
    return min(scenario.policy.exclusions_without_reason, taking_part // SHARE)


def barring(household: Household, taking_part: frozenset[Ags], most: int) -> Iterator[Ags]:
    """The places that bar: of protective or confirmed exclusions, and of the first `most` others."""
    for one in household.exclusions:
        if holds_by_itself(one):
            yield one.ags
        elif one.confirmed is Confirmed.NO and one.ags in taking_part and most > 0:
            most -= 1
            yield one.ags


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


def _rule_holds(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> bool:
    rows = [criterion for criterion in catalogue.criteria if criterion.rule is RuleName.EXCLUDED]
    return not rows or any(is_on(criterion, scenario, profiles.cohort) for criterion in rows)
