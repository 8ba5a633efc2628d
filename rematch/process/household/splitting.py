"""One household becomes two: both say where they come from, and both are asked for their consent anew."""

from collections.abc import Collection, Iterable
from itertools import count

from rematch.base_fields import LINKS
from rematch.errors import RematchError
from rematch.model import Household, HouseholdId, Profiles

_UNASKED = {
    "consent": False,
    "consent_date": None,
    "consent_version": None,
    "consent_language": None,
    "consent_scope": None,
    "consent_noted_by": None,
}


def split(
    profiles: Profiles, household: HouseholdId, leaving: Collection[int]
) -> tuple[Profiles, list[Household]]:
    """The profiles with two households in place of one, and these two: who stays, and who is `leaving`.

    Members keep their numbers, what was said of the whole stands at both at first, and whoever was linked
    with it is linked with both. Raises step.no_split where not both would have somebody.
    """
    whole = next((one for one in profiles.households if one.id == household), None)
    apart = () if whole is None else tuple(one for one in whole.members if one.number in set(leaving))
    if whole is None or not apart or len(apart) == len(whole.members):
        raise RematchError("step.no_split", household=household)
    staying = tuple(one for one in whole.members if one not in apart)
    ids = _free_ids(household, {one.id for one in profiles.households})
    parts = [
        whole.model_copy(update={"id": id, "members": members, **_UNASKED})
        for id, members in zip(ids, (staying, apart), strict=False)
    ]
    households: list[Household] = []
    for one in profiles.households:
        households += parts if one.id == household else [_linked(one, household, parts)]
    return profiles.model_copy(update={"households": tuple(households)}), parts


def _free_ids(household: HouseholdId, taken: Collection[HouseholdId]) -> Iterable[HouseholdId]:
    numbered = (HouseholdId(f"{household}-{number}") for number in count(1))
    return (id for id in numbered if id not in taken)


def _linked(one: Household, household: HouseholdId, parts: Iterable[Household]) -> Household:
    """The same, linked with both parts wherever it was linked with the whole."""
    changed: dict[str, tuple[HouseholdId, ...]] = {}
    for link in LINKS:
        ids: tuple[HouseholdId, ...] = getattr(one, link)
        if household in ids:
            changed[link] = (*(id for id in ids if id != household), *(part.id for part in parts))
    return one.model_copy(update=changed) if changed else one
