"""The rows of a foreign table in our words, every doubt noted where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rematch.base_fields import PRIVATE
from rematch.cells import NOTHING, joined
from rematch.criteria.catalogue import Catalogue
from rematch.errors import Finding
from rematch.intake.findings import Findings
from rematch.intake.matching.column_map import ColumnUse, Mapping, TableUse
from rematch.intake.matching.targets import FORGOTTEN, Kind, Meaning, Target, targets
from rematch.intake.profiles.reading import understand
from rematch.intake.quantities import numerals
from rematch.intake.quantities.units import asked_in, measured, of_header
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.values.crosses import has_ticks, is_said, only_crosses, question_of
from rematch.intake.values.parsed import UNKNOWN, ParsedCell, ParseIssue, quoted_as
from rematch.intake.values.raw_cell import RawCell, decimal_sign
from rematch.intake.values.yes_no import says_no
from rematch.intake.wording.names import looks_like_a_name
from rematch.intake.wording.status import is_ending, question_of_name
from rematch.intake.words import by_stem

NUMERIC = (Meaning.NUMBER, Meaning.WHOLE, Meaning.AMOUNT)


@dataclass
class Record:
    """One row: where it stands, what it says by our columns, and which of its columns said so.

    `left_out` is the code of the reason why it is not loaded.
    """

    table: Table
    line: Line
    kind: Kind
    said: dict[str, ParsedCell] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    left_out: str | None = None

    def text(self, target: str) -> str:
        """Our cell for one of our columns, empty if it is unknown."""
        return self.said.get(target, UNKNOWN).text

    def value(self, target: str) -> Any:
        """The value of one of our columns, None if it is unknown."""
        return self.said.get(target, UNKNOWN).value

    def whole(self, target: str) -> int | None:
        """A whole number that one of our columns has."""
        value = self.value(target)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True)
class Notes:
    """Findings about foreign rows, with file, sheet, row, column and the value as it stands there."""

    findings: Findings

    def doubt(self, record: Record, target: str, doubt: ParseIssue, source: str | None = None) -> None:
        """Note what is doubtful about one answer of a row."""
        column = source or record.sources.get(target, target)
        text = "" if target in (*PRIVATE, *FORGOTTEN) else record.line.cells.get(column, "")
        self._keep(record.table, record.line.number, column, doubt, quoted_as(target, text) or None)

    def of_comment(self, record: Record, column: str, doubt: ParseIssue, comment: str) -> None:
        """Note what hangs on a cell of a row."""
        self._keep(record.table, record.line.number, column, doubt, quoted_as(None, comment))

    def of_column(self, table: Table, column: str | None, doubt: ParseIssue) -> None:
        """Note what holds for a whole column or table."""
        self._keep(table, None, column, doubt, None)

    def _keep(
        self, table: Table, row: int | None, column: str | None, doubt: ParseIssue, value: str | None
    ) -> None:
        finding = Finding(table.file, row, column, doubt.code, dict(doubt.params), not doubt.error)
        self.findings.keep(replace(finding, sheet=table.sheet, value=value, proposal=doubt.proposal))


def read_records(table: Table, use: TableUse, catalogue: Catalogue, notes: Notes) -> list[Record]:
    """The table's rows by our columns; what is doubtful or no value is noted, and unknown."""
    own = targets(use.kind, catalogue)
    mapped = [(c, own[c.target]) for c in use.columns if c.target in own and c.source in table.columns]
    columns = sorted(mapped, key=lambda one: _rank(*one))
    records = [Record(table, line, use.kind) for line in table.lines]
    shown = _table_decimal(table, columns)
    for column, target in columns:
        for record, cell in _cells(records, column, target, shown):
            understood = understand(cell, target, column)
            _add(record, target, column.source, understood)
            for doubt in understood.doubts:
                lenient = doubt if target.kept else ParseIssue(doubt.code, doubt.params, doubt.proposal)
                notes.doubt(record, target.name, lenient, column.source)
        question = question_of(table, column, target)
        if question is not None and not is_said(table, column):
            notes.of_column(table, column.source, question)
    return records


def note_names(records: Sequence[Record], notes: Notes) -> None:
    """Ids of households that look like names of people: asked about once for their column."""
    sources = {record.sources.get("household_id") for record in records} - {None}
    for source in sorted(map(str, sources)):
        like = {r.line.cells[source] for r in records if looks_like_a_name(r.line.cells.get(source, ""))}
        if like:
            notes.of_column(
                records[0].table, source, ParseIssue("intake.ids_like_names", {"count": len(like)})
            )


def note_names_of_tables(tables: Iterable[Table], mapping: Mapping, day: date, notes: Notes) -> None:
    """Sheets and files that are called as if their rows did not count now: one question each."""
    for table in tables:
        use, question = mapping.use_of(table), question_of_name(table.sheet or "", table.file, day)
        if use is not None and use.kind != "ignored" and question is not None:
            notes.of_column(table, None, ParseIssue(question))


def number_rows(records: Sequence[Record]) -> bool:
    """Give rows of a table of households the numbers of its rows as ids, if it has none, and say so."""
    if any("household_id" in record.said for record in records):
        return False
    for record in records:
        text = f"R{record.line.number}"
        record.said["household_id"] = ParsedCell(text, text)
    return True


def _cells(
    records: Sequence[Record], column: ColumnUse, target: Target, shown: numerals.Decimal | None
) -> Iterator[tuple[Record, RawCell]]:
    texts = [record.line.cells.get(column.source, "") for record in records]
    decimal = decimal_sign(column, texts, shown) if target.meaning in NUMERIC else None
    no = says_no(texts) if target.meaning is Meaning.FLAG else True
    unit = _unit(column, target, texts, decimal) if target.meaning in NUMERIC else None
    crosses = target.meaning is Meaning.FLAG and only_crosses(texts)
    ticks = target.meaning is Meaning.FLAG and has_ticks(texts)
    ends = target.meaning is Meaning.STATUS and is_ending(column.source)
    for record, text in zip(records, texts, strict=True):
        typed = record.line.typed.get(column.source)
        if isinstance(typed, float) and any(map(str.isalpha, text)) and not measured(text).unit:
            typed = None  # its format says more than the number
        yield record, RawCell(text, typed, decimal, no, unit, crosses, ticks, ends)


def _rank(column: ColumnUse, target: Target) -> int:
    """Which of several columns of wishes comes first, as their headers say; others stay as they stand."""
    found = by_stem("ranks", column.source) if target.meaning is Meaning.PLACES else None
    return int(found["rank"]) if found else 0


def _unit(
    column: ColumnUse, target: Target, texts: Sequence[str], decimal: numerals.Decimal | None
) -> str | None:
    """The unit of a column's plain numbers: its header's; a share of one where a percentage lies below 1."""
    named = of_header(column.source)
    if asked_in(target) != "percent" or named not in (None, "percent"):
        return named
    plain = [numerals.read_number(text, decimal) for text in texts if text and measured(text).unit is None]
    known = [value for value in plain if value is not None]
    below = any(0 < value < 1 for value in known) and all(0 <= value <= 1 for value in known)
    return "share" if below else named


def _table_decimal(table: Table, columns: Sequence[tuple[ColumnUse, Target]]) -> numerals.Decimal | None:
    """The decimal sign of the table's numbers together, coordinates included: one file, one habit."""
    numeric = [use.source for use, target in columns if target.meaning in (*NUMERIC, Meaning.COORDINATE)]
    return numerals.decimal_of(
        line.cells.get(source, "") for line in table.lines for source in numeric if source not in line.typed
    )


def _add(record: Record, target: Target, source: str, understood: ParsedCell) -> None:
    """Take an answer in; several columns of one meaning are answers after another."""
    before = record.said.get(target.name)
    if target.name == "consent" and before is not None:
        understood = min(before, understood, key=_consents)
        before = None
    if before is not None and before.text and understood.text:
        parts = dict.fromkeys([*before.text.split("|"), *understood.text.split("|")])
        listed = [part for part in parts if part != NOTHING]
        understood = ParsedCell(joined(listed), listed)
    if before is None or understood.text:
        record.said[target.name] = understood
        record.sources[target.name] = source
    for name, text in understood.more.items():
        record.said.setdefault(name, ParsedCell(text, True if text == "yes" else int(text)))
        record.sources.setdefault(name, source)


def _consents(said: ParsedCell) -> int:
    """Of several answers to questions for consent the one that counts: a no, a doubtful one, none, a yes."""
    return 0 if said.text == "no" else 1 if said.doubts else 2 if not said.text else 3
