"""Templates: filled in by their own words they load without a question."""

import csv
import io

import openpyxl
import pytest

from rematch.criteria.catalogue import FieldType
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.targets import targets
from rematch.intake.proposal import OF_PLACES, propose
from rematch.report.files.templates import (
    KINDS,
    Table,
    TemplateColumn,
    template_columns,
    template_csv,
    template_xlsx,
)
from tests.unit.intake.foreign import CATALOGUE, checked

FIXED = {
    "household_id": "A1",
    "place": "Kiel",
    "available_from": "01.02.2027",
    "wish_ags": "Kiel",
    "member": "1",
    "age": "34",
    "ags": "01002000",
    "name": "Kiel",
    "state": "DE-SH",
    "lat": "54.32",
    "lon": "10.13",
    "population": "248873",
    "pledge_min": "1",
    "pledge_max": "3",
    "capacity_flat": "1",
    "capacity_shared_flat": "0",
    "capacity_hostel": "0",
    "unit": "WE-1",
    "site": "S-1",
    "count": "1",
    "rooms": "2,5",
    "beds": "3",
    "free_from": "01.02.2027",
    "free_to": "01.03.2027",
}
"""Answers to the columns that are no question of the catalogue; the others have choices, or stay blank."""


def answer(column: TemplateColumn, lang: str) -> str:
    """What a person would type: the first choice, or an answer of the field's type in words."""
    field = CATALOGUE.field_by_id.get(column.name)  # type: ignore[call-overload]
    if column.choices and column.name not in FIXED:
        return column.choices[0]
    if field is None:
        return FIXED.get(column.name, "3" if column.name.startswith("capacity_") else "")
    labels = [option.label.in_(lang) for option in field.options]
    typed = {
        FieldType.NUMBER: str(int(field.low or 0) + 1),
        FieldType.DATE: "01.02.2027",
        FieldType.SET: ", ".join(labels[:2]) or "en, uk",
        FieldType.MAP: f"{labels[0] if labels else '23'}: 1",
        FieldType.LANGUAGES: "Ukrainisch: Muttersprache, Deutsch: A2",
        FieldType.POINTS: "Kiel",
        FieldType.TEXT: {"isced2011": "6", "isco08": "2411"}.get(str(field.codes), "Text"),
    }
    return typed.get(field.type, "")


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_filled_in_loads_without_a_question(lang: str, form: str) -> None:
    """Every column of the four tables answered in words: no finding, and every answer is there."""
    done = checked({f"{kind}.{form}": filled(kind, lang, form) for kind in KINDS})
    assert done.findings == ()
    household, municipality = done.households[0], done.municipalities[0]
    assert household.answers.keys() == {f.id for f in CATALOGUE.fields_of("household")}
    assert household.members[0].answers.keys() == {f.id for f in CATALOGUE.fields_of("member")}
    assert municipality.offers.keys() == {f.id for f in CATALOGUE.fields_of("municipality")}
    assert household.wish_ags == ("01002000",)
    [unit] = municipality.units
    assert all(getattr(unit, name) is not None for name in type(unit).model_fields)
    assert household.priorities and set(household.priorities.values()) == {0}


def filled(kind: Table, lang: str, form: str) -> bytes:
    """The template's own headings with one row of answers under them."""
    answers = [answer(column, lang) for column in template_columns(kind, CATALOGUE, lang)]
    if form == "csv":
        text = io.StringIO()
        csv.writer(text).writerow(answers)
        return template_csv(kind, CATALOGUE, lang) + text.getvalue().encode()
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(kind, CATALOGUE, lang)))
    book.active.append(answers)  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_asks_for_all_that_is_kept(kind: Table) -> None:
    """No column of our own is missing but dates of single offers and priorities of rules."""
    asked = {column.name for column in template_columns(kind, CATALOGUE, "de")}
    own = {name for name, target in targets(kind, CATALOGUE).items() if target.column is not None}
    if kind == "households":
        own -= {field.id for field in CATALOGUE.fields_of("member")}
    left = own - asked
    assert all(name.endswith("_as_of") or name.startswith("priority_") for name in left), left


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_of_a_template_is_recognised(kind: Table, lang: str) -> None:
    """Surely, and as the column it stands for."""
    columns = template_columns(kind, CATALOGUE, lang)
    content = template_csv(kind, CATALOGUE, lang) + b"A1" + b"," * (len(columns) - 1) + b"\r\n"
    tables, _ = read_foreign({f"{kind}.csv": content})
    found = propose(tables, CATALOGUE, "municipalities" if kind in OF_PLACES else "households")
    assert [(s.source, s.target) for s in found.suggestions] == [(c.label, c.name) for c in columns]


def test_a_spreadsheet_template_explains_and_offers() -> None:
    """Each heading has a note, and yes or no is chosen from a list."""
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx("households", CATALOGUE, "de")))
    sheet = book.active
    assert sheet is not None and all(cell.comment for cell in sheet[1])
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"ja,nein"' in lists
