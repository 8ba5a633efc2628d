"""The tables among everything else that stands on a sheet."""

import io

import openpyxl
import pytest

from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from tests.unit.intake.reading import cells, codes, found, one, read

TABLE = "AGS;Kommune;Plätze\n01002000;Kiel;8\n05111000;Köln;15\n"
ROWS = [line.split(";") for line in TABLE.splitlines()]


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        ("Rückmeldungen 2026\n", "1"),
        ("Rückmeldungen 2026;;\nStand:;Mai;\n", "1, 2"),
        ("Rückmeldungen 2026\n\n", "1"),
    ],
)
def test_titles_above_the_header_are_left_out_and_told(above, rows):
    assert cells(above + TABLE) == ROWS
    assert found(above + TABLE, "intake.rows_aside").params["rows"] == rows


@pytest.mark.parametrize("word", ["Summe", "Gesamt:", "TOTAL", "insgesamt", "Gesamtsumme", "Разом", "Razem"])
def test_totals_are_left_out_and_told(word):
    text = TABLE + f"{word};;23\n"
    assert cells(text) == ROWS
    assert found(text, "intake.total_row").row == 4


def test_a_place_whose_name_begins_like_a_total_stays():
    assert cells(TABLE + "03000000;Total Town;1\nGesamthausen;x;1\n")[3:] == [
        ["03000000", "Total Town", "1"],
        ["Gesamthausen", "x", "1"],
    ]


@pytest.mark.parametrize(
    "note",
    [
        "* vorläufig",
        "Quelle: Sozialamt",
        "Anm.: nur mit Zusage",
        "Die Angaben beruhen auf einer Umfrage unter allen Ämtern.",
        "\nStand der Dinge heute",
    ],
)
def test_footnotes_are_left_out_and_told(note):
    assert cells(TABLE + note + "\n") == ROWS
    assert "intake.footnote" in codes(TABLE + note + "\n")


def test_a_last_row_with_an_id_alone_is_a_row():
    assert cells(TABLE + "A7;;\n")[3] == ["A7", "", ""]


def test_blank_rows_are_dropped_and_what_follows_still_belongs_to_the_table():
    text = TABLE + ";;\n\n03101000;Celle;k. A.\n04011000;Bremen;5\n;;\n"
    assert cells(text)[3:] == [["03101000", "Celle", "k. A."], ["04011000", "Bremen", "5"]]
    assert [line.number for line in one(text).lines] == [2, 3, 6, 7]


def test_a_header_that_comes_again_is_left_out_and_told():
    text = TABLE + "AGS;Kommune;Plätze\n04011000;Bremen;5\n"
    assert len(cells(text)) == 4
    assert found(text, "intake.header_again").row == 4


def test_a_second_table_below_is_a_table_of_its_own():
    tables, _ = read(TABLE + "\nSprache;Kommune;Beratung\nuk;Kiel;ja\nru;Köln;nein\n")
    assert [table.columns for table in tables] == [
        ("AGS", "Kommune", "Plätze"),
        ("Sprache", "Kommune", "Beratung"),
    ]
    assert [(table.header, len(table.lines)) for table in tables] == [(1, 2), (5, 2)]


def test_groups_above_the_header_are_joined_with_it():
    text = ";;Plätze;;Hilfe;\nAGS;Ort;Personen;Kita;Arzt;Dialyse\n01002000;Kiel;8;3;ja;nein\n"
    assert cells(text)[0] == [
        "AGS",
        "Ort",
        "Plätze: Personen",
        "Plätze: Kita",
        "Hilfe: Arzt",
        "Hilfe: Dialyse",
    ]


def test_a_header_whose_groups_are_completed_below_is_joined_with_it():
    text = "AGS;Ort;Plätze;;\n;;Personen;Kita;Schule\n01002000;Kiel;8;3;5\n05111000;Köln;8;3;5\n"
    assert cells(text)[0] == ["AGS", "Ort", "Plätze: Personen", "Plätze: Kita", "Plätze: Schule"]
    assert len(cells(text)) == 3


@pytest.mark.parametrize("second", ["", "Unterkunft"], ids=["once", "repeated"])
def test_a_group_may_have_one_column(second: str) -> None:
    """Accommodation / persons beside childcare / places: the words above numbers are no row of data."""
    text = f"Kommune;Unterkunft;{second};Kita\n;Personen;barrierefrei;Plätze\nKiel;20;2;5\nJena;30;;4\n"
    assert cells(text) == [
        ["Kommune", "Unterkunft: Personen", "Unterkunft: barrierefrei", "Kita: Plätze"],
        ["Kiel", "20", "2", "5"],
        ["Jena", "30", "", "4"],
    ]


def test_a_first_row_of_words_below_a_header_without_a_gap_is_a_row() -> None:
    """Nothing is joined where no group goes on to the right, or no number stands below."""
    assert len(cells("Kommune;Ort;Land\nKiel;Nord;SH\nJena;Süd;TH\n")) == 3
    assert len(cells("Kommune;;Land\nKiel;Nord;SH\nJena;Süd;TH\n")) == 3


def test_a_column_without_a_name_is_called_by_its_letter_and_told():
    text = "id;;size;\n1;x;3;\n"
    assert cells(text)[0] == ["id", "[B]", "size"]
    assert found(text, "intake.header_empty").column == "[B]"


def test_columns_of_one_name_are_numbered_and_told():
    assert cells("id;Ort;Ort;Ort (2);Ort\n1;a;b;c;d\n") == [
        ["id", "Ort", "Ort (3)", "Ort (2)", "Ort (4)"],
        ["1", "a", "b", "c", "d"],
    ]
    assert found("id;Ort;Ort\n1;a;b\n", "intake.header_twice").column == "Ort"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2+3", "@SUM(A1)", "＝1+1", "<script>", "=cmd|'/C calc'!A0"])
def test_what_looks_like_a_formula_or_markup_stays_the_text_it_is(cell):
    assert cells(f"id;note\nA;{cell}\n")[1] == ["A", cell]


@pytest.mark.parametrize(
    ("group", "below", "named"),
    [
        ("Plätze", (2025, 2026), ["Plätze: 2025", "Plätze: 2026"]),
        ("Plätze", ("2025", "2026"), ["Plätze: 2025", "Plätze: 2026"]),
        ("Wunschorte", ("1.", "2."), ["Wunschorte: 1.", "Wunschorte: 2."]),
        ("Alter", (40, 12), None),
    ],
)
def test_years_and_numbers_below_a_merged_group_name_its_columns(group, below, named):
    """Other numbers are a row of the table."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (("Name", group, None), (None, *below), ("Kiel", 8, 20), ("Jena", 5, 6)):
        page.append(row)
    page.merge_cells("B1:C1")
    content = io.BytesIO()
    book.save(content)
    [table] = read_tables("t.xlsx", content.getvalue(), Findings())
    assert list(table.columns[1:]) == named if named else len(table.lines) == 3
