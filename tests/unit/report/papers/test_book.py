"""The plan of a round as a workbook, opened by somebody else's reader."""

import io

import pytest
from openpyxl import load_workbook

from rematch.process.papers.minutes import round_minutes
from rematch.report.papers.book import plan_book, sheet_name
from rematch.report.papers.minutes import offer_row, title
from rematch.texts import say, screen_languages
from tests.rounds import FIRST_DAY, ToldProcess, made


@pytest.mark.parametrize("lang", screen_languages())
def test_everybody_stands_in_it_and_again_with_their_municipality(three: ToldProcess, lang: str) -> None:
    """One sheet for all, one of what it is, one for each municipality somebody is planned for."""
    facts = round_minutes(three.store, three.cohort, 1)
    book = load_workbook(io.BytesIO(plan_book(facts, lang, FIRST_DAY)))
    placed = {id: ags for id, ags in made()[1].assignments.items() if ags is not None}
    towns = {sheet_name(facts.places[ags], ags): ags for ags in placed.values()}
    assert set(book.sheetnames) == {
        say("papers.book.all", lang),
        say("papers.book.about", lang),
        say("file.note", lang),
        *towns,
    }
    everybody = [row[0].value for row in book[say("papers.book.all", lang)].iter_rows(min_row=2)]
    assert sorted(everybody) == sorted(made()[1].assignments)
    for name, ags in towns.items():
        here = [row[0].value for row in book[name].iter_rows(min_row=2)]
        assert sorted(here) == sorted(id for id, place in placed.items() if place == ags)


@pytest.mark.parametrize("lang", screen_languages())
def test_title_day_number_formats_and_the_reason_of_an_ended_offer_are_in_it(
    three: ToldProcess, lang: str
) -> None:
    facts = round_minutes(three.store, three.cohort, 1)
    book = load_workbook(io.BytesIO(plan_book(facts, lang, FIRST_DAY)))
    about = [cell.value for row in book[say("papers.book.about", lang)].iter_rows() for cell in row]
    assert title(facts, lang) in about and "Einstimmig." in about
    sheet = book[say("papers.book.all", lang)]
    heads = [cell.value for cell in sheet[1]]
    fit = sheet.cell(2, heads.index(say("column.fit", lang)) + 1)
    assert isinstance(fit.value, float) and fit.number_format == "0.0%"
    ended = heads.index(say("papers.column.ended", lang))
    declined = next(one for one in facts.offers if one.state == "declined")
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == declined.household)
    assert row[ended].value == offer_row(declined, lang)["reason"]


def test_the_same_plan_gives_the_same_bytes(three: ToldProcess) -> None:
    facts = round_minutes(three.store, three.cohort, 1)
    assert plan_book(facts, "de", FIRST_DAY) == plan_book(facts, "de", FIRST_DAY)
