"""Comments on cells of a spreadsheet that sound as if somebody was out: asked about as notes are."""

from collections.abc import Callable

import pytest

from rematch.intake.questions import OF_ROW, together
from tests.spreadsheets import MAIN, data, ods, row, text, xlsx
from tests.unit.intake.foreign import HERE, checked

ROWS = (("Haushalt", "Name", "Personen"), ("A", "Erna Muster", 1), ("B", "Otto Muster", 1))
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_RELATION = '<Relationship Id="c{0}" Type="t" Target="{1}"/>'
THREAD = "[Kommentarthread] Bearbeitungen werden storniert, wenn Sie ein anderes Programm nehmen."


def book(parts: dict[str, str], targets: tuple[str, ...]) -> bytes:
    """The rows as XLSX with parts of comments, related to their sheet by these targets."""
    related = "".join(_RELATION.format(n, target) for n, target in enumerate(targets))
    return xlsx(data(*ROWS), **parts, **{"xl/worksheets/_rels/s1.xml.rels": _RELATED.format(related)})


def comment(place: str, said: str) -> str:
    runs = f"<r><rPr/><t>Absage Amt:</t></r><r><t>{said}</t></r>"
    return f'<comment ref="{place}" authorId="0"><text>{runs}</text></comment>'


def as_comments(place: str, said: str) -> bytes:
    hung = f"<commentList>{comment(place, said)}</commentList>"
    authors = "<authors><author>Absage Amt</author></authors>"
    part = f'<comments xmlns="{MAIN}">{authors}{hung}</comments>'
    return book({"xl__comments1": part}, ("../comments1.xml",))


def as_thread(place: str, said: str) -> bytes:
    """A copy for older programs, which says what it is, and the thread with an answer."""
    copy = f'<comments xmlns="{MAIN}"><commentList>{comment(place, THREAD)}</commentList></comments>'
    texts = "".join(
        f'<threadedComment ref="{place}" personId="p"><text>{one}</text></threadedComment>'
        for one in (said, "ok")
    )
    parts = {
        "xl__comments1": copy,
        "xl__threadedComments__t1": f"<ThreadedComments>{texts}</ThreadedComments>",
    }
    return book(parts, ("/xl/threadedComments/t1.xml", "../comments1.xml"))


def as_annotation(place: str, said: str) -> bytes:
    """In ODS it stands within its cell, with the name of whoever wrote it and the day."""
    about = '<dc:creator xmlns:dc="d">Absage Amt</dc:creator><dc:date xmlns:dc="d">2026-05-03</dc:date>'
    hung = f"<office:annotation>{about}<text:p>{said}</text:p></office:annotation><text:p>"
    rows = ""
    for r, cells in enumerate(ROWS, 1):
        written = [text(str(cell)) for cell in cells]
        at = "ABC".index(place[0])
        if place[1:] == str(r):
            written[at] = written[at].replace("<text:p>", hung)
        rows += row(*written)
    return ods(rows)


MADE = (as_comments, as_thread, as_annotation)
Made = Callable[[str, str], bytes]


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize(
    "said",
    """hat am 3. Mai abgesagt|Einwilligung widerrufen|ist doch nicht einverstanden|lehnt ab, s. Akte
they withdrew|did not consent|refuses|cancelled|відмовилися від участі|не погоджуються
отказались|не согласны|rezygnują z udziału|brak zgody|nie wyrazili zgody""".replace("\n", "|").split("|"),
)
def test_a_comment_that_sounds_so_is_asked_about_in_its_row(made: Made, said: str) -> None:
    """Row by row, with a button that leaves it out; the row is in until then, and nobody's name is told."""
    done = checked({"h": made("C2", said)}, **HERE)
    [told] = [f for f in done.findings if f.code == "intake.comment_cancelled"]
    assert (told.row, told.column) == (2, "Personen") and told.code in OF_ROW and not together([told])
    assert said in str(told.value) and THREAD not in str(told.value) and "Absage Amt" not in str(told.value)
    assert [h.id for h in done.households] == ["A", "B"]


@pytest.mark.parametrize("made", MADE)
def test_a_comment_on_a_column_that_is_not_read_counts_as_well(made: Made) -> None:
    """Most people hang it on the name."""
    done = checked({"h": made("B3", "storniert")}, **HERE)
    assert [f.row for f in done.findings if f.code == "intake.comment_cancelled"] == [3]


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize(
    ("place", "said", "asked"),
    [
        *(("C2", "eigentlich 3, Oma kommt nach", True), ("C3", "насправді троє", True)),
        *(("B2", "mag Hunde", False), ("C1", "alle Personen", False), ("C2", "hat abgesagt", False)),
    ],
)
def test_comments_on_cells_that_are_read_are_one_question_for_the_sheet(
    made: Made, place: str, said: str, asked: bool
) -> None:
    """They are never read as answers; those on other columns and headers are none, nor those asked about."""
    done = checked({"h": made(place, said)}, **HERE)
    told = [f for f in done.findings if f.code == "intake.comments_beside"]
    assert [dict(f.params) for f in told] == ([{"count": 1, "rows": place[1:]}] if asked else [])
    assert [f for f in told if f.row or f in together(told)] == []
    assert [len(h.members) for h in done.households] == [1, 1]


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize(
    ("place", "said"), [("C2", "mag Hunde, spricht Polnisch"), ("C1", "leer, wenn storniert")]
)
def test_other_comments_and_those_on_headers_are_no_question(made: Made, place: str, said: str) -> None:
    """What hangs on a header says how to fill in the column."""
    done = checked({"h": made(place, said)}, **HERE)
    assert {f.code for f in done.findings if f.row in (2, 3)} == {"intake.ages_assumed"}
