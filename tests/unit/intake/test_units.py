"""Numbers with words and units beside them: the free number, converted, or asked about; never dropped."""

import pytest

from rematch.errors import Finding
from rematch.intake.foreign import read_foreign
from rematch.intake.proposal import propose
from rematch.intake.quantities.units import factor, measured, of_header
from rematch.intake.questions import together
from tests.unit.intake.foreign import CATALOGUE, HERE, checked, codes, rows, workbook


def towns(header: str, *cells: str) -> tuple[list[object], list[Finding]]:
    """What is understood of one column of a table of towns, and what is said of it."""
    names = ("Kiel", "Braunschweig", "Düsseldorf", "Rottenburg am Neckar")
    lines = "".join(f'{name};8;"{cell}"\n' for name, cell in zip(names, cells, strict=False))
    tables, _ = read_foreign({"m.csv": f"Kommune;Plätze;{header}\n{lines}".encode()})
    target = propose(tables, CATALOGUE).suggestions[2].target
    done = checked({"m.csv": f"Kommune;Plätze;{header}\n{lines}"})
    told = [f for f in done.findings if f.column == header and f.row]
    return [row.values.get(str(target)) for row in rows(done).values()], told


@pytest.mark.parametrize(
    ("cell", "free"),
    [
        ("20 (12 of them occupied)", 8),
        ("20 (davon 12 belegt)", 8),
        ("20, davon 12 belegt", 8),
        ("20 Plätze (12 bereits vergeben)", 8),
        ("20 (3 reserviert)", 17),
        ("20 (з них 12 зайнято)", 8),
        ("20 (из них 12 занято)", 8),
        ("20 (z tego 12 zajęte)", 8),
    ],
)
def test_of_places_some_of_which_are_occupied_the_free_ones_count(cell: str, free: int) -> None:
    """As a proposal that somebody looks at in its row."""
    done = checked({"m.csv": f'Kommune;Plätze\nKiel;"{cell}"\n'})
    [told] = [f for f in done.findings if f.column == "Plätze"]
    assert (rows(done)["Kiel"].values["capacity_persons"], told.proposal) == (free, str(free))
    assert together([told]) == ()


@pytest.mark.parametrize(
    "cell",
    [
        "10 (cancelled)",
        "10 (storniert)",
        "10 (from 2027)",
        "20 (bis 30 ab Mai)",
        "12 (?)",
        "10 [nur Frauen]",
        "20 (25 belegt)",
        "5 (скасовано)",
        "10, 3 weitere unsicher",
    ],
)
def test_what_may_change_a_number_makes_it_a_question(cell: str) -> None:
    """It stays unknown, or is an error, and no click for all takes it."""
    done = checked({"m.csv": f'Kommune;Plätze\nKiel;"{cell}"\n'})
    told = [f for f in done.findings if f.column == "Plätze"]
    assert told and together(told) == ()
    assert rows(done)["Kiel"].values.get("capacity_persons") is None


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Plätze", "3 Wohnungen"),
        ("Plätze", "20 Zimmer"),
        ("Plätze", "4 flats"),
        ("Wohnungen", "10 Personen"),
        ("Wohnungen", "2 Zimmer"),
        ("Kitaplätze", "3 Wohnungen"),
    ],
)
def test_flats_rooms_and_people_are_not_each_other(header: str, cell: str) -> None:
    """How many people find room in three flats is for somebody to say."""
    beside = "" if header == "Plätze" else ";Plätze"
    done = checked({"m.csv": f"Kommune;{header}{beside}\nKiel;{cell};8\nJena;9;8\n"})
    told = [f for f in done.findings if f.row == 2 and f.column == header]
    assert told and together(told) == ()


@pytest.mark.parametrize(("header", "cell"), [("Wohnungen", "3 Wohnungen"), ("Wohnungen", "3 Einheiten")])
def test_flats_are_flats(header: str, cell: str) -> None:
    """With their own word or one for anything that is counted, unasked."""
    done = checked({"m.csv": f"Kommune;Plätze;{header}\nKiel;8;{cell}\nJena;8;9\n"})
    assert rows(done)["Kiel"].values["capacity_flat"] == 3
    assert not [f for f in done.findings if f.row == 2]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Kommune;Plätze\nKiel;10 (storniert)\n", "Plätze"),
        ("municipality;places\nKiel;10, 3 more unsure\n", "places"),
        ("id;Personen\nA;2 (storniert)\n", "Personen"),
        ("id;Personen\nA;2 km\n", "Personen"),
    ],
)
def test_a_needed_cell_that_is_not_understood_is_one_error_and_not_missing_as_well(
    text: str, column: str
) -> None:
    """Of what stands there only what is true is said: a blank cell is missing, another is not clear."""
    done = checked({"t.csv": text}, **HERE)
    assert [(f.code, f.warning) for f in done.findings if f.row == 2] == [("intake.needed_unclear", False)]
    assert next(f.value for f in done.findings if f.column == column)
    header, name = text.split("\n", maxsplit=1)[0], text.split("\n")[1].split(";", maxsplit=1)[0]
    blank = codes(checked({"t.csv": f"{header}\n{name};\n"}, **HERE), 2)
    assert blank & {"data.required", "intake.size_unknown"} and "intake.needed_unclear" not in blank


def test_a_column_of_occupied_places_is_taken_off() -> None:
    """Beside the places, how many of them are occupied."""
    done = checked({"m.csv": "Kommune;Plätze;davon belegt\nKiel;20;12\nBraunschweig;5;0\n"})
    assert [m.capacity["persons"] for m in done.municipalities] == [8, 5]
    assert "intake.amount_occupied" in codes(done, 2) and "intake.amount_occupied" not in codes(done, 3)


def test_two_columns_of_one_thing_that_differ_are_asked_about() -> None:
    """The places of two years: one is read, and a person must have seen which."""
    done = checked({"m.csv": "Kommune;Plätze 2025;Plätze 2026\nKiel;20;12\n"})
    [told] = [f for f in done.findings if f.code == "intake.columns_differ"]
    assert (told.column, told.params) == ("Plätze 2026", {"read": "Plätze 2025"}) and together([told]) == ()
    same = checked({"m.csv": "Kommune;Plätze 2025;Plätze 2026\nKiel;20;20\n"})
    assert "intake.columns_differ" not in codes(same)


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("18 months", 1),
        ("18 Monate", 1),
        ("11 мес.", 0),
        ("6 weeks", 0),
        ("24 місяці", 2),
        ("9 miesięcy", 0),
        ("35 Jahre", 35),
        ("7 лет", 7),
        ("7 років", 7),
        ("40 lat", 40),
        ("3 years old", 3),
    ],
)
def test_months_and_weeks_of_age_are_no_years(cell: str, age: int) -> None:
    """A baby of six weeks is not six years old."""
    done = checked({"p.csv": f"Haushalt;Alter;Rolle\nA;{cell};\nA;34;\n"}, **HERE)
    assert [m.age for m in done.households[0].members] == [age, 34]


def test_an_age_of_months_by_its_header() -> None:
    """The unit may stand in the header, in brackets."""
    done = checked({"p.csv": "Haushalt;Alter (Monate)\nA;18\nB;420\n"}, **HERE)
    assert [h.members[0].age for h in done.households] == [1, 35]


def test_waiting_times_are_converted_with_a_word() -> None:
    """Weeks are asked for: months, days and years become weeks; what is no time is asked about."""
    values, told = towns("Wartezeit auf psychosoziale Hilfe", "12", "3 Monate", "14 Tage", "3 km")
    header = next(f.column for f in told)
    assert header and values[0] == 12 and values[2] == 2 and values[3] is None
    assert values[1] == pytest.approx(13.05, abs=0.02)
    assert [f.code for f in told] == 2 * ["intake.unit_converted"] + ["intake.unit_unclear"]
    assert together(told[2:]) == ()


def test_kilometres_are_no_minutes() -> None:
    """In a column and in a list of pairs."""
    values, told = towns("obstetrics_minutes", "20 min", "20 km", "1 h", "20")
    assert values == [20, None, 60, 20] and "intake.unit_unclear" in {f.code for f in told}
    values, told = towns("specialists", "Kardiologie: 20 min", "Kardiologie: 20 km", "Kardiologie: 1 h", "")
    assert [list(v.values()) if isinstance(v, dict) else v for v in values] == [[20], None, [60], None]


def test_rent_per_square_metre() -> None:
    """However it is written; the rent of a month in another unit is not taken for it."""
    values, _ = towns("Angebotsmiete", "9,64 €/m²", "8,82 EUR/qm", "7,50 € pro m2", "9 Wochen")
    assert values == [9.64, 8.82, 7.5, None]


def test_percent_signs_where_people_are_counted_are_asked_about() -> None:
    """Half of the places is no number of places."""
    done = checked({"m.csv": "Kommune;Kitaplätze;Plätze\nKiel;50 %;8\n"})
    assert rows(done)["Kiel"].values.get("capacity_childcare") is None
    assert "intake.unit_unclear" in codes(done, 2)


def test_units_are_what_their_words_say_as_a_whole() -> None:
    """Unknown words beside a number are no unit; a header names one in brackets or at its end."""
    assert (
        measured("3 Monate").unit == "month"
        and measured("3").unit is None
        and measured("3 Bananen").unit == ""
    )
    assert of_header("Wartezeit (in Wochen)") == "week" and of_header("Alter in Jahren") == "year"
    assert of_header("Kinder (unter 6)") is None
    assert factor("month", "week") == pytest.approx(4.348, abs=0.01)
    assert factor("kilometre", "minute") is None


@pytest.mark.parametrize(
    ("cells", "stored", "asked"),
    [
        (("0,079", "0,064"), 7.9, True),
        (("0,079", "6,4"), 0.079, False),
        (("0,079 %", "0,064 %"), 0.079, False),
        (("7,9", "6,4"), 7.9, False),
        (("0", "0"), 0, False),
    ],
)
def test_a_rate_whose_values_all_lie_below_one_is_asked_about_once(
    cells: tuple[str, str], stored: float, asked: bool
) -> None:
    """Shares or percent: one question for the column, and no click for everything takes it."""
    for header in ("Arbeitslosenquote", "Arbeitslosenquote (%)"):
        text = f'Kommune;Plätze;{header}\nKiel;8;"{cells[0]}"\nJena;9;"{cells[1]}"\n'
        done = checked({"m.csv": text})
        told = [f for f in done.findings if f.code == "intake.share_or_percent"]
        assert done.municipalities[0].offers["unemployment_rate"] == stored
        assert bool(told) == asked and together(told) == ()


@pytest.mark.parametrize("ticked", [True, False])
@pytest.mark.parametrize("header", ["Plätze", "Einwohner", "Arbeitslosenquote"])
def test_a_ticked_cell_where_a_number_is_asked_for_is_no_number(header: str, ticked: bool) -> None:
    """It is an error in its row, not one place or none."""
    done = checked({"m.xlsx": workbook(("Kommune", header), ("Kiel", ticked), ("Jena", 5))})
    assert "intake.number_ticked" in {f.code for f in done.errors if f.row == 2} and not codes(done, 3)


@pytest.mark.parametrize("header", ["Personen", "Kinder"])
def test_a_ticked_cell_is_no_number_of_people(header: str) -> None:
    """Nor one child."""
    done = checked({"h.xlsx": workbook(("id", "Erwachsene", header), ("A", 2, True))}, **HERE)
    assert "intake.number_ticked" in {f.code for f in done.errors}


@pytest.mark.parametrize("cell", ["12²", "12¹", "12½", "ca. 12²"])
def test_a_raised_figure_of_a_footnote_is_none_of_the_number(cell: str) -> None:
    """12 with a footnote is never 122; what it is, a person says."""
    done = checked({"m.csv": f"Kommune;Plätze\nKiel;{cell}\nJena;9\n"})
    assert {f.column for f in done.errors if f.row == 2} == {"Plätze"}
