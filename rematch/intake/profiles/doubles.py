"""The same people twice: a household that stands again further down, a form that was sent again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rematch.errors import Finding
from rematch.identity import look
from rematch.intake.profiles.records import Notes, Record
from rematch.intake.sheets.tables import Table
from rematch.intake.values.parsed import ParseIssue

OF_PEOPLE = ("ages", "size", "adults", "children", "children_under_6", "children_school")
STAYS = (
    *OF_PEOPLE,
    "place",
    "lat",
    "lon",
    "arrival",
    "languages",
    "german",
    "isced",
    "isco",
    "education",
    "occupation",
)
"""What two forms of one household agree in, whatever else was answered otherwise."""

FEWEST = 3
"""Answers in which two forms must agree, one of them about who the people are."""


def note_again(records: Sequence[Record], notes: Notes) -> None:
    """Ask about each row of a person whose household's rows stood together further up.

    In a table that is ordered otherwise, where the rows of most households lie apart, only after a pause,
    or where a row says the same as an earlier one.
    """
    for table in {id(record.table): record.table for record in records}.values():
        own = [record for record in records if record.table is table and record.text("household_id")]
        pieces: dict[str, list[list[Record]]] = {}
        for run in _runs(own):
            pieces.setdefault(look(run[0].text("household_id")), []).append(run)
        several = [runs for runs in pieces.values() if sum(map(len, runs)) > 1]
        alone = [len(run) == 1 for runs in several for run in runs]
        ordered = 2 * sum(alone) <= len(alone) or len(several) == 1
        for runs in several:
            for record, first in _again(runs, set() if ordered else set(_pauses(table)), ordered=ordered):
                issue = ParseIssue("intake.household_again", {"first": first.line.number})
                notes.doubt(record, "household_id", issue)


def _runs(records: Sequence[Record]) -> list[list[Record]]:
    """Rows of one household that stand together."""
    runs: list[list[Record]] = []
    for record in records:
        if runs and look(runs[-1][0].text("household_id")) == look(record.text("household_id")):
            runs[-1].append(record)
        else:
            runs.append([record])
    return runs


def _pauses(table: Table) -> Iterator[int]:
    """The rows before which others are blank or left out."""
    return (later.number for line, later in pairwise(table.lines) if later.number > line.number + 1)


def _again(
    runs: Sequence[Sequence[Record]], pauses: set[int], *, ordered: bool
) -> Iterator[tuple[Record, Record]]:
    """The rows to be asked about, each with the household's first row or the one it repeats.

    Rows that stand together may be alike: of twins, if little is said.
    """
    said: dict[tuple[str, ...], Record] = {}
    first = runs[0][0]
    for at, run in enumerate(runs):
        paused = any(first.line.number < pause <= run[0].line.number for pause in pauses)
        for record in run:
            same = said.get(tuple(record.line.cells.values()))
            if same is not None or (at and (ordered or paused)):
                yield record, same or first
        said = {tuple(record.line.cells.values()): record for record in run} | said


def note_sent_again(records: Sequence[Record], found: Iterable[Finding], notes: Notes) -> None:
    """Ask about each row that agrees with an earlier one of its table in all that stays and both say.

    Only where the table's ids are none of the household's, and not of rows that were `found` to be the same.
    """
    same = {(f.file, f.sheet, f.row) for f in found if f.code == "intake.sent_twice"}
    for table in {id(record.table): record.table for record in records}.values():
        own = [record for record in records if record.table is table and _is_unnamed(record, table)]
        known: dict[tuple[str, ...], list[Record]] = {}
        for record in own:
            alike = known.setdefault(tuple(record.text(name) for name in OF_PEOPLE), [])
            first = next((other for other in alike if _agree(record, other)), None)
            alike.append(record)
            if first is not None and (table.file, table.sheet, record.line.number) not in same:
                issue = ParseIssue("intake.sent_again", {"first": first.line.number})
                notes.doubt(record, "size", issue)


def _is_unnamed(record: Record, table: Table) -> bool:
    """Whether no number that the household itself has names the row."""
    return table.numbered or not record.text("household_id")


def _agree(one: Record, other: Record) -> bool:
    both = [name for name in STAYS if one.text(name) and other.text(name)]
    people = any(name in OF_PEOPLE for name in both)
    return people and len(both) >= FEWEST and all(one.text(name) == other.text(name) for name in both)
