"""Days of birth in any form give the age on the cohort's day, and are then forgotten."""

from datetime import date

import pytest

from rematch.intake.quantities.ages import AgeOnDay, edges
from rematch.intake.questions import together
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY, checked, codes, rows

HEADERS = ["Geburtsdatum", "Geb.-Datum", "geboren am", "Date of birth", "DOB", "Дата народження"]
HEADERS += ["Дата рождения", "Data urodzenia"]


@pytest.mark.parametrize("header", HEADERS)
def test_a_day_of_birth_is_an_age(header: str) -> None:
    """In five languages; the day before the birthday is a year less."""
    assert TODAY.isoformat() == "2026-11-22"
    text = f"Haushalt;{header};Rolle\nA;22.11.2000;\nA;23.11.2000;\nA;2018-05-03;Kind\n"
    done = checked({"p.csv": text}, **HERE)
    assert [m.age for m in done.households[0].members] == [26, 25, 8]
    assert not codes(done) & {"intake.age_assumed", "intake.ages_assumed"}


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("3. Mai 2018", 8),
        ("03.05.18", 8),
        ("03.05.58", 68),
        ("1958", 67),
        ("May 3, 2018", 8),
        ("3 травня 2018", 8),
    ],
)
def test_forms_of_a_day(cell: str, age: int) -> None:
    """In words, with two digits of the year, or the year alone."""
    done = checked({"p.csv": f'Haushalt;Geburtsdatum\nA;"{cell}"\n'}, **HERE)
    assert done.households[0].members[0].age == age


@pytest.mark.parametrize(
    ("cell", "age", "question"),
    [
        ("1990", 35, "intake.birth_year"),
        ("1990.0", 35, "intake.birth_year"),
        ("2020", 5, "intake.birth_year_edge"),
        ("2016", 9, "intake.birth_year_edge"),
        ("2008", 17, "intake.birth_year_edge"),
        ("2017", 8, "intake.birth_year"),
        ("2026", 0, None),
        ("03.05.2020", 6, None),
    ],
)
def test_by_a_year_alone_the_certain_age_is_taken_and_asked_about_once_for_the_column(
    cell: str, age: int, question: str | None
) -> None:
    """Where a year more means school, another stage or being of age, that is a question of its own."""
    text = f"Haushalt;Geburtsdatum\nA;{cell}\nA;03.05.1980\n"
    in_rows = checked({"p.csv": text}, **HERE)
    several = f'id;Geburtsdaten aller Personen;Personen\nA;"{cell}; 03.05.1980";2\n'
    in_cell = checked({"h.csv": several}, **HERE)
    for done in (in_rows, in_cell):
        assert sorted(m.age for m in done.households[0].members) == [age, 46]
        asked = [f for f in done.findings if f.code.startswith("intake.birth_year")]
        assert [f.code for f in asked] == ([question] if question else []) and not together(asked)
        assert cell not in repr(asked)


def test_on_the_last_day_of_a_year_its_age_is_certain() -> None:
    """Whoever was born in a year has completed as many by then, and nothing is asked."""
    on = AgeOnDay(date(2026, 12, 31), edges(CATALOGUE))
    assert (on.since("2020"), on.question("2020")) == (6, None)
    assert {6, 10, 16, 18} <= edges(CATALOGUE)


@pytest.mark.parametrize(
    "cell", ["31.02.2018", "03/04/2018", "Mai 2018", "früher", "03.05.2068", "03.05.1818"]
)
def test_a_day_that_is_none_is_asked_for_never_assumed(cell: str) -> None:
    """The age is missing then, and nobody is 35."""
    done = checked({"p.csv": f"Haushalt;Geburtsdatum\nA;{cell}\nB;03.05.2018\n"}, **HERE)
    assert [(f.row, f.code) for f in done.errors] == [(2, "intake.birth_date_unclear")]
    assert "intake.age_assumed" not in codes(done)


def test_the_day_itself_is_not_kept_and_not_shown() -> None:
    """Neither what was understood nor what was found repeats it."""
    done = checked({"p.csv": "Haushalt;Geburtsdatum\nA;03.05.2018\nB;31.02.2017\nC;\n"}, **HERE)
    said = repr(done.findings) + repr([record.said for record in done.records]) + repr(done.households)
    assert not {day for day in ("2018", "03.05", "31.02", "2017") if day in said}


def test_a_table_of_households_does_not_read_a_day_of_birth() -> None:
    """Whose it would be is not known there."""
    done = checked({"h.csv": "id;Personen;Geburtsdatum\nA;2;03.05.1980\n"}, **HERE)
    assert "1980" not in repr(done.findings) and "03.05" not in repr([r.said for r in done.records])


DAYS = [
    "03.04.1986; 31.12.2015",
    "03.04.1986, 31.12.2015",
    "03.04.1986 31.12.2015",
    "1986-04-03 und 2015-12-31",
    "3. April 1986\n31. Dezember 2015",
    "1985|2015-12-31",
]


@pytest.mark.parametrize("cell", DAYS)
def test_days_of_all_members_in_one_cell_are_their_ages(cell: str) -> None:
    """However they are set apart; the days are forgotten, and not shown."""
    done = checked(
        {"h.csv": f'id;Geburtsdaten aller Personen;Personen\nA;"{cell}";2\nB;01.05.1980;1\n'}, **HERE
    )
    assert [[m.age for m in h.members] for h in done.households] == [[40, 10], [46]], done.findings
    assert "198" not in repr(done.findings) + repr(rows(done)) + repr([r.said for r in done.records])


@pytest.mark.parametrize(
    "cell", ["03.04.1986; 31.02.2015", "03/04/1986; 2015-12-31", "Olena 03.04.1986", "2066"]
)
def test_a_day_among_them_that_is_none_is_asked_for(cell: str) -> None:
    """Nobody's age is assumed where a day was given."""
    done = checked({"h.csv": f'id;Geburtsdaten;Personen\nA;"{cell}";2\n'}, **HERE)
    assert {f.code for f in done.errors} == {"intake.birth_date_unclear"}
    assert "intake.ages_assumed" not in {f.code for f in done.findings}


@pytest.mark.parametrize(
    "cell",
    """3 maja 2018|3 травня 2018 року|03.05.2018 р.|3 мая 2018 г.|03.05.2018 г.|3 maja 2018 r.|3 трав. 2018
3 maj 2018|2018-05-03 roku""".replace("\n", "|").split("|"),
)
def test_days_in_polish_ukrainian_and_russian(cell: str) -> None:
    """Months in words, whole or cut short, and the word for year behind them."""
    done = checked({"p.csv": f"Haushalt;Geburtsdatum\nA;{cell}\n"}, **HERE)
    assert [m.age for h in done.households for m in h.members] == [8]


@pytest.mark.parametrize(
    "header", ["Alter in Monaten", "Age in months", "Wiek w miesiącach", "Вік у місяцях", "Возраст в месяцах"]
)
def test_a_header_that_ends_with_a_unit_is_an_age_in_it(header: str) -> None:
    """Not a column nobody reads beside people of whom an age is assumed."""
    done = checked({"p.csv": f"Haushalt;Rolle;{header}\nA;;408\nA;Kind;30\n"}, **HERE)
    assert [m.age for m in done.households[0].members] == [34, 2]
    assert not codes(done) & {"intake.age_assumed", "intake.ages_assumed"}
