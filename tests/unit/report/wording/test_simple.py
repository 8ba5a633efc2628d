"""The explanation for the people concerned: short, theirs, and with what they can do."""

import re
from functools import cache

import pytest

from rematch.explain import Nowhere, NowhereCode, forgone
from rematch.report.wording.simple import simple_sentences
from rematch.report.wording.words import criterion_label
from rematch.texts import say, screen_languages
from tests import demo


@cache
def told(lang: str) -> dict[str, str]:
    """By household of the session cohort."""
    report = demo.cold()
    return {
        line.household: simple_sentences(
            line.why, report.instance, lang, lost=forgone(report.instance, report.assignment, line.why)
        )
        for line in report.placements
    }


@pytest.mark.parametrize("lang", screen_languages())
def test_simple_language_has_short_sentences_no_figures_and_no_id(lang: str) -> None:
    """For every household of the session cohort: at most fifteen words a sentence, nothing of the town's."""
    for line in demo.cold().placements:
        words = told(lang)[line.household]
        assert not re.search(r"\d", words) and line.household not in words
        assert all(len(sentence.split()) <= 15 for sentence in words.split(". "))
        town = [row.part for row in line.why.rows if row.part.side == "municipality" and not row.part.neutral]
        labels = [criterion_label(part.criterion, demo.catalogue(), lang) for part in town]
        assert labels and not any(label in words for label in labels)


@pytest.mark.parametrize("lang", screen_languages())
def test_the_family_reads_what_it_can_do(lang: str) -> None:
    """Last of all, with a place and without one."""
    assert all(words.endswith(say("simple.can", lang)) for words in told(lang).values())
    words = simple_sentences(None, demo.cold().instance, lang)
    assert words.endswith(say("simple.can.wait", lang))


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("code", NowhereCode)
def test_a_household_without_a_place_is_told_why_simply(code: NowhereCode, lang: str) -> None:
    """Why there is none in one short sentence, and that people decide."""
    words = simple_sentences(None, demo.cold().instance, lang, nowhere=Nowhere(code))
    assert say(f"simple.nowhere.{code}", lang) in words and say("simple.people", lang) in words
    assert all(len(sentence.split()) <= 15 for sentence in words.split(". "))


@pytest.mark.parametrize("lang", screen_languages())
def test_how_much_is_there_is_said_of_what_is_known(lang: str) -> None:
    """Much, some or little by what is met of it, whatever the neutral start adds."""
    degrees = {
        line.household: "much" if line.why.met >= 0.6 else "some" if line.why.met >= 0.4 else "little"
        for line in demo.cold().placements
    }
    assert len(set(degrees.values())) > 1
    for household, degree in degrees.items():
        assert say(f"simple.{degree}", lang) in told(lang)[household]
