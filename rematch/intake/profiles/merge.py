"""What was read, put beside what is stored: rows of the file update those of the same name."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from rematch.model import Household, Municipality

P = TypeVar("P", Household, Municipality)


def merged_households(
    stored: Sequence[Household], read: Sequence[Household], *, keep_others: bool
) -> tuple[Household, ...]:
    """The households after a load; with none read, those that are stored.

    Answers, priorities and wishes that the file does not give stay; members are those of the file. Without
    `keep_others` households that the file does not have are left out.
    """
    known: dict[str, Household] = {household.id: household for household in stored}
    return _together(known, {h.id: _household(known.get(h.id), h) for h in read}, keep_others)


def merged_municipalities(
    stored: Sequence[Municipality], read: Sequence[Municipality], *, keep_others: bool
) -> tuple[Municipality, ...]:
    """The same for municipalities, by AGS: offers, their days, capacities and priorities stay likewise."""
    known: dict[str, Municipality] = {municipality.ags: municipality for municipality in stored}
    return _together(known, {m.ags: _municipality(known.get(m.ags), m) for m in read}, keep_others)


def _together(stored: Mapping[str, P], read: Mapping[str, P], keep_others: bool) -> tuple[P, ...]:
    """In the stored order, new ones last."""
    if not read:
        return tuple(stored.values())
    kept: list[P] = [read.get(name, one) for name, one in stored.items() if name in read or keep_others]
    kept += [one for name, one in read.items() if name not in stored]
    return tuple(kept)


def _household(old: Household | None, new: Household) -> Household:
    if old is None:
        return new
    return new.model_copy(
        update={
            "answers": {**old.answers, **new.answers},
            "priorities": {**old.priorities, **new.priorities},
            "wish_ags": old.wish_ags if new.wish_ags is None else new.wish_ags,
            "available_from": new.available_from or old.available_from,
        }
    )


def _municipality(old: Municipality | None, new: Municipality) -> Municipality:
    if old is None:
        return new
    return new.model_copy(
        update={
            "offers": {**old.offers, **new.offers},
            "as_of": {**old.as_of, **new.as_of},
            "capacity": {**old.capacity, **new.capacity},
            "priorities": {**old.priorities, **new.priorities},
        }
    )
