"""A column of crosses and blank cells: nothing is a yes or a no before somebody has said what they mean."""

import pytest

from rematch.intake.foreign import read_foreign
from rematch.intake.profiles.checking import Checked, check
from rematch.intake.proposal import propose
from rematch.intake.questions import ROW_BY_ROW, together
from rematch.intake.values.crosses import with_meaning, without_meaning
from tests.unit.intake.foreign import CATALOGUE, TODAY, checked, codes

CROSSED = "intake.crosses"
HEADS = "id;Personen;Ort;Einwilligung;Rollstuhl\n"


def column(*cells: str) -> str:
    rows = (f"H{n};1;Kraków;ja;{cell}\n" for n, cell in enumerate(cells, start=1))
    return HEADS + "".join(rows)


def told(*cells: str, cross: str | None = None, blank: str = "") -> Checked:
    """The column after somebody has said what crosses and blank cells mean in it."""
    tables, found = read_foreign({"h.csv": column(*cells).encode()})
    mapping = propose(tables, CATALOGUE).mapping
    [use] = mapping.tables
    columns = tuple(
        with_meaning(one, tables, cross, blank) if one.source == "Rollstuhl" else one for one in use.columns
    )
    mapping = mapping.with_use(use.model_copy(update={"columns": columns}))
    return check(tables, mapping, CATALOGUE, found, TODAY)


def answers(done: Checked) -> list[object]:
    return [household.answers.get("needs_step_free") for household in done.households]


@pytest.mark.parametrize("cross", ["x", "X", " x ", "х", "✗", "✘"])
def test_crosses_alone_are_one_question_and_no_answer(cross: str) -> None:
    """Neither crosses nor blank cells are stored as yes or no, and no click for all takes them."""
    done = checked({"h.csv": column(cross, "", "", cross)})
    assert answers(done) == [None] * 4
    [asked] = [f for f in done.findings if f.column == "Rollstuhl"]
    assert (asked.code, asked.row, asked.proposal) == (CROSSED, None, None)
    assert asked.params == {"crosses": 2, "count": 2} and asked not in together(done.findings)


@pytest.mark.parametrize("column_of", [("x", "x"), ("x", "vielleicht", "")], ids=["all", "beside others"])
def test_without_a_word_for_yes_or_no_beside_them_crosses_are_asked_about(column_of: tuple[str, ...]) -> None:
    """Also where no cell is blank, and where other cells are unclear."""
    done = checked({"h.csv": column(*column_of)})
    assert CROSSED in codes(done) and set(answers(done)) == {None}


@pytest.mark.parametrize("cross", ["x", "х"])
def test_among_words_for_yes_and_no_a_cross_is_a_yes_once_somebody_says_so(cross: str) -> None:
    """Proposed in its row, asked for the column, and not taken with everything."""
    done = checked({"h.csv": column(cross, "nein", "ja", "")})
    assert answers(done) == [True, False, True, None] and CROSSED not in codes(done)
    [asked] = [f for f in done.findings if f.column == "Rollstuhl"]
    assert (asked.code, asked.row, asked.proposal) == ("intake.cross_beside", 2, "yes")
    assert asked not in together(done.findings) and asked.code not in ROW_BY_ROW


@pytest.mark.parametrize("cross", ["✗", "✘", "☒", "❌", "✖", "×"])
def test_a_sign_of_a_cross_among_words_is_asked_about_too(cross: str) -> None:
    """It may tick a yes or strike a no: what is proposed for it is not taken with everything."""
    done = checked({"h.csv": column(cross, "nein", "ja")})
    [asked] = [f for f in done.findings if f.column == "Rollstuhl"]
    assert (asked.code, asked.row) == ("intake.cross_beside", 2) and asked not in together(done.findings)


def test_beside_a_tick_a_cross_of_its_kind_is_a_no() -> None:
    """The two signs stand for the two answers."""
    done = checked({"h.csv": column("✓", "✗", "")})
    assert answers(done) == [True, False, None] and CROSSED not in codes(done)


@pytest.mark.parametrize(
    ("cross", "blank", "stored"),
    [
        ("yes", "no", [True, False]),
        ("yes", "", [True, None]),
        ("no", "yes", [False, True]),
        ("no", "", [False, None]),
    ],
)
def test_what_somebody_says_of_them_holds_for_the_column(
    cross: str, blank: str, stored: list[object]
) -> None:
    """A cross and a blank cell each mean what was said, and the question is gone."""
    done = told("x", "", cross=cross, blank=blank)
    assert answers(done) == stored and CROSSED not in codes(done)


def test_another_sign_than_those_it_was_said_of_is_asked_about() -> None:
    """What was said of x in one file says nothing of another sign in its next version."""
    tables, found = read_foreign({"h.csv": column("x", "").encode()})
    mapping = propose(tables, CATALOGUE).mapping
    [use] = mapping.tables
    said = with_meaning(use.columns[-1], tables, "yes", "no")
    later, _ = read_foreign({"h.csv": column("✗", "").encode()})
    mapping = mapping.with_use(use.model_copy(update={"columns": (*use.columns[:-1], said)}))
    done = check(later, mapping, CATALOGUE, found, TODAY)
    assert CROSSED in codes(done) and answers(done) == [None, False]
    assert without_meaning(said).words == {}


def test_ticks_are_a_yes_and_blank_cells_beside_them_unknown_until_somebody_says_no() -> None:
    """A tick says what it says; what is not ticked may be said to be a no."""
    done = checked({"h.csv": column("✓", "")})
    assert answers(done) == [True, None] and "intake.blank_flags" in codes(done)
    assert answers(told("✓", "", blank="no")) == [True, False]


def test_crosses_of_a_survey_s_question_with_several_answers_are_ticks() -> None:
    """One column for each answer, as LimeSurvey writes them, is one answer, and nobody is asked."""
    text = "Antwort-ID;Datum Abgeschickt;Personen;Ort;Einwilligung;Bedarf [Rollstuhl];Bedarf [Kita]\n"
    done = checked({"h.csv": text + "1;2026-05-01;1;Kraków;ja;x;\n2;2026-05-01;1;Kraków;ja;;x\n"})
    assert CROSSED not in codes(done) and [h.answers for h in done.households] == [
        {"needs_step_free": True},
        {},
    ]


def test_of_municipalities_crosses_are_asked_about_as_well() -> None:
    """A list of what a town has, crossed in a table: yes, no or unknown only once it is said."""
    done = checked({"m.csv": "Kommune;Plätze;Haustiere erlaubt\nKiel;8;x\nBraunschweig;9;\n"})
    assert CROSSED in codes(done) and all(len(m.offers) == 0 for m in done.municipalities)
