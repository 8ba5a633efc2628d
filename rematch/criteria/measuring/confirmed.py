"""What binds only once a person has confirmed that it is essential, and has not been confirmed."""

import numpy as np

from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.criteria.measuring.round import waits_with
from rematch.criteria.measuring.supply.demand import units_needed
from rematch.criteria.measuring.supply.own_housing import homes_stated
from rematch.criteria.switches import switched_on
from rematch.model import ESSENTIAL, CriterionId, Household, HouseholdId, Profiles
from rematch.scenario import Scenario


def unconfirmed(
    profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> tuple[tuple[HouseholdId, CriterionId], ...]:
    """What households of the plan call essential, and need, that binds only once it is confirmed."""
    asking = [c for c in switched_on(catalogue, scenario, profiles.cohort) if c.binds_confirmed]
    waiting = {*scenario.not_this_round, *waits_with(profiles, catalogue, scenario)}
    return tuple(
        (household.id, criterion.id)
        for household in profiles.households
        for criterion in asking
        if household.consent
        and household.id not in waiting
        and household.priorities.get(criterion.id) == ESSENTIAL
        and not criterion.binds(household)
        and _wants(household, criterion, catalogue)
    )


def unconfirmed_homes(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> int:
    """How many households of the plan have a home of their own in a town of it that nobody has confirmed."""
    found: set[HouseholdId] = set()
    for criterion in switched_on(catalogue, scenario, profiles.cohort):
        if criterion.houses:
            rows = np.flatnonzero(homes_stated(criterion, profiles).any(axis=1))
            people = [profiles.households[i] for i in rows]
            found |= {one.id for one in people if criterion.id not in one.confirmed}
    left_out = {one.id for one in profiles.households if not one.consent} | set(scenario.not_this_round)
    return len(found - left_out)


def _wants(household: Household, criterion: Criterion, catalogue: Catalogue) -> bool:
    """Whether the household has any need there at all."""
    resource = catalogue.resource_by_id.get(criterion.resource) if criterion.resource else None
    if resource is not None:
        return units_needed(household, resource)[0] > 0
    return bool(household.answers.get(criterion.need)) if criterion.need else True
