"""The letter's words are there in all languages of the interview, and for all that a letter may name."""

import re
import string

from rematch.bootstrap import shipped_catalogue
from rematch.process.papers.handover import handover_fields
from rematch.process.papers.letter import private
from rematch.texts import ended, interview_languages, letter_words, penned
from tests.unit.texts.project import HOLE, calls_of, literals

FAMILIES = {
    "ask.{}": ("person", "phone", "mail", "hours"),
    "answer.{}": ("text", "yes", "no", "talk"),
    "unmet.{}": ("text", "partly", "unknown"),
    "learns.{}": [one.id for one in handover_fields()],
    "criterion.{}": [code.partition(".")[2] for code in letter_words() if code.startswith("criterion.")],
    "resource.{}": [code.partition(".")[2] for code in letter_words() if code.startswith("resource.")],
}


def test_a_word_is_there_in_every_language_with_the_same_places_to_fill() -> None:
    for code, words in letter_words().items():
        assert list(words) == list(interview_languages()) and all(words.values()), code
        parsed = [string.Formatter().parse(word) for word in words.values()]
        places = [{name for _, name, _, _ in parts} - {None} for parts in parsed]
        assert all(each == places[0] for each in places), code


def test_every_word_that_is_asked_for_is_there_and_none_is_there_for_nothing() -> None:
    codes = {call.code for call in calls_of({"penned"})}
    families = {code for code in codes if HOLE in code}
    assert families <= FAMILIES.keys()
    used = {code for code in codes | literals() if code in letter_words()}
    used |= {family.replace(HOLE, name) for family in families for name in FAMILIES[family]}
    assert codes - families <= letter_words().keys()
    assert letter_words().keys() - used == set()


def test_whatever_a_letter_may_name_of_the_catalogue_has_words() -> None:
    """Every criterion of the household's that scores and is not private, every place for one person."""
    catalogue = shipped_catalogue()
    own = [c.id for c in catalogue.criteria if c.scores and c.side == "household"]
    named = {f"criterion.{id}" for id in own if not private(id, catalogue)}
    places = [one for one in catalogue.resources if one.demand.per == "member" and not one.protective]
    named |= {f"resource.{one.id}" for one in places if not private(one.criterion, catalogue)}
    assert named <= letter_words().keys()
    assert {f"criterion.{one.id}" for one in catalogue.criteria} >= {
        code for code in letter_words() if code.startswith("criterion.")
    }


def test_cyrillic_stands_where_it_should() -> None:
    for code, words in letter_words().items():
        for lang in ("uk", "ru"):
            assert re.search("[а-яіїєґА-ЯІЇЄҐ]", words[lang]) or code == "binding.line", code
        assert not re.search("[а-яА-Я]", words["de"] + words["en"] + words["pl"]), code
        assert not re.search("[ыэъё]", words["uk"]) and not re.search("[іїєґ]", words["ru"]), code


def test_an_abbreviation_s_full_stop_ends_its_sentence_too() -> None:
    assert ended("до 4 березня 2027 р..") == "до 4 березня 2027 р."
    assert "р.." not in penned("until.text", "uk", day="понеділок, 15 червня 2026 р.")
