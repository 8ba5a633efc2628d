"""Foreign tables from the proposal to checked profiles, in the habits of the tools that make them."""

from datetime import date

import pytest

from rematch.errors import DataErrors, Unreadable
from rematch.intake.findings import Findings
from rematch.intake.folder.read import read_folder
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import Mapping, read_mapping
from rematch.intake.profiles.checking import check
from rematch.intake.proposal import propose
from rematch.intake.questions import together
from rematch.intake.sheets.shape import shape_of
from rematch.model import Cohort
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY, checked, codes, rows
from tests.unit.texts.project import ROOT

COHORT = Cohort(id="test", name="Test", invented=True, as_of=date(2026, 1, 1))
SIMPLE = "Kennung;Personen;davon Kinder;Sprachen;Deutsch\nA1;3;1;Ukrainisch;A2\n"


def with_words(mapping: Mapping, target: str, words: dict[str, str]) -> Mapping:
    """The mapping with what somebody said that words of one column mean."""
    use = mapping.tables[0]
    said = (c.model_copy(update={"words": words}) if c.target == target else c for c in use.columns)
    return mapping.with_use(use.model_copy(update={"columns": tuple(said)}))


def test_our_own_files_are_foreign_files_too() -> None:
    """The demo session read as foreign tables is the same session, without a question."""
    names = ("households.csv", "members.csv", "municipalities.csv", "units.csv")
    folder = ROOT / "data" / "session"
    own, _ = read_folder(folder, CATALOGUE)
    done = checked({name: (folder / name).read_bytes() for name in names})
    assert done.findings == ()
    assert (done.households, done.municipalities) == (own.households, own.municipalities)


def test_a_file_of_households_alone_becomes_profiles_once_all_is_accepted() -> None:
    """Ages and levels are assumed in the open; without the person's yes there are no profiles."""
    done = checked({"h.csv": SIMPLE}, **HERE)
    assert not done.errors
    assert codes(done) == {"intake.ages_assumed", "intake.levels_assumed"}
    with pytest.raises(DataErrors):
        done.profiles(COHORT, accepted=())
    one = done.warnings[0]
    assert [f.id for f in done.open([one.id])] == [f.id for f in done.warnings[1:]]
    profiles = done.profiles(COHORT, accepted=[f.id for f in done.warnings])
    members = profiles.households[0].members
    assert [(m.age, m.role) for m in members] == [(35, "adult"), (35, "adult"), (10, "child")]
    assert members[0].answers["languages"] == {"uk": 7.0, "de": 2.0}
    assert (profiles.households[0].lat, profiles.households[0].lon) == (50.06, 19.94)


def test_what_no_file_says_is_asked_once() -> None:
    """Without consent and place there is one question each for the table, none per row."""
    done = checked({"h.csv": SIMPLE + "A2;1;0;Ukrainisch;A1\n"})
    asked = [(f.code, f.row) for f in done.errors]
    assert asked == [("intake.ask_consent", None), ("intake.ask_place", None)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_encodings_and_separators_make_no_difference(encoding: str, sign: str) -> None:
    """The same table in any of them gives the same household."""
    text = "Haushalt;Größe;Haustier;Miete Größe\nA1;2;ja;x\n".replace(";", sign)
    done = checked({"h.csv": text.encode(encoding)}, **HERE)
    assert rows(done)["A1"].values | {"note": None} == {
        "household_id": "A1",
        "size": 2,
        "has_pet": True,
        "note": None,
    }


def test_headers_are_known_in_four_languages() -> None:
    """The same four questions in German, English, Ukrainian and Russian."""
    for header in (
        "Haushalt,Anzahl Personen,Haustiere,Deutschkenntnisse",
        "household,number of people,pets,level of German",
        "код родини,кількість осіб,домашні тварини,рівень німецької",
        "код семьи,количество человек,домашнее животное,уровень немецкого",
    ):
        tables, _ = read_foreign({"h.csv": f"{header}\nA1,2,1,A2\n".encode()})
        found = [s.target for s in propose(tables, CATALOGUE).suggestions]
        assert found == ["household_id", "size", "has_pet", "german"], header


def test_labels_and_questions_of_the_catalogue_are_headers() -> None:
    """A column headed by a field's label or a criterion's question, in either language, is that field."""
    field = CATALOGUE.field_by_id["urban_wish"]
    question = next(c.question for c in CATALOGUE.criteria if c.need == "urban_wish")
    for words in (field.label.de, field.label.en, question.de, question.en):
        tables, _ = read_foreign({"h.csv": f'id;"{words}"\nA1;3\n'.encode()})
        assert propose(tables, CATALOGUE).suggestions[1].target == "urban_wish", words


def test_a_column_nobody_knows_is_told_not_dropped() -> None:
    """What cannot be proposed is a warning with the column's name."""
    done = checked({"h.csv": "id;Personen;Blutgruppe\nA1;1;0\n"}, **HERE)
    told = [(f.column, f.code) for f in done.warnings if f.row is None]
    assert told == [("Blutgruppe", "intake.column_unmapped")]


def test_words_of_a_code_book_are_mapped() -> None:
    """The mapping says what 1 and 2 mean in this file, and that a blank means no."""
    tables, found = read_foreign({"h.csv": b"id;Personen;Haustier\nA1;1;2\nA2;1;\n"})
    mapping = with_words(propose(tables, CATALOGUE).mapping, "has_pet", {"2": "yes", "": "no"})
    done = check(tables, mapping.model_copy(update={"constants": HERE}), CATALOGUE, found, TODAY)
    assert [row.values["has_pet"] for row in rows(done).values()] == ["yes", "no"]
    assert [h.answers["has_pet"] for h in done.households] == [True, False]


def test_a_mapping_is_a_file_and_fits_files_of_its_shape() -> None:
    """It reads back the same, fits the same headers in any order, and no others."""
    tables, _ = read_foreign({"h.csv": SIMPLE.encode()})
    mapping = read_mapping(propose(tables, CATALOGUE).mapping.to_json())
    assert mapping == propose(tables, CATALOGUE).mapping
    other, _ = read_foreign({"x.csv": b"Deutsch,Personen,kennung,Sprachen,davon Kinder\nA1,2,B,Russisch,0\n"})
    assert shape_of(other[0]) == shape_of(tables[0]) and mapping.matches(other)
    assert not mapping.matches(read_foreign({"y.csv": b"id,Personen\nA,1\n"})[0])
    with pytest.raises(Unreadable):
        read_mapping(b"{}")


def test_one_row_per_person() -> None:
    """Rows of one household are its members; what holds for the household is said once."""
    text = "Haushalt;Alter;Geschlecht;Deutsch;Haustier\nA;34;w;A2;ja\nA;8;m;;\nB;70;m;A1;nein\n"
    done = checked({"p.csv": text}, **HERE)
    assert not done.errors
    assert [(h.id, [m.age for m in h.members], h.answers.get("has_pet")) for h in done.households] == [
        ("A", [34, 8], True),
        ("B", [70], False),
    ]


def test_numbers_of_a_german_column_and_ambiguous_ones() -> None:
    """One decimal comma makes 1.400 fourteen hundred; alone it is read so and asked about."""
    known = checked({"h.csv": "id;Personen;Budget\nA;1;1.400\nB;1;600,50\n"}, **HERE)
    assert rows(known)["A"].values["rent_budget"] == 1400
    alone = checked({"h.csv": "id;Personen;Budget\nA;1;1.400\n"}, **HERE)
    assert rows(alone)["A"].values["rent_budget"] == 1400 and "intake.ambiguous_number" in codes(alone, 2)


@pytest.mark.parametrize("cell", ["Thüringen", "alle Großstädte", "Frankfurt", "Kiel, Jenna"])
def test_a_place_ruled_out_that_is_not_known_is_told_in_its_row(cell: str) -> None:
    """The click for all never takes an exclusion away; what is known beside it stays ruled out."""
    done = checked({"h.csv": f'id;Personen;Ausgeschlossene Orte\nA;1;"{cell}"\nB;1;Jena\n'}, **HERE)
    told = [f for f in done.findings if f.row == 2 and f.column == "Ausgeschlossene Orte"]
    assert [f.code for f in told] == ["intake.exclusion_unknown"] and together(told) == ()
    assert bool(done.households[0].excluded_ags) == ("Kiel" in cell)


@pytest.mark.parametrize(
    "cell", ["Kiel (2. Wahl), Jena (1. Wahl)", "Kiel (2), Jena (1)", "Kiel (2nd choice), Jena"]
)
def test_ranks_beside_wishes_are_never_the_order_of_the_words(cell: str) -> None:
    """Ranks in brackets behind names are asked about, and no wish is proposed."""
    done = checked({"h.csv": f'id;Personen;Wunschort\nA;1;"{cell}"\nB;1;Jena\n'}, **HERE)
    told = [f for f in done.findings if f.row == 2 and f.column == "Wunschort"]
    assert [f.code for f in told] == ["intake.list_with_more"] and together(told) == ()
    assert done.households[0].wish_ags is None


def test_wishes_in_several_columns_are_one_list() -> None:
    """First, second and third choice in their order, each once."""
    text = "id;Personen;Wunschort 1;Wunschort 2;Wunschort 3\nA;1;Kiel;Düsseldorf;Kiel\n"
    done = checked({"h.csv": text}, **HERE)
    assert done.households[0].wish_ags == ("01002000", "05111000")


def test_people_who_did_not_consent_are_not_loaded() -> None:
    """Their row is told, without its content, and neither they nor their members come in."""
    households = "id;Personen;Einwilligung;Ort\nA;1;nein;Kraków\nB;1;ja;Kraków\n"
    done = checked({"h.csv": households, "m.csv": "Haushalt;Person;Alter\nA;1;30\nB;1;31\n"})
    assert [h.id for h in done.households] == ["B"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A;2;3;0", "intake.size_and_children"),
        ("A;0;0;0", "intake.size_absurd"),
        ("A;1e9;0;0", "intake.size_absurd"),
        ("A;;0;0", "intake.size_unknown"),
        ("A;zwei;0;0", "intake.not_a_number"),
    ],
)
def test_numbers_of_people_that_cannot_be(row: str, code: str) -> None:
    """More children than people, nobody, a billion, nothing, a word: an error in the row, said once."""
    done = checked({"h.csv": f"id;Personen;Kinder unter 6;Schulkinder\n{row}\n"}, **HERE)
    assert [f.code for f in done.errors] == [code]


def test_a_place_without_coordinates_is_asked_for() -> None:
    """A town nobody knows here is an error in its row; the mapping can say where it lies."""
    tables, found = read_foreign({"h.csv": "id;Personen;Ort;Einwilligung\nA;1;Przemyśl;ja\n".encode()})
    mapping = propose(tables, CATALOGUE).mapping
    asked = check(tables, mapping, CATALOGUE, found, TODAY)
    assert [f.code for f in asked.errors] == ["intake.ask_coordinates"]
    mapping = with_words(mapping, "place", {"Przemyśl": "49.78/22.77"})
    done = check(tables, mapping, CATALOGUE, found, TODAY)
    assert [(h.place, h.lat, h.lon) for h in done.households] == [("Przemyśl", 49.78, 22.77)]


def test_an_error_in_our_own_checks_names_the_foreign_cell() -> None:
    """A value out of its field's bounds is told with the file's own column, row and value."""
    done = checked({"h.csv": "Kennung;Personen;Lieber ländlich (1) oder großstädtisch (5)\nA;1;9\n"}, **HERE)
    error = done.errors[0]
    assert (error.row, error.column, error.value) == (2, "Lieber ländlich (1) oder großstädtisch (5)", "9")
    assert error.code == "data.too_large"


def test_municipalities_by_name_have_the_facts_of_the_register() -> None:
    """A name and a capacity are enough where the register knows the place; that is said once."""
    done = checked({"m.csv": "Kommune;Plätze\nKiel;8\nDüsseldorf, Stadt;5\n"})
    assert codes(done) == {"intake.from_register"}
    assert [(m.ags, m.state, m.capacity["persons"]) for m in done.municipalities] == [
        ("01002000", "DE-SH", 8),
        ("05111000", "DE-NW", 5),
    ]


def test_name_state_and_ags_must_agree() -> None:
    """The AGS of Düsseldorf beside the name of Kiel, and a Bundesland where it does not lie."""
    done = checked({"m.csv": "AGS;Kommune;Bundesland;Plätze\n05111000;Kiel;SH;3\n"})
    assert {"intake.name_and_ags", "intake.state_and_ags"} <= codes(done, 2)


def test_ids_lead_to_households_however_they_are_typed() -> None:
    """Links and members find their household by the look of its id."""
    text = "id;Personen;zusammen mit\nUA 0001;1;ua-0002\nUA-0002;1;\n"
    done = checked({"h.csv": text}, **HERE)
    assert done.households[0].linked_hard == ("UA-0002",)
    assert "intake.id_changed" in codes(done, 2)


def test_a_finding_keeps_its_id_as_long_as_it_is_the_same() -> None:
    """What was accepted once stays accepted when the file is checked again."""
    first, again = (checked({"h.csv": SIMPLE}, **HERE) for _ in range(2))
    assert [f.id for f in first.findings] == [f.id for f in again.findings]
    assert len({f.id for f in first.findings}) == len(first.findings)


def test_a_survey_with_full_questions_as_headers() -> None:
    """Questions are known with their question mark; names are not read; the tool's id is the household's."""
    text = (
        "Antwort ID;Stimmen Sie der Teilnahme zu?;Wie viele Personen gehören zu Ihrem Haushalt?;"
        "Wie gut sprechen Sie Deutsch?;Wo wohnen Sie derzeit?;Wie heißen Sie?;"
        "Wie wichtig ist Ihnen: [Dialyse]\n"
        "7;Ja;2;A2;Kraków;Olena;sehr wichtig\n"
    )
    tables, _ = read_foreign({"s.csv": text.encode()})
    found = {s.source: s.target for s in propose(tables, CATALOGUE).suggestions}
    assert [target for target in found.values() if target] == [
        "household_id",
        "consent",
        "size",
        "german",
        "place",
        "priority_dialysis",
    ]
    assert "Olena" not in repr(checked({"s.csv": text}).findings)
    assert checked({"s.csv": text}).households[0].priorities == {"dialysis": 3}


def test_a_table_without_ids_is_numbered_by_its_rows() -> None:
    """The numbers of the rows are proposed as ids, once for the table."""
    done = checked({"h.csv": "Personen;Deutsch\n1;A1\n2;A2\n"}, **HERE)
    assert [h.id for h in done.households] == ["R2", "R3"]
    assert [f.row for f in done.warnings if f.code == "intake.ids_from_rows"] == [None]


def test_more_warnings_than_are_listed_do_not_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many more there are is one more warning to accept; of errors that are not listed it is an error."""
    monkeypatch.setattr("rematch.intake.findings.MAX_FINDINGS", 2)
    noted = Findings()
    for row in range(4):
        noted.warn("a.csv", row, None, "intake.unsure")
    assert [(f.code, f.warning, f.params) for f in noted.all()][-1] == (
        "data.more_warnings",
        True,
        {"count": 2},
    )
    for row in range(3):
        noted.error("a.csv", row, None, "intake.negative")
    assert (noted.all()[-1].code, noted.all()[-1].warning) == ("data.and_more", False)


def test_persons_of_whom_no_household_is_in_another_file_say_all_there_is() -> None:
    """A list of persons beside a list of other households is no list of their members."""
    files = {
        "h.csv": "id;Personen;Ort;Einwilligung\nA;1;Kraków;ja\n",
        "p.csv": "Haushalt;Alter;Ort;Einwilligung\nB;35;Lublin;ja\nB;8;Lublin;ja\n",
    }
    done = checked(files)
    assert {h.id: [m.age for m in h.members] for h in done.households} == {"A": [35], "B": [35, 8]}, (
        done.errors
    )
