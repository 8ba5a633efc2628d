"""Which criteria take part: the catalogue's default, the coordinator's switch, and the care for Art. 9."""

from rematch.criteria.catalogue import Catalogue, Criterion, FieldType, RuleName
from rematch.criteria.enforcers import HOLDS_WITHOUT_A_ROW
from rematch.model import Cohort, CriterionId, FieldId, Household, HouseholdId, Profiles, Value
from rematch.scenario import Scenario


def is_on(criterion: Criterion, scenario: Scenario, cohort: Cohort) -> bool:
    """Whether a criterion takes part: as switched, else by default; what cannot be switched always does.

    Excluded places and pledges are in force by default. Special categories of personal data (Art. 9) are off
    on real people until somebody switches them on.
    """
    if not criterion.switchable:
        return True
    by_default = criterion.in_force and (cohort.invented or criterion.stated or not criterion.art9)
    return scenario.switches.get(criterion.id, by_default)


def newly_special(before: Scenario, after: Scenario, catalogue: Catalogue) -> tuple[CriterionId, ...]:
    """Criteria on special categories that take part for real people by `after`, and do not by `before`."""
    asked = [c for c in catalogue.criteria if c.art9 and c.switchable]
    by_default = {c.id: c.in_force and c.stated for c in asked}
    return tuple(
        name
        for name, usual in by_default.items()
        if after.switches.get(name, usual) and not before.switches.get(name, usual)
    )


def switched_on(catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> tuple[Criterion, ...]:
    """All criteria that take part, in catalogue order."""
    return tuple(criterion for criterion in catalogue.criteria if is_on(criterion, scenario, cohort))


def holds(rule: RuleName, catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> bool:
    """Whether a criterion of the rule is on, or there is no row and the rule needs none."""
    rows = [criterion for criterion in catalogue.criteria if criterion.rule is rule]
    return any(is_on(row, scenario, cohort) for row in rows) if rows else rule in HOLDS_WITHOUT_A_ROW


def in_the_fit(catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> tuple[Criterion, ...]:
    """Those that score pairs with a weight; links between households are judged on the plan instead."""
    on = switched_on(catalogue, scenario, cohort)
    return tuple(criterion for criterion in on if criterion.scores)


def modifiers(catalogue: Catalogue, scenario: Scenario, cohort: Cohort) -> tuple[Criterion, ...]:
    """Those whose score multiplies the weights of whole groups."""
    return tuple(c for c in switched_on(catalogue, scenario, cohort) if c.measure and c.modifies)


def unconsidered_needs(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> int:
    """Households with a protective need (Art. 9, hard where essential) whose criterion takes no part."""
    off = [c for c in protective(catalogue) if not is_on(c, scenario, profiles.cohort)]
    return sum(any(states_need(household, c) for c in off) for household in profiles.households)


def unanswered_protection(
    profiles: Profiles, catalogue: Catalogue, scenario: Scenario
) -> dict[HouseholdId, tuple[CriterionId, ...]]:
    """Households that have not said whether they need protection, by the criteria on that would keep it.

    A place for them is a guess until they answer, or decline to. Only questions of yes and no whose criterion
    always binds; households without consent are in no plan.
    """
    asked = [c for c in protective(catalogue) if c.hard == "always" and is_on(c, scenario, profiles.cohort)]
    flags = [(c, c.need) for c in asked if _is_flag(c.need, catalogue)]
    found = {
        h.id: tuple(c.id for c, field in flags if field not in h.answers)
        for h in profiles.households
        if h.consent
    }
    return {household: criteria for household, criteria in found.items() if criteria}


def _is_flag(name: FieldId | None, catalogue: Catalogue) -> bool:
    field = catalogue.field_by_id.get(name) if name else None
    return field is not None and field.of == "household" and field.type is FieldType.FLAG


def protective(catalogue: Catalogue) -> tuple[Criterion, ...]:
    """Criteria of a protective need (Art. 9, hard where essential)."""
    return tuple(c for c in catalogue.criteria if c.art9 and c.need and c.hard != "never")


def states_need(household: Household, criterion: Criterion) -> bool:
    """Whether the household or one of its members states this need."""
    return _states(household, criterion.need)


def _states(household: Household, field: FieldId | None) -> bool:
    asked = (household.answers, *(member.answers for member in household.members))
    return field is not None and any(_is_need(answers.get(field)) for answers in asked)


def _is_need(value: Value | None) -> bool:
    """A yes, or things named; a level or number alone says nothing of a need."""
    return value is True or (isinstance(value, tuple) and bool(value))
