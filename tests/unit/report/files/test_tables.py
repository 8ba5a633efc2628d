"""Downloads: the same cells in CSV and XLSX, and nothing in them that runs."""

import csv
import io
import math
import re
import zipfile

import openpyxl
import pytest

from rematch.report.files.tables import plan_csv, plan_xlsx
from rematch.texts import say, screen_languages

LABELS = {"household": "Haushalt", "fit": "Passung", "note": "Bemerkung"}
ROWS = [
    {"household": "h1", "fit": 0.75, "note": "größer, „weiter“"},
    {"household": "h2", "fit": None, "note": "two\nlines"},
    {"household": "h3", "fit": math.inf, "note": None, "not asked for": "hidden"},
    {"household": "h4", "fit": -0.5, "note": True},
]
RISKY = ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"]


def csv_lines(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def sheet_xml(content: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return (
            archive.read("xl/worksheets/sheet1.xml").decode(),
            archive.read("xl/sharedStrings.xml").decode(),
        )


def test_csv_has_the_labelled_columns_and_only_those():
    assert csv_lines(plan_csv(ROWS, LABELS)) == [
        ["Haushalt", "Passung", "Bemerkung"],
        ["h1", "0.75", "größer, „weiter“"],
        ["h2", "", "two\nlines"],
        ["h3", "", ""],
        ["h4", "-0.5", "True"],
    ]


def test_xlsx_has_the_same_texts_and_numbers():
    sheet, texts = sheet_xml(plan_xlsx(ROWS, LABELS))
    for text in ["Haushalt", "h1", "h4", "größer, „weiter“", "two\nlines"]:
        assert f">{text}</t>" in texts
    assert re.findall(r'<c r="B\d"[^>]*><v>([^<]*)</v>', sheet)[1:] == ["0.75", "-0.5"]
    assert "hidden" not in texts


@pytest.mark.parametrize("text", RISKY)
def test_no_text_runs_as_a_formula(text):
    rows = [{"household": text}]
    (_, (cell,)) = csv_lines(plan_csv(rows, {"household": "x"}))
    assert cell == "'" + text
    sheet, texts = sheet_xml(plan_xlsx(rows, {"household": text}))
    assert "<f>" not in sheet
    assert texts.count("<si>") == 1, "header and cell are the same shared text"


def test_the_header_comes_first_and_invented_people_are_labelled_in_every_row():
    note = "Erfundene Personen"
    head, *rows = csv_lines(plan_csv(ROWS, LABELS, note=note, lang="de"), ";")
    assert head == [*LABELS.values(), "Hinweis"]
    assert [row[-1] for row in rows] == [note] * len(ROWS)


def test_a_german_spreadsheet_reads_the_numbers_of_a_csv_as_numbers():
    """Where a comma parts decimals a semicolon parts cells, as Excel expects it there; in English not."""
    rows = [{"household": "H1; H2", "fit": 0.25}]
    labels = {"household": "Haushalt", "fit": "Passung"}
    assert plan_csv(rows, labels, lang="de").decode("utf-8-sig").splitlines()[1] == '"H1; H2";0,25'
    assert plan_csv(rows, labels, lang="en").decode("utf-8-sig").splitlines()[1] == "H1; H2,0.25"


@pytest.mark.parametrize("lang", screen_languages())
def test_a_workbook_is_named_and_one_table_with_its_header_in_the_first_row(lang):
    """Sheet and document have the plan's name, shares the format of a percentage, the note a sheet."""
    note = "Erfundene Personen & mehr"
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(ROWS, LABELS, note=note, lang=lang)))
    assert book.sheetnames == [say("file.plan", lang), say("file.note", lang)]
    assert book.properties.title == say("file.plan", lang)
    sheet, beside = book.worksheets
    (table,) = sheet.tables.values()
    assert table.ref == f"A1:C{len(ROWS) + 1}"
    assert [column.name for column in table.tableColumns] == list(LABELS.values())
    assert [cell.value for cell in sheet[1]] == list(LABELS.values())
    assert sheet["B2"].number_format == "0.0%" and sheet["B2"].value == 0.75
    assert sheet.freeze_panes == "A2" and beside["A1"].value == note
    assert "Erfundene" in sheet.oddHeader.left.text


def test_an_empty_plan_and_an_endless_text_are_still_files():
    assert csv_lines(plan_csv([], LABELS)) == [list(LABELS.values())]
    _, texts = sheet_xml(plan_xlsx([{"household": "x" * 40_000}], LABELS))
    assert "x" * 32_767 in texts and "x" * 32_768 not in texts
    assert plan_xlsx([], LABELS).startswith(b"PK")
