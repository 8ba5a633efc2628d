"""What a plan does not consider: criteria that are off, and needs for protection that nothing hears."""

from dataclasses import dataclass

from rematch.criteria.catalogue import Criterion, RuleName
from rematch.criteria.measuring.exclusions import PROTECTIVE
from rematch.criteria.switches import is_on, protective, states_need
from rematch.instance import MatchingInstance
from rematch.model import Confirmed, CriterionId, Household, HouseholdId
from rematch.release.bands import Amounts, ShownAmount


@dataclass(frozen=True)
class LeftOut:
    """As far as a municipality may know it: `off` names no criterion of special categories of real people.

    `households` of the whole round whose need for protection is not considered; None where every criterion
    of such needs takes part, which is no matter of who needs what.
    """

    off: tuple[CriterionId, ...]
    households: ShownAmount | None


def left_out(instance: MatchingInstance, amount: Amounts, masked: bool) -> LeftOut:
    """What the plan's scenario leaves out, as amounts are shown here."""
    public = tuple(one.id for one in _off(instance) if one.in_force and not one.art9)
    households = amount("left out", len(unconsidered(instance))) if _protective_off(instance) else None
    return LeftOut(public if masked else criteria_off(instance), households)


def criteria_off(instance: MatchingInstance) -> tuple[CriterionId, ...]:
    """Criteria that take no part though the catalogue puts them in force, or somebody needs protection."""
    heard_nowhere = {name for names in unconsidered(instance).values() for name in names}
    return tuple(one.id for one in _off(instance) if one.in_force or one.id in heard_nowhere)


def unconsidered(instance: MatchingInstance) -> dict[HouseholdId, tuple[CriterionId, ...]]:
    """Households of the round with a need for protection that no criterion in force hears, and which ones.

    Needs of special categories (Art. 9), other protective ones, and places ruled out for protection.
    """
    off = _protective_off(instance)
    found = {}
    for household in in_round(instance):
        unheard = tuple(one.id for one in off if _concerns(household, one))
        if unheard:
            found[household.id] = unheard
    return found


def in_round(instance: MatchingInstance) -> tuple[Household, ...]:
    """The households the plan is about: with consent, and not waiting, for themselves or for others."""
    waiting = {*instance.scenario.not_this_round, *instance.waits_with}
    return tuple(h for h in instance.profiles.households if h.consent and h.id not in waiting)


def _off(instance: MatchingInstance) -> tuple[Criterion, ...]:
    cohort = instance.profiles.cohort
    return tuple(c for c in instance.catalogue.criteria if not is_on(c, instance.scenario, cohort))


def _protective_off(instance: MatchingInstance) -> tuple[Criterion, ...]:
    known = {one.id for one in protective(instance.catalogue)}
    return tuple(
        one
        for one in _off(instance)
        if one.id in known or (one.protective and one.need) or one.rule is RuleName.EXCLUDED
    )


def _concerns(household: Household, criterion: Criterion) -> bool:
    if criterion.rule is not RuleName.EXCLUDED:
        return states_need(household, criterion)
    return any(
        one.reason in PROTECTIVE and one.confirmed is not Confirmed.REJECTED for one in household.exclusions
    )
