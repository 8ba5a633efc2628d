"""Languages have names in whatever language is asked for, from one source."""

import pytest

from rematch.texts import INTERVIEW_LANGUAGES, TONGUES, language_name, spoken
from rematch.texts.languages import own_names


def test_every_language_offered_has_a_name_in_every_language_of_the_form() -> None:
    """Nobody reads a code, and two languages never have the same name."""
    for lang in INTERVIEW_LANGUAGES:
        names = [language_name(tag, lang) for tag in (*TONGUES, *own_names())]
        assert not set(names) & {*TONGUES, *own_names()}
        assert len(set(names)) == len({*TONGUES, *own_names()})


@pytest.mark.parametrize(
    ("tag", "lang", "name"),
    [
        ("fa", "de", "Persisch (Farsi)"),
        ("ckb", "en", "Central Kurdish (Sorani)"),
        ("kmr", "de", "Kurmandschi"),
        ("gsg", "uk", "німецька жестова мова"),
        ("ka", "fr", "géorgien"),
        ("prs", "fr", "Dari"),
        ("ka", "qps", "Georgian"),
        ("uk", "pl", "ukraiński"),
        ("xx", "de", "xx"),
    ],
)
def test_names_are_those_people_use(tag: str, lang: str, name: str) -> None:
    """Ours where the CLDR has none or another, else the CLDR's, in any language; without one English."""
    assert language_name(tag, lang) == name


def test_a_name_standing_alone_begins_with_a_capital() -> None:
    """As an answer in a form; within a sentence it is as the language writes it."""
    assert (language_name("de", "uk"), spoken("de", "uk")) == ("німецька", "Німецька")
