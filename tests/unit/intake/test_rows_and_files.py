"""Habits of rows and files that were misread: shifted rows, examples, files of one name, points, days."""

import json
from pathlib import Path

import pytest

from rematch.intake.foreign import read_foreign
from rematch.intake.named_files import told_apart
from rematch.intake.profiles.checking import check
from rematch.intake.proposal import propose
from rematch.intake.questions import together
from rematch.intake.sheets.corrections import corrected, made
from rematch.intake.values.places import register
from rematch.intake.words import section
from tests.spreadsheets import data, xlsx
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY, checked, codes, rows
from tests.unit.intake.reading import read

ROOT = Path(__file__).parents[3]


def test_two_files_of_one_name_are_both_read() -> None:
    """The second has a number; the same file twice is one."""
    first, second = b"id;Personen\nF1;2\nF2;1\n", b"id;Personen\nG1;3\n"
    files = told_apart([("Antworten.csv", first), ("Antworten.csv", second), ("Antworten.csv", first)])
    assert list(files) == ["Antworten.csv", "Antworten (2).csv"]
    assert [h.id for h in checked(files, **HERE).households] == ["F1", "F2", "G1"]
    assert list(told_apart([("x", b"1"), ("x", b"2"), ("x", b"3")])) == ["x", "x (2)", "x (3)"]


def test_a_row_longer_than_its_header_is_an_error() -> None:
    """A decimal comma that no quotes hold moves every cell behind it; nothing of it is loaded."""
    text = (
        "Kommune,Kapazität,asking_rent,Kitaplätze,Freie Wohnungen\nKiel,8,9,64,3,2\nBraunschweig,10,8,4,5\n"
    )
    done = checked({"m.csv": text})
    assert [(f.row, f.code) for f in done.errors] == [(2, "intake.long_row")] and not done.municipalities
    assert not checked({"m.csv": text.replace("9,64", '"9,64"')}).errors


EXAMPLES = ["Beispiel", "Muster", "Beispiel 1", "Example", "example household", "Приклад", "Przykład"]
EXAMPLES += ["z.B. H1", "e.g. F-12", "XY-TEST", "Demo", "Test 1", "наприклад F1", "np. F1", "Приклад родина"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_rows_are_left_out(name: str) -> None:
    """And told in their row, for somebody's household could be called so."""
    done = checked({"h.csv": f"Kennung;Personen\n{name};3\nF1;2\n"}, **HERE)
    assert [h.id for h in done.households] == ["F1"]
    told = [f for f in done.findings if f.code == "intake.example_row"]
    assert [f.row for f in told] == [2] and together(told) == ()


def test_tags_below_the_header_are_no_household() -> None:
    """Files of the humanitarian exchange carry a second header of tags."""
    text = "Household code,Number of persons,Languages\n#meta+id,#population+hh,#respondee+lang\nH1,3,uk\n"
    done = checked({"h.csv": text}, **HERE)
    assert not done.errors and [h.id for h in done.households] == ["H1"]
    assert "intake.tag_row" in codes(done, 2)


def test_a_point_far_from_its_municipality_is_an_error() -> None:
    """Swapped, zero, or a place in another country; one near it is taken."""
    text = "AGS;Kommune;Plätze;lat;lon\n01002000;Kiel;8;10,13;54,32\n03101000;Braunschweig;9;0;0\n"
    done = checked({"m.csv": text + "05111000;Düsseldorf;9;51,22;67,8\n09162000;München;9;48,15;11,5\n"})
    assert [(f.row, f.code) for f in done.errors] == [
        (2, "intake.coordinates_swapped"),
        (3, "intake.coordinates_far"),
        (4, "intake.coordinates_far"),
    ]


def test_a_point_of_a_municipality_outside_the_register_lies_in_its_land() -> None:
    """Swapped, abroad, or in another Land than that of its AGS is an error; where in it is not known here."""
    text = "AGS;Kommune;Plätze;lat;lon\n01055033;Neustadt;8;10,8;54,1\n07316000;Neuburg;9;0;0\n"
    done = checked({"m.csv": text + "07315000;Altstadt;9;49,9;8,2\n09777129;Hintertupfing;9;54,3;10,1\n"})
    assert [(f.row, f.code) for f in done.errors] == [
        (2, "intake.coordinates_swapped"),
        (3, "intake.coordinates_abroad"),
        (5, "intake.coordinates_other_land"),
    ]


def test_every_municipality_of_the_register_lies_in_the_box_of_its_land() -> None:
    """No point of the register is outside."""
    for place in register().values():
        south, north, west, east = section("state_boxes")[place.state]
        assert south <= float(place.lat) <= north and west <= float(place.lon) <= east, place


def test_no_box_is_narrower_than_the_outline_of_its_land() -> None:
    """By the outlines that the map is drawn from, so that no municipality is an error where it lies."""
    outlines = json.loads((ROOT / "rematch/ui/static/states.json").read_text(encoding="utf-8"))["features"]
    assert len(outlines) == len(section("state_boxes")) == 16
    for land in outlines:
        shape = land["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        points = [point for part in parts for ring in part for point in ring]
        lons, lats = zip(*points, strict=True)
        south, north, west, east = section("state_boxes")[land["properties"]["code"]]
        assert south <= min(lats) and max(lats) <= north, land["properties"]
        assert west <= min(lons) and max(lons) <= east, land["properties"]


def test_an_ags_that_is_another_s_than_the_name_or_land_beside_it_is_looked_at_in_its_row() -> None:
    """Whose places they are is no click for everything."""
    done = checked({"m.csv": "AGS;Kommune;Bundesland;Plätze\n01002000;Jena;;8\n16053000;Jena;Hessen;9\n"})
    own = [f for f in done.warnings if f not in together(done.warnings)]
    assert [(f.row, f.code) for f in own] == [(2, "intake.name_and_ags"), (3, "intake.state_and_ags")]


def test_an_offer_cannot_end_before_it_begins() -> None:
    """Of a town and of a unit."""
    done = checked({"m.csv": "Kommune;Plätze;Aufnahme ab;Aufnahme bis\nKiel;8;01.02.2027;01.11.2026\n"})
    assert [(f.row, f.code) for f in done.errors] == [(2, "intake.ends_before")]
    units = "Kommune;Wohnung Nr;Art;Betten;Frei ab;Frei bis\nKiel;1;Wohnung;3;01.02.2027;01.11.2026\n"
    done = checked({"m.csv": "Kommune;Plätze\nKiel;8\n", "u.csv": units})
    assert "intake.ends_before" in codes(done, 2)


@pytest.mark.parametrize(
    ("day", "asked"), [("01.02.2027", False), ("01.11.2031", False), ("01.02.2066", True)]
)
def test_an_offer_that_begins_in_many_years_is_doubted(day: str, asked: bool) -> None:
    """Of a town and of a unit, in its row; it may be right all the same."""
    towns = f"Kommune;Plätze;Aufnahme ab\nKiel;8;{day}\n"
    units = f"Kommune;Wohnung Nr;Art;Betten;Frei ab\nKiel;1;Wohnung;3;{day}\n"
    for files in ({"m.csv": towns}, {"m.csv": "Kommune;Plätze\nKiel;8\n", "u.csv": units}):
        done = checked(files)
        told = [f for f in done.findings if f.code == "intake.begins_late"]
        assert [f.row for f in told] == ([2] if asked else []) and together(told) == ()
        assert not done.errors


def test_children_without_an_adult_are_asked_about() -> None:
    """One alone, and two together; a mother is of age."""
    text = "Haushalt;Rolle;Alter\nF1;Kind;15\nF2;Kind;9\nF2;Kind;4\nF3;Mutter;35\n"
    done = checked({"p.csv": text}, **HERE)
    told = [f for f in done.findings if f.code == "intake.nobody_of_age"]
    assert [f.row for f in told] == [2, 3] and together(told) == ()


def test_an_answer_with_a_slash_is_one_answer() -> None:
    """The longest question that is a column of its own divides question and answer."""
    head = (
        "Household code",
        "Type",
        "Type/Flat",
        "Type/Hostel/shared",
        "_uuid",
        "_submission_time",
        "_index",
    )
    lines = (("K-1", "Flat Hostel/shared", 1, 1, "a", "t", 1), ("K-2", "Hostel/shared", 0, 1, "b", "t", 2))
    [table], _ = read(xlsx(data(head, *lines)))
    assert table.columns == ("Household code", "Type")
    assert [line.cells["Type"] for line in table.lines] == ["Flat | Hostel/shared", "Hostel/shared"]


def test_persons_with_names_are_no_list_of_contacts() -> None:
    """The names and numbers are left aside, the persons are read."""
    text = (
        "Haushalt;Vorname;Nachname;Telefon;Alter\nA;Olena;Muster;0431 12345;34\nB;Iwan;Muster;0431 54321;8\n"
    )
    done = checked({"p.csv": text}, **HERE)
    assert [h.id for h in done.households] == ["A", "B"] and "Olena" not in repr(done.findings)
    contacts = "Name;Telefon;E-Mail\nOlena;0431 12345;a@b.de\n"
    assert "intake.contact_table" in codes(checked({"c.csv": contacts}))


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        *(
            (("Müller", "A-2"), 1),
            (("Familie Petrenko", "fam. schmidt"), 2),
            (("O’Brien", "Ivanenko, Oksana"), 2),
        ),
        *((("Петренко", "родина Коваль"), 2), (("Nowak-Kowalska", "Rodzina nowak"), 2)),
        *((("A", "B"), 0), (("HH-12", "Haushalt A"), 0), (("UA", "K-mueller-7"), 0), (("AKTE", "abcd"), 0)),
    ],
)
def test_ids_that_look_like_names_are_one_question_for_their_column(ids: tuple[str, ...], names: int) -> None:
    """Names do not belong into plans; accepting everything does not let them in."""
    lines = "".join(f'"{one}";1;Kraków;ja\n' for one in ids)
    done = checked({"h.csv": f"Haushalt;Personen;Ort;Einwilligung\n{lines}"})
    told = [f for f in done.findings if f.code == "intake.ids_like_names"]
    assert [f.params["count"] for f in told] == ([names] if names else []) and not together(told)
    assert all(f.column == "Haushalt" and f.value is None for f in told)


def test_an_id_that_looks_like_a_number_of_a_telephone_is_an_id() -> None:
    """In a column of ids; elsewhere such cells are somebody's number and are not read."""
    done = checked({"h.csv": "Fallnummer;Personen\n0012-04567;2\n0012-04568;1\n"}, **HERE)
    assert [h.id for h in done.households] == ["0012-04567", "0012-04568"]
    assert "intake.contact_column" in codes(
        checked({"h.csv": "id;Personen;Rückruf\nA;1;0431-123456\n"}, **HERE)
    )


IDS = """Aktenzeichen|Az.|Vorgang|Fall|Klientennummer|Kunden-Nr.|Case no.|Ref.|Family|Номер справи|Номер
Шифр|Сім’я|Номер дела|Семья|Numer sprawy|Nr rodziny|Rodzina""".replace("\n", "|")


@pytest.mark.parametrize("header", IDS.split("|"))
def test_columns_of_ids_are_known_in_five_languages(header: str) -> None:
    """None of them is a column of telephone numbers, and links to them are read."""
    done = checked(
        {"h.csv": f"{header};Personen;zusammen mit\n0012-04567;2;\n030-445566;1;0012-04567\n"}, **HERE
    )
    assert [(h.id, h.linked_hard) for h in done.households] == [
        ("0012-04567", ()),
        ("030-445566", ("0012-04567",)),
    ]


def test_members_are_known_by_the_same_columns_as_their_households() -> None:
    """A table of persons beside one of households, each with the number of the case."""
    files = {"h.csv": "Aktenzeichen;Personen\n0012-04567;1\n", "p.csv": "Az.;Alter\n0012-04567;34\n"}
    assert [[m.age for m in h.members] for h in checked(files, **HERE).households] == [[34]]


@pytest.mark.parametrize("header", ["Контактний номер", "Rückruf", "numer kontaktowy", "Notfallkontakt"])
def test_numbers_by_which_somebody_is_reached_are_not_read(header: str) -> None:
    """A word for number alone makes no column of ids."""
    text = f"id;Personen;{header}\nA;1;0431-123456\nB;1;067-1234567\n"
    assert "intake.contact_column" in codes(checked({"h.csv": text}))


def test_a_message_shows_such_an_id_and_hides_what_may_be_a_number_of_somebody() -> None:
    """In a column of ids letters, figures and hyphens are shown; with other signs they are not."""
    people = "Fallnummer;Personen;zusammen mit\n0012-04567;2;\n0012-04567;1;\n0431/123 45 67;1;0012-04567\n"
    done = checked({"h.csv": people}, **HERE)
    told = {(f.row, f.code): f.value for f in done.findings}
    assert told[3, "data.id_twice"] == "0012-04567" and told[4, "intake.id_changed"] == "…"
    tables, _ = read_foreign({"h.csv": people.encode()})
    [ids, *_] = propose(tables, CATALOGUE).suggestions
    assert ids.examples == ("0012-04567", "…")


def test_a_link_to_such_an_id_is_read() -> None:
    """A column whose cells are ids of the table holds nobody's number."""
    people = "Fallnummer;Personen;zusammen mit\n0012-04567;2;\n0012-04568;1;0012-04567\n"
    done = checked({"h.csv": people}, **HERE)
    assert "intake.contact_column" not in codes(done)
    assert done.households[1].linked_hard == ("0012-04567",)


OF_BOTH = "Haushalt;Person;Alter\nA;1;30\nB;1;31\n"


def test_a_household_that_a_person_left_out_takes_its_persons_along() -> None:
    """Those in a table of their own are told as left out, and are no error; the others are in."""
    files = {"h.csv": "id;Ort;Einwilligung\nA;Kraków;ja\nB;Kraków;ja\n", "m.csv": OF_BOTH}
    tables, found = read_foreign({name: text.encode() for name, text in files.items()})
    left = corrected(tables, [made(tables[0], 2, None, "", {"id"})])
    done = check(left, propose(tables, CATALOGUE).mapping, CATALOGUE, found, TODAY)
    assert not done.errors and [(h.id, h.size) for h in done.households] == [("B", 1)]
    assert [r.left_out for r in done.records if r.kind == "members"] == ["intake.household_left_out", None]


@pytest.mark.parametrize(
    ("ids", "link"), [("H/1 H/2", "H/2"), ("H 1|H 2", "H 2"), ("H1 H2 H3", "H2/H3"), ("7 12", "12")]
)
def test_links_lead_to_households_whose_ids_are_changed(ids: str, link: str) -> None:
    """A slash in an id, or between two ids; the household that is meant is found."""
    first, *others = ids.split("|") if "|" in ids else ids.split()
    lines = f"{first};1;{link}\n" + "".join(f"{other};1;\n" for other in others)
    done = checked({"h.csv": f"id;Personen;zusammen mit\n{lines}"}, **HERE)
    assert not done.errors
    assert done.households[0].linked_hard == tuple(h.id for h in done.households[1:])
    assert len(rows(done)) == len(done.households)


@pytest.mark.parametrize(
    ("header", "blocks"), [("Personen", True), ("Interne Kostenstelle", False), ("Telefon", False)]
)
def test_a_formula_without_a_value_blocks_only_where_it_is_read(header: str, blocks: bool) -> None:
    """In a column that is read it must be mended; elsewhere, and in the row of sums, it is told."""
    head = ("id", "Personen", header) if header != "Personen" else ("id", "Personen", "Ort")
    formula = "<f>1+1</f>"
    first = ("A", formula, "Kraków") if blocks else ("A", 1, formula)
    done = checked({"h.xlsx": xlsx(data(head, first, ("B", 2, "Kraków"), ("Summe", formula, "")))}, **HERE)
    assert bool(done.errors) == blocks == ("intake.formula_without_value" in {f.code for f in done.errors})
    told = [(f.row, f.column) for f in done.findings if f.code == "intake.fault_unread"]
    assert (4, "Personen") in told and ((2, header) in told or blocks or header == "Telefon")


TOWNS = [("Kommune", "Plätze"), ("Kiel", "8"), ("Jena", "9"), ("Leipzig", "7")]
FAMILIES = [("id", "Personen", "Ort"), ("A", "2", "Kraków"), ("B", "3", "Lublin")]


@pytest.mark.parametrize("fewer", [0, 1])
def test_tables_side_by_side_are_read_each_by_itself(fewer: int) -> None:
    """Towns on the left and families on the right of one sheet, of as many rows or not."""
    lines = [";".join((*town, "", *home)) for town, home in zip(TOWNS, [*FAMILIES, ("",) * 3], strict=True)]
    text = "\n".join(lines[: len(lines) - 1 + fewer])
    done = checked({"s.csv": text}, consent="yes")
    assert {f.code for f in done.errors} == set() and "intake.side_by_side" in codes(done)
    assert [h.id for h in done.households] == ["A", "B"]
    assert [m.name for m in done.municipalities] == ["Kiel", "Jena", "Leipzig"][: 2 + fewer]


def test_a_list_that_goes_on_to_the_right_is_one_list() -> None:
    """The same header twice: all households, none of them a column of another."""
    done = checked({"s.csv": "id;Personen;;id;Personen\nA;2;;C;1\nB;3;;D;4\n"}, **HERE)
    assert [h.id for h in done.households] == ["A", "B", "C", "D"] and not done.errors


def test_a_blank_column_within_a_table_divides_nothing() -> None:
    """What stands behind it belongs to the rows, also where some rows have nothing there."""
    done = checked({"s.csv": "id;Personen;;Rollstuhl;Haustier\nA;2;;;ja\nB;3;;;\nC;1;;ja;nein\n"}, **HERE)
    assert "intake.side_by_side" not in codes(done)
    assert [h.answers.get("has_pet") for h in done.households] == [True, None, False]


PERSONS = "Haushalt;Alter\nF1;35\nF1;8\nF2;40\nF2;41\n"
AGAIN = {
    "after_a_pause": (PERSONS + ";\nF1;36\nF1;8\n", [7, 8]),
    "after_others": (PERSONS + "F1;36\nF3;20\n", [6]),
    "alone_each_after_a_pause": ("Haushalt;Alter\nF1;35\nF2;40\n;\nF1;36\nF2;41\n", [5, 6]),
    "the_same_row_elsewhere": ("Haushalt;Alter\nF1;8\nF2;9\nF1;35\nF2;40\nF1;8\n", [6]),
    "twins": (PERSONS + "F2;41\n", []),
    "ordered_by_age": ("Haushalt;Alter\nF1;8\nF2;9\nF1;35\nF2;40\nF3;41\n", []),
    "together": (PERSONS, []),
}


@pytest.mark.parametrize("case", AGAIN)
def test_a_household_that_stands_again_further_down_is_asked_about(case: str) -> None:
    """More members, or the same rows again: each row is looked at, but for a table ordered otherwise."""
    text, asked = AGAIN[case]
    done = checked({"p.csv": text}, **HERE)
    told = [f for f in done.findings if f.code == "intake.household_again"]
    assert [f.row for f in told] == asked and together(told) == ()


ONE_NAME = "AGS;Kommune;Kapazität;lat;lon\n{};Neustadt;8;{};{}\n{};Neustadt;10;49.35;8.14\n"


@pytest.mark.parametrize(
    ("first", "names"),
    [
        (("01055033", 54.1, 10.8), ["Neustadt (SH)", "Neustadt (RP)"]),
        (("07315000", 49.9, 8.2), ["Neustadt (07315000)", "Neustadt (07316000)"]),
    ],
)
def test_two_municipalities_of_one_name_are_told_apart(
    first: tuple[str, float, float], names: list[str]
) -> None:
    """By their Land, or by their AGS where it is one Land; the name they get is read back."""
    done = checked({"m.csv": ONE_NAME.format(*first, "07316000")})
    assert not done.errors and [m.name for m in done.municipalities] == names
    assert [f.row for f in done.findings if f.code == "data.name_shared"] == [2, 3]
    back = "AGS;Kommune;Kapazität;lat;lon\n" + "".join(
        f"{m.ags};{m.name};8;{m.lat};{m.lon}\n" for m in done.municipalities
    )
    again = checked({"m.csv": back})
    assert [m.name for m in again.municipalities] == names and not again.errors
    assert "data.name_shared" not in codes(again)


def test_a_number_of_persons_that_is_not_that_of_their_rows_is_one_question_for_the_file() -> None:
    """Three persons said, one age given: never one person unasked, nor taken with everything."""
    done = checked({"h.csv": "id;Personen;Alter\nA;3;30\nB;1;40\nC;2;50\nC;2;20\n"}, **HERE)
    asked = [f for f in done.findings if f.code == "intake.size_differs"]
    assert [f.row for f in asked] == [2] and not together(asked)


@pytest.mark.parametrize("same", ["dito", "''", "s.o.", "„", "idem", "wie oben", "те саме", "jw."])
def test_the_same_as_above_is_no_id_and_no_answer(same: str) -> None:
    """As an id it is an error, in another column a look at its row."""
    done = checked({"p.csv": f"Haushalt;Person;Alter\nF1;1;40\n{same};2;38\n"}, **HERE)
    assert "intake.ditto" in {f.code for f in done.errors if f.row == 3}
    wished = checked({"h.csv": f"id;Personen;Wunschort\nA;1;Kiel\nB;1;{same}\n"}, **HERE)
    asked = [f for f in wished.findings if f.row == 3 and f.column == "Wunschort"]
    assert [f.code for f in asked] == ["intake.ditto"] and not together(asked)


@pytest.mark.parametrize("written", ["1,2E+05", "1.23E+11"])
def test_an_id_that_a_spreadsheet_rounded_is_an_error(written: str) -> None:
    """Its figures are lost, and two of them may be one."""
    done = checked({"h.csv": f"id;Personen\n{written};2\nB;3\n"}, **HERE)
    assert "intake.id_rounded" in {f.code for f in done.errors if f.row == 2}


def test_ids_that_differ_by_zeros_before_them_are_asked_about() -> None:
    """A list of persons whose program dropped the zeros is not one of other households."""
    persons = "Haushalt;Person;Alter\n7;1;40\n7;2;5\n"
    done = checked({"h.csv": "id;Personen\n007;2\n", "p.csv": persons}, **HERE)
    assert "intake.id_alike" in {f.code for f in done.errors}


@pytest.mark.parametrize(
    "header",
    [
        "Zweitwunsch;Erstwunsch",
        "Wunsch 2;Wunsch 1",
        "second choice;first choice",
        "Wunschort (II);Wunschort (I)",
    ],
)
def test_wishes_stand_in_the_order_of_their_headers(header: str) -> None:
    """Whatever the order of the columns."""
    done = checked({"h.csv": f"id;Personen;{header}\nA;2;Kiel;Jena\n"}, **HERE)
    assert [one.wish_ags for one in done.households] == [("16053000", "01002000")]


@pytest.mark.parametrize("cell", ["40, 12, ?", "40, unbekannt", "40; 12; k.A."])
def test_an_age_that_is_not_known_among_others_is_a_person(cell: str) -> None:
    """The household is not one person smaller for it: it is an error that asks for the age."""
    done = checked({"h.csv": f'id;Alter aller Personen\nA;"{cell}"\nB;"40, 30;"\n'}, **HERE)
    assert {f.row for f in done.errors} == {2}


@pytest.mark.parametrize(
    ("header", "first", "other"),
    [
        ("Haustier", "ja", "nein"),
        ("Wunschort", "Kiel", "Jena"),
        ("Ausgeschlossen", "Kiel", "Jena"),
        ("Nicht mit", "B", "C"),
    ],
)
def test_persons_who_answer_otherwise_for_their_household_are_asked_about(
    header: str, first: str, other: str
) -> None:
    """What stands first counts, and whoever says something else is looked at in their row."""
    rows = f"A;40;{first}\nA;38;{other}\nA;8;{first}\nA;6;\nB;30;{other}\nC;31;{other}\n"
    done = checked({"p.csv": f"Haushalt;Alter;{header}\n{rows}"}, **HERE)
    asked = [f for f in done.findings if f.code == "intake.answer_differs"]
    assert [f.row for f in asked] == [3] and not together(asked)


def test_what_is_of_each_person_may_differ() -> None:
    """Languages, occupations and German."""
    rows = "A;40;Koch;B1\nA;38;Lehrerin;A1\n"
    done = checked({"p.csv": f"Haushalt;Alter;Beruf;Deutsch\n{rows}"}, **HERE)
    assert "intake.answer_differs" not in codes(done)
