"""Lines of a table as values by part of the profile, every faulty cell noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from pydantic import ValidationError

from rematch.cells.faults import CellFault, alike
from rematch.criteria.retired import RETIRED_COLUMNS
from rematch.intake.findings import Findings
from rematch.intake.folder.columns import Column
from rematch.intake.sheets.tables import Line, Table
from rematch.model import Frozen

M = TypeVar("M", bound=Frozen)


@dataclass
class TableRow:
    """What a line says; `sound` while none of its cells is faulty."""

    file: str
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    sound: bool = True

    def ids(self, part: str) -> tuple[str, ...]:
        """The ids or AGS named in one part, none if it is unknown."""
        return self.values.get(part) or ()


@dataclass(frozen=True)
class Sheet:
    """The rows of one table with the columns they were read by; empty for a table that is not there."""

    rows: tuple[TableRow, ...]
    columns: Mapping[str, Column]

    @classmethod
    def read(cls, table: Table | None, columns: Mapping[str, Column], findings: Findings) -> Self:
        """All lines of the table, read by these columns."""
        if table is None:
            return cls((), columns)
        _check_header(table, columns, findings)
        if not table.lines:
            findings.error(table.file, None, None, "data.no_rows")
        present = [column for name, column in columns.items() if name in table.columns]
        whole = not any(column.required and name not in table.columns for name, column in columns.items())
        blank = {column.part: column.blank for column in columns.values() if column.blank is not None}
        rows = [TableRow(table.file, line.number, dict(blank), whole) for line in table.lines]
        for row, line in zip(rows, table.lines, strict=True):
            _read_line(row, line, present, findings)
        return cls(tuple(rows), columns)

    def build(self, model: type[M], findings: Findings) -> list[M]:
        """The sound rows as profiles."""
        built = (self.build_one(model, row, findings) for row in self.rows)
        return [profile for profile in built if profile is not None]

    def build_one(self, model: type[M], row: TableRow, findings: Findings, **more: Any) -> M | None:
        """The row as a profile, checked by its pydantic model; None, with findings, if it is not sound."""
        if not row.sound:
            return None
        try:
            return model.model_validate(row.values | more)
        except ValidationError as error:
            names = {column.part: name for name, column in self.columns.items() if column.key is None}
            for fault in error.errors(include_url=False, include_input=False):
                part = str(fault["loc"][0])
                code, params = _fault_code(fault["type"], fault.get("ctx", {}))
                findings.error(row.file, row.number, names.get(part, part), code, **params)
            return None


def _check_header(table: Table, columns: Mapping[str, Column], findings: Findings) -> None:
    """Required columns that are missing are errors; unknown, retired and missing answers are warnings."""
    missing = [column for name, column in columns.items() if name not in table.columns]
    gone = tuple(name for name in table.columns if name in RETIRED_COLUMNS and name not in columns)
    if gone:
        findings.warn(table.file, 1, None, "data.columns_retired", columns=gone)
    for name in table.columns:
        if name and name not in columns and name not in gone:
            findings.warn_column(table.file, 1, name, alike(name, (c.name for c in missing)))
    for column in missing:
        if column.required:
            findings.error(table.file, 1, column.name, "data.column_missing")
    absent = tuple(column.name for column in missing if column.part in ("answers", "offers"))
    if absent:
        findings.warn(table.file, 1, None, "data.columns_absent", count=len(absent), columns=absent)


def _read_line(row: TableRow, line: Line, columns: Iterable[Column], findings: Findings) -> None:
    for column in columns:
        text = line.cells[column.name]
        if text:
            _read_cell(row, column, text, findings)
        elif column.required:
            findings.error(row.file, row.number, column.name, "data.required")
            row.sound = False


def _read_cell(row: TableRow, column: Column, text: str, findings: Findings) -> None:
    try:
        value = column.parse(text)
    except CellFault as fault:
        findings.error(row.file, row.number, column.name, fault.code, **fault.params)
        row.sound = False
        return
    if column.key is None:
        row.values[column.part] = value
    else:
        row.values.setdefault(column.part, {})[column.key] = value


def _fault_code(kind: str, context: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    if kind == "greater_than_equal":
        return "data.below", {"least": context["ge"]}
    if kind == "less_than_equal":
        return "data.above", {"most": context["le"]}
    return "data.invalid", {"why": kind}
