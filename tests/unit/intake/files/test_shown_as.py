"""Words that only a format says, lines and lists within a cell: numbers are read as they are seen."""

from xml.sax.saxutils import quoteattr

import pytest

from rematch.intake.questions import together
from tests.spreadsheets import MAIN, ods, row, text, value, xlsx
from tests.unit.intake.foreign import HERE, checked, codes


def in_xlsx(headers: tuple[str, str], name: str, number: float, form: str) -> bytes:
    """One row: a name, and a number in a format of the file's own."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode={quoteattr(form)}/></numFmts>'
        '<cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="0" numFmtId="170"/></cellXfs></styleSheet>'
    )
    words = [
        f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'
        for at, said in zip(("A1", "B1", "A2"), (*headers, name), strict=True)
    ]
    second = f'{words[2]}<c r="B2" s="1"><v>{number}</v></c>'
    body = f'<sheetData><row r="1">{words[0]}{words[1]}</row><row r="2">{second}</row></sheetData>'
    return xlsx(body, xl__styles=styles)


def in_ods(headers: tuple[str, str], name: str, number: float, seen: str) -> bytes:
    return ods(row(*map(text, headers)) + row(text(name), value("float", number, seen)))


@pytest.mark.parametrize(
    ("seen", "form", "age"),
    [("8 Monate", '0" Monate"', 0), ("26 months", r"0\ \m\o\n\t\h\s", 2), ("8", "0", 8)],
)
def test_a_unit_that_only_the_format_says_is_converted(seen: str, form: str, age: int) -> None:
    """Eight months are no eight years, in whichever file; the proposal is confirmed."""
    number = float(seen.split(maxsplit=1)[0])
    for content in (in_ods(("id", "Alter"), "A", number, seen), in_xlsx(("id", "Alter"), "A", number, form)):
        done = checked({"h": content}, **HERE)
        assert [m.age for h in done.households for m in h.members] == [age]
        assert ("intake.unit_converted" in codes(done, 2)) == (seen != "8")


@pytest.mark.parametrize(
    ("seen", "form"), [("12 (belegt)", '0" (belegt)"'), ("12 (cancelled)", '0" (cancelled)"')]
)
def test_words_that_may_change_a_number_are_seen_in_its_format_too(seen: str, form: str) -> None:
    """Twelve places that are shown as taken are no twelve free ones."""
    towns = ("Kommune", "Plätze")
    for content in (in_ods(towns, "Kiel", 12, seen), in_xlsx(towns, "Kiel", 12, form)):
        assert "intake.needed_unclear" in codes(checked({"m": content}), 2)


@pytest.mark.parametrize(
    ("seen", "form"),
    [
        ("9,50 €", '#,##0.00\\ "€"'),
        ("9,5", "#,##0.00\\ [$€-407]"),
        ("9,50 EUR", '0.00" EUR"'),
        ("9,5E+00", "0.0E+00"),
    ],
)
def test_currencies_and_powers_of_ten_are_no_words(seen: str, form: str) -> None:
    """Plain numbers stay what they are, unasked."""
    towns = ("Kommune", "Miete pro m²")
    for content in (in_ods(towns, "Kiel", 9.5, seen), in_xlsx(towns, "Kiel", 9.5, form)):
        done = checked({"m": content, "p.csv": "Kommune;Plätze\nKiel;5\n"})
        assert {f.code for f in done.findings if f.file == "m" and f.column == towns[1]} == set()


def test_an_id_is_what_is_seen() -> None:
    """Shown with letters before it, it is not its bare number."""
    shown = ods(row(text("id"), text("Personen")) + row(value("float", 12, "H-0012"), value("float", 1, "1")))
    assert [h.id for h in checked({"h": shown}, **HERE).households] == ["H-0012"]


@pytest.mark.parametrize(
    "between", ["<text:line-break/>", "<text:tab/>", "<text:line-break></text:line-break>"]
)
def test_lines_within_a_cell_of_an_ods_part_what_stands_there(between: str) -> None:
    """Three and four years are no thirty-four; yes on one line and no on the next is no yes."""
    head = row(text("Haushalt"), text("Einwilligung"), text("Alter der Personen"))
    ages = text("3#4").replace("#", between)
    both = text("ja#nein").replace("#", between)
    done = checked(
        {"h": ods(head + row(text("A"), text("ja"), ages) + row(text("B"), both, text("30")))}, place="Kiel"
    )
    assert [[m.age for m in h.members] for h in done.households if h.id == "A"] == [[3, 4]]
    assert "B" not in [h.id for h in done.households] and "intake.consent_unclear" in codes(done, 3)


@pytest.mark.parametrize(
    ("no", "gone", "languages"), [("nein", "storniert", "Deutsch: nein"), ("no", "cancelled", "German: no")]
)
def test_refusals_states_and_lists_of_an_ods_are_heard_in_two_languages(
    no: str, gone: str, languages: str
) -> None:
    """Typed as a truth value or as words; nothing of them is taken with everything."""
    head = row(text("Haushalt"), text("Einwilligung"), text("Personen"), text("Status"), text("Sprachen"))
    rows = row(text("A"), text(no), text("1"), text(""), text(""))
    rows += row(text("B"), value("boolean", "false", no), text("1"), text(""), text(""))
    rows += row(text("C"), text("ja"), text("1"), text(gone), text(""))
    rows += row(text("D"), value("boolean", "true", "ja"), text("1"), text(""), text(languages))
    done = checked({"h": ods(head + rows)}, place="Kraków")
    assert [h.id for h in done.households] == ["D"]
    assert (done.refused, done.ended) == ({"A", "B"}, {"C"})
    assert "intake.language_with_more" in codes(done, 5)
    assert not together(f for f in done.findings if f.row in (4, 5) and f.column in ("Status", "Sprachen"))


@pytest.mark.parametrize(
    "content",
    [
        '[{"id": "A", "consent": "no"}]',
        '{"households": [{"id": "A"}]}',
        '{"id": "A"}\n{"id": "B"}\n',
        "[\n  [1, 2]\n]",
        "{'id': 'A', 'Personen': 1}",
        '["id", "consent"]\n["A", "no"]\n',
        '// export\n[{"id": "A", "consent": "no", "Personen": 1}]',
    ],
)
def test_nothing_of_json_is_loaded(content: str) -> None:
    """It is refused by its name, or stays without a row that counts: nobody comes in by half of it."""
    done = checked({"h.json": content}, **HERE)
    assert done.households == () and done.findings
