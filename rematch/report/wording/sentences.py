"""The explanation in plain sentences, built from its rows: one for the session, one in simple language."""

from collections.abc import Callable

from rematch.criteria.switches import unanswered_protection
from rematch.explain import Row, WhyHere, musts
from rematch.instance import MatchingInstance
from rematch.model import HouseholdId
from rematch.report.wording.served import served_sentences
from rematch.report.wording.words import criterion_label, home_words
from rematch.texts import listing, number, percent, say

MUCH, SOME = 0.6, 0.4
"""A fit for the people from which simple language speaks of much, and of some, that is met."""
OPEN = 5e-4
"""A range narrower than this is none."""


def why_sentence(
    why: WhyHere, instance: MatchingInstance, lang: str, *, written: Callable[[str], str] = str
) -> str:
    """The fit of 100, what speaks for the place and what against.

    `written` puts names and labels so that they are no markup where the sentence is read as such.
    """
    words = [
        say(
            "sentence.fit",
            lang,
            household=written(why.household),
            municipality=written(_place(why, instance)),
            fit=number(100 * why.fit, lang),
            people=number(100 * why.people, lang),
            town=number(100 * why.town, lang),
        )
    ]
    if home := home_words(why.accommodation, instance.catalogue, lang):
        words.append(say("sentence.home", lang, home=written(home)))
    words += served_sentences(why.served, instance.catalogue, lang)
    if why.speaks_for:
        labels = _labels(why.speaks_for, instance, lang, written)
        words.append(say("sentence.for", lang, criteria=labels))
    if why.speaks_against:
        labels = _labels(why.speaks_against, instance, lang, written)
        words.append(say("sentence.against", lang, criteria=labels))
    return " ".join(words)


def must_sentence(
    instance: MatchingInstance, household: HouseholdId, lang: str, *, written: Callable[[str], str] = str
) -> str | None:
    """What had to be met and how few places that left, by criterion; None where it ruled none out."""
    found = musts(instance, instance.cohort_data.row[household])
    if not found.ruled_out:
        return None
    labels = [
        say(
            "sentence.must.one",
            lang,
            criterion=written(criterion_label(name, instance.catalogue, lang)),
            places=number(out, lang),
        )
        for name, out in found.ruled_out
    ]
    possible, places = number(found.possible, lang), number(found.places, lang)
    return say("sentence.must", lang, possible=possible, places=places, criteria=listing(labels, lang))


def unanswered_sentence(
    instance: MatchingInstance, household: HouseholdId, lang: str, *, written: Callable[[str], str] = str
) -> str | None:
    """Which questions on protection the household has not answered; None where there is none."""
    found = unanswered_protection(instance.profiles, instance.catalogue, instance.scenario)
    labels = [criterion_label(name, instance.catalogue, lang) for name in found.get(household, ())]
    return say("sentence.unanswered", lang, criteria=listing(map(written, labels), lang)) if labels else None


def range_sentence(why: WhyHere, lang: str) -> str | None:
    """What missing answers leave open of the fit; None where nothing that counts is missing."""
    if why.high - why.low <= OPEN:
        return None
    low, high = percent(why.low, lang), percent(why.high, lang)
    return say("why.range", lang, low=low, high=high, count=missing(why))


def missing(why: WhyHere) -> int:
    """Criteria with an unknown answer or offer that moves the fit."""
    return sum(row.high > row.low for row in why.rows)


def simple_sentences(
    why: WhyHere | None, instance: MatchingInstance, lang: str, *, written: Callable[[str], str] = str
) -> str:
    """The same for the people concerned: short sentences on what is theirs, no figures, no id."""
    if why is None:
        return f"{say('sentence.simple.nowhere', lang)} {say('sentence.simple.people', lang)}"
    place = written(_place(why, instance))
    words = [say("sentence.simple.place", lang, municipality=place)]
    if home := home_words(why.accommodation, instance.catalogue, lang):
        words.append(say("sentence.simple.home", lang, home=written(home)))
    words += served_sentences(why.served, instance.catalogue, lang, simple=True)
    words.append(_how_much(why, lang))
    if well := _of_people(why.speaks_for):
        words.append(say("sentence.simple.for", lang, criteria=_labels(well, instance, lang, written)))
    if less := _of_people(why.speaks_against):
        words.append(say("sentence.simple.against", lang, criteria=_labels(less, instance, lang, written)))
    if missing(why):
        words.append(say("sentence.simple.unknown", lang, count=missing(why)))
    return " ".join([*words, say("sentence.simple.people", lang)])


def _of_people(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """What the people themselves need or wish for; what suits the municipality is not for them to read."""
    return tuple(row for row in rows if row.part.side == "household")


def _how_much(why: WhyHere, lang: str) -> str:
    if why.people >= MUCH:
        return say("sentence.simple.much", lang)
    return say("sentence.simple.some" if why.people >= SOME else "sentence.simple.little", lang)


def _place(why: WhyHere, instance: MatchingInstance) -> str:
    return instance.cohort_data.name(why.ags)


def _labels(
    rows: tuple[Row, ...], instance: MatchingInstance, lang: str, written: Callable[[str], str]
) -> str:
    labels = (criterion_label(row.part.criterion, instance.catalogue, lang) for row in rows)
    return listing(map(written, labels), lang)
