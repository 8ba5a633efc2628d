"""Downloads: the same cells in CSV and XLSX, and nothing in them that runs."""

import csv
import io
import math
import re
import zipfile

import pytest

from rematch.report.files.tables import plan_csv, plan_xlsx

LABELS = {"household": "Haushalt", "fit": "Passung", "note": "Bemerkung"}
ROWS = [
    {"household": "h1", "fit": 0.75, "note": "größer, „weiter“"},
    {"household": "h2", "fit": None, "note": "two\nlines"},
    {"household": "h3", "fit": math.inf, "note": None, "not asked for": "hidden"},
    {"household": "h4", "fit": -0.5, "note": True},
]
RISKY = ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"]


def csv_lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


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


def test_invented_people_are_labelled_above_the_header():
    note = "Erfundene Personen"
    assert csv_lines(plan_csv(ROWS, LABELS, note=note))[:2] == [[note], list(LABELS.values())]
    sheet, texts = sheet_xml(plan_xlsx(ROWS, LABELS, note=note))
    assert texts.index(note) < texts.index("Haushalt")
    assert '<autoFilter ref="A2:C6"/>' in sheet


def test_an_empty_plan_and_an_endless_text_are_still_files():
    assert csv_lines(plan_csv([], LABELS)) == [list(LABELS.values())]
    _, texts = sheet_xml(plan_xlsx([{"household": "x" * 40_000}], LABELS))
    assert "x" * 32_767 in texts and "x" * 32_768 not in texts
    assert plan_xlsx([], LABELS).startswith(b"PK")
