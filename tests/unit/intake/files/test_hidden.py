"""What a spreadsheet hides, where it may say who counts: told by itself, never along with everything."""

import pytest

from rematch.intake.questions import together
from tests.spreadsheets import data, xlsx
from tests.unit.intake.foreign import HERE, checked

HIDDEN = '<cols><col min="3" max="3" hidden="1"/></cols>'


def hidden_column(header: str) -> list[str]:
    rows = data(("id", "Personen", header), ("A", 1, "ja"), ("B", 1, "nein"))
    told = checked({"h.xlsx": xlsx(HIDDEN + rows)}, **HERE).findings
    at_once = together(told)
    return [f.code for f in told if f.column == header and f not in at_once]


@pytest.mark.parametrize(
    "header",
    [
        "Einwilligung",
        "Einwilligung widerrufen",
        "storniert",
        "Status",
        "Kontaktverbot Ort",
        "Zgoda RODO",
        "Відмова",
    ],
)
def test_a_hidden_column_that_may_say_who_counts_is_a_question_of_its_own(header: str) -> None:
    """It is not read, and whoever refuses or has gone there would be in."""
    assert hidden_column(header) == ["intake.hidden_sounds_so"]


@pytest.mark.parametrize("header", ["intern", "Aktenzeichen alt", "Farbe"])
def test_any_other_hidden_column_is_told_with_everything(header: str) -> None:
    """One click takes all of what says nothing about who counts."""
    assert hidden_column(header) == []


def test_hidden_rows_are_never_accepted_with_everything() -> None:
    """Somebody filtered them away, or forgot them: who is in is for a person to say."""
    hidden = '<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>B</t></is></c><c r="B3"><v>1</v></c></row>'
    done = checked({"h.xlsx": xlsx(data(("id", "Personen"), ("A", 1), more=hidden))}, **HERE)
    [told] = [f for f in done.findings if f.code == "intake.rows_hidden"]
    assert told.row == 3 and together([told]) == ()
