"""Ages and sizes mean the same wherever they decide something."""

import pytest

from rematch.criteria.measuring.groups import GroupName, groups
from rematch.criteria.persons import FULL_AGE, SCHOOL_AGE, role_of
from rematch.model import Role
from rematch.scenario import Scenario
from tests.builders import household, profiles
from tests.unit.intake.foreign import CATALOGUE, HERE, checked, codes


@pytest.mark.parametrize(
    ("age", "role"), [(17, Role.CHILD), (18, Role.ADULT), (64, Role.ADULT), (65, Role.OLDER)]
)
def test_an_age_speaks_for_one_role_in_the_form_and_in_files(age: int, role: Role) -> None:
    """A child until 17, an older person from 65: by the rule, and of people a file gives by age alone."""
    assert role_of(age) is role
    files = {
        "p.csv": f"Haushalt;Alter;Geschlecht\nA;40;w\nA;{age};m\n",
        "h.csv": f"Haushalt;Personen;Alter der Personen\nA;2;40, {age}\n",
    }
    for name, text in files.items():
        members = checked({name: text}, **HERE).households[0].members
        assert [one.role for one in members if one.age == age] == [role]


@pytest.mark.parametrize(("age", "odd"), [(17, False), (18, True)])
def test_a_child_who_is_of_age_is_remarked_on(age: int, odd: bool) -> None:
    """A role that contradicts the age is a warning, from the eighteenth birthday on."""
    done = checked({"p.csv": f"Haushalt;Alter;Rolle\nA;40;Mutter\nA;{age};Kind\n"}, **HERE)
    assert ("data.role_and_age" in codes(done)) is odd


@pytest.mark.parametrize("age", [17, 18])
def test_what_a_household_says_for_one_person_goes_to_somebody_of_age(age: int) -> None:
    """Languages in a household's row are the first member's who is 18, not those of a minor before her."""
    done = checked({"h.csv": f"id;Personen;Alter der Personen;Deutsch\nA;2;{age}, 40;B1\n"}, **HERE)
    first, second = done.households[0].members
    speaks = first if age >= 18 else second
    assert speaks.answers["languages"] == {"de": 3.0}
    assert "languages" not in (second if speaks is first else first).answers


def test_groups_of_fairness_begin_and_end_where_their_names_say() -> None:
    """Under 6, 6 to 17, from 60, from five persons: each boundary on both sides."""

    def found(*ages: int) -> set[GroupName]:
        return set(groups(profiles([household(ages=ages)]), CATALOGUE, Scenario()))

    bands = {GroupName.YOUNG_CHILDREN, GroupName.SCHOOL_AGE, GroupName.OLDER, GroupName.LARGE_FAMILY}
    expected = {5: GroupName.YOUNG_CHILDREN, 6: GroupName.SCHOOL_AGE, 17: GroupName.SCHOOL_AGE}
    for age in (5, 6, 17, 18, 59):
        assert found(30, age) & bands == ({expected[age]} if age in expected else set())
    assert found(30, 60) & bands == {GroupName.OLDER}
    assert GroupName.LARGE_FAMILY not in found(*[30] * 4)
    assert GroupName.LARGE_FAMILY in found(*[30] * 5)


def test_the_resources_that_ship_divide_childhood_at_the_same_ages() -> None:
    """Day nurseries end where school begins, schools end where people are of age, courses begin there."""
    ages = {resource.id: resource.demand.age for resource in CATALOGUE.resources if resource.demand.age}
    assert ages["childcare"] == (0, SCHOOL_AGE - 1)
    schools = sorted(span for name, span in ages.items() if name.startswith("school"))
    assert (schools[0][0], schools[-1][1]) == (SCHOOL_AGE, FULL_AGE - 1)
    assert ages["course_seats"][0] == FULL_AGE
