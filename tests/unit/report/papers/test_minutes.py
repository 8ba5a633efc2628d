"""The minutes tell who decided what on which plan, and every ended offer with its own reason."""

import pytest

from rematch.process.papers.minutes import Minutes, round_minutes
from rematch.report.papers.minutes import by_words, minutes_pdf, off_words, proof_words
from rematch.rights import LOCAL
from rematch.texts import date, say, screen_languages
from tests.pdf import ReadPaper
from tests.rounds import FIRST_DAY, ToldProcess, made
from tests.unit.report.papers.conftest import HOSTILE


def facts(told: ToldProcess) -> Minutes:
    return round_minutes(told.store, told.cohort, 1)


def close(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("lang", screen_languages())
def test_they_say_who_when_on_what_and_how_far_it_is_proven(three: ToldProcess, lang: str) -> None:
    read, told = ReadPaper(minutes_pdf(facts(three), lang, FIRST_DAY)), facts(three)
    assert read.conforms and read.lang == lang
    for words in (
        "Einstimmig.",
        date(FIRST_DAY, lang),
        made()[1].run_id,
        proof_words(told, lang),
        off_words(told, lang),
        say("papers.checked.yes", lang),
        say("papers.mark.invented", lang, day=FIRST_DAY),
    ):
        assert close(words) in close(read.words)


@pytest.mark.parametrize("lang", screen_languages())
def test_an_ended_offer_stands_with_whose_reason_it_was_in_their_own_words(
    three: ToldProcess, lang: str
) -> None:
    """The declined one: by the household, which reason, and what was written, letter by letter."""
    words = close(ReadPaper(minutes_pdf(facts(three), lang, FIRST_DAY)).words)
    reason = f"{say('process.party.household', lang)}: {say('process.reason.not_now', lang)}"
    assert close(reason) in words and close(HOSTILE) in words


def test_every_table_has_a_header_for_each_column(three: ToldProcess) -> None:
    """Households by state, offers."""
    tables = ReadPaper(minutes_pdf(facts(three), "de", FIRST_DAY)).tables
    assert [heads for heads, _ in tables] == [3, 6]
    assert [cells for _, cells in tables] == [3 * len(facts(three).counts), 6 * len(facts(three).offers)]


@pytest.mark.parametrize("lang", screen_languages())
def test_who_gave_no_name_is_not_called_by_one(lang: str) -> None:
    """Neither by nothing nor by the program's own word for it."""
    assert by_words("", lang) == by_words(LOCAL.name, lang) == say("release.by.nobody", lang)
    assert "Anna" in by_words("Anna", lang)
