"""What was read, put beside what is stored: a file changes what it speaks of, and nothing else."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from rematch.base_fields import LINKS, MEMBER
from rematch.criteria.catalogue import Catalogue
from rematch.errors import DataErrors, Finding
from rematch.intake.folder.columns import Column, household_columns, member_columns, municipality_columns
from rematch.intake.folder.names import told_apart
from rematch.intake.profiles.checking import Checked
from rematch.intake.stated import Stated
from rematch.model import (
    Ags,
    Cohort,
    Exclusion,
    Household,
    HouseholdId,
    Member,
    Municipality,
    Profiles,
    Role,
    Unit,
)

P = TypeVar("P", Household, Member, Municipality)
_NAMES = frozenset(field.column for field in MEMBER if field.names)
_NOTHING: frozenset[str] = frozenset()


def merged(
    cohort: Cohort, stored: Profiles | None, read: Checked, catalogue: Catalogue, *, keep_others: bool
) -> Profiles:
    """The cohort after a load, not yet checked as a whole.

    A column that the file does not have keeps what is stored; an empty cell of one that it has is unknown.
    The people of a household are those of the file, where it names or counts them; who is recognised keeps
    what the file does not say. Without `keep_others` profiles that the file does not have are left out, of
    those kinds that it has; a household whose row refuses consent, or says that it no longer counts, is left
    out in any case, and so is a municipality that somebody takes out. Nobody stays linked with a
    household that is left out. A list of units in the file is the whole list of its municipality. Raises
    DataErrors where that one is nowhere.
    """
    households = _households(
        stored.households if stored else (), read.households, read.stated, catalogue, keep_others
    )
    out = read.refused | read.ended
    staying = [household for household in households if household.id not in out]
    gone = {h.id for h in (*households, *(stored.households if stored else ()))} - {h.id for h in staying}
    towns = _municipalities(
        stored.municipalities if stored else (), read.municipalities, read.stated, catalogue, keep_others
    )
    towns = tuple(town for town in towns if town.ags not in read.taken_out)
    return Profiles.model_construct(
        cohort=cohort,
        households=tuple(_unlinked(household, gone) for household in staying),
        municipalities=tuple(told_apart(_with_units(towns, read.units))),
    )


def without(profiles: Profiles, left: Collection[HouseholdId]) -> Profiles:
    """The profiles without these households, with whom nobody stays linked; not checked as a whole."""
    staying = (_unlinked(one, left) for one in profiles.households if one.id not in left)
    return profiles.model_copy(update={"households": tuple(staying)}) if left else profiles


def completed(
    stored: Profiles, read: Profiles, columns: Mapping[str, frozenset[str]], catalogue: Catalogue
) -> Profiles:
    """A cohort in our own format over the same one as stored, not yet checked as a whole.

    Its files are the whole of it: profiles they do not have go. But what a table has no column for
    (`columns` by table) is not said, and stays; so do the lists of units, where there is no table of them.
    """
    said: Stated = {
        **{("households", h.id): columns["households"] for h in read.households},
        **{("members", h.id, str(m.number)): columns["members"] for h in read.households for m in h.members},
        **{("municipalities", m.ags): columns["municipalities"] for m in read.municipalities},
    }
    households = _households(stored.households, read.households, said, catalogue, keep_others=False)
    gone = {h.id for h in stored.households} - {h.id for h in households}
    places = _municipalities(stored.municipalities, read.municipalities, said, catalogue, keep_others=False)
    if "units" in columns:
        units = {m.ags: m.units for m in read.municipalities}
        places = tuple(
            place.model_copy(update={"units": units.get(place.ags, place.units)}) for place in places
        )
    return Profiles.model_construct(
        cohort=read.cohort,
        households=tuple(_unlinked(household, gone) for household in households),
        municipalities=tuple(told_apart(places)),
    )


def _households(
    stored: Sequence[Household],
    read: Sequence[Household],
    said: Stated,
    catalogue: Catalogue,
    keep_others: bool,
) -> tuple[Household, ...]:
    columns, of_member = household_columns(catalogue, {}), member_columns(catalogue, {})
    known: dict[str, Household] = {household.id: household for household in stored}

    def laid(new: Household) -> Household:
        if (old := known.get(new.id)) is None:
            return new
        own = said.get(("households", new.id), _NOTHING)
        members = _members(old, new, said, of_member)
        return _household(old, new, own, columns).model_copy(update={"members": members})

    return _together(known, {new.id: laid(new) for new in read}, keep_others)


def _household(
    old: Household, new: Household, said: Collection[str], columns: Mapping[str, Column]
) -> Household:
    """Where only the place is said and it is another one, its coordinates are said with it; an exception
    from a binding holds for the Land it was made for."""
    moved = {"lat", "lon"} if "place" in said and new.place != old.place else set()
    from_all = {"available_from"} if old.available_from is None else set()
    other_land = {"bound_land_lifted"} if "bound_land" in said and new.bound_land != old.bound_land else set()
    laid = _laid_over(old, new, {*said, *moved, *from_all, *other_land}, columns)
    return laid.excluding(_exclusions(old, new, said)) if "excluded_ags" in said else laid


def _exclusions(old: Household, new: Household, said: Collection[str]) -> Iterator[Exclusion]:
    """The file's places; a reason it does not say stays with its place, a check with place and reason."""
    known = {one.ags: one for one in old.exclusions}
    for one in new.exclusions:
        before = known.get(one.ags, one)
        reason = one.reason if "excluded_reason" in said else before.reason
        checked = "excluded_confirmed" in said or reason is not before.reason
        yield Exclusion(one.ags, reason, one.confirmed if checked else before.confirmed)


def _municipalities(
    stored: Sequence[Municipality],
    read: Sequence[Municipality],
    said: Stated,
    catalogue: Catalogue,
    keep_others: bool,
) -> tuple[Municipality, ...]:
    columns = municipality_columns(catalogue, {})
    known: dict[str, Municipality] = {municipality.ags: municipality for municipality in stored}

    def laid(new: Municipality) -> Municipality:
        own = said.get(("municipalities", new.ags), _NOTHING)
        return _laid_over(known[new.ags], new, own, columns) if new.ags in known else new

    return _together(known, {new.ags: laid(new) for new in read}, keep_others)


def _with_units(
    towns: Sequence[Municipality], units: Mapping[Ags, tuple[Unit, ...]]
) -> tuple[Municipality, ...]:
    """Each list of the file in place of the one before; raises DataErrors where its town is missing."""
    if missing := units.keys() - {town.ags for town in towns}:
        raise DataErrors(
            tuple(
                Finding("units.csv", None, "ags", "data.unit_municipality_missing", {"ags": ags})
                for ags in sorted(missing)
            )
        )
    return tuple(town.model_copy(update={"units": units.get(town.ags, town.units)}) for town in towns)


def _together(stored: Mapping[str, P], read: Mapping[str, P], keep_others: bool) -> tuple[P, ...]:
    """In the stored order, new ones last."""
    if not read:
        return tuple(stored.values())
    kept: list[P] = [read.get(name, one) for name, one in stored.items() if name in read or keep_others]
    kept += [one for name, one in read.items() if name not in stored]
    return tuple(kept)


def _laid_over(old: P, new: P, said: Collection[str], columns: Mapping[str, Column]) -> P:
    """The old profile with every column that was said as the new one has it, unknown included."""
    update: dict[str, Any] = {}
    for name in said:
        if (column := columns.get(name)) is None:
            continue
        value = getattr(new, column.part)
        if column.key is None:
            update[column.part] = value
            continue
        cells = update.setdefault(column.part, dict(getattr(old, column.part)))
        if column.key in value:
            cells[column.key] = value[column.key]
        else:
            cells.pop(column.key, None)
    return old.model_copy(update=update)


def _members(
    old: Household, new: Household, said: Stated, columns: Mapping[str, Column]
) -> tuple[Member, ...]:
    """The people of the file; who is recognised keeps what it does not say, and their number."""
    spare = list(old.members)
    numbered: list[Member] = []
    fresh: list[Member] = []
    for member in new.members:
        own = said.get(("members", new.id, str(member.number)), _NOTHING)
        known = next((one for one in spare if _is_same(one, member, own)), None)
        if known is None:
            (numbered if "member" in own else fresh).append(member)
            continue
        spare.remove(known)
        aged = {"role"} if "age" in own and member.age != known.age else set()
        numbered.append(_laid_over(known, member, ({*own, *aged}) - _NAMES, columns))
    return tuple(sorted((*numbered, *_renumbered(fresh, numbered, old)), key=lambda member: member.number))


def _is_same(old: Member, new: Member, said: Collection[str]) -> bool:
    """By the number, where the file has one; else by an age that fits or was a year less, or by the role."""
    if "member" in said:
        return old.number == new.number
    if "age" in said:
        return new.age - old.age in (0, 1)
    return "role" not in said or (old.role is Role.CHILD) == (new.role is Role.CHILD)


def _renumbered(fresh: Iterable[Member], others: Iterable[Member], old: Household) -> list[Member]:
    """New people with numbers that nobody of the household has or had."""
    first = 1 + max(member.number for member in (*others, *old.members))
    return [member.model_copy(update={"number": number}) for number, member in enumerate(fresh, start=first)]


def _unlinked(household: Household, gone: Collection[HouseholdId]) -> Household:
    update = {part: tuple(id for id in getattr(household, part) if id not in gone) for part in LINKS}
    return household.model_copy(update=update) if gone else household
