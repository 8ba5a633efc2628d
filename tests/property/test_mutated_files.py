"""Files damaged in any way: tables or findings come out, never an exception."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from tests.spreadsheets import data, ods, row, text, value, xlsx, zipped

SAMPLES = Path(__file__).parents[1] / "intake_samples"
ODS = ods(
    row(text("Haushalt"), text("Größe"), text("seit"))
    + row(text("H1"), value("float", 3, "3"), value("date", "2024-02-29", "29.2."))
    + row(text("H2", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="3"')
)
FORMULAS = xlsx(data(("id", "n"), ("H1", "<f>1+1</f><v>2</v>"), ("H2", 1.5)), data(("a", "b"), ("1", "x")))
WHOLE = {
    path.name: path.read_bytes() for path in sorted(SAMPLES.rglob("*.*")) if path.suffix in (".csv", ".xlsx")
}
WHOLE |= {
    "lime.csv": b'id,submitdate,"Was? [Kita]","Was? [Arzt]"\n1,2026-05-01,Y,\n2,,N,Y\n',
    "utf16.csv": "Haushalt;Alter;Ort\nH1;3;Köln\n;4;\n".encode("utf-16"),
    "table.ods": ODS,
    "formulas.xlsx": FORMULAS,
}
PIECES = [
    b"\0",
    b'"',
    b"\n",
    b"\r",
    b";",
    b"\xff\xfe",
    b"<",
    b">",
    b"&",
    b"PK\x03\x04",
    b"\xc3",
    b"sep=",
    b"[",
    b"]",
]
XML_PIECES = [
    b"1048576",
    b'"',
    b"<row>",
    b"</row>",
    b"<c>",
    b"-1",
    b"NaN",
    b'r="A0"',
    b't="s"',
    b"<!DOCTYPE a>",
]
XML_PIECES += [
    b'hidden="1"',
    b'table:number-columns-repeated="7"',
    b"1e999",
    b"\xc3",
    b"",
    b"<is>",
    b"_x0000_",
]
edits = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES + XML_PIECES) | st.binary(max_size=6)
    ),
    min_size=1,
    max_size=4,
)


def damaged(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + length :]
    return content


def inside(content: bytes, part: float, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The spreadsheet with one of its parts damaged and everything else whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[int(part * (len(parts) - 1))]
    return zipped(parts | {name: damaged(parts[name], changes)})


def outcome(content: bytes) -> None:
    """Read it: what comes out is consistent, and nothing comes out without a word."""
    findings = Findings()
    tables = read_tables("file", content, findings)
    found = findings.all()
    assert tables or found
    for table in tables:
        assert len(set(table.columns)) == len(table.columns)
        for line in table.lines:
            assert tuple(line.cells) == table.columns
            assert line.typed.keys() <= line.cells.keys()


BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
whole = st.sampled_from(sorted(WHOLE))
spreadsheets = st.sampled_from([name for name in sorted(WHOLE) if name.endswith(("xlsx", "ods"))])


def check_damage(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    outcome(damaged(WHOLE[name], changes))


def check_inside(name: str, part: float, changes: list[tuple[float, int, bytes]]) -> None:
    outcome(inside(WHOLE[name], part, changes))


def check_spliced(first: str, second: str, cut: float, rest: float) -> None:
    one, other = WHOLE[first], WHOLE[second]
    outcome(one[: int(cut * len(one))] + other[int(rest * len(other)) :])


def test_damaged_bytes_never_raise():
    """Bytes changed, left out or put in anywhere in a sample of each format."""
    BOUNDED(given(whole, edits)(check_damage))()


def test_damaged_parts_of_a_spreadsheet_never_raise():
    """The XML within a whole zip is damaged, so that the damage reaches the readers."""
    BOUNDED(given(spreadsheets, st.floats(0, 1), edits)(check_inside))()


def test_spliced_files_never_raise():
    """The beginning of one file with the end of another, which includes every file cut off."""
    BOUNDED(given(whole, whole, st.floats(0, 1), st.floats(0, 1))(check_spliced))()


@pytest.mark.soak
def test_damage_for_a_long_time_never_raises():
    """The same three, for many more files."""
    LONG(given(whole, edits)(check_damage))()
    LONG(given(spreadsheets, st.floats(0, 1), edits)(check_inside))()
    LONG(given(whole, whole, st.floats(0, 1), st.floats(0, 1))(check_spliced))()
