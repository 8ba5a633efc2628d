"""Who comes, for those who prepare it: from when on, and in which languages people are understood."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from rematch.criteria.catalogue import Catalogue, FieldType
from rematch.criteria.measuring.standards import CEFR
from rematch.model import Household, Member
from rematch.release.bands import Amounts, ShownAmount

ADULT = 18
GERMAN, ENOUGH = "de", CEFR.index("B1")
"""From this level of German on nobody is counted as in need of an interpreter."""


@dataclass(frozen=True)
class Arrival:
    """Persons who can come from this month on; `month` is its first day, None where nothing is known."""

    month: date | None
    persons: ShownAmount


@dataclass(frozen=True)
class LanguageNeed:
    """Adults without enough German who speak this language best; `served`: there is interpreting for it."""

    language: str
    persons: ShownAmount
    served: bool


def arrivals(
    here: tuple[Household, ...], round_: tuple[Household, ...], since: date, amount: Amounts, most: int
) -> tuple[Arrival, ...]:
    """Persons by the month from which they can come; the same months for every municipality of a round.

    Who could come before the day the profiles are of comes from that month on.
    """
    months = {_month(household, since) for household in round_}
    count: Counter[date | None] = Counter()
    for household in here:
        count[_month(household, since)] += household.size
    ordered = sorted(months, key=lambda month: (month is None, month or since))
    return tuple(Arrival(month, amount(f"from:{month}", count[month], most)) for month in ordered)


def languages(
    here: tuple[Household, ...], served: tuple[str, ...], catalogue: Catalogue, amount: Amounts, most: int
) -> tuple[LanguageNeed, ...]:
    """Languages of which some are surely needed, the most needed first; the rest is left unsaid."""
    best = (needs_interpreter(member, catalogue) for household in here for member in household.members)
    count = Counter(language for language in best if language)
    shown = (
        LanguageNeed(language, amount(f"speaks:{language}", persons, most), language in served)
        for language, persons in sorted(count.items())
    )
    return tuple(
        sorted((one for one in shown if one.persons.at_least), key=lambda one: -one.persons.at_least)
    )


def _month(household: Household, since: date) -> date | None:
    known = household.available_from
    return None if known is None else max(known, since).replace(day=1)


def needs_interpreter(member: Member, catalogue: Catalogue) -> str | None:
    """The language an adult without enough German speaks best; None of children and whoever has enough."""
    field = next((one.id for one in catalogue.fields if one.type is FieldType.LANGUAGES), None)
    spoken = None if field is None else member.answers.get(field)
    if member.age < ADULT or not isinstance(spoken, dict) or not spoken:
        return None
    if spoken.get(GERMAN, -1.0) >= ENOUGH:
        return None
    others = {language: level for language, level in spoken.items() if language != GERMAN}
    return max(sorted(others), key=lambda language: others[language]) if others else None
