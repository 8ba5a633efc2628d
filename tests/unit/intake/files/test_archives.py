"""A spreadsheet that is damaged is told so; a mistake of this program is not."""

import pytest

from rematch.intake.files import ods, xlsx
from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from tests import spreadsheets
from tests.spreadsheets import data, row, text

XLSX = spreadsheets.xlsx(data(("id", "size"), ("H1", 3)))
ODS = spreadsheets.ods(row(text("id"), text("size")) + row(text("H1"), text("3")))


def codes(content: bytes) -> list[str]:
    findings = Findings()
    read_tables("file", content, findings)
    return [finding.code for finding in findings.all() if not finding.warning]


@pytest.mark.parametrize("fault", [ValueError, IndexError, KeyError, RuntimeError])
@pytest.mark.parametrize(("module", "listener", "content"), [(xlsx, "_Sheet", XLSX), (ods, "_Content", ODS)])
def test_a_mistake_of_ours_while_reading_is_not_blamed_on_the_file(
    monkeypatch: pytest.MonkeyPatch, module: object, listener: str, content: bytes, fault: type[Exception]
) -> None:
    """Whatever goes wrong in what listens to the parts stays what it is; the same file reads well else."""

    def broken(*_: object) -> None:
        raise fault("ours")

    assert codes(content) == []
    monkeypatch.setattr(getattr(module, listener), "opens", broken)
    with pytest.raises(fault, match="ours"):
        codes(content)


def test_bytes_that_are_damaged_anywhere_never_escape_as_errors() -> None:
    """Each byte of a part's packed content, spoilt: read, or told as damaged, never a raw error."""
    told = set()
    for at in range(0, len(XLSX), 7):
        spoilt = XLSX[:at] + bytes([XLSX[at] ^ 0x55]) + XLSX[at + 1 :]
        told.update(codes(spoilt))
    assert "intake.damaged_spreadsheet" in told


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_missing_is_damage(name: str) -> None:
    """Without the list of sheets, or of where they lie, there is nothing to read."""
    assert codes(XLSX.replace(name.encode(), name.upper().encode())) == ["intake.damaged_spreadsheet"]


@pytest.mark.parametrize("encoding", ["utf-7", "gb2312", "hex", "punycode", "idna", "nonsense", "utf-32"])
def test_an_encoding_the_parser_cannot_use_is_damage(encoding: str) -> None:
    """A part that declares one is refused; one with a letter for each byte is read."""
    body = data(("id", "size"), ("H1", 3))
    sheet = f'<?xml version="1.0" encoding="{{}}"?><worksheet xmlns="{spreadsheets.MAIN}">{body}</worksheet>'
    parts = {"xl__extra": sheet.format(encoding)}
    assert codes(spreadsheets.xlsx(body, **parts)) == ["intake.damaged_spreadsheet"]
    assert codes(spreadsheets.xlsx(body, xl__extra=sheet.format("windows-1252"))) == []
