"""Mending in place: a file is put right on the page, row by row, and its next version is offered the same."""

import pytest
from streamlit.testing.v1 import AppTest

from rematch.texts import say
from rematch.ui.load import problems
from rematch.ui.load.desk import ImportDraft
from rematch.ui.shell import cached
from tests.app.conftest import Open, unfold
from tests.app.screen import nodes
from tests.app.test_loading import SESSION, accept, files, has, load, press, zipped
from tests.app.written import WrittenTable

HEADER = "Haushalt;Einwilligung;Ort;Personen;Barrierefrei;Telefon\n"
WRONG = (
    HEADER + "M-1;ja;Nirgendwoburg;2;ja;0431 123\n"
    "M-2;ja;Kraków;;nein;\nM-3;ja;Kraków;1;nein;\nM-3;ja;Kraków;3;nein;\n"
)
"""A place nobody knows, a household without people, and one id twice."""


def draft(at: AppTest) -> ImportDraft:
    found = at.session_state["answer_load_desk"][1]
    assert isinstance(found, ImportDraft)
    return found


def mend(at: AppTest, row: int, column: str, text: str) -> AppTest:
    """Write what is right beside the error about this cell."""
    error = next(one for one in draft(at).errors if (one.row, one.column) == (row, column))
    return WrittenTable(at, "load_errors").write({(error.id, "mended"): text})


def mended(opened: Open) -> AppTest:
    """The file with its three errors, put right on the page."""
    at = load(opened("load"), {"haushalte.csv": WRONG.encode()})
    assert {one.row for one in draft(at).errors} == {2, 3, 5}
    mend(at, 2, "Ort", "Warszawa")
    mend(at, 3, "Personen", "4")
    mend(at, 5, "Haushalt", "M-4")
    assert not draft(at).errors
    return at


def stored(at: AppTest, name: str) -> AppTest:
    at.text_input(key="load_name").set_value(name).run()
    accept(at)
    return press(at, "load_go")


def stored_before(opened: Open) -> None:
    """The first version of the file is stored with what was put right in it."""
    if not any(summary.cohort == "berichtigt" for summary in cached.cohorts()):
        stored(mended(opened), "Berichtigt")


def test_three_errors_are_mended_on_the_page_and_stored(opened: Open) -> None:
    """Nobody goes back to the file; what was typed beside the errors is what is stored."""
    stored_before(opened)
    kept = cached.store().load_profiles("berichtigt")  # type: ignore[arg-type]
    assert [(one.id, one.place, one.size) for one in kept.households] == [
        ("M-1", "Warszawa", 2),
        ("M-2", "Kraków", 4),
        ("M-3", "Kraków", 1),
        ("M-4", "Kraków", 3),
    ]


def test_the_next_version_offers_the_corrections_and_applies_none_by_itself(opened: Open) -> None:
    """Rows are known again where they stand elsewhere; the errors stay until somebody takes the offer."""
    stored_before(opened)
    lines = WRONG.splitlines(keepends=True)
    moved = "".join([lines[0], "M-9;ja;Kraków;1;ja;\n", *lines[1:]])
    at = load(opened("load"), {"neu.csv": moved.encode()})
    before = draft(at)
    assert {one.row for one in before.errors} == {3, 4, 6} and not before.corrections
    assert [(one.row, one.after) for one in before.kept.fit] == [(3, "Warszawa"), (4, "4"), (6, "M-4")]
    press(at, "load_mend_take")
    assert not draft(at).errors
    assert {one.after for one in draft(at).corrections} == {"Warszawa", "4", "M-4"}


def test_a_correction_is_never_applied_to_a_value_that_has_changed(opened: Open) -> None:
    """The row is the same, but the file says something else in the cell now: told, not offered."""
    stored_before(opened)
    changed = WRONG.replace("Nirgendwoburg", "Irgendwodorf")
    at = load(opened("load"), {"neu.csv": changed.encode()})
    told = draft(at).kept
    assert [(one.column, now) for one, now in told.outdated] == [("Ort", "Irgendwodorf")]
    assert "Ort" not in {one.column for one in told.fit}
    press(at, "load_mend_take")
    assert [one.column for one in draft(at).errors] == ["Ort"]
    assert any("Irgendwodorf" in one.value for one in at.markdown)


def test_a_correction_is_taken_back_by_its_tick(opened: Open) -> None:
    at = mended(opened)
    tick = next(box for box in at.checkbox if "M-4" in box.label)
    tick.uncheck().run()
    assert not at.exception
    assert {one.row for one in draft(at).errors} == {5}


def test_errors_come_before_what_the_columns_mean(opened: Open) -> None:
    at = load(opened("load"), {"haushalte.csv": WRONG.encode()})
    headers = [node.value for node in nodes(at) if type(node).__name__ == "Header"]
    assert headers.index(say("load.errors.title", "de")) < headers.index(say("load.mapping", "de"))
    assert headers.index(say("load.mapping", "de")) < headers.index(say("load.problems", "de"))


def test_any_cell_of_a_row_with_a_problem_can_be_put_right_or_the_row_left_out(opened: Open) -> None:
    """The error names one cell; the mistake may be in another one. Telephones are not shown."""
    at = load(opened("load"), {"haushalte.csv": WRONG.encode()})
    box = at.selectbox(key="load_mend_row_errors")
    place = next(one for one in box.options if "M-2" in one)
    box.select(place).run()
    cells = WrittenTable(at, "load_mend_cells_")
    assert "Telefon" not in cells.rows and cells.rows["Barrierefrei"]["mended"] == "nein"
    cells.write({("Barrierefrei", "mended"): "ja"})
    assert [(one.column, one.after) for one in draft(at).corrections] == [("Barrierefrei", "ja")]
    press(at, "load_mend_leave_out_errors")
    assert 3 not in {one.row for one in draft(at).errors}
    assert "M-2" not in {record.text("household_id") for record in draft(at).checked.records}  # type: ignore[union-attr]


def test_our_own_format_is_mended_in_the_same_way(opened: Open) -> None:
    """A cell of households.csv that is no number, put right on the page."""
    text = (SESSION / "households.csv").read_text(encoding="utf-8")
    name, lat = text.splitlines()[1].split(",")[:2]
    broken = files(households=text.replace(f"{name},{lat}", f"{name},north", 1))
    at = load(opened("load"), {"own.zip": zipped(broken)})
    [error] = draft(at).errors
    assert draft(at).profiles is None
    mend(at, error.row or 0, "lat", lat)
    accept(at)
    assert draft(at).profiles is not None and has(at, "load_go")


def test_a_warning_is_put_right_in_its_own_list(opened: Open) -> None:
    text = HEADER + "W-1;ja;Kraków;2;vielleicht;\n"
    at = unfold(load(opened("load"), {"w.csv": text.encode()}), "load_warnings_rows")
    warnings = [one for one in draft(at).findings if one.warning]
    warning = next(one for one in warnings if one.column == "Barrierefrei")
    WrittenTable(at, "load_warnings").write({(warning.id, "mended"): "nein"})
    assert "Barrierefrei" not in {one.column for one in draft(at).findings}


def test_warnings_are_accepted_tick_by_tick_and_ticks_stay(opened: Open) -> None:
    """Two in one press and one taken back in the next; what is about no cell has no field to write in."""
    text = HEADER + "W-1;ja;Kraków;2;vielleicht;\n"
    at = unfold(load(opened("load"), {"w.csv": text.encode("cp1250")}), "load_warnings_rows")
    table = WrittenTable(at, "load_warnings")
    one, other = list(table.rows)[:2]
    table.write({(one, "accepted"): True, (other, "accepted"): True})
    assert {one, other} <= draft(at).accepted
    table.write({(one, "accepted"): False})
    assert table.rows[other]["accepted"] is True and table.rows[one]["accepted"] is False
    fields = {row["column"] != "": row["mended"] is not None for row in table.rows.values()}
    assert fields == {True: True, False: False}


def test_of_a_long_list_so_many_are_shown_and_the_others_chosen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand rows at once are more than anybody reads; none of them is out of reach."""
    monkeypatch.setattr(problems, "AT_ONCE", 2)
    at = load(opened("load"), {"haushalte.csv": WRONG.encode()})
    assert list(WrittenTable(at, "load_errors").rows) == [one.id for one in draft(at).errors[:2]]
    at.selectbox(key="load_part_errors").set_value(2).run()
    assert list(WrittenTable(at, "load_errors").rows) == [one.id for one in draft(at).errors[2:]]
