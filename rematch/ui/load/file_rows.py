"""The rows of the files on the desk, as a person knows them: where they stand, what they are called."""

from typing import TYPE_CHECKING

from rematch.base_fields import BASE_FIELDS, PRIVATE, FieldKind
from rematch.errors import Finding
from rematch.model import FieldId
from rematch.report.wording.values import word_of
from rematch.service import intake
from rematch.service.intake import FORGOTTEN, Correction
from rematch.texts.languages import spoken
from rematch.ui.load.desk import ImportDraft
from rematch.ui.profiles.cells import words
from rematch.ui.shell.context import here
from rematch.ui.shell.state import language
from rematch.ui.words import number, t

if TYPE_CHECKING:
    from rematch.intake.sheets.tables import Line, Table

HIDDEN = "…"
PLACES = frozenset(name for name, field in BASE_FIELDS.items() if field.kind is FieldKind.PLACES) | {"name"}
NAMING = frozenset(name for name, field in BASE_FIELDS.items() if field.names) | {"name"}
Place = tuple[str, str | None, int]
"""File, sheet and row."""


def row_of(found: ImportDraft, finding: Finding) -> Place | None:
    """The row a finding is about, if it is about one."""
    place = (finding.file, finding.sheet, finding.row or 0)
    return place if place in found.rows else None


def line_at(found: ImportDraft, place: Place) -> "tuple[Table, Line] | None":
    """What stands in a row, with its table."""
    return found.rows.get(place)


def table_at(found: ImportDraft, file: str, sheet: str | None) -> "Table | None":
    """A table by its file and sheet."""
    return next((table for table in found.tables if (table.file, table.sheet) == (file, sheet)), None)


def readable(found: ImportDraft, table: "Table") -> list[str]:
    """The columns whose cells may be shown and put right: none with names or contacts of people."""
    use = found.mapping.use_of(table) if found.mapping else None
    left = {one.source for one in use.columns if one.unread in ("personal", "technical")} if use else set()
    return [source for source in table.columns if source and source not in left]


def stands(found: ImportDraft, table: "Table", source: str, line: "Line") -> str:
    """A cell as it may be shown."""
    return HIDDEN if secret(found, table, source) and line.cells[source] else line.cells[source]


def secret(found: ImportDraft, table: "Table | None", source: str | None) -> bool:
    """Whether no screen repeats the cells of this column."""
    target = target_of(found, table, source) if table and source else None
    return target in PRIVATE or target in FORGOTTEN


def proposed(found: ImportDraft, finding: Finding) -> str:
    """What would be taken for a cell, as a person reads it: no code of ours where there is a word for it."""
    text, table = finding.proposal or "", table_at(found, finding.file, finding.sheet)
    target = target_of(found, table, finding.column) if table and finding.column else None
    if not text or target is None:
        return text
    return ", ".join(_in_words(part, target) for part in text.split("|"))


def _in_words(part: str, target: str) -> str:
    tag, said, level = part.partition(":")
    if target == "languages":
        name = spoken(tag, language())
        return f"{name} ({_level(level)})" if said else name
    if target == "german":
        return _level(part)
    if target in PLACES:
        return intake.place_name(part)
    field = here().catalogue.field_by_id.get(FieldId(target))
    return word_of(part, field, language()) if field and field.codes else words(target, part)


def _level(level: str) -> str:
    return t("evidence.native") if level == "native" else level


def target_of(found: ImportDraft, table: "Table", source: str) -> str | None:
    """Our column for one of the file's; those of our own format are ours."""
    if found.mapping is None:
        return source
    use = found.mapping.use_of(table)
    return use.target_of(source) if use else None


def correction(found: ImportDraft, table: "Table", row: int, column: str | None, after: str) -> Correction:
    """What somebody says of a cell, or with no column that the row does not count."""
    naming = {source for source in table.columns if target_of(found, table, source) in NAMING}
    return intake.made(table, row, column, after, naming)


def may_be_kept(found: ImportDraft, one: Correction) -> bool:
    """A day of birth is not kept, here neither."""
    table = table_at(found, one.file, one.sheet)
    return table is not None and not (one.column and target_of(found, table, one.column) in FORGOTTEN)


def row_words(found: ImportDraft, place: Place) -> str:
    """File and sheet where there are several, the row, and what names it."""
    there = line_at(found, place)
    naming = [s for s in there[0].columns if target_of(found, there[0], s) in NAMING] if there else []
    called = [there[1].cells[source] for source in naming if there and there[1].cells[source]]
    where = [place[0]] if len({table.file for table in found.tables}) > 1 else []
    where += [place[1]] if place[1] else []
    return " · ".join([*where, t("load.mend.in_row", row=number(place[2])), *called[:1]])
