"""Delimited text in whatever form: separators, comments, quotes and rows of any length."""

import pytest

from rematch.intake import limits
from rematch.intake.files.delimited import MAX_BROKEN_QUOTES
from tests.unit.intake.reading import cells, codes, found, one, read

ROWS = [["ID", "Größe", "Ort"], ["A1", "2", "Kiel"], ["A2", "1,5", "Köln; Bonn"]]


def written(separator, end="\n"):
    quoted = [[f'"{c}"' if separator in c else c for c in row] for row in ROWS]
    return end.join(separator.join(row) for row in quoted) + end


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_and_line_end_is_found(separator, end):
    assert cells(written(separator, end)) == ROWS
    assert codes(written(separator, end)) == []


def test_decimal_commas_and_commas_in_names_do_not_make_the_comma_the_separator():
    text = "AGS;Ort;Breite;Länge\n1;Kiel, Stadt;54,32;10,12\n2;Bonn, Stadt;50,73;7,09\n"
    assert cells(text)[1] == ["1", "Kiel, Stadt", "54,32", "10,12"]


def test_lists_in_cells_do_not_make_what_parts_their_values_the_separator():
    """However long the lists are: the header has only the separator. A title above the header is none."""
    many = "a:1|b:2|c:3|d:4|e:5|f:6|g:7|h:8"
    text = "ags,fields\n" + "".join(f"0100200{k},{many}\n" for k in range(4))
    assert cells(text)[1] == ["01002000", many]
    titled = "Haushalte, Stand November\n" + "ID;Größe;Ort\n" + "".join(f"A{k};2;Kiel\n" for k in range(6))
    assert ["A1", "2", "Kiel"] in cells(titled)


@pytest.mark.parametrize("said", ["sep=^", '"sep=^"', "SEP=^", "sep=^;;;"])
def test_the_line_that_names_the_separator_is_obeyed(said):
    assert cells(f"{said}\r\na^b\r\n1^2\r\n") == [["a", "b"], ["1", "2"]]


def test_comments_are_left_out_but_a_header_may_begin_with_a_number_sign():
    assert cells("# Export, Team Krakau\na,b,c\n1,2,3\n# Ende\n") == [["a", "b", "c"], ["1", "2", "3"]]
    assert cells("#,name of place,size\n1,Kiel,3\n")[0] == ["#", "name of place", "size"]


def test_a_cell_over_several_lines_is_one_cell_and_later_rows_keep_their_line_numbers():
    table = one('id;note;size\n1;"two\nlines; here";3\n2;x;4\n')
    assert table.lines[0].cells["note"] == "two\nlines; here"
    assert [line.number for line in table.lines] == [2, 4]


def test_short_rows_are_filled_with_a_warning_and_long_ones_are_an_error_at_their_line():
    text = "a;b;c\n1;2\n1;2;3;four\n1;2;3;;\n"
    tables, findings = read(text)
    assert [(f.row, f.code, f.warning, f.params) for f in findings] == [
        (3, "intake.long_row", False, {"found": 4, "expected": 3}),
        (2, "intake.short_row", True, {"found": 2, "expected": 3}),
    ]
    assert [list(line.cells.values()) for line in tables[0].lines] == [
        ["1", "2", ""],
        ["1", "2", "3"],
        ["1", "2", "3"],
    ]


def test_a_quote_that_is_never_closed_is_an_error_at_its_line_and_no_row_is_lost():
    tables, [finding] = read('a;b\n1;x\n2;"open\n3;y\n4;z')
    assert (finding.code, finding.row, finding.warning) == ("intake.quote_open", 3, False)
    assert [line.cells for line in tables[0].lines] == [
        {"a": a, "b": b} for a, b in (("1", "x"), ("2", "open"), ("3", "y"), ("4", "z"))
    ]


def test_a_quote_closed_lines_later_is_an_error_where_it_was_opened():
    tables, findings = read('a;b\n1;"open\n2;"closed"\n3;z\n')
    assert [(f.code, f.row) for f in findings] == [("intake.quote_open", 2)]
    assert [line.cells["a"] for line in tables[0].lines] == ["1", "2", "3"]


def test_a_quoted_cell_that_holds_whole_rows_is_doubted():
    text = 'a;b;c;d\n1;2;3;"x\n2;2;3;x\n3;2;3;x"\n4;2;3;x\n'
    assert found(text, "intake.quote_swallows").params == {"count": 3}


def test_a_quote_within_a_cell_is_told_and_the_row_read():
    assert found('a;b\n1;"x" and "y"\n', "intake.quote_inside").row == 2


def test_after_many_broken_quotes_the_rest_is_read_without_them():
    text = "a;b\n" + '1;"x"y;\n' * (MAX_BROKEN_QUOTES + 5)
    tables, findings = read(text)
    assert [f.row for f in findings if f.code == "intake.quotes_broken"] == [MAX_BROKEN_QUOTES + 2]
    assert len(tables[0].lines) == MAX_BROKEN_QUOTES + 5


@pytest.mark.parametrize(
    ("text", "code", "limit"),
    [
        ("a,b\n" * (limits.MAX_ROWS + 1), "data.too_many_rows", limits.MAX_ROWS),
        ("," * (limits.MAX_CELLS + 1), "intake.too_many_cells", limits.MAX_CELLS),
        ("x" * (limits.MAX_CHARACTERS + 1), "intake.too_much_text", limits.MAX_CHARACTERS),
        (b"x" * (limits.MAX_TABLE_BYTES + 1), "data.file_too_large", limits.MAX_TABLE_BYTES // 1024**2),
        ("a,b\n" + "x" * 5001 + ",1\n", "data.cell_too_long", limits.MAX_CELL_CHARACTERS),
        ("a,b\n" + "x" * 200_000 + ",1\n", "data.cell_too_long", limits.MAX_CELL_CHARACTERS),
        (",".join(f"c{n}" for n in range(1001)) + "\n1\n", "data.too_many_columns", limits.MAX_COLUMNS),
    ],
)
def test_every_limit_is_an_error_that_states_it(text, code, limit):
    finding = found(text, code)
    assert (finding.warning, finding.params) == (False, {"limit": limit})
