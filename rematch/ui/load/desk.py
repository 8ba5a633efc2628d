"""What lies on the desk while a load is prepared; nothing of it is stored yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.errors import DataErrors, Finding
from rematch.model import Profiles
from rematch.service import intake
from rematch.service.intake import Checked, Correction, FoundAgain, Proposal
from rematch.service.intake import Mapping as Columns
from rematch.ui.shell import cached, memory
from rematch.ui.shell.context import here

if TYPE_CHECKING:
    from rematch.intake.findings import Findings
    from rematch.intake.sheets.tables import Line, Table

NAME, NOW = "load_desk", "now"


@dataclass(frozen=True, eq=False)
class ImportDraft:
    """Our own format is `profiles` with their tables' `columns`, foreign files are `checked` by a `mapping`.

    `accepted` are the ids of warnings somebody has accepted.
    `tables` are as they stand in the files, `corrections` what was put right in them here, `kept` what was
    in an earlier version of the files. `files` is there for our own format alone.
    """

    names: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    profiles: Profiles | None = None
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: "tuple[Table, ...]" = ()
    found: "Findings | None" = None
    proposal: Proposal | None = None
    mapping: Columns | None = None
    checked: Checked | None = None
    findings: tuple[Finding, ...] = ()
    accepted: frozenset[str] = field(default_factory=frozenset)
    remembered: bool = False
    corrections: "tuple[Correction, ...]" = ()
    kept: FoundAgain = field(default_factory=FoundAgain)

    @cached_property
    def rows(self) -> "dict[tuple[str, str | None, int], tuple[Table, Line]]":
        """What stands in each row, with its table, by file, sheet and row."""
        return {
            (table.file, table.sheet, line.number): (table, line)
            for table in self.tables
            for line in table.lines
        }

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before anything can be stored."""
        return tuple(finding for finding in self.findings if not finding.warning)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Warnings nobody has accepted yet."""
        return tuple(f for f in self.findings if f.warning and f.id not in self.accepted)

    @property
    def open_together(self) -> tuple[Finding, ...]:
        """Those of them that may be accepted at once, unseen row by row."""
        return intake.together(self.open)


def present() -> ImportDraft | None:
    """What lies on the desk, if anything."""
    return cast("ImportDraft | None", memory.recall(NAME, NOW))


def put(desk: ImportDraft | None) -> None:
    """Lay this on the desk, or clear it."""
    memory.remember(NAME, NOW, desk)


def take(files: Mapping[str, bytes]) -> ImportDraft:
    """Read uploaded files: our own format, or foreign tables with a mapping kept or proposed."""
    if _ours(files):
        tables = intake.tables_of(files)
        return _own(ImportDraft(tuple(files), files=files, tables=tables, kept=_kept_corrections(tables)))
    tables, found = intake.read_foreign(files)
    if not tables:
        return ImportDraft(tuple(files), findings=found.all())
    told = intake.taught(cached.store().mappings().values())
    proposal = intake.propose(tables, here().catalogue, told=told)
    kept = _kept(proposal.mapping)
    desk = ImportDraft(
        tuple(files), tables=tables, found=found, proposal=proposal, mapping=kept, remembered=kept is not None
    )
    return mapped(replace(desk, kept=_kept_corrections(tables)), kept or proposal.mapping)


def mapped(desk: ImportDraft, mapping: Columns) -> ImportDraft:
    """The same files by another mapping; what was accepted stays accepted where it is still said."""
    tables = intake.corrected(desk.tables, desk.corrections)
    found = intake.still_found(desk.found, desk.corrections) if desk.found else None
    checked = intake.check(tables, mapping, here().catalogue, found, _day())
    return replace(desk, mapping=mapping, checked=checked, findings=checked.findings)


def mended(desk: ImportDraft, corrections: "tuple[Correction, ...]") -> ImportDraft:
    """The same files with these corrections."""
    changed = replace(desk, corrections=corrections)
    return _own(changed) if changed.mapping is None else mapped(changed, changed.mapping)


def _own(desk: ImportDraft) -> ImportDraft:
    """Files in our own format, read."""
    try:
        profiles, warnings = intake.read_files(desk.files, here().catalogue, desk.corrections)
    except DataErrors as fault:
        return replace(desk, profiles=None, findings=fault.findings)
    return replace(desk, profiles=profiles, columns=intake.columns_of(desk.files), findings=warnings)


def again() -> None:
    """Read the files once more, for the cohort's day has changed."""
    desk = present()
    if desk is not None and desk.mapping is not None:
        put(mapped(desk, desk.mapping))


def _day() -> date:
    """The day of the cohort that is aimed at; ages are those of that day."""
    there = {str(summary.cohort): summary.as_of for summary in here().cohorts}
    chosen = there.get(str(st.session_state.get("load_into"))) or st.session_state.get("load_as_of")
    return chosen if isinstance(chosen, date) else date.today()


def _kept(proposed: Columns) -> Columns | None:
    """The mapping kept for files of this shape."""
    content = cached.store().mappings().get(proposed.shape)
    return intake.read_mapping(content) if content is not None else None


def _kept_corrections(tables: "tuple[Table, ...]") -> FoundAgain:
    """What was put right in earlier versions of these tables, the newest word on a cell alone."""
    shapes = {intake.shape_of(table) for table in tables}
    told: dict[object, Correction] = {}
    for _, shape, content in cached.store().corrections():
        for one in intake.read_corrections(content) if shape in shapes else ():
            told.setdefault((one.shape, one.column, *sorted(one.names.items()), one.content), one)
    return intake.found_again(tables, told.values())


def _ours(files: Mapping[str, bytes]) -> bool:
    names = {name.lower().rpartition("/")[2] for name in files}
    return "cohort.toml" in names or any(name.endswith(".zip") for name in names)
