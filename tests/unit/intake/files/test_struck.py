"""What a spreadsheet shows struck through, or in percent, is read as it is seen."""

import pytest

from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from rematch.intake.questions import together
from rematch.intake.sheets.tables import Line
from tests.spreadsheets import MAIN, ods, row, text, value, xlsx
from tests.unit.intake.foreign import HERE, checked

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellStyleXfs><xf fontId="1"/></cellStyleXfs>'
    '<cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="1" numFmtId="0"/><xf fontId="2" numFmtId="0"/>'
    '<xf fontId="0" numFmtId="164"/><xf fontId="0" numFmtId="9"/></cellXfs></styleSheet>'
)
PLAIN, STRUCK, NOT_STRUCK, TENTHS, WHOLE = range(5)


def cell(place: str, content: object, style: int = PLAIN) -> str:
    if isinstance(content, str):
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{content}</is></c>'
    return f'<c r="{place}" s="{style}"><v>{content}</v></c>'


def sheet(*rows: list[tuple[str, int] | tuple[float, int]]) -> bytes:
    """A workbook of one sheet: rows of contents with the number of their format."""
    written = ""
    for r, cells in enumerate([[("id", 0), ("Personen", 0), ("Haustier", 0)], *rows], start=1):
        inner = "".join(
            cell(
                f"{'ABC'[c]}{r}",
                f"<t>{said}</t>" if isinstance(said, str) and said[0] != "<" else said,
                style,
            )
            for c, (said, style) in enumerate(cells)
        )
        written += f'<row r="{r}">{inner}</row>'
    return xlsx(f"<sheetData>{written}</sheetData>", xl__styles=STYLES)


def lines(content: bytes) -> tuple[list[Line], list[tuple[str, int | None, str | None]]]:
    findings = Findings()
    [table] = read_tables("t", content, findings)
    assert together(findings.all()) == ()
    return list(table.lines), [(f.code, f.row, f.column) for f in findings.all()]


def test_a_row_that_is_struck_through_is_not_in() -> None:
    """By its first cell alone or by all; rows below stay rows of the same table."""
    content = sheet(
        [("A", STRUCK), (1, STRUCK), ("ja", STRUCK)],
        [("B", STRUCK), (1, PLAIN), ("ja", PLAIN)],
        [("C", NOT_STRUCK), (1, PLAIN), ("ja", PLAIN)],
    )
    found, told = lines(content)
    assert [line.cells["id"] for line in found] == ["C"]
    assert told == [("intake.struck_row", 2, None), ("intake.struck_row", 3, None)]


def test_whose_row_is_struck_through_no_longer_counts() -> None:
    """Its household goes out where it is stored: of XLSX and ODS, by its id, or by the number of its row."""
    struck, head = 'table:style-name="c1"', row(text("id"), text("Personen"))
    in_ods = styled(head + row(text("A", struck), text("1", struck)) + row(text("B"), text("1")))
    in_xlsx = sheet([("A", STRUCK), (1, STRUCK), ("ja", STRUCK)], [("B", PLAIN), (1, PLAIN), ("ja", PLAIN)])
    for content in (in_xlsx, in_ods):
        done = checked({"h": content}, **HERE)
        assert (done.ended, [h.id for h in done.households]) == ({"A"}, ["B"])
    nameless = row(text("Personen"), text("Haustier"))
    nameless += row(text("1", struck), text("ja", struck)) + row(text("1"), text("ja"))
    done = checked({"h": styled(nameless)}, **HERE)
    assert done.ended == {"R2"} and done.ended < done.numbered


def test_whose_row_of_a_municipality_is_struck_through_is_asked_about() -> None:
    """It is known by its name; what is stored of it stays until somebody takes it out."""
    struck = 'table:style-name="c1"'
    places = (
        row(text("Kommune"), text("Plätze"))
        + row(text("Kiel", struck), text("1"))
        + row(text("Jena"), text("7"))
    )
    done = checked({"h": styled(places)})
    assert done.closed == {"01002000"} and [m.name for m in done.municipalities] == ["Jena"]


def test_a_household_that_stands_again_without_the_line_counts() -> None:
    """Struck through above and written anew below it is in; so is one of which one person is struck out."""
    content = sheet([("A", STRUCK), (2, PLAIN), ("ja", PLAIN)], [("A", PLAIN), (1, PLAIN), ("ja", PLAIN)])
    done = checked({"h": content}, **HERE)
    assert (done.ended, [h.id for h in done.households]) == (frozenset(), ["A"])


def test_rows_struck_through_belong_to_the_table_they_stand_in() -> None:
    """Of two tables on one sheet, one below or beside the other, each has its own."""
    struck = 'table:style-name="c1"'
    home, towns = row(text("id"), text("Personen")), row(text("Kommune"), text("Plätze"))
    out = row(text("A", struck), text("1"))
    below = home + out + row(text("B"), text("1")) + row() + towns + row(text("Kiel"), text("4"))
    gone = below + row(text("Jena", struck), text("5"))
    done = checked({"h": styled(gone)}, **HERE)
    assert (done.ended, [town.name for town in done.municipalities]) == ({"A"}, ["Kiel"])


def test_a_cell_that_is_struck_through_is_empty_and_told() -> None:
    """Also where only some of its words are: what remains is for a person to write."""
    partly = "<r><rPr><strike/></rPr><t>ja </t></r><r><t>nein</t></r>"
    content = sheet(
        [("A", PLAIN), (2, STRUCK), ("ja", PLAIN)],
        [("B", PLAIN), (1, PLAIN), (partly, PLAIN)],
    )
    found, told = lines(content)
    assert [list(line.cells.values()) for line in found] == [["A", "", "ja"], ["B", "1", ""]]
    assert found[0].typed == {}
    assert told == [("intake.struck_cell", 2, "B"), ("intake.struck_cell", 3, "C")]


def test_words_struck_through_in_a_shared_text_are_seen() -> None:
    """Most programs keep texts apart from the cells."""
    struck = "<si><r><rPr><strike/></rPr><t>ja</t></r></si>"
    texts = f'<sst xmlns="{MAIN}"><si><t>id</t></si><si><t>Tier</t></si>{struck}</sst>'
    cells = "".join(
        f'<row r="{r}"><c r="A{r}" t="s"><v>{a}</v></c><c r="B{r}" t="s"><v>{b}</v></c></row>'
        for r, a, b in ((1, 0, 1), (2, 0, 2))
    )
    findings = Findings()
    [table] = read_tables("t", xlsx(f"<sheetData>{cells}</sheetData>", xl__sharedStrings=texts), findings)
    assert [line.cells["Tier"] for line in table.lines] == [""]
    assert "intake.struck_cell" in {f.code for f in findings.all()}


STYLED = (
    '<office:automatic-styles><style:style style:name="c1" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="c2" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
    "</office:automatic-styles>"
)


def styled(rows: str) -> bytes:
    return ods(rows, styles=STYLED)


def test_ods_rows_and_cells_are_struck_through_too() -> None:
    """A cell's own style, and that of some words in it."""
    struck, plain = 'table:style-name="c1"', 'table:style-name="c2"'
    words = '<text:p><text:span text:style-name="c1">ja</text:span> nein</text:p>'
    span = f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
    content = styled(
        row(text("id"), text("Personen"), text("Haustier"))
        + row(text("A", struck), text("1", struck), text("ja"))
        + row(text("B", plain), text("1"), text("ja", struck))
        + row(text("C"), text("1"), span)
    )
    found, told = lines(content)
    assert [list(line.cells.values()) for line in found] == [["B", "1", ""], ["C", "1", ""]]
    assert told == [
        ("intake.struck_row", 2, None),
        ("intake.struck_cell", 3, "C"),
        ("intake.struck_cell", 4, "C"),
    ]


NAMED = (
    '<office:document-styles xmlns:office="o" xmlns:style="s"><office:styles>'
    '<style:style style:name="Gone">'
    '<style:text-properties style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="Follows" style:parent-style-name="Gone"/>'
    '<style:style style:name="Here" style:parent-style-name="Gone">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
    "</office:styles></office:document-styles>"
)
OWN = (
    '<office:automatic-styles><style:style style:name="a1" style:parent-style-name="Gone"/>'
    '<style:style style:name="r1">'
    '<style:map style:condition="x" style:apply-style-name="Gone"/></style:style>'
    "</office:automatic-styles>"
)


@pytest.mark.parametrize(
    ("style", "struck"), [("Gone", True), ("Follows", True), ("Here", False), ("a1", True), ("Other", False)]
)
def test_named_styles_of_an_ods_and_those_of_rows_and_columns_strike_through(
    style: str, struck: bool
) -> None:
    """A style of the document, one that follows it, and the style of a whole row or column."""
    head, last = row(text("id"), text("Personen")), row(text("B"), text("2"))
    default = f'table:default-cell-style-name="{style}"'
    by_cell = row(text("A", f'table:style-name="{style}"'), text("1"))
    for written in (by_cell, row(text("A"), text("1"), more=default)):
        found, told = lines(ods(head + written + last, styles=OWN, named=NAMED))
        assert [line.cells["id"] for line in found] == (["B"] if struck else ["A", "B"])
        assert told == ([("intake.struck_row", 2, None)] if struck else [])
    columns = f"<table:table-column/><table:table-column {default}/>"
    plain = 'table:style-name="Here"'
    rows = row(text("id"), text("Personen", plain)) + row(text("A"), text("1")) + last
    found, _ = lines(ods(rows, columns, styles=OWN, named=NAMED))
    assert [line.cells["Personen"] for line in found] == (["", ""] if struck else ["1", "2"])


def test_a_rule_that_strikes_through_is_asked_about() -> None:
    """Which cells it means is not worked out; no click for everything takes it."""
    rule = (
        '<conditional-formatting sqref="A2"><cfRule type="expression" dxfId="{}"/></conditional-formatting>'
    )
    styles = f'<styleSheet xmlns="{MAIN}"><dxfs><dxf/><dxf><font><strike/></font></dxf></dxfs></styleSheet>'
    body = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row></sheetData>'
    row_2 = '<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c></row></sheetData>'
    for number, asked in ((0, False), (1, True), (7, False)):
        content = xlsx(body.replace("</sheetData>", row_2) + rule.format(number), xl__styles=styles)
        assert [told[0] for told in lines(content)[1]] == (["intake.strike_rule"] if asked else [])
    in_ods = row(text("id"), text("Personen")) + row(text("A", 'table:style-name="r1"'), text("1"))
    assert [t[0] for t in lines(ods(in_ods, styles=OWN, named=NAMED))[1]] == ["intake.strike_rule"]


def test_a_rule_with_a_style_of_its_own_is_asked_about_too() -> None:
    """In an extension of the sheet the style stands within the rule, not among those of the workbook."""
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    rule = (
        f'<extLst><ext><x14:conditionalFormattings xmlns:x14="{x14}"><x14:conditionalFormatting>'
        '<x14:cfRule type="expression"><x14:dxf><font><strike{}/></font></x14:dxf></x14:cfRule>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    body = "".join(
        f'<row r="{r}">{cell(f"A{r}", f"<t>{said}</t>")}</row>' for r, said in ((1, "id"), (2, "A"))
    )
    for off, asked in (("", ["intake.strike_rule"]), (' val="0"', [])):
        content = xlsx(f"<sheetData>{body}</sheetData>" + rule.format(off), xl__styles=STYLES)
        assert [told[0] for told in lines(content)[1]] == asked


def test_a_consent_struck_through_is_none() -> None:
    """Nobody comes in by a yes that was crossed out."""
    written = "".join(
        f'<row r="{r}">{cell(f"A{r}", f"<t>{a}</t>")}{cell(f"B{r}", f"<t>{b}</t>", s)}</row>'
        for r, a, b, s in ((1, "id", "Einwilligung", 0), (2, "A", "ja", STRUCK), (3, "B", "ja", PLAIN))
    )
    done = checked(
        {"h.xlsx": xlsx(f"<sheetData>{written}</sheetData>", xl__styles=STYLES)}, place=HERE["place"]
    )
    assert "A" not in [h.id for h in done.households] and done.errors


@pytest.mark.parametrize("style", [TENTHS, WHOLE])
def test_a_cell_shown_in_percent_counts_as_percent(style: int) -> None:
    """7.9 % is stored as 0.079; a plain number and a text with the sign beside it say the same."""
    rows = (
        (1, "Kommune", "Plätze", "Arbeitslosenquote", 0),
        (2, "Kiel", 8, 0.079, style),
        (3, "Braunschweig", 5, 5.2, 0),
    )
    written = "".join(
        f'<row r="{r}">{cell(f"A{r}", f"<t>{a}</t>")}{cell(f"B{r}", f"<t>{b}</t>")}'
        f"{cell(f'C{r}', c if isinstance(c, float) else f'<t>{c}</t>', s)}</row>"
        for r, a, b, c, s in rows
    )
    done = checked({"m.xlsx": xlsx(f"<sheetData>{written}</sheetData>", xl__styles=STYLES)})
    assert [m.offers["unemployment_rate"] for m in done.municipalities] == [7.9, 5.2]


def test_percent_of_an_ods_counts_as_percent() -> None:
    """Its cells say themselves that they are shown so."""
    content = ods(
        row(text("Kommune"), text("Plätze"), text("Leerstandsquote"))
        + row(text("Kiel"), text("8"), value("percentage", 0.035, "3,5 %"))
    )
    done = checked({"m.ods": content})
    assert done.municipalities[0].offers["vacancy_rate"] == 3.5
