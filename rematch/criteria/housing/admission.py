"""Who may live in a unit: for women, families or men only, for whom it is protected, and from when to when.

Women: every member from BOY_AGE on is a woman or girl, one of them of full age. Families: somebody of full
age with a child. Men: men of full age alone. Who is of neither sex lives where anyone or families may.
"""

from rematch.criteria.housing.unit_classes import Likeness
from rematch.criteria.persons import BOY_AGE, FULL_AGE
from rematch.model import Household, Member, OpenTo, ProtectedFor, Sex


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


def protects(protected_for: ProtectedFor | None, household: Household) -> bool | None:
    """Whether a protected unit is for such a household in need of protection; None as in `admits`.

    Which protection is needed nobody is asked: a unit for LGBTIQ people is proposed to all who need some,
    and those who run it confirm.
    """
    return admits(OpenTo.WOMEN, household) if protected_for is ProtectedFor.WOMEN else True


def fits(one: Likeness, household: Household, needs: frozenset[str], *, timing: bool) -> bool | None:
    """Whether a unit of a list fits a household but for its type and rooms; None as in `admits`.

    `needs` are those of step_free, protected and pets that bind for the household. A protected unit is kept
    for who needs protection. What a row does not say fails a need; unknown beds do not. With `timing` the
    household comes before the unit's last day; one that opens later is waited for.
    """
    late = timing and household.available_from is not None and one.free_to is not None
    if late and household.available_from > one.free_to:  # type: ignore[operator]
        return False
    if household.size > one.persons or one.protected is not ("protected" in needs):
        return False
    if ("step_free" in needs and not one.step_free) or ("pets" in needs and not one.pets):
        return False
    asked = [admits(one.open_to, household)]
    asked += [protects(one.protected_for, household)] if one.protected else []
    return False if False in asked else None if None in asked else True
