"""Papers are what they say they are, whatever somebody wrote."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.report.papers.typesetting import UNSET, Blank, Heading, Lines, Paper, PaperTable, Points, pdf
from tests.pdf import ReadPaper
from tests.unit.report.papers.conftest import HOSTILE

DAY = date(2026, 6, 1)


def paper(words: str, lang: str = "de") -> Paper:
    """The same words in every kind of block."""
    blocks = [
        Heading(f"T {words}"),
        Lines([words]),
        Points([words, words]),
        PaperTable(["Kopf", "noch einer"], [[words, "zwei"]]),
        Blank(words),
    ]
    return Paper(title=f"T {words}", mark="Vermerk", lang=lang, day=DAY, blocks=blocks)


@pytest.mark.parametrize("lang", ["de", "en", "uk", "ru", "pl"])
def test_it_is_tagged_titled_and_in_its_language(lang: str) -> None:
    """PDF/UA-1 by its own word, /Lang, the title, headings in order, a header for each column."""
    read = ReadPaper(pdf(paper("Щось ąę ґєії", lang)))
    assert read.conforms and read.lang == lang
    assert read.title == "T Щось ąę ґєії"
    assert read.headings == ["/H1", "/H2"]
    assert read.tables == [(2, 2)]


def test_the_same_words_and_day_give_the_same_bytes_and_another_day_does_not() -> None:
    assert pdf(paper("gleich")) == pdf(paper("gleich"))
    later = Paper(title="T gleich", mark="", lang="de", day=date(2026, 6, 2), blocks=[])
    today = Paper(title="T gleich", mark="", lang="de", day=DAY, blocks=[])
    assert pdf(later) != pdf(today)


def test_markup_stays_text() -> None:
    """What would be code in the template's language stands there letter by letter."""
    read = ReadPaper(pdf(paper(HOSTILE)))
    assert "".join(read.words.split()).count("".join(HOSTILE.split())) >= 6
    assert read.headings == ["/H1", "/H2"] and read.tables == [(2, 2)]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_written_a_paper_comes_of_it(words: str) -> None:
    """No character stops it, and none adds a heading or a table."""
    read = ReadPaper(pdf(paper(words)))
    assert read.conforms and read.headings == ["/H1", "/H2"] and read.tables == [(2, 2)]


def test_a_character_that_no_font_has_is_shown_as_missing_and_the_rest_stays() -> None:
    words = ReadPaper(pdf(paper("vorher 🙂 nachher"))).words
    assert f"vorher {UNSET} nachher" in words


def test_what_turns_or_hides_text_is_left_out() -> None:
    """A sign that turns the direction of what follows could make a paper read otherwise than written."""
    assert "\u202e" not in ReadPaper(pdf(paper("vor\u202enach"))).words
    assert "vor nach" in ReadPaper(pdf(paper("vor\u202enach"))).words


def test_one_font_has_latin_and_cyrillic_letters() -> None:
    """No font of the machine is used, and none but the one within the library is needed."""
    assert ReadPaper(pdf(paper("Щось ąęłżźć ґєії äöüß"))).fonts == {"LibertinusSerif"}


@pytest.mark.parametrize(
    ("heads", "rows"),
    [([], []), (["", "B"], []), (["A", "B"], [["nur eine"]]), (["A"], [["a", "b"]])],
    ids=["none", "blank", "short", "long"],
)
def test_a_table_without_a_whole_header_is_refused(heads: list[str], rows: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="head"):
        PaperTable(heads, rows)
