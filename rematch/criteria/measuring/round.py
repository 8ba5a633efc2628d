"""Who takes part in this round: who is to stay together waits together."""

from collections import deque

from rematch.criteria.catalogue import Catalogue, RuleName
from rematch.criteria.switches import holds
from rematch.model import HouseholdId, Profiles
from rematch.scenario import Scenario


def waits_with(
    profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> dict[HouseholdId, HouseholdId]:
    """Households that wait only because one they are linked to (hard) is not in this round, and which one.

    That one waits for the next round or has no consent; links of links count, as long as links bind.
    """
    out = [h.id for h in profiles.households if not h.consent or h.id in scenario.not_this_round]
    if not out or not holds(RuleName.LINKS, catalogue, scenario, profiles.cohort):
        return {}
    linked: dict[HouseholdId, list[HouseholdId]] = {h.id: [] for h in profiles.households}
    for household in profiles.households:
        for other in household.linked_hard:
            if other in linked:
                linked[household.id].append(other)
                linked[other].append(household.id)
    cause = {household: household for household in out}
    waiting = deque(out)
    while waiting:
        one = waiting.popleft()
        for other in linked[one]:
            if other not in cause:
                cause[other] = cause[one]
                waiting.append(other)
    return {household: because for household, because in cause.items() if household != because}
