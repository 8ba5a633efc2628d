"""Days from which on something holds: months, words before them, and days that can hardly be meant."""

from datetime import date

import pytest

from rematch.intake.questions import ROW_BY_ROW, together
from tests.unit.intake.foreign import HERE, checked, codes

FIRST_OF_MAY = """not before May 2027|Mai 2027|ab Mai 2027|frühestens Mai 2027|nicht vor Mai 2027
05/2027|5.2027|2027-05|Anfang Mai 2027|from May 2027|не раніше травня 2027|з травня 2027
не раньше мая 2027|с мая 2027|od maja 2027|nie przed majem 2027|ab 1.5.2027
not before 1 May 2027|ab dem 01.05.2027"""
NO_FIRST = """Ende Mai 2027|Mitte Mai 2027|Q2 2027|nach Mai 2027|bis Mai 2027|until May 2027
Mai oder Juni 2027
Mai/Juni 2027|spätestens Mai 2027|nicht ab Mai 2027|13/2027|12/2206|vor Mai 2027|2027|Mai"""


def listed(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", "|").split("|")]


@pytest.mark.parametrize("cell", listed(FIRST_OF_MAY))
def test_a_month_from_which_a_household_can_move_is_its_first_day(cell: str) -> None:
    """In figures and words of five languages; it is told with what stands there."""
    done = checked({"h.csv": f"id;Personen;verfügbar ab\nA;1;{cell}\n"}, **HERE)
    assert [one.available_from for one in done.households] == [date(2027, 5, 1)]
    assert [f.proposal for f in done.findings if f.code == "intake.day_opening"] == ["2027-05-01"]


@pytest.mark.parametrize("cell", listed(NO_FIRST))
def test_another_part_of_a_month_or_its_end_is_no_first_day(cell: str) -> None:
    """Until, after, the middle and the end of a month leave the day unknown, and are told."""
    done = checked({"h.csv": f"id;Personen;verfügbar ab\nA;1;{cell}\n"}, **HERE)
    assert [one.available_from for one in done.households] == [None]
    assert "intake.day_unclear" in codes(done)


def test_a_month_until_which_an_offer_holds_is_not_its_first_day() -> None:
    """What begins in a month begins on its first day; of an end that is asked about in its row."""
    done = checked({"m.csv": "Kommune;Plätze;Aufnahme ab;verfügbar bis\nKiel;8;Mai 2027;Mai 2028\n"})
    [town] = done.municipalities
    assert (town.offers["place_from"], town.offers.get("place_to")) == ("2027-05-01", None)
    [asked] = [f for f in done.findings if f.column == "verfügbar bis"]
    assert asked.code == "intake.offer_day_unclear" and asked not in together(done.findings)


@pytest.mark.parametrize("cell", ["belegt", "vermietet bis 31.3.2027", "nach Renovierung"])
def test_a_unit_of_which_nobody_can_say_from_when_it_is_free_is_asked_about(cell: str) -> None:
    """It would count as free on any day; "at once" says that it does."""
    head = "Kommune;Einheit;Typ;Betten;frei ab\n"
    done = checked(
        {
            "m.csv": "Kommune;Plätze\nKiel;8\n",
            "u.csv": f"{head}Kiel;W1;Wohnung;3;{cell}\nKiel;W2;Wohnung;3;sofort\n",
        }
    )
    assert [(f.row, f.code in ROW_BY_ROW) for f in done.findings if f.column == "frei ab"] == [(2, True)]


@pytest.mark.parametrize("cell", ["keine Männer", "Frauen & Kinder", "ab 18", "nicht für Familien"])
def test_whom_a_unit_is_open_to_is_asked_about_where_it_is_not_clear(cell: str) -> None:
    """It would count as open to anyone."""
    head = "Kommune;Einheit;Typ;Betten;Zielgruppe\n"
    done = checked(
        {
            "m.csv": "Kommune;Plätze\nKiel;8\n",
            "u.csv": f"{head}Kiel;W1;Wohnung;3;{cell}\nKiel;W2;Wohnung;3;\n",
        }
    )
    assert [f.code for f in done.findings if f.column == "Zielgruppe"] == ["intake.open_to_unclear"]
    assert "intake.open_to_unclear" in ROW_BY_ROW


@pytest.mark.parametrize("cell", ["31.12.9999", "01.01.1900", "01.01.1970"])
def test_a_day_that_stands_for_none_is_doubted(cell: str) -> None:
    """A move many years away is looked at in its row."""
    done = checked({"h.csv": f"id;Personen;verfügbar ab\nA;1;{cell}\n"}, **HERE)
    [asked] = [f for f in done.findings if f.column == "verfügbar ab"]
    assert asked.code == "intake.day_unlikely" and asked not in together(done.findings)
