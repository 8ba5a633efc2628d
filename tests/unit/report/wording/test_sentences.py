"""The explanation in sentences, as coordinators read it."""

import pytest

from rematch.report.wording.sentences import missing, must_sentence, range_sentence, why_sentence
from rematch.report.wording.words import criterion_label
from rematch.texts import percent, say, screen_languages
from tests import demo


@pytest.mark.parametrize("lang", screen_languages())
def test_missing_answers_are_told_with_the_range_they_leave_and_only_where_they_count(lang: str) -> None:
    """A range is told exactly where an unknown answer moves the fit."""
    report = demo.cold()
    told = [range_sentence(line.why, report.instance, lang) is not None for line in report.placements]
    assert told == [bool(missing(line.why)) for line in report.placements]
    assert any(told) and not all(told)


@pytest.mark.parametrize("lang", screen_languages())
def test_what_is_missing_is_named(lang: str) -> None:
    """Each answer by its criterion, and no other one."""
    report = demo.cold()
    for line in report.placements:
        words = range_sentence(line.why, report.instance, lang) or ""
        named = {criterion_label(row.part.criterion, demo.catalogue(), lang) for row in missing(line.why)}
        assert all(label in words for label in named)


@pytest.mark.parametrize("lang", screen_languages())
def test_beside_the_fit_stands_how_much_is_known_and_how_well_that_is_met(lang: str) -> None:
    """Weighed by hand from the rows: without neutral start, the town's side and what nobody stated."""
    report = demo.cold()
    shares = set()
    for line in report.placements:
        parts = [row.part for row in line.why.rows if row.part.side == "household" and not row.part.neutral]
        stated = [part for part in parts if part.score is not None and not part.unknown]
        known = sum(part.weight for part in stated)
        met = sum(part.weight * part.score for part in stated) / known
        assert line.why.met == pytest.approx(met)
        assert (line.why.known == pytest.approx(1)) == (not any(part.unknown for part in parts))
        assert 0 < line.why.known <= 1
        whole = percent(line.why.known, lang) == percent(1, lang)
        code = "sentence.known.all" if whole else "sentence.known"
        told = say(code, lang, known=percent(line.why.known, lang), met=percent(met, lang))
        assert told in why_sentence(line.why, report.instance, lang)
        shares.add(percent(line.why.known, lang))
    assert len(shares) > 5


@pytest.mark.parametrize("lang", screen_languages())
def test_why_here_says_it_where_no_other_place_is_possible(lang: str) -> None:
    """Nothing can then be compared; the family reads it too."""
    report = demo.cold()
    only = say("sentence.only", lang)
    told = [only in why_sentence(line.why, report.instance, lang) for line in report.placements]
    assert told == (report.instance.rules.allowed.sum(axis=1) == 1).tolist()
    assert any(told)


@pytest.mark.parametrize("lang", screen_languages())
def test_what_had_to_be_met_counts_places_in_words(lang: str) -> None:
    """A condition that one place fails has the singular, one that more fail the plural."""
    report = demo.cold()
    told = [must_sentence(report.instance, line.household, lang) or "" for line in report.placements]
    one, more = {"de": ("(1 Ort)", "Orte)"), "en": ("(1 place)", "places)")}[lang]
    assert any(one in words for words in told) and any(more in words for words in told)
    assert not any(one.replace(")", "e)") in words or "1 places" in words for words in told)
