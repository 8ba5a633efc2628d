"""What was understood, row by row, for a person to compare with the file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rematch.base_fields import PRIVATE
from rematch.intake.matching.targets import FORGOTTEN, Kind
from rematch.intake.profiles.checking import Checked
from rematch.intake.profiles.records import Record
from rematch.intake.values.parsed import ParsedCell


@dataclass(frozen=True)
class Understood:
    """One row: its values by our columns, None where unknown.

    `confirm` names the columns whose value is only proposed; `members` counts the people of a household;
    `left_out` is the code of the reason why the row is not loaded.
    """

    file: str
    sheet: str | None
    row: int
    kind: Kind
    id: str
    values: dict[str, Any]
    confirm: tuple[str, ...] = ()
    members: int | None = None
    left_out: str | None = None


def preview(checked: Checked) -> tuple[Understood, ...]:
    """Every row as understood, in the order of the files."""
    members: Counter[object] = Counter()
    for person in checked.people:
        counted = person.record.kind == "households"
        members[id(person.record) if counted else person.cells.get("household_id", "")] += 1
    return tuple(_row(record, members) for record in checked.records)


def _row(record: Record, members: Counter[object]) -> Understood:
    household = record.text("household_id")
    counted = record.kind in ("households", "persons") and not record.left_out
    return Understood(
        file=record.table.file,
        sheet=record.table.sheet,
        row=record.line.number,
        kind=record.kind,
        id=record.text("name") or record.text("ags") if record.kind == "municipalities" else household,
        values={name: _shown(name, said) for name, said in record.said.items() if name not in FORGOTTEN},
        confirm=tuple(_to_confirm(record)),
        members=(members[id(record)] or members[household]) if counted else None,
        left_out=record.left_out,
    )


def _shown(name: str, said: ParsedCell) -> Any:
    """The value; of private ones how many."""
    return len(said.value) if name in PRIVATE and said.value else said.value


def _to_confirm(record: Record) -> Iterator[str]:
    for name, said in record.said.items():
        if said.text and any(doubt.proposal is not None for doubt in said.doubts):
            yield name
