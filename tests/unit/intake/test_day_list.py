"""A list of days from a file of any kind that is read: whole, or every wrong cell named."""

from datetime import date

import pytest

from rematch.errors import DataErrors
from rematch.intake.quantities.day_list import day_entries, read_day_table
from rematch.report.files.tables import plan_csv, plan_xlsx

ROWS = [{"day": "2026-03-14", "persons": 3, "note": "a"}, {"day": "2026-04-01", "persons": 1, "note": "b"}]
HEADS = {"note": "Notiz", "day": "Ankunft", "persons": "Personen"}
WRITTEN = {"list.csv": plan_csv(ROWS, HEADS), "list.xlsx": plan_xlsx(ROWS, HEADS)}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", WRITTEN)
def test_days_and_persons_are_read_in_their_order(name: str) -> None:
    """From a CSV as from a workbook; the column of days is found, the others are offered beside it."""
    found = read_day_table(name, WRITTEN[name])
    assert found.days == ("Ankunft",)
    assert found.others == ("Notiz", "Personen")
    assert day_entries(found, "Ankunft", "Personen") == ((date(2026, 3, 14), 3), (date(2026, 4, 1), 1))
    assert day_entries(found, "Ankunft") == ((date(2026, 3, 14), None), (date(2026, 4, 1), None))


def test_days_as_people_write_them_are_days() -> None:
    """Day before month, with points or with the month's name."""
    found = read_day_table("a.csv", b"Tag;n\n14.03.2026;1\n1. April 2026;2\n")
    assert [day for day, _ in day_entries(found, "Tag")] == [date(2026, 3, 14), date(2026, 4, 1)]


def test_every_wrong_cell_is_named_and_nothing_is_kept() -> None:
    """By row and column: a day that is none, persons that are no whole number above nothing."""
    content = "Tag;Personen\n14.03.2026;2\nbald;1\n15.03.2026;0\n16.03.2026;2.5\n17.03.2026;viele\n"
    with pytest.raises(DataErrors) as wrong:
        day_entries(read_day_table("a.csv", content.encode()), "Tag", "Personen")
    assert [(one.row, one.column, one.code) for one in wrong.value.findings] == [
        (3, "Tag", "data.not_a_date"),
        (4, "Personen", "data.too_small"),
        (5, "Personen", "data.not_whole"),
        (6, "Personen", "data.not_a_number"),
    ]


@pytest.mark.parametrize("content", [b"", b"Name;Ort\nA;B\n", b"\x00\x01"])
def test_a_file_without_a_column_of_days_is_refused(content: bytes) -> None:
    """Empty, without days, or no table at all: an error with words."""
    with pytest.raises(DataErrors):
        read_day_table("a.csv", content)
