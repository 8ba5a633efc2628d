"""Foreign tables as checked profiles: read by a mapping, made lines of ours, put through our own checks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rematch.criteria.catalogue import Catalogue
from rematch.errors import DataErrors, Finding
from rematch.identity import look
from rematch.intake.findings import Findings, shown
from rematch.intake.matching.column_map import ColumnUse, TableUse
from rematch.intake.matching.column_map import Mapping as ColumnMapping
from rematch.intake.matching.header_matching import likenesses
from rematch.intake.matching.targets import targets
from rematch.intake.place_columns import is_of_a_place
from rematch.intake.profiles.doubles import note_again, note_sent_again
from rematch.intake.profiles.household_records import Dwelling, dwellings
from rematch.intake.profiles.left_out import (
    ACTING,
    BY_HAND,
    ENDED,
    REFUSED,
    leave_out,
    note_odd_days,
    rows_aside,
)
from rematch.intake.profiles.member_records import Joining, Person
from rematch.intake.profiles.municipality_records import closed_places, homes, listed_units
from rematch.intake.profiles.not_yet_said import by_what_stands_there, not_yet_said
from rematch.intake.profiles.own_lines import HOUSEHOLDS, MEMBERS, MUNICIPALITIES, OURS, UNITS, OwnLines
from rematch.intake.profiles.records import Notes, Record, note_names, note_names_of_tables, read_records
from rematch.intake.quantities.ages import AgeOnDay, edges
from rematch.intake.sheets.cell_faults import told_where_unread
from rematch.intake.sheets.sheet import listed
from rematch.intake.sheets.tables import Table
from rematch.intake.stated import Stated, stated
from rematch.intake.values.parsed import ParseIssue
from rematch.intake.wording.status import says_out
from rematch.intake.wording.unread import question_of_personal, question_of_unread
from rematch.model import Ags, Cohort, Household, Municipality, Profiles, Unit


@dataclass(frozen=True)
class Checked:
    """What a load would be: every row as understood, everything wrong or doubtful, the profiles if sound.

    `stated` says which of our columns the files had for each profile; `refused` are the households whose
    rows refuse consent, `ended` those whose rows say that they no longer count, `left` those of which only
    rows that a person left out are there, `numbered` those whose ids count rows or answers, for the files
    have none. `units` are the lists of units by municipality, also of one that is not in the files. `closed`
    are municipalities whose rows no longer count, `taken_out` those of them that somebody takes out.
    """

    records: tuple[Record, ...]
    people: tuple[Person, ...]
    findings: tuple[Finding, ...]
    households: tuple[Household, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    stated: Stated = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    closed: frozenset[Ags] = frozenset()
    taken_out: frozenset[Ags] = frozenset()
    units: Mapping[Ags, tuple[Unit, ...]] = field(default_factory=dict)

    def without_left(self) -> "Checked":
        """The same, the households in `left` no longer counting."""
        return replace(self, ended=self.ended | self.left, left=frozenset())

    def without_places(self, places: Iterable[Ags]) -> "Checked":
        """The same, these of the municipalities in `closed` taken out of the cohort."""
        return replace(self, taken_out=self.closed & frozenset(places))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return tuple(finding for finding in self.findings if not finding.warning)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody must have seen, and accepted."""
        return tuple(finding for finding in self.findings if finding.warning)

    def open(self, accepted: Iterable[str]) -> tuple[Finding, ...]:
        """The warnings that nobody has accepted yet, by their ids."""
        done = set(accepted)
        return tuple(finding for finding in self.warnings if finding.id not in done)

    def profiles(self, cohort: Cohort, accepted: Iterable[str]) -> Profiles:
        """The profiles to be stored; raises DataErrors while there are errors or warnings not accepted."""
        if rest := (*self.errors, *self.open(accepted)):
            raise DataErrors(rest)
        return Profiles(cohort=cohort, households=self.households, municipalities=self.municipalities)


def check(
    tables: Sequence[Table],
    mapping: ColumnMapping,
    catalogue: Catalogue,
    found: Findings | None = None,
    today: date | None = None,
) -> Checked:
    """Everything the tables say by this mapping; `found` holds what reading the files has found already."""
    findings = Findings()
    notes, day = Notes(findings), today or date.today()
    read = mapping.columns_read(tables)
    told_elsewhere = {(file, source) for file, _, source in read}
    records = [r for table in tables for r in _read(table, mapping, catalogue, notes, told_elsewhere)]
    note_names_of_tables(tables, mapping, day, notes)
    by_kind = {kind: [r for r in records if r.kind == kind] for kind in (*OURS, "persons")}
    asked = [*by_kind[HOUSEHOLDS], *by_kind["persons"]]
    leave_out(asked, by_kind[MEMBERS], [*by_kind[MUNICIPALITIES], *by_kind[UNITS]], notes)
    before = found.all() if found else ()
    note_sent_again(_in(by_kind[HOUSEHOLDS]), before, notes)
    note_again(_in((*by_kind["persons"], *by_kind[MEMBERS])), notes)
    answers = {name for name, target in targets("households", catalogue).items() if target.of == "household"}
    houses = dwellings(asked, mapping.constants, answers, notes)
    aside = list(rows_aside(tables, mapping, catalogue))
    people = _joining(notes, catalogue, day, aside).people(houses, by_kind[MEMBERS], asked)
    note_odd_days(asked, day, notes)
    places = homes(by_kind[MUNICIPALITIES], notes, day)
    off = [r for r in by_kind[MUNICIPALITIES] if r.left_out == ENDED]
    off += rows_aside(tables, mapping, catalogue, (MUNICIPALITIES,))
    lines = OwnLines(catalogue)
    lines.take(houses, people, places, listed_units(by_kind[UNITS], notes, day))
    built = lines.check(catalogue)
    by_words = {(file, sheet, shown(source)) for file, sheet, source in read}
    said = (*told_where_unread(before, tables, by_words), *_of_rows_that_count(findings.all(), records))
    ordered = _ordered(by_what_stands_there((*said, *not_yet_said(lines.findings(), said))))
    sound = not any(not finding.warning for finding in ordered)
    return Checked(
        tuple(records),
        tuple(people),
        ordered,
        *(built[:2] if sound else ((), ())),
        stated=stated(houses, people, places),
        refused=(refused := _gone((*asked, *aside), houses, REFUSED)),
        ended=(ended := _gone((*asked, *aside), houses, {ENDED})),
        left=_gone(aside, houses, {BY_HAND}) - refused - ended,
        numbered=frozenset(r.text("household_id") for r in (*asked, *aside) if _is_numbered(r)),
        closed=closed_places(off, places),
        units=built[2] if sound else {},
    )


def _joining(notes: Notes, catalogue: Catalogue, day: date, aside: Iterable[Record]) -> Joining:
    names = [entry.id for entry in catalogue.fields_of("member")]
    left = frozenset(look(record.text("household_id")) for record in aside)
    return Joining(notes, names, AgeOnDay(day, edges(catalogue)), left)


def _ordered(said: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, errors first."""
    told = {finding.id: finding for finding in said}.values()
    return tuple(sorted(told, key=lambda f: (f.warning, f.file, f.sheet or "", f.row or 0)))


def _in(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if not record.left_out]


def _of_rows_that_count(said: Iterable[Finding], records: Sequence[Record]) -> Iterator[Finding]:
    """Without errors in rows that do not come in: they block nothing.

    Of tables side by side, whose rows have one number, none may be in.
    """
    places = [((r.table.file, r.table.sheet, r.line.number), r.left_out) for r in records]
    out = {place for place, left_out in places if left_out} - {p for p, left_out in places if not left_out}
    return (f for f in said if f.warning or (f.file, f.sheet, f.row) not in out)


def _gone(asked: Iterable[Record], houses: Iterable[Dwelling], reasons: Collection[str]) -> frozenset[str]:
    """Households of which no row came in, and one did not for such a reason."""
    gone = {record.text("household_id") for record in asked if record.left_out in reasons}
    return frozenset(gone - {dwelling.cells.get("household_id", "") for dwelling in houses})


def _is_numbered(record: Record) -> bool:
    """Whether its id is no household's but counts the rows of a table or the answers of a survey."""
    return record.table.numbered or "household_id" not in record.sources


def _read(
    table: Table,
    mapping: ColumnMapping,
    catalogue: Catalogue,
    notes: Notes,
    told_elsewhere: Collection[tuple[str, str]],
) -> list[Record]:
    use = mapping.use_of(table)
    if use is None:
        notes.of_column(table, None, ParseIssue("intake.table_unmapped", error=True))
        return []
    if use.kind == "ignored":
        notes.of_column(table, None, ParseIssue("intake.table_ignored", {"row": table.header}))
        return []
    own = targets(use.kind, catalogue)
    for column in use.columns:
        if column.unread == "taken" and (rival := _rival(table, use, column, catalogue)):
            notes.of_column(table, column.source, ParseIssue("intake.columns_differ", {"read": rival}))
        elif column.unread in ("none", "taken") and (table.file, column.source) not in told_elsewhere:
            notes.of_column(table, column.source, ParseIssue(_question_of_unread(column.source, use)))
        elif column.unread == "personal" and (asked := question_of_personal(column.source, use.kind)):
            notes.of_column(table, column.source, ParseIssue(asked))
        elif column.unread == "retired":
            notes.of_column(table, column.source, ParseIssue("intake.column_retired"))
        elif column.target in own and column.taught == column.target:
            notes.of_column(table, column.source, ParseIssue("intake.column_taught"))
        elif column.target in own and column.partly == column.target:
            notes.of_column(table, column.source, ParseIssue("intake.header_partly"))
        elif column.target in own and not (own[column.target].kept or own[column.target].meaning in ACTING):
            notes.of_column(table, column.source, ParseIssue("intake.column_aside"))
    _note_comments(table, use, notes)
    records = read_records(table, use, catalogue, notes)
    note_names(records, notes)
    return records


def _question_of_unread(header: str, use: TableUse) -> str:
    of_place = use.kind in (HOUSEHOLDS, "persons") and is_of_a_place(header)
    named = "intake.unread_place" if of_place else "intake.column_unmapped"
    return question_of_unread(header, use.kind) or named


def _note_comments(table: Table, use: TableUse, notes: Notes) -> None:
    """Comments on cells that are read, and in no other way asked about: how many, and in which rows."""
    rows = {line.number for line in table.lines}
    beside = [
        row
        for row, here in sorted(table.comments.items())
        for source, said in here.items()
        if row in rows and use.target_of(source) and not says_out(said, whole=False)
    ]
    if beside:
        told = {"count": len(beside), "rows": listed(list(dict.fromkeys(beside)))}
        notes.of_column(table, None, ParseIssue("intake.comments_beside", told))


def _rival(table: Table, use: TableUse, column: ColumnUse, catalogue: Catalogue) -> str | None:
    """The column that is read in place of this one, where the two do not say the same in every row."""
    meant = likenesses(column.source, use.kind, catalogue)[:1]
    read = next((c.source for c in use.columns if meant and c.target == meant[0].target), None)
    if read is None or all(line.cells.get(read) == line.cells.get(column.source) for line in table.lines):
        return None
    return read
