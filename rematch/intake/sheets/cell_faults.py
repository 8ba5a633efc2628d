"""Cells without a usable value: they block a load only where somebody reads them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from rematch.errors import Finding
from rematch.intake.findings import Findings, shown
from rematch.intake.sheets.tables import Table

FAULTS = frozenset({"intake.formula_without_value", "intake.cell_fault", "intake.not_finite"})
"""A formula without a value, an error of the spreadsheet program, a number that is none."""

Place = tuple[str, str | None, str | None]
"""File, sheet and column."""


def named(found: Findings, tables: Sequence[Table]) -> Findings:
    """The findings about cells with their column called as the table calls it, not by its letter."""
    names: dict[Place, str] = {
        (t.file, t.sheet, letter): shown(name) for t in tables for name, letter in t.letters.items()
    }
    kept = Findings()
    for finding in found.all():
        called = names.get((finding.file, finding.sheet, finding.column))
        of_cell = _is_fault(finding) or finding.code == "intake.struck_cell"
        kept.keep(replace(finding, column=called) if called and of_cell else finding)
    return kept


def told_where_unread(
    found: Iterable[Finding], tables: Sequence[Table], read: Collection[Place]
) -> Iterator[Finding]:
    """The findings; a fault in a column that nobody reads (`read`: the others), or in a row that is left
    out, is only told."""
    rows = {(table.file, table.sheet, line.number) for table in tables for line in table.lines}
    # Columns that were made one with others stand by their old names no more.
    gone = {(t.file, t.sheet, shown(name)) for t in tables for name in t.letters if name not in t.columns}
    for finding in found:
        place = (finding.file, finding.sheet, finding.column)
        unread = place not in read and place not in gone
        left_out = (finding.file, finding.sheet, finding.row) not in rows
        blocks = _is_fault(finding) and not (unread or left_out)
        yield (
            finding
            if blocks or not _is_fault(finding)
            else replace(finding, code="intake.fault_unread", warning=True)
        )


def _is_fault(finding: Finding) -> bool:
    return finding.code in FAULTS and not finding.warning
