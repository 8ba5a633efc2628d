"""The explanation in sentences: figures for the session, none for the people concerned."""

import re

import pytest

from rematch.report.wording.sentences import missing, range_sentence, simple_sentences
from rematch.report.wording.words import criterion_label
from rematch.texts import screen_languages
from tests import demo


@pytest.mark.parametrize("lang", screen_languages())
def test_simple_language_has_short_sentences_no_figures_and_no_id(lang: str) -> None:
    """For every household of the session cohort: at most fifteen words a sentence, the place by name."""
    report = demo.cold()
    for line in report.placements:
        words = simple_sentences(line.why, report.instance, lang)
        assert not re.search(r"\d", words) and line.household not in words
        assert all(len(sentence.split()) <= 15 for sentence in words.split(". "))
        town = [row.part for row in line.why.rows if row.part.side == "municipality" and not row.part.neutral]
        labels = [criterion_label(part.criterion, demo.catalogue(), lang) for part in town]
        assert labels and not any(label in words for label in labels)


@pytest.mark.parametrize("lang", screen_languages())
def test_a_household_without_a_place_is_told_so_simply(lang: str) -> None:
    """No place, no reasons, and that people decide."""
    words = simple_sentences(None, demo.cold().instance, lang)
    assert words.count(".") == 2


@pytest.mark.parametrize("lang", screen_languages())
def test_missing_answers_are_told_with_the_range_they_leave_and_only_where_they_count(lang: str) -> None:
    """A range is told exactly where an unknown answer moves the fit."""
    told = [range_sentence(line.why, lang) is not None for line in demo.cold().placements]
    assert told == [missing(line.why) > 0 for line in demo.cold().placements]
    assert any(told) and not all(told)
