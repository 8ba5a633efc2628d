"""The interview's words are there in all its languages, and so is every question a household is asked."""

import re
import string

from rematch.criteria.catalogue import Label
from rematch.texts import asked, interview_languages, interview_words, spoken
from tests.unit.texts.project import HOLE, calls_of, literals

FAMILIES = {
    "exclusion.{}": ("safety", "court", "health", "other"),
    "importance.{}": ("0", "1", "2", "3", "very"),
    "level.{}": ("native", "A0", "A1", "A2", "B1", "B2", "C1", "C2"),
    "isco.{}": "0123456789",
    "isced.{}": "012345678",
    "role.{}": ("adult", "child", "older"),
    "link.{}": ("linked_hard", "linked_soft"),
    "section.{}": ("consent", "household", "municipality", "capacity", "finish"),
    "household.{}": ("lat", "lon"),
}


def test_a_word_is_there_in_every_language_with_the_same_places_to_fill() -> None:
    """Every word of the interview, in each of its languages."""
    for code, words in interview_words().items():
        assert list(words) == list(interview_languages()) and all(words.values()), code
        parsed = [string.Formatter().parse(word) for word in words.values()]
        places = [{name for _, name, _, _ in parts} - {None} for parts in parsed]
        assert all(each == places[0] for each in places), code


def test_every_word_that_is_asked_for_is_there_and_none_is_there_for_nothing() -> None:
    codes = {call.code for call in calls_of({"asked"})}
    families = {code for code in codes if HOLE in code} | (literals() & FAMILIES.keys())
    assert families <= FAMILIES.keys()
    used = {code for code in codes | literals() if code in interview_words()}
    used |= {family.replace(HOLE, name) for family in families for name in FAMILIES[family]}
    assert codes - families <= interview_words().keys()
    assert interview_words().keys() - used == set()


def test_cyrillic_stands_where_it_should() -> None:
    for code, words in interview_words().items():
        for lang in ("uk", "ru"):
            assert re.search("[а-яіїєґА-ЯІЇЄҐ]", words[lang]), code
        assert not re.search("[а-яА-Я]", words["de"] + words["en"] + words["pl"]), code


def test_parameters_are_filled_in() -> None:
    assert asked("household.person", "uk", number=2) == "Людина 2"


def test_languages_are_named_in_the_interview_s_language() -> None:
    assert spoken("de", "uk") == "Німецька"
    assert spoken("xx", "uk") == "Xx"


def test_a_missing_wording_falls_back_to_english_and_german_stays_german() -> None:
    label = Label(de="Haus", en="house", pl="dom")
    assert [label.in_(lang) for lang in ("de", "en", "uk", "ru", "pl")] == [
        "Haus",
        "house",
        "house",
        "house",
        "dom",
    ]
