"""A file of any accepted format as its tables, whatever it calls itself."""

from collections.abc import Iterator

from rematch.intake import limits
from rematch.intake.files.decoding import text_of
from rematch.intake.files.delimited import read_delimited
from rematch.intake.files.file_type import ENCRYPTED, Kind, kind_of
from rematch.intake.files.workbooks import read_workbook
from rematch.intake.findings import Findings
from rematch.intake.sheets.sheet import Grid, SheetNotes
from rematch.intake.sheets.table_detection import tables_of
from rematch.intake.sheets.tables import Table
from rematch.intake.survey.detection import as_answered


def read_tables(name: str, content: bytes, findings: Findings) -> tuple[Table, ...]:
    """The usable tables in a file, in its order; what is wrong with the rest is among the findings.

    Never raises for what is in the file. The limits are checked before anything is taken apart.
    """
    notes = SheetNotes(findings, name)
    tables = [table for here, grid in _grids(content, notes) for table in tables_of(grid, here)]
    answered = tuple(as_answered(tables, notes))
    if not answered and all(finding.warning for finding in findings.all() if finding.file == name):
        notes.error(None, None, "intake.no_table")
    return answered


def _grids(content: bytes, notes: SheetNotes) -> Iterator[tuple[SheetNotes, Grid]]:
    """Each sheet of the file, with where its findings belong."""
    if len(content) > limits.MAX_TABLE_BYTES:
        notes.error(None, None, "data.file_too_large", limit=limits.MAX_TABLE_BYTES // 1024**2)
    elif not content or content.isspace():
        notes.error(None, None, "intake.empty")
    elif (kind := kind_of(content)) is Kind.TEXT:
        yield from _text(content, notes)
    elif isinstance(kind, Kind):
        for sheet, grid in read_workbook(kind, content, notes):
            yield notes.on(sheet), grid
    elif kind == ENCRYPTED:
        notes.error(None, None, "intake.encrypted")
    else:
        notes.error(None, None, "intake.not_a_table", kind=kind)


def _text(content: bytes, notes: SheetNotes) -> Iterator[tuple[SheetNotes, Grid]]:
    text = text_of(content, notes)
    if text is not None and not text.strip():
        notes.error(None, None, "intake.empty")
    elif text is not None and (grid := read_delimited(text, notes)) is not None:
        yield notes, grid
