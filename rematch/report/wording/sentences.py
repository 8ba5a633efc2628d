"""The explanation in plain sentences, built from its rows, as the session's coordinators read it."""

from collections.abc import Iterable

from rematch.criteria.catalogue import PERSONS, Catalogue
from rematch.criteria.switches import unanswered_protection
from rematch.explain import Forgone, Row, WhyHere, WhyNot, WhyNotKind, musts
from rematch.instance import MatchingInstance
from rematch.model import Ags, HouseholdId, ResourceId
from rematch.report.wording.lacking import Written, lacking_sentences
from rematch.report.wording.phrases import phrase, quoted
from rematch.report.wording.served import served_sentences
from rematch.report.wording.words import home_words
from rematch.texts import listing, number, percent, say

OPEN = 5e-4
"""A range narrower than this is none."""


def why_sentence(why: WhyHere, instance: MatchingInstance, lang: str, *, written: Written = str) -> str:
    """The fit of 100, how much is known, what the place has more and less of than the other possible ones."""
    place = written(instance.cohort_data.name(why.ags))
    words = [
        say(
            "sentence.fit",
            lang,
            household=written(why.household),
            municipality=place,
            fit=number(100 * why.fit, lang),
            people=number(100 * why.people, lang),
            town=number(100 * why.town, lang),
        )
    ]
    if why.known is not None and why.met is not None:
        code = "sentence.known" if percent(why.known, lang) != percent(1, lang) else "sentence.known.all"
        words.append(say(code, lang, known=percent(why.known, lang), met=percent(why.met, lang)))
    if home := home_words(why.accommodation, instance.catalogue, lang):
        words.append(say("sentence.home", lang, home=written(home)))
    words += served_sentences(why.served, instance.catalogue, lang)
    if why.cared_for is not None:
        words.append(say("sentence.care" if why.cared_for else "sentence.care.missing", lang))
    words += lacking_sentences(why.lacking, instance.catalogue, lang, written=written)
    if why.unstated:
        asked = listing((written(_many(r, instance.catalogue, lang)) for r in why.unstated), lang)
        words.append(say("sentence.unstated", lang, municipality=place, resources=asked))
    if why.alone:
        words.append(say("sentence.only", lang))
    sides = [rows for rows in (why.speaks_for, why.speaks_against) if rows]
    for code, rows in zip(("sentence.beside", "sentence.but"), sides, strict=False):
        words.append(say(code, lang, municipality=place, criteria=_phrases(rows, instance, lang, written)))
    return " ".join(words)


def forgone_sentences(
    lost: Iterable[Forgone], instance: MatchingInstance, lang: str, *, written: Written = str
) -> list[str]:
    """Where what the place lacks is met best, and why the household is not there: one sentence a place."""
    by_place: dict[Ags, list[Forgone]] = {}
    for one in lost:
        by_place.setdefault(one.there.ags, []).append(one)
    return [_forgone(together, instance, lang, written) for together in by_place.values()]


def _forgone(together: list[Forgone], instance: MatchingInstance, lang: str, written: Written) -> str:
    there = together[0].there
    labels = (written(_label(one.row, instance, lang)) for one in together)
    named = {
        "criteria": listing(labels, lang),
        "municipality": written(instance.cohort_data.name(there.ags)),
    }
    if there.kind is WhyNotKind.FULL:
        return say(
            "forgone.full",
            lang,
            resources=listing(map(written, _short(there, instance, lang)), lang),
            **named,
        )
    if there.kind is WhyNotKind.LOWER and there.fit is not None and there.fit_here is not None:
        digits = 0 if round(100 * there.fit) != round(100 * there.fit_here) else 1
        fits = {
            "there": number(100 * there.fit, lang, digits),
            "here": number(100 * there.fit_here, lang, digits),
        }
        return say("forgone.lower", lang, **fits, **named)
    return say(f"forgone.{there.kind}", lang, **named)


def _short(answer: WhyNot, instance: MatchingInstance, lang: str) -> Iterable[str]:
    """What there is too little of, all types of accommodation as one."""
    types = () if instance.homes is None else instance.homes.types
    names = (
        say("forgone.homes", lang) if resource in types else _many(resource, instance.catalogue, lang)
        for resource, _, _ in answer.short
    )
    return dict.fromkeys(names)


def _many(resource: ResourceId, catalogue: Catalogue, lang: str) -> str:
    if resource == PERSONS:
        return say("forgone.persons", lang)
    return catalogue.resource_by_id[resource].many.in_(lang)


def must_sentence(
    instance: MatchingInstance, household: HouseholdId, lang: str, *, written: Written = str
) -> str | None:
    """What had to be met and how few places that left, by criterion; None where it ruled none out."""
    found = musts(instance, instance.cohort_data.row[household])
    if not found.ruled_out:
        return None
    labels = [
        say(
            "sentence.must.one",
            lang,
            criterion=written(quoted(name, instance.catalogue, lang)),
            count=out,
        )
        for name, out in found.ruled_out
    ]
    places = number(found.places, lang)
    return say("sentence.must", lang, count=found.possible, places=places, criteria=listing(labels, lang))


def unanswered_sentence(
    instance: MatchingInstance, household: HouseholdId, lang: str, *, written: Written = str
) -> str | None:
    """Which questions on protection the household has not answered; None where there is none."""
    found = unanswered_protection(instance.profiles, instance.catalogue, instance.scenario)
    labels = [quoted(name, instance.catalogue, lang) for name in found.get(household, ())]
    return say("sentence.unanswered", lang, criteria=listing(map(written, labels), lang)) if labels else None


def range_sentence(
    why: WhyHere, instance: MatchingInstance, lang: str, *, written: Written = str
) -> str | None:
    """What is not known and what that leaves open of the fit; None where nothing that counts is missing."""
    if why.high - why.low <= OPEN:
        return None
    low, high = (number(100 * fit, lang) for fit in (why.low, why.high))
    told = (_asked_of(row, written(_label(row, instance, lang)), lang) for row in missing(why))
    return say("why.range", lang, low=low, high=high, criteria=listing(told, lang))


def _asked_of(row: Row, label: str, lang: str) -> str:
    """What is not known, and where nobody stated the need, that it is the household's to say."""
    if row.unsaid_here:
        return say("why.missing.answer", lang, criterion=label)
    own = row.part.side == "household" and row.part.score is None
    return say("why.missing.need", lang, criterion=label) if own else label


def missing(why: WhyHere) -> tuple[Row, ...]:
    """The rows with an unknown answer or offer that moves the fit."""
    return tuple(row for row in why.rows if row.high > row.low)


def _phrases(rows: Iterable[Row], instance: MatchingInstance, lang: str, written: Written) -> str:
    return listing((written(phrase(row, instance.catalogue, lang)) for row in rows), lang)


def _label(row: Row, instance: MatchingInstance, lang: str) -> str:
    return quoted(row.part.criterion, instance.catalogue, lang)
