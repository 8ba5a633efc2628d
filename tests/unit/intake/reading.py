"""Foreign files read in one word, for the tests of what reads them."""

from rematch.errors import Finding
from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from rematch.intake.sheets.tables import Table


def read(content: bytes | str, name: str = "file") -> tuple[tuple[Table, ...], tuple[Finding, ...]]:
    """The tables in a file and what was found."""
    findings = Findings()
    raw = content.encode() if isinstance(content, str) else content
    tables = read_tables(name, raw, findings)
    return tables, findings.all()


def one(content: bytes | str) -> Table:
    """The only table in a file that has no errors."""
    tables, findings = read(content)
    assert [f.code for f in findings if not f.warning] == []
    [table] = tables
    return table


def cells(content: bytes | str) -> list[list[str]]:
    """The header and the rows of the only table."""
    table = one(content)
    return [list(table.columns), *(list(line.cells.values()) for line in table.lines)]


def codes(content: bytes | str) -> list[str]:
    """The codes of what was found, errors first."""
    return [finding.code for finding in read(content)[1]]


def found(content: bytes | str, code: str) -> Finding:
    """The only finding of this code."""
    [finding] = [f for f in read(content)[1] if f.code == code]
    return finding
