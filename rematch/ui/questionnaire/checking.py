"""The answers put through the checks of our own format: every fault by the cell it is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rematch.errors import DataErrors, Finding
from rematch.model import Profiles
from rematch.report.files.folder import UNITS, Row, files_of
from rematch.service.intake import read_files
from rematch.service.interview import CAPACITY, HOUSEHOLD, MUNICIPALITY, Form, Rows, Slot, around, put_into
from rematch.ui.profiles import names
from rematch.ui.questionnaire import draft
from rematch.ui.shell import memory
from rematch.ui.shell.context import here

OF_PEOPLE = ("households.csv", "members.csv")
"""Tables that are empty, and no fault, where whoever asks may know of nobody."""


@dataclass(frozen=True)
class CheckedForm:
    """The profiles that tables make, or what is wrong with them; faults by the cell of the form."""

    profiles: Profiles | None
    faults: Mapping[str, tuple[Finding, ...]]
    units: tuple[tuple[int, Finding], ...] = ()
    """Faults of the list of units once more, with the position of the unit each is about."""
    renamed: tuple[Finding, ...] = ()
    """Municipalities that are called otherwise then, for another one has their name."""

    def about(self, slot: Slot) -> tuple[Finding, ...]:
        """What is wrong with one answer."""
        return self.faults.get(slot.key, ())


def checked() -> CheckedForm:
    """The open form against the places and households it names; found once for the same answers and data."""
    form = draft.in_hand()
    question = (form.row, form.members, form.units, draft.ground())
    kept = memory.recall("form_check", question)
    if isinstance(kept, CheckedForm):
        return kept
    found = check(form, put_into(form, around(form, draft.rows())))
    memory.remember("form_check", question, found)
    return found


def check(form: Form, tables: Rows) -> CheckedForm:
    """Tables with the form in them, as they would be stored."""
    try:
        files = files_of(draft.profiles().cohort, tables)
        content = {name: text.encode() for name, text in files.items()}
        profiles, remarks = read_files(content, here().catalogue)
        return CheckedForm(profiles, {}, renamed=tuple(names.told(remarks)))
    except DataErrors as wrong:
        faults: dict[str, list[Finding]] = {}
        for finding in wrong.findings:
            if not finding.warning and (draft.coordinating() or finding.file not in OF_PEOPLE):
                faults.setdefault(_slot(finding, form, tables).key, []).append(finding)
        kept = {key: tuple(found) for key, found in faults.items()}
        if not kept and not draft.coordinating():
            return CheckedForm(draft.profiles(), {})
        return CheckedForm(None, kept, tuple(_of_units(kept.get(UNITS, ()), form, tables)))


def _of_units(found: Iterable[Finding], form: Form, tables: Rows) -> Iterator[tuple[int, Finding]]:
    """Empty rows are in the form, not in the table."""
    own = [at for at, row in enumerate(tables.get(UNITS, ())) if row.get("ags") == form.row.get("ags")]
    filled = [at for at, unit in enumerate(form.units or ()) if any(unit.values())]
    places = dict(zip(own, filled, strict=False))
    for finding in found:
        if finding.row is not None and finding.row - 2 in places:
            yield places[finding.row - 2], finding


def clash(form: Form) -> bool:
    """Whether a new household has the number of one that is there, spelt like it at least."""
    own = form.row.get("household_id", "").casefold()
    return form.subject is None and own in {h.id.casefold() for h in draft.profiles().households}


def section_of(key: str, form: Form) -> str:
    """The part of the form where a cell is asked."""
    column = key.partition("@")[0]
    for question in draft.all_questions(form):
        names = (*question.columns, *(field.id for field in question.fields), question.priority.column)
        if column in names or column.removesuffix("_as_of") in names:
            return question.criterion.group
    if form.kind == "household":
        return HOUSEHOLD
    if column == UNITS:
        return CAPACITY
    return CAPACITY if column.startswith(("capacity_", "pledge_")) else MUNICIPALITY


def _slot(finding: Finding, form: Form, tables: Rows) -> Slot:
    """The form's cell a finding is about; what is not a cell of its own goes to the household as such."""
    sheet, column = finding.file.removesuffix(".csv"), finding.column or ""
    row = _row(tables.get(sheet, []), finding.row)
    if sheet == UNITS:
        return Slot(UNITS)
    if sheet == "members" and row.get("household_id") == form.row.get("household_id"):
        return Slot(column, row.get("member"))
    return Slot(column)


def _row(lines: list[Row], number: int | None) -> Row:
    at = -1 if number is None else number - 2
    return lines[at] if 0 <= at < len(lines) else {}
