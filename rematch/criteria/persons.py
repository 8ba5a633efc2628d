"""Ages and sizes of households that decide something, each once, by what it decides."""

from rematch.model import Role

SCHOOL_AGE = 6
"""From here on a child goes to school; before, to a day nursery."""

WORKING_AGE = 15
"""Nobody younger is asked about work; the line is that of the German law on young workers (JArbSchG, 2)."""

BOY_AGE = 14
"""From here on a son is no longer admitted where only women and children live; a girl may be of any age."""

FULL_AGE = 18
"""No child any more."""

OLDER_AGE = 65
"""From here on the role is "older person"."""

OLDER_GROUP_AGE = 60
"""From here on fairness counts somebody among the older: a wider band than the role; screens say so."""

LARGE_FAMILY = 5
"""Persons from which fairness counts a large family. The shipped criterion of that name is about support that
families of six or more need: its number is `at_least` in `criteria.toml`, which a house may change."""


def role_of(age: int) -> Role:
    """The role that an age speaks for where nobody has said another."""
    return Role.CHILD if age < FULL_AGE else Role.OLDER if age >= OLDER_AGE else Role.ADULT
