"""Foreign files in one go: their tables, and what reading them found."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from rematch.intake.sheets import cell_faults
from rematch.intake.sheets.tables import Table
from rematch.intake.survey import code_book, odk


def read_foreign(files: Mapping[str, bytes]) -> tuple[tuple[Table, ...], Findings]:
    """The tables of uploaded files by name, in their order, and everything odd about the files."""
    findings = Findings()
    tables: list[Table] = []
    for name, content in files.items():
        tables += read_tables(PurePosixPath(name).name, content, findings)
    answered = tuple(code_book.decoded(odk.linked(tables, findings), findings))
    return answered, cell_faults.named(findings, answered)
