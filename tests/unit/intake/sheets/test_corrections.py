"""Corrections beside a file: where they count, and when they fit its next version."""

from rematch.intake.findings import Findings
from rematch.intake.sheets.corrections import (
    Corrections,
    corrected,
    found_again,
    made,
    read_corrections,
    still_found,
)
from rematch.intake.sheets.tables import Line, Table


def table(*rows: tuple[str, str], first: int = 2, typed: dict[str, float] | None = None) -> Table:
    """Ids and ages of households."""
    lines = (Line(n, {"id": id_, "age": age}, typed or {}) for n, (id_, age) in enumerate(rows, start=first))
    return Table("h.csv", ("id", "age"), tuple(lines))


def test_a_cell_is_put_right_and_its_typed_value_goes_with_what_stood_there():
    one = table(("A", "three"), ("B", "4"), typed={"age": 3.0})
    [new] = corrected([one], [made(one, 2, "age", " 3 ", {"id"})])
    assert [line.cells["age"] for line in new.lines] == ["3", "4"]
    assert [dict(line.typed) for line in new.lines] == [{}, {"age": 3.0}]
    assert one.lines[0].cells["age"] == "three"


def test_a_row_that_does_not_count_is_gone_and_the_others_keep_their_numbers():
    one = table(("A", "3"), ("B", "4"))
    [new] = corrected([one], [made(one, 2, None, "", {"id"})])
    assert [line.number for line in new.lines] == [3]


def test_a_row_is_known_again_by_its_id_wherever_it_stands():
    one = table(("A", "x"), ("B", "4"))
    kept = [made(one, 2, "age", "3", {"id"})]
    later = table(("C", "1"), ("B", "4"), ("A", "x"))
    [fit] = found_again([later], kept).fit
    assert (fit.row, fit.before, fit.after) == (4, "x", "3")


def test_of_a_changed_value_it_is_only_told_and_of_one_put_right_in_the_file_nothing():
    one = table(("A", "x"), ("B", "y"))
    kept = [made(one, 2, "age", "3", {"id"}), made(one, 3, "age", "4", {"id"})]
    again = found_again([table(("A", "z"), ("B", "4"))], kept)
    assert again.fit == ()
    assert [(o.names["id"], now) for o, now in again.outdated] == [("A", "z")]


def test_without_an_id_of_its_own_a_row_is_known_by_all_its_other_cells():
    """Two rows of one id: the id says nothing, so another row of it never gets the correction."""
    one = table(("A", "x"), ("A", "4"))
    kept = [made(one, 2, "age", "3", {"id"})]
    assert kept[0].names == {}
    assert [fit.row for fit in found_again([table(("A", "x"), first=7)], kept).fit] == [7]
    assert found_again([table(("B", "x"))], kept).fit == ()


def test_a_row_left_out_is_offered_again_only_if_it_is_quite_the_same():
    one = table(("A", "x"), ("B", "4"))
    kept = [made(one, 2, None, "", {"id"})]
    assert found_again([one], kept).fit
    again = found_again([table(("A", "y"), ("B", "4"))], kept)
    assert not again.fit and len(again.outdated) == 1


def test_a_table_of_other_columns_gets_nothing():
    one = table(("A", "x"))
    other = Table("h.csv", ("id", "years"), (Line(2, {"id": "A", "years": "x"}),))
    assert found_again([other], [made(one, 2, "age", "3", {"id"})]) == found_again([], [])


def test_what_reading_said_of_a_cell_is_settled_with_it():
    one, found = table(("A", "x")), Findings()
    found.error("h.csv", 2, "age", "intake.formula_empty")
    found.warn("h.csv", 2, "id", "intake.struck_cell")
    assert [f.column for f in still_found(found, [made(one, 2, "age", "3", {"id"})]).all()] == ["id"]
    assert still_found(found, [made(one, 2, None, "", {"id"})]).all() == ()


def test_they_are_kept_as_text():
    one = table(("A", "x"))
    kept = Corrections(made=(made(one, 2, "age", "3", {"id"}),))
    assert read_corrections(kept.model_dump_json()) == kept.made
