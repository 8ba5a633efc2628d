"""Lists of housing units: as many of each type, step-free and protected as the capacities say.

Units are as large as households that name their type first, and meet the needs of those who have them, each
drawn in turn; the rest is by the town. A town that has not stated every type keeps no list.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import Any

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.housing.admission import admits
from rematch.criteria.housing.unit_types import PETS_ALLOWED, PROTECTED, SITE_KINDS, STEP_FREE, unit_types
from rematch.model import (
    Household,
    Municipality,
    OpenTo,
    Profiles,
    ProtectedFor,
    ResourceId,
    Unit,
)
from rematch.synthetic.draw import pick, stream
from rematch.synthetic.sources import assumptions

OF_SITES = {"women_only": OpenTo.WOMEN, "families_only": OpenTo.FAMILIES, "men_only": OpenTo.MEN}
TOGETHER = 3
"""Units of a type in one house."""


@dataclass
class Seeking:
    """Households in turn, by the type they name first and by what they need of a unit."""

    first: dict[str, Iterator[Household]]
    needing: dict[ResourceId, Iterator[Household] | None]
    field: str


@dataclass
class UnitDraft:
    """One unit in the making."""

    type: str
    rooms: int
    beds: int
    said: dict[str, Any] = field(default_factory=dict)


def with_units(profiles: Profiles, catalogue: Catalogue, seed: int) -> Profiles:
    """The same profiles with a list of units for each municipality that has stated all types."""
    seeking = _seeking(profiles, catalogue, seed)
    types = unit_types(catalogue)
    towns = [
        town.model_copy(update={"units": _listed(town, types, seeking, seed)})
        if all(resource in town.capacity for resource in types.values())
        else town
        for town in profiles.municipalities
    ]
    return profiles.model_copy(update={"municipalities": tuple(towns)})


def _seeking(profiles: Profiles, catalogue: Catalogue, seed: int) -> Seeking:
    order = stream(seed, "units for").permutation(len(profiles.households))
    people = [profiles.households[row] for row in order]
    types, resources = unit_types(catalogue), catalogue.resource_by_id
    wish = next((resources[r].demand.field for r in types.values()), None) or ""
    named = [next(iter(_accepted(one, wish)), next(iter(types))) for one in people]
    first: dict[str, Iterator[Household]] = {
        kind: cycle([one for one, its in zip(people, named, strict=True) if its == kind] or people)
        for kind in types
    }
    needing: dict[ResourceId, Iterator[Household] | None] = {}
    for resource in (PROTECTED, STEP_FREE):
        need = resources[resource].demand.field if resource in resources else None
        who = [one for one in people if need and one.answers.get(need) is True]
        needing[resource] = cycle(who) if who else None
    return Seeking(first, needing, wish)


def _accepted(household: Household, wish: str) -> tuple[str, ...]:
    said = household.answers.get(wish)  # type: ignore[call-overload]
    return said if isinstance(said, tuple) else ()


def _listed(
    town: Municipality, types: dict[str, ResourceId], seeking: Seeking, seed: int
) -> tuple[Unit, ...]:
    rng = stream(seed, f"units in {town.ags}")
    drafts = [
        _sized(kind, next(seeking.first[kind]).size, rng)
        for kind, resource in types.items()
        for _ in range(int(town.capacity[resource]))
    ]
    _protected(drafts, town, seeking, rng)
    _step_free(drafts, town, seeking)
    for draft in drafts:
        _for_whom(draft, town, rng)
    _days(drafts, rng)
    return _rows(drafts)


def _sized(kind: str, persons: int, rng: np.random.Generator) -> UnitDraft:
    """The smallest size that would do for so many, or now and then the next one."""
    spec = assumptions()["units"]
    sizes: Sequence[Sequence[int]] = spec["sizes"].get(kind, spec["sizes"]["flat"])
    at = next((k for k, (_, beds) in enumerate(sizes) if beds >= persons), len(sizes) - 1)
    at = min(at + int(rng.random() < spec["roomier"]), len(sizes) - 1)
    rooms, beds = sizes[at]
    return UnitDraft(kind, rooms, max(beds, persons))


def _protected(
    drafts: list[UnitDraft], town: Municipality, seeking: Seeking, rng: np.random.Generator
) -> None:
    """As many as stated, each for a household that needs one; unknown where that is not stated."""
    stated = town.capacity.get(PROTECTED)
    for draft in drafts:
        draft.said["protected_for"] = None if stated is None else ProtectedFor.NONE
    whom = assumptions()["units"]["protected_for"]
    for _ in range(int(stated or 0)):
        who = _next(seeking, PROTECTED)
        chosen = ProtectedFor(list(whom)[pick(rng, list(whom.values()), 1)[0]])
        if chosen is ProtectedFor.WOMEN and (who is None or not admits(OpenTo.WOMEN, who)):
            chosen = ProtectedFor.ANYONE
        free = [one for one in drafts if one.said["protected_for"] is ProtectedFor.NONE]
        if free:
            _fitting(free, who, seeking.field).said["protected_for"] = chosen


def _step_free(drafts: list[UnitDraft], town: Municipality, seeking: Seeking) -> None:
    """The same; whoever also needs protection has it in a protected unit."""
    stated = town.capacity.get(STEP_FREE)
    for draft in drafts:
        draft.said["step_free"] = None if stated is None else False
    for _ in range(int(stated or 0)):
        who = _next(seeking, STEP_FREE)
        free = [one for one in drafts if not one.said["step_free"]]
        both = who is not None and who.answers.get("safe_space_needed") is True  # type: ignore[call-overload]
        alike = [one for one in free if (one.said["protected_for"] not in (None, ProtectedFor.NONE)) == both]
        if free:
            _fitting(alike or free, who, seeking.field).said["step_free"] = True


def _next(seeking: Seeking, resource: ResourceId) -> Household | None:
    line = seeking.needing[resource]
    return None if line is None else next(line)


def _fitting(drafts: list[UnitDraft], who: Household | None, wish: str) -> UnitDraft:
    """The smallest that fits the household and is of a type it accepts, else the largest."""
    if who is not None:
        types = _accepted(who, wish)
        good = [one for one in drafts if one.beds >= who.size and (not types or one.type in types)]
        if good:
            return min(good, key=lambda one: one.beds)
    return max(drafts, key=lambda one: one.beds)


def _for_whom(draft: UnitDraft, town: Municipality, rng: np.random.Generator) -> None:
    """Who may live there, and whether with an animal."""
    spec, flat = assumptions()["units"], draft.type == "flat"
    kinds = town.offers.get(SITE_KINDS)
    kept = draft.said["protected_for"] not in (None, ProtectedFor.NONE) or draft.said["step_free"]
    drawn, animal = rng.random(2)
    open_to = OpenTo.ANYONE
    if not flat and not kept and isinstance(kinds, tuple):
        among = [OF_SITES[str(kind)] for kind in kinds if kind in OF_SITES]
        if among and drawn < spec["kept_for_some"]:
            open_to = among[int(drawn / spec["kept_for_some"] * len(among))]
    allowed = town.offers.get(PETS_ALLOWED)
    pets = bool(allowed) and flat and animal < spec["pets"] if isinstance(allowed, bool) else None
    draft.said |= {"open_to": open_to, "pets": pets}


def _days(drafts: list[UnitDraft], rng: np.random.Generator) -> None:
    """Some flats are free a little later, by one day in each town, some only for a time."""
    spec, today = assumptions()["units"], assumptions()["as_of"]
    opens, closes = (
        today + timedelta(days=int(spec[name][0] + rng.random() * (spec[name][1] - spec[name][0])))
        for name in ("opens", "closes")
    )
    for draft in drafts:
        late, short = rng.random(2)
        flat = draft.type == "flat"
        draft.said["free_from"] = opens if flat and late < spec["late"] else None
        draft.said["free_to"] = closes if flat and short < spec["short"] else None


def _rows(drafts: list[UnitDraft]) -> tuple[Unit, ...]:
    """Units alike in one house as a row with a count, in the order of types and sizes."""
    by_type: Counter[str] = Counter()
    alike: Counter[tuple[object, ...]] = Counter()
    kept: dict[tuple[object, ...], dict[str, Any]] = {}
    for draft in sorted(drafts, key=lambda one: (one.type, one.beds, one.rooms)):
        letter, number = draft.type[0].upper(), by_type[draft.type]
        by_type[draft.type] += 1
        row = {"type": draft.type, "rooms": draft.rooms, "beds": draft.beds, **draft.said}
        row["site"] = f"{letter}-{number // TOGETHER + 1}"
        key = tuple(row.values())
        alike[key] += 1
        kept.setdefault(key, {"unit": f"{letter}{number + 1:02d}", **row})
    return tuple(Unit(count=alike[key], **row) for key, row in kept.items())
