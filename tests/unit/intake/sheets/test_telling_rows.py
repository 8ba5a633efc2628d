"""Rows that are none of a table's data, or say something of those beside them."""

import pytest

from rematch.intake.questions import OF_ROW, together
from tests.unit.intake.foreign import HERE, checked, codes

HEADS = "id;Personen;Haustier\n"


@pytest.mark.parametrize("heading", ["Abgesagt", "Warteliste", "Zurückgezogen:", "waiting list", "Norden:"])
def test_a_heading_within_a_table_is_a_question_about_the_rows_below(heading: str) -> None:
    """It is no row of data, and what stands below it is not taken with everything."""
    done = checked({"h.csv": f"{HEADS}A;2;ja\n{heading};;\nB;1;nein\n"}, **HERE)
    [asked] = [f for f in done.findings if f.row == 3]
    assert asked.code == "intake.heading_row" and asked not in together(done.findings)
    assert [one.id for one in done.households] == ["A", "B"]


@pytest.mark.parametrize("title", ["Liste der abgesagten Haushalte", "Nur zum Testen", "red = withdrawn"])
def test_a_title_that_sounds_as_if_its_rows_did_not_count_is_a_question(title: str) -> None:
    """Titles and remarks are not read, but these are not told with everything."""
    done = checked({"h.csv": f"{title};;\n\n{HEADS}A;2;ja\nB;1;nein\n"}, **HERE)
    [asked] = [f for f in done.findings if f.row == 1]
    assert asked.code == "intake.aside_sounds_out" and asked not in together(done.findings)
    quiet = checked({"h.csv": f"Liste der Haushalte;;\n\n{HEADS}A;2;ja\nB;1;nein\n"}, **HERE)
    assert "intake.rows_aside" in codes(quiet, 1)


def test_a_remark_below_that_says_who_cancelled_is_a_question() -> None:
    """The remark itself is left out."""
    done = checked({"h.csv": f"{HEADS}A;2;ja\nB;1;nein\nHinweis: B hat abgesagt;;\n"}, **HERE)
    assert codes(done, 4) == {"intake.aside_sounds_out"} and len(done.households) == 2


def test_a_last_row_of_sums_without_a_word_is_looked_at() -> None:
    """A list that has no ids gets one household more by it; it is left out beside the question."""
    done = checked({"h.csv": "Personen;Haustier\n2;ja\n3;nein\n5;\n"}, **HERE)
    [asked] = [f for f in done.findings if f.row == 4 and f.code != "intake.ages_assumed"]
    assert asked.code == "intake.adds_up" and asked.code in OF_ROW and asked not in together(done.findings)
    other = checked({"h.csv": "Personen;Haustier\n2;ja\n3;nein\n4;\n"}, **HERE)
    assert "intake.adds_up" not in codes(other)


@pytest.mark.parametrize("word", ["Durchschnitt", "Ø", "Σ", "Mittelwert", "Anzahl"])
def test_averages_and_counts_are_no_household(word: str) -> None:
    """They are left out like sums."""
    done = checked({"h.csv": f"id;Personen\nA;2\nB;3\n{word};5\n"}, **HERE)
    assert [one.id for one in done.households] == ["A", "B"] and "intake.total_row" in codes(done, 4)
