"""What the letter of an offer says to a household: its place, three reasons of theirs, what is not met."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from rematch.criteria.catalogue import Catalogue, FieldType
from rematch.errors import RematchError
from rematch.model import CohortId, CriterionId, Household, ResourceId
from rematch.process.days import today
from rematch.process.desk import history_of
from rematch.process.history import History
from rematch.process.needs import changed_since
from rematch.process.papers.rules import DatedRule, rules_for
from rematch.store import Offer, OfferPart, Store
from rematch.texts import interview_languages, letter_version

REASONS = 3
MET, PARTLY = 0.6, 0.4
"""From which score on something is met, and met in part."""
ORDINARY, LOWEST = 1, 1
"""The priority of what a household said nothing of, and the lowest that it is told of."""
ADULT = 18
Standing = Literal["met", "partly", "unmet", "unknown"]


@dataclass(frozen=True)
class LetterFacts:
    """An offer as it is told to the household; criteria of special categories are in none of the lists.

    `reasons` are at most three that are met, what matters most to the household first; `partly`, `unmet` and
    `unknown` are all the others. `planned` are resources set aside for them beside the home `unit`.
    """

    number: int
    place: str
    land: str
    persons: int
    unit: ResourceId | None
    planned: tuple[ResourceId, ...]
    reasons: tuple[CriterionId, ...]
    partly: tuple[CriterionId, ...]
    unmet: tuple[CriterionId, ...]
    unknown: tuple[CriterionId, ...]
    last_day: date
    rules: tuple[DatedRule, ...]
    text_version: str
    invented: bool
    languages: tuple[str, ...]


def letter_facts(
    store: Store, cohort: CohortId, number: int, catalogue: Catalogue, day: date | None = None
) -> LetterFacts:
    """What is told of an offer that has been sent, on a day (today).

    Raises step.no_letter where it was not sent yet, has ended, or its household has changed since.
    """
    history, profiles = history_of(store, cohort), store.load_profiles(cohort)
    offer = history.offer(number)
    household = next((one for one in profiles.households if offer and one.id == offer.household), None)
    if offer is None or household is None or not tellable(history, offer, household):
        raise RematchError("step.no_letter", number=number)
    last, town = history.last_day(offer), {one.ags: one for one in profiles.municipalities}.get(offer.ags)
    if last is None or town is None:
        raise RematchError("step.no_letter", number=number)
    told = _sorted(offer, household, catalogue)
    return LetterFacts(
        number=number,
        place=town.name,
        land=town.state,
        persons=offer.persons,
        unit=offer.unit,
        planned=tuple(name for name in offer.needs if _namable(name, offer, catalogue)),
        reasons=told["met"][:REASONS],
        partly=told["partly"],
        unmet=told["unmet"],
        unknown=told["unknown"],
        last_day=last,
        rules=rules_for("letter", town.state, day or today()),
        text_version=letter_version(),
        invented=profiles.cohort.invented,
        languages=languages_of(household, catalogue),
    )


def tellable(history: History, offer: Offer, household: Household | None) -> bool:
    """Whether a letter may be made: the offer waits for an answer and is of the household as it is."""
    sent = history.state("offer", offer.number) == "sent"
    return sent and not changed_since(history, offer, household)


def languages_of(household: Household, catalogue: Catalogue) -> tuple[str, ...]:
    """Languages of letters, the household's own first: that of its consent, else what its adults speak."""
    offered = tuple(interview_languages())
    fields = [one.id for one in catalogue.fields if one.type is FieldType.LANGUAGES and one.of == "member"]
    best: dict[str, float] = dict.fromkeys(offered, 0.0)
    for member in household.members:
        for tag, level in _spoken(member.answers.get(fields[0]) if fields else None):
            if tag in best and member.age >= ADULT:
                best[tag] = max(best[tag], level)
    ordered = sorted(offered, key=lambda tag: -best[tag])
    own = household.consent_language
    return tuple(dict.fromkeys([*([own] if own in offered else []), *ordered]))


def _spoken(answer: object) -> list[tuple[str, float]]:
    return list(answer.items()) if isinstance(answer, dict) else []


def _told(offer: Offer, household: Household, catalogue: Catalogue) -> list[OfferPart]:
    """The parts that are the household's own and may stand in a letter, what matters most to it first."""
    own = [
        one
        for one in offer.parts
        if one.side == "household"
        and one.score is not None
        and one.criterion in catalogue.by_id
        and not private(one.criterion, catalogue)
        and _priority(one, household) >= LOWEST
    ]
    return sorted(own, key=lambda one: (-_priority(one, household), -one.part))


def private(criterion: CriterionId, catalogue: Catalogue) -> bool:
    """Whether a criterion is about health, protection or another special category: no paper names it."""
    found = catalogue.by_id[criterion]
    return found.art9 or found.protective


def _priority(part: OfferPart, household: Household) -> int:
    return household.priorities.get(part.criterion, ORDINARY)


def _sorted(
    offer: Offer, household: Household, catalogue: Catalogue
) -> dict[Standing, tuple[CriterionId, ...]]:
    """What is met, in part, not, or not known; in part at least where a place for it is set aside."""
    planned = {catalogue.resource_by_id[name].criterion for name in offer.needs if name in _places(catalogue)}
    found: dict[Standing, list[CriterionId]] = {name: [] for name in get_args(Standing)}
    for one in _told(offer, household, catalogue):
        stands: Standing = "unknown" if one.unknown else _standing(one.score or 0.0)
        if one.criterion in planned and stands != "met":
            stands = "partly"
        found[stands].append(one.criterion)
    return {name: tuple(names) for name, names in found.items()}


def _standing(score: float) -> Standing:
    return "met" if score >= MET else "partly" if score >= PARTLY else "unmet"


def _places(catalogue: Catalogue) -> frozenset[ResourceId]:
    return frozenset(one.id for one in catalogue.resources if one.demand.per == "member")


def _namable(name: ResourceId, offer: Offer, catalogue: Catalogue) -> bool:
    """Whether something set aside may stand in the letter: nothing of persons, homes or protection."""
    found = catalogue.resource_by_id.get(name)
    if found is None or name == offer.unit or found.protective or found.demand.per != "member":
        return False
    return not private(found.criterion, catalogue)
