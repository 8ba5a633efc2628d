"""Who may live in a unit: for women, families or men only, for whom it is protected, and from when to when.

Women: every member from BOY_AGE on is a woman or girl, one of them of full age. Families: somebody of full
age with a child. Men: men of full age alone. Who is of neither sex lives where anyone or families may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.housing.unit_classes import Likeness
from rematch.criteria.persons import BOY_AGE, FULL_AGE
from rematch.model import Household, Member, OpenTo, ProtectedFor, Sex

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def admits(open_to: OpenTo, household: Household) -> bool | None:
    """Whether a household may live there; None where that depends on a sex nobody stated."""
    grown = [member for member in household.members if member.age >= FULL_AGE]
    if open_to is OpenTo.FAMILIES:
        return 0 < len(grown) < household.size
    if open_to is OpenTo.WOMEN:
        older = [member for member in household.members if member.age >= BOY_AGE]
        return all_are(Sex.FEMALE, older) if grown else False
    if open_to is OpenTo.MEN:
        return all_are(Sex.MALE, grown) if len(grown) == household.size else False
    return True


def all_are(sex: Sex, members: list[Member]) -> bool | None:
    """Whether all are of this sex; None where nobody is known not to be, but somebody not known."""
    if any(member.sex not in (sex, None) for member in members):
        return False
    return None if any(member.sex is None for member in members) else True


@dataclass(frozen=True, eq=False)
class Seekers:
    """n households as units look at them.

    ready     [n]  ordinal of the day they come, -inf unknown or of no account
    admitted       by who may live in a unit: 1, 0, or NaN where that depends on a sex nobody stated [n]
    step_free, protected, pets  [n]  whether that need binds for the household
    """

    ready: Floats
    admitted: Mapping[OpenTo, Floats]
    step_free: Flags
    protected: Flags
    pets: Flags


def seekers(
    households: Sequence[Household], step_free: Flags, protected: Flags, pets: Flags, *, timing: bool
) -> Seekers:
    """Households with their needs [n]; with `timing` they come before a unit's last day."""
    days = [
        one.available_from.toordinal() if timing and one.available_from else -np.inf for one in households
    ]
    answers = {whom: [admits(whom, one) for one in households] for whom in OpenTo}
    return Seekers(
        np.array(days, dtype=float),
        {whom: np.array(said, dtype=float) for whom, said in answers.items()},
        step_free,
        protected,
        pets,
    )


def fitting(one: Likeness, who: Seekers) -> Floats:
    """[n] 1 where a unit of a list is for a household, type and size apart, 0 where not, NaN as admitted.

    A protected unit is kept for who needs protection, and these need one. Which protection it is nobody is
    asked: a unit for LGBTIQ people is proposed to all who need some, and those who run it confirm. What a
    row does not say fails a need. A unit that is free later is waited for.
    """
    last = np.inf if one.free_to is None else one.free_to.toordinal()
    barred = (who.ready > last) | (who.protected != one.protected)
    barred |= (who.step_free & (one.step_free is not True)) | (who.pets & (one.pets is not True))
    admitted = who.admitted[one.open_to]
    if one.protected_for is ProtectedFor.WOMEN:
        women = who.admitted[OpenTo.WOMEN]
        admitted = np.where((admitted == 0) | (women == 0), 0.0, admitted * women)
    found: Floats = np.where(barred, 0.0, admitted)
    return found
