"""What a municipality is handed of one household that accepted: by role and need, never a diagnosis."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from rematch import DATA_DIR
from rematch.criteria.catalogue import PERSONS, Catalogue
from rematch.errors import RematchError
from rematch.model import CohortId, Frozen, Household, Profiles, ResourceId, Role, Viewer
from rematch.process.days import today
from rematch.process.desk import history_of
from rematch.process.history import History
from rematch.process.items import DueItem, anchored, due, subject_of
from rematch.process.papers.letter import private
from rematch.process.papers.rules import DatedRule, rules_for
from rematch.release.coming import needs_interpreter
from rematch.store import Offer, Store

FieldName = Literal["people", "languages", "from", "home", "places", "protective"]
AGES = (0, 3, 6, 10, 16, 18, 65, 121)
"""Where groups of ages begin: nursery, kindergarten, the schools, adults, the older."""
SHARED = "consent_share"
"""The item that says that the household agreed to what is handed over."""


class HandoverField(Frozen):
    """A field that is handed over, by which law, and what for, in words by language."""

    id: FieldName
    law: str
    purpose: dict[str, str]


class AgeGroup(NamedTuple):
    """Persons of a role whose age is at least `first` and at most `last` years."""

    role: Role
    first: int
    last: int
    persons: int


@dataclass(frozen=True)
class HandoverFacts:
    """One accepted household as its municipality is told of it, without its id.

    `places` are units set aside of what is not protected, `protective` the same of what is.
    """

    number: int
    place: str
    day: date
    accepted: date
    invented: bool
    fields: tuple[HandoverField, ...]
    people: tuple[AgeGroup, ...]
    languages: tuple[str, ...]
    available_from: date | None
    home: ResourceId | None
    places: dict[ResourceId, float]
    protective: dict[ResourceId, float]
    rules: tuple[DatedRule, ...]
    due: tuple[DueItem, ...]


@cache
def handover_fields() -> tuple[HandoverField, ...]:
    """What may be handed over, in the order of the file."""
    told = tomllib.loads((DATA_DIR / "process" / "handover.toml").read_text(encoding="utf-8"))
    return tuple(map(HandoverField.model_validate, told["fields"]))


def handed_over(
    store: Store,
    cohort: CohortId,
    number: int,
    catalogue: Catalogue,
    *,
    viewer: Viewer,
    day: date | None = None,
) -> HandoverFacts:
    """What is handed over of an accepted offer on a day (today); each time is noted in the journal.

    Raises step.not_accepted before the household accepted, and after it took that back;
    step.not_shared where it has not agreed that its details are passed on.
    """
    history, profiles = history_of(store, cohort), store.load_profiles(cohort)
    offer, household, accepted = _agreed(history, profiles, number)
    town = {one.ags: one for one in profiles.municipalities}.get(offer.ags)
    when = day or today()
    special = {name for name in offer.needs if _protective(name, catalogue)}
    beside = {name: units for name, units in offer.needs.items() if name not in (PERSONS, offer.unit)}
    facts = HandoverFacts(
        number=number,
        place=town.name if town else offer.ags,
        day=when,
        accepted=accepted,
        invented=profiles.cohort.invented,
        fields=handover_fields(),
        people=_people(household),
        languages=_languages(household, catalogue),
        available_from=household.available_from,
        home=offer.unit,
        places={name: units for name, units in beside.items() if name not in special},
        protective={name: units for name, units in beside.items() if name in special},
        rules=rules_for("handover", town.state if town else "", when),
        due=tuple(one for one in due(history, offer) if one.item.side == "receiving"),
    )
    store.note(viewer, "handover", cohort=cohort, details={"number": number})
    return facts


def _agreed(history: History, profiles: Profiles, number: int) -> tuple[Offer, Household, date]:
    """The offer with its household, and the day it accepted; raises where it may not be told."""
    offer = history.offer(number)
    household = next((one for one in profiles.households if offer and one.id == offer.household), None)
    accepted = anchored(history, offer, "accepted") if offer else None
    if offer is None or household is None or accepted is None or not may_be_told(history, offer):
        raise RematchError("step.not_accepted", number=number)
    if not (household.consent and shared(history, offer)):
        raise RematchError("step.not_shared", number=number)
    return offer, household, accepted


def may_be_told(history: History, offer: Offer) -> bool:
    """Whether its household accepted and stands by it."""
    return history.state("offer", offer.number) == "accepted"


def shared(history: History, offer: Offer) -> bool:
    """Whether it is noted that the household agreed to what is passed on."""
    return history.state("item", subject_of(offer.number, SHARED)) == "done"


def _people(household: Household) -> tuple[AgeGroup, ...]:
    found = [
        AgeGroup(role, first, last - 1, count)
        for role in Role
        for first, last in pairwise(AGES)
        if (count := sum(one.role == role and first <= one.age < last for one in household.members))
    ]
    return tuple(found)


def _languages(household: Household, catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (needs_interpreter(m, catalogue) for m in household.members))))


def _protective(name: ResourceId, catalogue: Catalogue) -> bool:
    found = catalogue.resource_by_id.get(name)
    return found is not None and (found.protective or private(found.criterion, catalogue))
