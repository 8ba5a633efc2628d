"""What a household might say instead of the truth to come to one place: each report a function of it.

A new one is a function and a line in `REPORTS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from rematch.criteria.catalogue import Criterion
from rematch.criteria.housing.unit_types import type_name
from rematch.instance import MatchingInstance
from rematch.model import (
    ESSENTIAL,
    Answers,
    Confirmed,
    Exclusion,
    ExclusionReason,
    FieldId,
    Household,
)

CLOSEST = FieldId("close_relatives")
Tell = Callable[[MatchingInstance, int, int], Household | None]
"""What household i would say to come to municipality j; None where it has nothing of the kind to say."""


@dataclass(frozen=True)
class Report:
    """A named way of not telling the truth."""

    name: str
    tell: Tell


def exclude_others(reason: ExclusionReason, instance: MatchingInstance, i: int, j: int) -> Household:
    """Every place but the one it wants is ruled out for this reason, unchecked."""
    places = [place.ags for k, place in enumerate(instance.profiles.municipalities) if k != j]
    own = _household(instance, i)
    return own.excluding(Exclusion(ags, reason, Confirmed.NO) for ags in places)


def exclude_others_loudly(instance: MatchingInstance, i: int, j: int) -> Household | None:
    """The same for other reasons, and the wishes against that remain are very important."""
    against = _criterion(instance, lambda c: c.need == "excluded_ags")
    if against is None:
        return None
    told = exclude_others(ExclusionReason.OTHER, instance, i, j)
    return told.model_copy(update={"priorities": {**told.priorities, against.id: ESSENTIAL}})


def only_its_type(instance: MatchingInstance, i: int, j: int) -> Household | None:
    """Of the accommodation accepted only the type it likes best of those there."""
    field = _accepted(instance)
    if instance.homes is None or field is None:
        return None
    own, catalogue = _household(instance, i), instance.catalogue
    there = [kind for kind in instance.homes.types if instance.limited.capacity(j, kind) >= 1]
    scored = {kind: instance.homes.score[i, instance.homes.types.index(kind)] for kind in there}
    liked = {kind: score for kind, score in scored.items() if not np.isnan(score)}
    if not liked:
        return None
    best = max(liked, key=lambda kind: liked[kind])
    return _answering(own, {field: (type_name(catalogue.resource_by_id[best]),)})


def relative_there(instance: MatchingInstance, i: int, j: int) -> Household | None:
    """Closest family invented at the place, essential."""
    ties = _criterion(instance, lambda c: c.need == CLOSEST)
    place, own = instance.profiles.municipalities[j], _household(instance, i)
    if ties is None:
        return None
    told = _answering(own, {CLOSEST: ((place.lat, place.lon),)})
    return told.model_copy(update={"priorities": {**own.priorities, ties.id: ESSENTIAL}})


def one_wish(priority: int | None, instance: MatchingInstance, i: int, j: int) -> Household | None:
    """The place as the only wish, with this priority."""
    wish, own = _criterion(instance, lambda c: c.need == "wish_ags"), _household(instance, i)
    if wish is None:
        return None
    ranks = own.priorities if priority is None else {**own.priorities, wish.id: priority}
    return own.model_copy(
        update={"wish_ags": (instance.profiles.municipalities[j].ags,), "priorities": ranks}
    )


def all_but_one_unimportant(instance: MatchingInstance, i: int, j: int) -> Household | None:
    """The place as the only wish, which alone counts, as much as it can."""
    told = one_wish(ESSENTIAL, instance, i, j)
    if told is None:
        return None
    own = _own_criteria(instance)
    wish = _criterion(instance, lambda c: c.need == "wish_ags")
    ranks = {c.id: ESSENTIAL if wish is not None and c.id == wish.id else 0 for c in own}
    return told.model_copy(update={"priorities": ranks})


def everything_essential(instance: MatchingInstance, i: int, _j: int) -> Household:
    """The highest priority everywhere."""
    ranks = dict.fromkeys((c.id for c in _own_criteria(instance)), ESSENTIAL)
    return _household(instance, i).model_copy(update={"priorities": ranks})


def nothing_wished(instance: MatchingInstance, i: int, _j: int) -> Household:
    """No answer to anything that bars nothing and asks for nothing scarce."""
    own, catalogue = _household(instance, i), instance.catalogue
    scarce = {resource.demand.field for resource in catalogue.resources}
    asked = {c.need for c in _own_criteria(instance) if c.hard == "never"} - scarce

    def kept(said: Answers) -> Answers:
        return {field: value for field, value in said.items() if field not in asked}

    members = tuple(m.model_copy(update={"answers": kept(m.answers)}) for m in own.members)
    return own.model_copy(update={"wish_ags": None, "answers": kept(own.answers), "members": members})


REPORTS = (
    Report(
        "exclude all others, unasked why (the rule before)",
        partial(exclude_others, ExclusionReason.NOT_ASKED),
    ),
    Report("exclude all others, other reasons", partial(exclude_others, ExclusionReason.OTHER)),
    Report("exclude all others, other reasons, very important", exclude_others_loudly),
    Report(
        "exclude all others, safety claimed and unchecked", partial(exclude_others, ExclusionReason.SAFETY)
    ),
    Report("accept only the type liked best there", only_its_type),
    Report("invent a relative there, essential", relative_there),
    Report("one wish", partial(one_wish, None)),
    Report("one wish, very important", partial(one_wish, ESSENTIAL)),
    Report("one wish, all else unimportant", all_but_one_unimportant),
    Report("everything essential", everything_essential),
    Report("wishes left blank", nothing_wished),
)


def _household(instance: MatchingInstance, i: int) -> Household:
    return instance.profiles.households[i]


def _own_criteria(instance: MatchingInstance) -> list[Criterion]:
    return [criterion for criterion in instance.scores.criteria if criterion.side == "household"]


def _criterion(instance: MatchingInstance, wanted: Callable[[Criterion], bool]) -> Criterion | None:
    return next((criterion for criterion in instance.scores.criteria if wanted(criterion)), None)


def _accepted(instance: MatchingInstance) -> FieldId | None:
    return next((r.demand.field for r in instance.catalogue.resources if r.demand.per == "unit"), None)


def _answering(own: Household, said: Answers) -> Household:
    return own.model_copy(update={"answers": {**own.answers, **said}})
