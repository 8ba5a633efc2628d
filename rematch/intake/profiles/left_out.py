"""Rows that do not come in: without consent, withdrawn, cancelled. Each is told where it stands."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rematch.criteria.catalogue import Catalogue
from rematch.identity import look
from rematch.intake.findings import Findings
from rematch.intake.matching.column_map import Mapping
from rematch.intake.matching.header_matching import is_personal
from rematch.intake.matching.targets import Meaning
from rematch.intake.profiles.records import Notes, Record, number_rows, read_records
from rematch.intake.sheets.tables import Table
from rematch.intake.values.parsed import ParseIssue
from rematch.intake.wording.status import OUT, is_trial, says_out

ACTING = (Meaning.STATUS, Meaning.WITHDRAWN)
"""What is not kept in a profile but decides whether there is one."""
OF_PERSON = "intake.consent_of_person"
ENDED = "intake.status_left_out"
BY_HAND = "by_hand"
"""Why a row is out of which only that is known that somebody left it out."""
YEARS = 5
"""A day from which a household can move is doubted if it lies more years away."""
REFUSED = frozenset(
    {"intake.consent_refused", "intake.consent_unclear", "intake.consent_of_member", OF_PERSON}
)
"""Reasons that take a household out of the cohort where it is in it already."""
OF_ONE = frozenset({"intake.consent_unclear", "intake.consent_of_member", OF_PERSON})
"""Of these rows of persons a person decides: the household stays out, or this one person alone."""


def rows_aside(
    tables: Iterable[Table],
    mapping: Mapping,
    catalogue: Catalogue,
    kinds: Collection[str] = ("households", "persons"),
) -> Iterator[Record]:
    """Rows of these kinds that a person left out or that the file strikes through, with why they are out."""
    for table in tables:
        use = mapping.use_of(table) if table.left or table.struck else None
        if use is None or use.kind not in kinds:
            continue
        for lines, reason in ((table.left, BY_HAND), (table.struck, ENDED)):
            records = read_records(replace(table, lines=lines), use, catalogue, Notes(Findings()))
            if use.kind == "households":
                number_rows(records)
            for record in records:
                record.left_out = reason if says_no(record) is False else OF_PERSON
                yield record


def leave_out(
    asked: Sequence[Record], members: Sequence[Record], places: Sequence[Record], notes: Notes
) -> None:
    """Mark the rows that are not loaded.

    `asked` are rows of households, or of their persons one by one; `members` those of a table of members.
    A household is left out whole where one of its rows is no plain yes: until a person has left out that row
    alone, nothing of it is in.
    """
    for record in (*asked, *members, *places):
        _cancelled(record, notes)
    agreed = {_key(r) for r in asked if r.left_out is None and says_no(r) is False}
    for record in asked:
        _without_consent(record, OF_PERSON if _key(record) in agreed else "intake.consent_refused", notes)
    unsure = {_key(r) for r in asked if r.left_out in (OF_PERSON, "intake.consent_unclear")}
    unsure |= {_key(r) for r in members if _member_disagrees(r, notes)}
    for record in asked:
        if record.left_out is None and _key(record) in unsure:
            record.left_out = "intake.consent_of_member"


def note_odd_days(asked: Iterable[Record], day: date, notes: Notes) -> None:
    """A consent of a day that is still to come, a move many years from now: asked about in its row."""
    for record in asked:
        ready = record.text("available_from")
        if ready and abs(int(ready[:4]) - day.year) > YEARS:
            notes.doubt(record, "available_from", ParseIssue("intake.day_unlikely"))
        if record.text("consent_date") > day.isoformat():
            notes.doubt(record, "consent_date", ParseIssue("intake.consent_to_come"))


def _key(record: Record) -> str:
    return look(record.text("household_id")) or f"\0{record.line.number}"


def says_no(record: Record) -> bool | None:
    """Whether the row refuses consent, or takes it back; None where a person has to look at it."""
    consent, withdrawn = record.said.get("consent"), record.said.get("withdrawn")
    if consent is not None and (consent.text == "no" or consent.doubts):
        return None if consent.doubts else True
    if withdrawn is not None and (withdrawn.text == "yes" or withdrawn.doubts):
        return None if withdrawn.doubts else True
    return False


def _without_consent(record: Record, code: str, notes: Notes) -> None:
    said = says_no(record)
    if said is None:
        record.left_out = "intake.consent_unclear"
    elif said:
        _out(record, _of_refusal(record), code, notes)


def _member_disagrees(record: Record, notes: Notes) -> bool:
    if says_no(record) is False:
        return False
    _out(record, _of_refusal(record), "intake.consent_of_member", notes)
    return True


def _of_refusal(record: Record) -> str:
    """Which column says so: the consent, unless that is a plain yes and was taken back."""
    consent = record.said.get("consent")
    return "consent" if consent is not None and (consent.doubts or consent.text == "no") else "withdrawn"


def _cancelled(record: Record, notes: Notes) -> None:
    """By a column of states, or by a cell that says nothing else and is not read as something else."""
    if record.text("status") == OUT:
        _out(record, "status", ENDED, notes)
        return
    read = {s for name, s in record.sources.items() if record.said[name].text and name != "note"}
    for source, text in record.line.cells.items():
        if source not in read and says_out(text, whole=True):
            _out(record, "note", ENDED, notes, source)
            return
    for source, text in record.line.cells.items():
        if source not in read and is_trial(text) and not says_out(text, whole=False):
            notes.doubt(record, "note", ParseIssue("intake.tried_out"), source)
            return
    for source, comment in record.table.comments.get(record.line.number, {}).items():
        if says_out(comment, whole=False):
            notes.of_comment(record, source, ParseIssue("intake.comment_cancelled"), comment)
    unread = (source for source in record.line.cells if source not in record.sources.values())
    for source in (*filter(None, [record.sources.get("note")]), *unread):
        if not is_personal(source, record.kind) and says_out(record.line.cells.get(source, ""), whole=False):
            notes.doubt(record, "note", ParseIssue("intake.note_cancelled"), source)


def _out(record: Record, target: str, code: str, notes: Notes, source: str | None = None) -> None:
    record.left_out = code
    notes.doubt(record, target, ParseIssue(code), source)
