"""Groups of households that fairness looks at; a household may be in several."""

from collections.abc import Callable
from enum import StrEnum

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.persons import FULL_AGE, LARGE_FAMILY, OLDER_GROUP_AGE, SCHOOL_AGE
from rematch.criteria.switches import is_on, protective, states_need
from rematch.model import Household, Profiles, Role
from rematch.scenario import Scenario

SMALL_GROUP = 5
"""Households below which nothing is shown of a group of real people."""


class GroupName(StrEnum):
    """Single parents, large families, special needs, and age bands by the youngest and oldest members."""

    SINGLE_PARENT = "single_parent"
    LARGE_FAMILY = "large_family"
    SPECIAL_NEEDS = "special_needs"
    YOUNG_CHILDREN = "young_children"
    SCHOOL_AGE = "school_age"
    OLDER = "older"


NUMBERED = (
    GroupName.SINGLE_PARENT,
    GroupName.LARGE_FAMILY,
    GroupName.SPECIAL_NEEDS,
    GroupName.YOUNG_CHILDREN,
    GroupName.SCHOOL_AGE,
    GroupName.OLDER,
)
"""The groups of the first version in its order: its runs name a group by its place among those there are.

Never changed; a later group is not in it, and may stand anywhere among the others.
"""


def groups(profiles: Profiles, catalogue: Catalogue, scenario: Scenario) -> dict[GroupName, tuple[int, ...]]:
    """Rows of the households of each group that has any.

    Special needs (Art. 9) are only those whose criterion is switched on.
    """
    needs = [c for c in protective(catalogue) if is_on(c, scenario, profiles.cohort)]
    belongs: dict[GroupName, Callable[[Household], bool]] = {
        GroupName.SINGLE_PARENT: _single_parent,
        GroupName.LARGE_FAMILY: lambda household: household.size >= LARGE_FAMILY,
        GroupName.SPECIAL_NEEDS: lambda household: any(states_need(household, c) for c in needs),
        GroupName.YOUNG_CHILDREN: lambda household: _has_age(household, 0, SCHOOL_AGE),
        GroupName.SCHOOL_AGE: lambda household: _has_age(household, SCHOOL_AGE, FULL_AGE),
        GroupName.OLDER: lambda household: _has_age(household, OLDER_GROUP_AGE, 200),
    }
    found = {
        name: tuple(i for i, household in enumerate(profiles.households) if test(household))
        for name, test in belongs.items()
    }
    return {name: rows for name, rows in found.items() if rows}


def _single_parent(household: Household) -> bool:
    roles = [member.role for member in household.members]
    return Role.CHILD in roles and len(roles) - roles.count(Role.CHILD) == 1


def _has_age(household: Household, start: int, end: int) -> bool:
    return any(start <= member.age < end for member in household.members)
