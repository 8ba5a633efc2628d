"""One workbook for a cohort: three sheets, an example in each that is never loaded, what to write."""

import io

import openpyxl
import pytest

from rematch.report.files.templates import IN_ONE_FILE, template_columns, template_workbook
from rematch.texts import say, screen_languages
from tests.unit.intake.foreign import CATALOGUE, checked, codes
from tests.unit.report.files.test_templates import answer


def filled(lang: str, *kinds: str) -> bytes:
    """The workbook with one row of answers below the example on the sheets of these kinds."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(CATALOGUE, lang)))
    for sheet, kind in zip(book.worksheets, IN_ONE_FILE, strict=True):
        if kind in kinds:
            sheet.append([answer(column, lang) for column in template_columns(kind, CATALOGUE, lang)])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("lang", screen_languages())
def test_filled_in_it_loads_without_a_question_and_without_its_examples(lang: str) -> None:
    done = checked({"rematch.xlsx": filled(lang, *IN_ONE_FILE)})
    assert done.findings == ()
    assert [one.id for one in done.households] == ["A1"]
    assert [one.name for one in done.municipalities] == ["Kiel"]
    assert len(done.households[0].members) == 1


@pytest.mark.soak
def test_a_sheet_that_nobody_filled_in_is_left_out_and_told() -> None:
    done = checked({"rematch.xlsx": filled("de", "households", "members")})
    assert codes(done) == {"intake.sheet_unused"} and not done.errors
    assert done.households and not done.municipalities


def test_the_empty_workbook_is_no_cohort_of_examples() -> None:
    """Not even its examples come in: there is nothing to load."""
    done = checked({"rematch.xlsx": template_workbook(CATALOGUE, "de")})
    assert not done.records and done.errors


@pytest.mark.parametrize("lang", screen_languages())
def test_every_column_says_beside_its_cells_what_to_write(lang: str) -> None:
    """The message of a cell is the heading's own, short enough for a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(CATALOGUE, lang)))
    assert [sheet.title for sheet in book.worksheets] == [say(f"intake.kind.{k}", lang) for k in IN_ONE_FILE]
    for sheet, kind in zip(book.worksheets, IN_ONE_FILE, strict=True):
        columns = template_columns(kind, CATALOGUE, lang)
        told = {str(rule.sqref): rule.prompt for rule in sheet.data_validations.dataValidation}
        assert len(told) == len(columns)
        assert all(prompt and len(prompt) <= 255 for prompt in told.values())
        starts = tuple(column.help[:30] for column in columns)
        assert all(prompt.startswith(starts) for prompt in told.values() if prompt)
