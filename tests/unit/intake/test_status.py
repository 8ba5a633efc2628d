"""Rows that were withdrawn, cancelled, rejected or reserved: never silently in."""

import pytest

from rematch.intake.foreign import read_foreign
from rematch.intake.proposal import propose
from rematch.intake.questions import OF_ROW, ROW_BY_ROW, together
from tests.unit.intake.foreign import CATALOGUE, HERE, checked, codes, workbook

GONE = """withdrawn|Cancelled|rejected|reserved|zurückgezogen|storniert|abgelehnt|reserviert|abgesagt
скасовано|відхилено|отменено|отозвано|anulowano|wycofana|odrzucony|zarezerwowane|inactive|duplicate"""
HERE_STILL = "active|offen|bestätigt|approved|підтверджено|подтверждено|potwierdzono|edited|received"


@pytest.mark.parametrize("header", ["Status", "Bearbeitungsstatus", "Review state", "Статус", "ReviewState"])
@pytest.mark.parametrize("state", GONE.replace("\n", "|").split("|"))
def test_a_state_that_ends_it_leaves_the_row_out(header: str, state: str) -> None:
    """In five languages; the row is told, and no click for all takes it."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;{state}\nB;1;active\n"}, **HERE)
    assert [h.id for h in done.households] == ["B"]
    [told] = [f for f in done.findings if f.row == 2]
    assert told.code == "intake.status_left_out" and told not in together(done.findings)


def test_a_state_that_goes_on_is_none_of_our_business() -> None:
    """Confirmed, open, approved: loaded without a question about it."""
    lines = "".join(f"H{n};1;{state}\n" for n, state in enumerate(HERE_STILL.split("|")))
    done = checked({"h.csv": f"id;Personen;Status\n{lines}"}, **HERE)
    assert len(done.households) == len(HERE_STILL.split("|"))
    assert codes(done) == {"intake.ages_assumed"}


def test_a_state_nobody_knows_is_asked_about() -> None:
    """A word of one's own for a state stays a question to a person, row by row."""
    done = checked({"h.csv": "id;Personen;Status\nA;1;active\nB;1;Korb 3\n"}, **HERE)
    asked = [f for f in done.findings if f.code == "intake.status_unclear"]
    assert [f.row for f in asked] == [3] and together(asked) == ()


@pytest.mark.parametrize("cell", ["storniert", "Withdrawn.", "скасовано", "отменено", "rezygnacja"])
def test_a_word_alone_in_any_other_column_counts_too(cell: str) -> None:
    """In a column of remarks or of anything that is not read."""
    for header in ("Bemerkung", "Sonstiges", "Blutgruppe"):
        done = checked({"h.csv": f"id;Personen;{header}\nA;1;{cell}\nB;1;\n"}, **HERE)
        assert [h.id for h in done.households] == ["B"], header
        assert "intake.status_left_out" in codes(done, 2)


@pytest.mark.parametrize(
    "note",
    [
        "abgesagt am 3. Mai",
        "hat am 3. Mai storniert",
        "Familie ist abgemeldet, siehe Akte",
        "they cancelled last week",
    ],
)
def test_a_note_that_sounds_so_is_asked_about(note: str) -> None:
    """A sentence is not wholly understood, wherever the word stands: the row stays, and a person looks."""
    done = checked({"h.csv": f'id;Personen;Notiz\nA;1;"{note}"\nB;1;mag Hunde\n'}, **HERE)
    assert [h.id for h in done.households] == ["A", "B"]
    assert "intake.note_cancelled" in codes(done, 2) and "intake.note_cancelled" not in codes(done, 3)


def test_places_and_units_that_were_taken_back_are_left_out() -> None:
    """A town's offer that is cancelled, a flat that is reserved."""
    towns = "Kommune;Plätze;Status\nKiel;8;zugesagt\nDüsseldorf;5;Zusage wackelt\nBraunschweig;5;storniert\n"
    done = checked({"m.csv": towns})
    assert "Braunschweig" not in [m.name for m in done.municipalities]
    assert "intake.status_unclear" in codes(done, 3)
    units = "Kommune;Wohnung Nr;Art;Betten;Status\nKiel;1;Wohnung;3;frei\nKiel;2;Wohnung;3;reserviert\n"
    done = checked({"m.csv": "Kommune;Plätze\nKiel;8\n", "u.csv": units})
    assert [unit.unit for unit in done.municipalities[0].units] == ["1"]


def test_start_end_status_and_version_are_the_tool_s_only_in_its_own_files() -> None:
    """In a table that no survey tool wrote they mean something, or are told as not understood."""
    tables, _ = read_foreign(
        {"m.csv": b"Kommune;Start;End;Status;Version\nKiel;01.02.2027;01.06.2027;frei;2\n"}
    )
    found = {s.source: (s.target, s.why) for s in propose(tables, CATALOGUE).suggestions}
    assert found["Start"][0] == "place_from" and found["End"][0] == "place_to"
    assert found["Status"][0] == "status" and found["Version"] == (None, "none")
    tables, _ = read_foreign(
        {"h.csv": b"KEY,SubmissionDate,start,end,version,Personen,id\nk,2026-05-01,a,b,3,1,A\n"}
    )
    found = {s.source: (s.target, s.why) for s in propose(tables, CATALOGUE).suggestions}
    assert {found[name] for name in ("start", "end", "version", "KEY")} == {(None, "technical")}


def test_review_states_of_a_survey_s_server_are_heard() -> None:
    """ODK Central writes them beside its own columns: rejected is out, an issue is asked about."""
    text = "SubmissionDate,KEY,ReviewState,Household code,Number of persons\n"
    states = {"A": "approved", "B": "rejected", "C": "hasIssues", "D": ""}
    rows = "".join(f"2026-05-01,u{name},{state},{name},1\n" for name, state in states.items())
    done = checked({"h.csv": text + rows}, **HERE)
    assert [h.id for h in done.households] == ["A", "C", "D"]
    assert "intake.status_left_out" in codes(done, 3) and "intake.status_unclear" in codes(done, 4)


def test_a_row_that_does_not_come_in_blocks_nothing() -> None:
    """What is wrong in it need not be mended; in a row that counts it must be."""
    done = checked({"h.csv": "id;Personen;Status\nA;?!;storniert\nB;1;offen\n"}, **HERE)
    assert not done.errors and [h.id for h in done.households] == ["B"]
    assert checked({"h.csv": "id;Personen;Status\nA;?!;offen\n"}, **HERE).errors


@pytest.mark.parametrize("ags", ["", "01002000"])
def test_a_municipality_that_is_cancelled_beside_its_name_is_looked_at(ags: str) -> None:
    """What stands in brackets behind a name is no part of it: the row is looked at by itself."""
    done = checked({"m.csv": f"AGS;Kommune;Plätze\n{ags};Kiel (abgesagt);8\n16053000;Jena;9\n"})
    assert {f.code for f in done.findings if f.row == 2} & ROW_BY_ROW
    plain = checked({"m.csv": f"AGS;Kommune;Plätze\n{ags};Kiel (Schleswig-Holstein);8\n16053000;Jena;9\n"})
    assert not {f.code for f in plain.findings if f.row == 2} & ROW_BY_ROW


@pytest.mark.parametrize(
    "note",
    """Absage am 3.5.|nicht mehr interessiert|bitte streichen|Widerruf folgt|möchten nicht mehr
they withdrew in May|will not come any more|відмовилися від участі|отказались от участия
rezygnuje z udziału|ABGESAGT, s. Akte|ist nach Kiew zurückgekehrt|hat selbst Wohnung gefunden|doppelt
am 2.5. verstorben|schon vermittelt|went back to Ukraine|found own flat|duplicate of A|please ignore this row
повернулись в Україну|дубль|передумали|нашли жилье|wrócili na Ukrainę|znaleźli mieszkanie""".replace(
        "\n", "|"
    ).split("|"),
)
def test_it_is_asked_about_in_a_column_that_is_not_read_as_well(note: str) -> None:
    """Words of five languages, by how they begin, in remarks and wherever else."""
    for header in ("Bemerkung", "Vermerk der Leitung"):
        done = checked({"h.csv": f'id;Personen;{header}\nA;1;"{note}"\nB;1;mag Hunde\n'}, **HERE)
        asked = [f for f in done.findings if f.code == "intake.note_cancelled"]
        assert [(f.row, f.column) for f in asked] == [(2, header)] and not together(asked)


@pytest.mark.parametrize(
    "header",
    [
        "Abgemeldet",
        "storniert?",
        "Gelöscht am",
        "Austritt am",
        "Cancelled on",
        "Скасовано",
        "Выбыл",
        "Rezygnacja",
    ],
)
def test_a_column_that_ends_rows_does_so_by_a_yes_a_mark_or_a_day(header: str) -> None:
    """A yes there is no state that goes on; a no and a blank cell are."""
    cells = ("ja", "x", "03.05.2026", "nein", "", "siehe Akte")
    lines = "".join(f"H{n};1;{cell}\n" for n, cell in enumerate(cells))
    done = checked({"h.csv": f"id;Personen;{header}\n{lines}"}, **HERE)
    assert [h.id for h in done.households] == ["H3", "H4", "H5"]
    assert "intake.status_unclear" in codes(done, 7)


@pytest.mark.parametrize("header", ["aktiv?", "Nimmt noch teil?", "Teilnahme", "Still active", "noch dabei"])
def test_whoever_takes_part_no_longer_is_left_out(header: str) -> None:
    """Columns that ask whether somebody is still there."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;ja\nB;1;nein\n"}, **HERE)
    assert [h.id for h in done.households] == ["A"] and "intake.status_left_out" in codes(done, 3)


@pytest.mark.parametrize("name", ["storniert.csv", "Widerrufe 2026.csv", "withdrawn.csv"])
def test_a_table_whose_name_sounds_so_is_one_question(name: str) -> None:
    """The sheet of those who cancelled is not taken with everything."""
    done = checked({name: "id;Personen\nA;1\n"}, **HERE)
    asked = [f for f in done.findings if f.code == "intake.sheet_sounds_out"]
    assert len(asked) == 1 and not together(asked)


TRIED = """TEST|Testeintrag|Nur zum Testen|das ist ein Test|test submission|Dummy|тестовий запис|wpis testowy
please ignore"""


@pytest.mark.parametrize("header", ["Bemerkung", "Wetter", "Name"])
@pytest.mark.parametrize("cell", [one.strip() for one in TRIED.replace("\n", "|").split("|")])
def test_a_row_that_only_tries_out_the_form_is_asked_about(cell: str, header: str) -> None:
    """In notes, in columns that are not read and in names, which are not kept; it is left out beside it."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;1;\nB;1;{cell}\n"}, **HERE)
    asked = codes(done, 3) & {"intake.tried_out", "intake.note_cancelled"}
    assert asked and asked <= OF_ROW & ROW_BY_ROW


@pytest.mark.parametrize("cell", ["Corona-Test negativ", "Sprachtest B1", "Testament", "Test DaZ bestanden"])
def test_other_tests_are_none_of_the_form(cell: str) -> None:
    """A note about a test is a note."""
    done = checked({"h.csv": f"id;Personen;Bemerkung\nA;1;\nB;1;{cell}\n"}, **HERE)
    assert "intake.tried_out" not in codes(done)


@pytest.mark.parametrize(
    "sheet", ["alt", "Archiv", "Kopie von Liste", "Vorlage", "Test", "do not use", "Vorjahr", "Plan B"]
)
def test_a_sheet_called_like_one_that_does_not_count_is_one_question(sheet: str) -> None:
    """Its rows are loaded, and not accepted with everything."""
    done = checked({"h.xlsx": workbook(("id", "Personen"), ("A", 1), sheet=sheet)}, **HERE)
    [asked] = [f for f in done.findings if f.code == "intake.sheet_set_aside"]
    assert asked.row is None and asked not in together(done.findings)


TOWNS, PEOPLE = (("Kommune", "Plätze"), ("Kiel", 8)), (("id", "Personen"), ("A", 1))


@pytest.mark.parametrize("rows", [TOWNS, PEOPLE], ids=["towns", "people"])
@pytest.mark.parametrize(
    "name",
    [
        "2024",
        "2025",
        "Plätze 2023",
        "Stand 20251231",
        "2024/25",
        "Januar",
        "2027",
        "червень",
        "Q1",
        "KW 12",
        "Plätze KW_3",
    ],
)
def test_a_table_called_after_another_time_is_one_question(
    name: str, rows: tuple[tuple[object, ...], ...]
) -> None:
    """A year or a month that is not the present one, of a sheet and of a file: not taken with all."""
    for file, sheet in ((f"{name.replace('/', '-')}.xlsx", "Tabelle1"), ("m.xlsx", name.replace("/", "-"))):
        done = checked({file: workbook(*rows, sheet=sheet)}, **HERE)
        [asked] = [f for f in done.findings if f.code == "intake.sheet_of_time"]
        assert asked.row is None and asked not in together(done.findings)


@pytest.mark.parametrize(
    "name",
    ["2026", "Stand 20261122", "2026-27", "2025-26", "November", "Лист 1", "Dec", "Nr 120250", "Maier"],
)
def test_what_is_called_after_now_or_after_no_time_is_none(name: str) -> None:
    """The present year or month, a sheet's number, a word that only looks like a month."""
    assert "intake.sheet_of_time" not in codes(checked({"m.xlsx": workbook(*TOWNS, sheet=name)}))
