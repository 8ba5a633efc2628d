"""What our own checks add to what reading a foreign file has said already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rematch.errors import Finding

_ASKED = {
    "consent": "intake.ask_consent",
    "lat": "intake.ask_place",
    "lon": "intake.ask_place",
}
_NO_PEOPLE = {"intake.size_unknown", "intake.size_absurd", "intake.size_and_children", "intake.not_a_number"}
_NO_PEOPLE |= {"intake.birth_date_unclear"}
_MISSING = {"data.required", "intake.size_unknown"}
_OF_PLACE = ("ags", "state", "lat", "lon")
_PLACE_SAID = ("intake.ask_coordinates", "intake.place_missing", "intake.ags_unknown", "intake.ags_shared")


def not_yet_said(later: Iterable[Finding], said: Sequence[Finding]) -> list[Finding]:
    """What our checks add: nothing about an empty cell whose text was refused or that is asked for."""
    refused = {(f.file, f.sheet, f.row, f.column) for f in said if not f.warning}
    asked = {f.code for f in said}
    nowhere = {(f.file, f.sheet, f.row) for f in said if f.code in _PLACE_SAID}
    told = []
    for finding in later:
        here = (finding.file, finding.sheet, finding.row, finding.column)
        empty = finding.code in ("data.required", "data.column_missing")
        if empty and (here in refused or _ASKED.get(finding.column or "") in asked):
            continue
        if empty and (finding.file, finding.sheet, finding.row) in nowhere and finding.column in _OF_PLACE:
            continue
        if finding.code == "data.column_missing" and finding.column in _OF_PLACE and nowhere:
            continue
        if finding.code == "data.household_empty" and _NO_PEOPLE & asked:
            continue
        told.append(finding)
    return told


def by_what_stands_there(said: Iterable[Finding]) -> Iterator[Finding]:
    """Each cell that is needed and not understood is one error, never one that is missing as well."""
    all_said = tuple(said)
    needed = {_cell(f) for f in all_said if not f.warning and f.code in _MISSING}
    doubted = {_cell(f) for f in all_said if f.warning and f.row is not None} & needed
    for finding in all_said:
        if _cell(finding) not in doubted:
            yield finding
        elif finding.code in _MISSING:
            yield replace(finding, code="intake.needed_unclear", params={})


def _cell(finding: Finding) -> tuple[str, str | None, int | None, str | None]:
    return finding.file, finding.sheet, finding.row, finding.column
