"""Foreign files in one go: their tables, and what reading them found."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from rematch.errors import Finding
from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from rematch.intake.place_columns import with_places_gathered
from rematch.intake.sheets import cell_faults
from rematch.intake.sheets.tables import Table
from rematch.intake.survey import code_book, odk
from rematch.intake.wording.consent import asks_consent
from rematch.intake.wording.negated import is_negated
from rematch.intake.wording.status import is_ending
from rematch.intake.wording.unread import QUESTIONS, sounds_as_if_it_counts


def read_foreign(files: Mapping[str, bytes]) -> tuple[tuple[Table, ...], Findings]:
    """The tables of uploaded files by name, in their order, and everything odd about the files."""
    findings = Findings()
    tables: list[Table] = []
    for name, content in files.items():
        tables += read_tables(PurePosixPath(name).name, content, findings)
    answered = tuple(code_book.decoded(odk.linked(tables, findings), findings))
    answered = tuple(with_places_gathered(table, findings) for table in answered)
    return answered, _heard(cell_faults.named(findings, answered).all())


def _heard(found: Iterable[Finding]) -> Findings:
    """The findings; a column left out that may say who counts, or that somebody wants none, is a question."""
    kept = Findings()
    for finding in found:
        header, code = finding.column or "", finding.code
        if code == "intake.column_hidden" and _may_count(header):
            code = "intake.hidden_sounds_so"
        elif code == "intake.contact_column" and is_negated(header):
            code = QUESTIONS["opposite"]
        kept.keep(replace(finding, code=code))
    return kept


def _may_count(header: str) -> bool:
    return asks_consent(header) or is_ending(header) or sounds_as_if_it_counts(header)
