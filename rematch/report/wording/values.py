"""An answer or offer in the reader's words: labels from the catalogue, never a code alone."""

import datetime

from rematch.criteria.catalogue import Catalogue, Field, FieldType
from rematch.criteria.measuring.standards import LEVELS, NATIVE, education_name, occupation_name
from rematch.model import DECLINED, FieldId, Value
from rematch.texts import date, language_name, number, percent, say

SHOWN = 4
"""Entries of a long list that are named before "and n more"."""


def offer_words(
    place: str, offer: tuple[FieldId, Value | None, Value], catalogue: Catalogue, lang: str
) -> str:
    """A municipality's offer, its answer before and another one; of a list only what is added."""
    field, before, after = offer
    label = catalogue.field_by_id[field].label.in_(lang)
    more: Value | None = None
    if isinstance(after, tuple) and isinstance(before, tuple):
        more = tuple(str(word) for word in after if word not in before)
    elif isinstance(after, dict) and isinstance(before, dict):
        more = {word: amount for word, amount in after.items() if word not in before}
    if more is not None:
        added = value_words(more, field, catalogue, lang)
        return say("reach.offer.more", lang, municipality=place, field=label, more=added)
    said = {
        name: value_words(value, field, catalogue, lang)
        for name, value in (("before", before), ("after", after))
    }
    return say("reach.offer", lang, municipality=place, field=label, **said)


def value_words(value: Value | None, field_id: FieldId, catalogue: Catalogue, lang: str) -> str:
    """An answer or offer as words; unknown is said as such."""
    field = catalogue.field_by_id.get(field_id)
    if value is None:
        return say("evidence.unknown", lang)
    if isinstance(value, bool):
        return say("evidence.yes" if value else "evidence.no", lang)
    if value == DECLINED and (field is None or field.type is FieldType.FLAG):
        return say("evidence.declined", lang)
    if field is None:
        return number(value, lang) if isinstance(value, float | int) else str(value)
    if field.type is FieldType.LANGUAGES and isinstance(value, dict):
        return _shortened(
            [f"{language_name(tag, lang)} {_level(level, lang)}" for tag, level in value.items()], lang
        )
    if field.type is FieldType.POINTS and isinstance(value, tuple):
        return say("evidence.points", lang, count=len(value))
    if isinstance(value, dict):
        return _shortened([_entry(key, amount, field, lang) for key, amount in value.items()], lang)
    if isinstance(value, tuple):
        return _shortened([word_of(str(entry), field, lang) for entry in value], lang) or say(
            "evidence.none", lang
        )
    return (
        number_words(value, field, lang)
        if isinstance(value, float | int)
        else word_of(str(value), field, lang)
    )


def _entry(key: str, amount: float, field: Field, lang: str) -> str:
    unit = f" {field.unit.in_(lang)}" if field.unit else ""
    digits = 0 if amount >= 10 or amount == int(amount) else 1
    return f"{word_of(key, field, lang)} ({number(amount, lang, digits)}{unit})"


def word_of(word: str, field: Field, lang: str) -> str:
    """One word of a set, a choice or a coded text by its label."""
    if field.type is FieldType.DATE:
        return _day(word, lang)
    option = next((option for option in field.options if option.id == word), None)
    if option:
        return option.label.in_(lang)
    if field.codes == "isco08":
        return say("evidence.isco", lang, number=word, name=occupation_name(word, lang))
    if field.codes == "language":
        return language_name(word, lang)
    return education_name(word, lang) if field.codes == "isced2011" else word


def _day(word: str, lang: str) -> str:
    """A date as the language writes it; what is none stays as it is."""
    try:
        return date(datetime.date.fromisoformat(word), lang)
    except ValueError:
        return word


def number_words(value: float, field: Field, lang: str) -> str:
    """A figure with its unit."""
    digits = 0 if float(value).is_integer() else 1
    if field.unit and field.unit.in_(lang) == "%":
        return percent(value / 100, lang, digits)
    words = number(value, lang, digits)
    return f"{words} {field.unit.in_(lang)}" if field.unit else words


def _level(level: float, lang: str) -> str:
    return say("evidence.native", lang) if level >= NATIVE else LEVELS[int(level)]


def _shortened(words: list[str], lang: str) -> str:
    more = len(words) - SHOWN
    if more <= 0:
        return ", ".join(words)
    return say("evidence.more", lang, words=", ".join(words[:SHOWN]), more=more)
