"""Exports of survey tools and lists of persons, put back as they were answered."""

import pytest

from tests.spreadsheets import data, xlsx
from tests.unit.intake.reading import cells, codes, found, one, read

LIME = """id,submitdate,lastpage,startlanguage,seed,ipaddr,G01Q01,"G01Q02[SQ001]","G01Q02[SQ002]","G01Q03[a]"
1,2026-05-01 10:00,2,de,99,10.0.0.1,AO01,Y,,A3
2,,1,uk,98,10.0.0.2,AO02,,Y,A1
3,2026-05-01 11:00,2,uk,97,10.0.0.3,AO02,N/A,N/A,A1
"""
WHOLE = """Antwort-ID;Datum Abgeschickt;Letzte Seite;Start-Sprache;Einwilligung zur Datenverarbeitung;\
Was wird gebraucht? [Kita];Was wird gebraucht? [Arzt];Was wird gebraucht? [Sonstiges];Wie wichtig? [Arbeit]
1;2026-05-01;3;de;Ja;Ja;Nein;;sehr
2;2026-05-01;3;de;Nein;Ja;Ja;;gar nicht
3;2026-05-02;3;uk;Ja;Nein;Nein;;sehr
4;2026-05-03;3;uk;Ja;Nein;Ja;Hund;sehr
"""


def test_limesurvey_codes_lose_the_technical_columns_and_unsent_answers():
    assert cells(LIME) == [
        ["id", "G01Q01", "G01Q02", "G01Q03[a]"],
        ["1", "AO01", "SQ001", "A3"],
        ["3", "AO02", "", "A1"],
    ]
    finding = found(LIME, "intake.unfinished")
    assert (finding.warning, finding.row) == (True, 3)


def test_limesurvey_questions_are_one_column_each():
    table = one(WHOLE)
    assert table.columns == (
        "Antwort-ID",
        "Einwilligung zur Datenverarbeitung",
        "Was wird gebraucht?",
        "Wie wichtig? [Arbeit]",
    )
    assert table.several == {"Was wird gebraucht?"}
    needed = [line.cells["Was wird gebraucht?"] for line in table.lines]
    assert needed == ["Kita", "Kita | Arzt", "none", "Arzt | Hund"]
    assert found(WHOLE, "intake.nothing_ticked").params == {"count": 1, "rows": "4"}


def test_limesurvey_code_and_question_together_keep_both():
    text = '"id. Antwort-ID";"submitdate. Datum Abgeschickt";"Q2[S1]. Was? [Kita]";"Q2[S2]. Was? [Arzt]"\n'
    assert cells(text + "1;2026-05-01;Ja;Ja\n") == [["id. Antwort-ID", "Q2. Was?"], ["1", "Kita | Arzt"]]


@pytest.mark.parametrize("answers", [("1", "0"), ("2", "1"), ("sehr", "gar nicht"), ("Ja", "Unsicher")])
def test_numbers_and_scales_of_limesurvey_are_no_ticks(answers):
    text = "id,submitdate,Wie viele? [Kinder],Wie viele? [Alte]\n1,2026-05-01,{},{}\n".format(*answers)
    assert cells(text)[0] == ["id", "Wie viele? [Kinder]", "Wie viele? [Alte]"]


MAIN = (
    "start",
    "consent",
    "hh/code",
    "hh/needs",
    "hh/needs/kita",
    "hh/needs/arzt",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_index",
)
HEAD = ("people/age", "people/langs/uk", "people/langs/ru", "_index", "_parent_table_name", "_parent_index")


def kobo(*people):
    return xlsx(
        data(
            MAIN,
            ("t", "yes", "K-1", "kita", 1, 0, "u1", "t", "validation_status_approved", 1),
            ("t", "yes", "K-2", "", 0, 0, "u2", "t", "validation_status_on_hold", 2),
            ("t", "no", "K-3", "arzt", 0, 1, "u3", "t", "", 3),
        ),
        data(HEAD, *people),
    )


PEOPLE = ((34, 1, 1, 1, "Blatt1", 1), (8, 1, 0, 2, "Blatt1", 1), (71, 0, 1, 3, "Blatt1", 2))


def test_kobo_repeats_name_their_household_and_choices_are_gathered():
    (households, persons), _ = read(kobo(*PEOPLE, (40, 0, 0, 4, "Blatt1", 3)))
    assert households.columns == ("consent", "code", "needs")
    assert [list(line.cells.values()) for line in households.lines] == [
        ["yes", "K-1", "kita"],
        ["yes", "K-2", ""],
        ["no", "K-3", "arzt"],
    ]
    assert (persons.columns, persons.parent) == (("code", "age", "langs"), "code")
    assert [list(line.cells.values()) for line in persons.lines] == [
        ["K-1", "34", "uk | ru"],
        ["K-1", "8", "uk"],
        ["K-2", "71", "ru"],
        ["K-3", "40", "none"],
    ]
    assert persons.lines[0].typed == {"age": 34.0}
    assert (households.several, persons.several) == ({"needs"}, {"langs"})


def test_kobo_answers_not_approved_are_told_by_their_rows():
    _, findings = read(kobo(*PEOPLE))
    assert [(f.row, f.code, f.warning) for f in findings] == [(3, "intake.not_approved", True)]


def test_a_person_of_a_household_that_is_not_there_is_an_error():
    finding = found(kobo(*PEOPLE, (5, 1, 0, 5, "Blatt1", 77)), "intake.parent_unknown")
    assert (finding.sheet, finding.row, finding.warning, finding.params) == (
        "Blatt2",
        5,
        False,
        {"value": "77"},
    )


PERSONS = "Haushalt;Alter;Geschlecht;Wunschort\nH1;34;w;Kiel\n;8;m;\n;2;w;\nH2;60;m;Köln\n"


def test_a_household_id_left_out_is_filled_down_and_told():
    (households, persons), _ = read(PERSONS)
    assert [line.cells["Haushalt"] for line in persons.lines] == ["H1", "H1", "H1", "H2"]
    assert persons.parent == "Haushalt"
    assert [list(line.cells.values()) for line in households.lines] == [["H1", "Kiel"], ["H2", "Köln"]]
    assert found(PERSONS, "intake.filled_down").params == {"count": 2, "rows": "3, 4"}


def test_an_id_in_every_row_of_persons_needs_no_filling():
    table = one("Haushalt;Alter;Deutsch\nH1;34;A2\nH1;8;\nH2;60;B1\n")
    assert (table.parent, table.columns) == ("Haushalt", ("Haushalt", "Alter", "Deutsch"))


@pytest.mark.parametrize("header", ["Haushalt;Anzahl Personen;Ort", "Haushalt;Kinder;Ort", "Name;Alter;Ort"])
def test_an_empty_id_is_left_empty_where_rows_are_no_persons(header):
    text = f"{header}\nH1;3;Kiel\n;2;Köln\n"
    assert "intake.filled_down" not in codes(text)
    assert one(text).parent is None
