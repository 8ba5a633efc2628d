"""XLSX and ODS: values with their types, and everything a person does not see in a cell."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from rematch.intake import limits
from tests import spreadsheets
from tests.spreadsheets import data, ods, row, text, value, xlsx, zipped
from tests.unit.intake.reading import cells, codes, found, one, read

HEADER = ("id", "size", "since")
ODS_HEADER = row(text("id"), text("size"), text("since"))


def workbook(fill):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Kommunen"))
    return buffer.getvalue()


def test_what_the_format_types_is_typed_and_what_is_text_stays_text():
    def fill(book, sheet):
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        hour = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, ["id", "a", "b", "c", "d", "e", "f", "g"])
        sheet.write_row(1, 0, ["H1", 1.15, "1.150", 3])
        sheet.write_boolean(1, 4, True)
        sheet.write_datetime(1, 5, date(2024, 2, 29), day)
        sheet.write_datetime(1, 6, datetime(2024, 2, 29, 12, 30), hour)
        sheet.write_number(1, 7, 45351)

    table = one(workbook(fill))
    assert table.sheet == "Kommunen"
    [line] = table.lines
    assert list(line.cells.values()) == [
        "H1",
        "1.15",
        "1.150",
        "3",
        "true",
        "2024-02-29",
        "2024-02-29T12:30:00",
        "45351",
    ]
    assert line.typed == {
        "a": 1.15,
        "c": 3.0,
        "d": True,
        "e": date(2024, 2, 29),
        "f": datetime(2024, 2, 29, 12, 30),
        "g": 45351.0,
    }


def test_ods_reads_like_xlsx():
    rows = row(text("H1"), value("float", "3", "3"), value("date", "2024-02-29", "29.02.24"))
    table = one(ods(ODS_HEADER + rows))
    assert table.lines[0].cells == {"id": "H1", "size": "3", "since": "2024-02-29"}
    assert table.lines[0].typed == {"size": 3.0, "since": date(2024, 2, 29)}


@pytest.mark.parametrize(
    ("written", "read_as"), [("0.1", "0.1"), ("1e-7", "0.0000001"), ("1e20", "1" + "0" * 20)]
)
def test_numbers_are_written_out(written, read_as):
    number = f"<f>1</f><v>{written}</v>"
    assert cells(xlsx(data(HEADER, ("H1", number, "x"))))[1][1] == read_as


@pytest.mark.parametrize(
    "content",
    [
        xlsx(data(HEADER, ("H1", "<f>1+1</f>", "x"))),
        xlsx(data(HEADER, ("H1", "<f>1+1</f><v></v>", "x"))),
        ods(ODS_HEADER + row(text("H1"), '<table:table-cell table:formula="of:=1+1"/>', text("x"))),
    ],
)
def test_a_formula_without_a_value_is_an_error_that_names_the_cell(content):
    finding = found(content, "intake.formula_without_value")
    assert (finding.warning, finding.row, finding.params) == (False, 2, {"cell": "B2"})


def test_the_saved_value_of_a_formula_counts_and_nothing_is_calculated():
    assert cells(xlsx(data(HEADER, ("H1", "<f>1+1</f><v>7</v>", "x"))))[1][1] == "7"


def test_an_error_of_the_spreadsheet_program_is_an_error_that_names_the_cell():
    sheet = data(HEADER, ("H1", 1, "x"), more='<row r="3"><c r="B3" t="e"><v>#DIV/0!</v></c></row>')
    assert found(xlsx(sheet), "intake.cell_fault").params == {"cell": "B3"}


@pytest.mark.parametrize(("number", "said"), [("NaN", "nan"), ("1e999", "inf"), ("-1e999", "-inf")])
def test_a_number_that_is_not_finite_is_an_error(number, said):
    content = xlsx(data(HEADER, ("H1", f"<f>1</f><v>{number}</v>", "x")))
    finding = found(content, "intake.not_finite")
    assert (finding.warning, finding.row, finding.params) == (False, 2, {"value": said, "cell": "B2"})
    assert read(content)[0][0].lines[0].typed == {}


def test_hidden_columns_and_sheets_are_not_read_and_hidden_rows_are_all_of_it_told():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["id", "internal", "size"])
        sheet.write_row(1, 0, ["H1", "secret", 3])
        sheet.write_row(2, 0, ["H2", "secret", 4])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        away = book.add_worksheet("weg")
        away.write_row(0, 0, ["id", "size"])
        away.hide()

    content = workbook(fill)
    tables, findings = read(content)
    assert [list(line.cells.values()) for line in tables[0].lines] == [["H1", "3"], ["H2", "4"]]
    assert len(tables) == 1
    assert {(f.sheet, f.row, f.column, f.code) for f in findings} == {
        ("Kommunen", 1, "internal", "intake.column_hidden"),
        ("Kommunen", 3, None, "intake.rows_hidden"),
        ("weg", None, None, "intake.sheet_hidden"),
    }
    assert "secret" not in repr((tables, findings))


def test_what_an_ods_hides_is_hidden():
    columns = "<table:table-column/><table:table-column table:visibility='collapse'/><table:table-column/>"
    hidden = row(text("H2"), text("s"), text("x"), more='table:visibility="filter"')
    content = ods(ODS_HEADER + row(text("H1"), text("s"), text("x")) + hidden, columns)
    assert [line[0] for line in cells(content)[1:]] == ["H1", "H2"]
    assert cells(content)[0] == ["id", "since"]
    assert sorted(codes(content)) == ["intake.column_hidden", "intake.rows_hidden"]


def test_a_title_merged_over_the_table_is_a_title_and_merged_groups_are_groups():
    def fill(book, sheet):
        sheet.merge_range(0, 0, 0, 4, "Rückmeldungen")
        sheet.merge_range(1, 0, 2, 0, "AGS")
        sheet.merge_range(1, 1, 2, 1, "Kommune")
        sheet.merge_range(1, 2, 1, 4, "Plätze")
        sheet.write_row(2, 2, ["Personen", "Kita", "Schule"])
        sheet.write_row(3, 0, ["01002000", "Kiel", 8, 3, 5])

    assert cells(workbook(fill)) == [
        ["AGS", "Kommune", "Plätze: Personen", "Plätze: Kita", "Plätze: Schule"],
        ["01002000", "Kiel", "8", "3", "5"],
    ]


def test_merged_cells_among_the_data_are_told():
    def fill(book, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["H1", 1, "x"])
        sheet.write_row(2, 0, ["H2", "", "y"])
        sheet.merge_range(1, 1, 2, 1, 5)

    assert found(workbook(fill), "intake.merged_cells").params == {"count": 1, "rows": "2"}


def test_every_sheet_is_read_and_its_findings_name_it():
    content = xlsx(data(HEADER, ("H1", 1, "x")), data(("a", "b"), ("1", "<f>1</f>")))
    tables, [finding] = read(content)
    assert [table.sheet for table in tables] == ["Blatt1", "Blatt2"]
    assert finding.sheet == "Blatt2"


def test_a_workbook_with_nothing_to_read_says_so():
    assert codes(xlsx("<sheetData/>")) == ["intake.no_table"]
    assert codes("Ansprechpartner;E-Mail\nA. Beispiel;a@example.org\n") == [
        "intake.no_table",
        "intake.contact_table",
    ]


def corner(cell):
    return xlsx(data(HEADER, ("H1", 3, "x"), more=f'<row r="1048576">{cell}</row>'))


def test_two_cells_far_apart_are_refused_before_the_sheet_is_laid_out():
    assert codes(corner('<c r="XFD1048576"><v>1</v></c>')) == ["data.too_many_columns"]
    assert codes(corner('<c r="A1048576"><v>1</v></c>')) == ["data.too_many_rows"]
    assert codes(corner('<c r="ALL199999"><v>1</v></c>')) == ["intake.too_many_cells"]


@pytest.mark.parametrize("kind", ["", 't="s"', 't="str"', 't="b"', 't="e"', 't="inlineStr"', 's="1"'])
def test_an_empty_cell_far_away_does_no_harm(kind):
    assert len(cells(corner(f'<c r="XFD1048576" {kind}/>'))) == 2


def shared(xml):
    return xlsx(
        data(HEADER, ("H1", 3, "x")), xl__sharedStrings=f'<sst xmlns="{spreadsheets.MAIN}" {xml}</sst>'
    )


def repeated(times):
    cell = text("x", f'table:number-columns-repeated="{times}"')
    return ods(ODS_HEADER + row(cell, more=f'table:number-rows-repeated="{times}"'))


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
LOCAL_FILE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
ROW_OF_CELLS = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(2, 2000))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (shared(f'uniqueCount="{2**31}"><si><t>x</t></si>'), "intake.damaged_spreadsheet"),
        (shared('uniqueCount="900000000"><si><t>x</t></si>'), "intake.too_many_elements"),
        (shared(f"><si><t>{'x' * 6001}</t></si>"), "data.cell_too_long"),
        (
            xlsx(
                f"<sheetData>{ROW_OF_CELLS}</sheetData>",
                xl__sharedStrings=f"<sst><si><t>{'x' * 4500}</t></si></sst>",
            ),
            "intake.too_much_text",
        ),
        (xlsx(data(HEADER), xl__styles=LAUGHS), "intake.entities"),
        (xlsx(data(HEADER), xl__sharedStrings=LOCAL_FILE), "intake.entities"),
        (ods(ODS_HEADER).replace(b"content.xml", b"contenX.xml"), "intake.not_a_table"),
        (xlsx("<a>" * 80 + "</a>" * 80), "intake.too_deep"),
        (xlsx("<!--" + "".join(map(str, range(400_000))) + "-->"), "intake.damaged_spreadsheet"),
        (repeated(900), "intake.too_many_cells"),
        (repeated(99_999_999), "data.too_many_columns"),
        (
            ods(ODS_HEADER + row(text("H1").replace("</text:p>", '<text:s text:c="999999999"/></text:p>'))),
            "data.cell_too_long",
        ),
        (xlsx(data(HEADER, ("H1", 3, "x")), xl__zeros="0" * 1_000_000), "intake.packed_too_well"),
        (xlsx(*[data(HEADER)] * (limits.MAX_SHEETS + 1)), "intake.too_many_sheets"),
        (zipped({f"xl/{n}.xml": "" for n in range(limits.MAX_PARTS + 1)}), "intake.too_many_parts"),
        (xlsx(data(HEADER, ("H1", 3, "x")))[:-30], "intake.damaged_spreadsheet"),
        (xlsx(data(HEADER, ("H1", 3, "x")))[:300], "intake.damaged_spreadsheet"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "intake.damaged_spreadsheet"),
        (
            xlsx('<sheetData><row><c r="nonsense"><v>1</v></c></row></sheetData>'),
            "intake.damaged_spreadsheet",
        ),
        (
            ods(ODS_HEADER, **{"META-INF__manifest": "<manifest><encryption-data/></manifest>"}),
            "intake.encrypted",
        ),
    ],
)
def test_a_hostile_or_broken_spreadsheet_is_refused_with_its_reason(content, code):
    tables, findings = read(content)
    assert (tables, [f.code for f in findings]) == ((), [code])


def test_parts_that_share_bytes_are_refused():
    content = xlsx(data(HEADER, ("H1", 3, "x")), data(HEADER, ("H2", 3, "x")))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x01\x02"))
    second = content.rindex(b"PK\x01\x02")
    overlapping = content[: second + 42] + content[at + 42 : at + 46] + content[second + 46 :]
    assert codes(overlapping) == ["intake.overlapping_parts"]


def test_a_sheet_the_library_cannot_read_is_damaged_and_not_silently_empty():
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{spreadsheets.MAIN}">'
    sheet += data(HEADER, ("H1", 3, "x")) + "</worksheet>"
    with zipfile.ZipFile(io.BytesIO(xlsx(data(HEADER)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/s1.xml"] = sheet.encode("utf-16")
    assert codes(zipped(parts)) == ["intake.damaged_spreadsheet"]
