"""A list with a day in each row, and perhaps how many people: read whole, or told what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from rematch.cells import scalars
from rematch.cells.faults import CellFault
from rematch.errors import DataErrors, Finding
from rematch.intake.findings import Findings, shown
from rematch.intake.formats import read_tables
from rematch.intake.quantities.days import plain_day, read_day
from rematch.intake.sheets.tables import Line, Table

Entry = tuple[date, int | None]
"""A day, and the persons; None where the list does not tell them."""


@dataclass(frozen=True)
class DayTable:
    """A table with the columns in which most cells are days, in its order."""

    table: Table
    days: tuple[str, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The columns beside them."""
        return tuple(name for name in self.table.columns if name and name not in self.days)


def read_day_table(name: str, content: bytes) -> DayTable:
    """The first table of a file that has a column of days; raises DataErrors where there is none."""
    findings = Findings()
    for table in read_tables(name, content, findings):
        days = tuple(column for column in table.columns if column and _mostly_days(table, column))
        if days:
            findings.close()
            return DayTable(table, days)
    raise DataErrors(findings.all() or (Finding(name, None, None, "intake.no_days"),))


def day_entries(found: DayTable, days: str, persons: str | None = None) -> tuple[Entry, ...]:
    """The rows in their order, by the column of days and that of persons, if there is one.

    Raises DataErrors naming every cell that is no day, or no whole number of persons.
    """
    findings, entries = Findings(), []
    for line in found.table.lines:
        day = _day(line, days)
        if day is None:
            value = shown(line.cells[days])
            findings.error(found.table.file, line.number, shown(days), "data.not_a_date", value=value)
        people = None if persons is None else _persons(found.table, line, persons, findings)
        if day is not None:
            entries.append((day, people))
    findings.close()
    return tuple(entries)


def _mostly_days(table: Table, column: str) -> bool:
    filled = [line for line in table.lines if line.cells.get(column)]
    return 2 * sum(_day(line, column) is not None for line in filled) > len(filled)


def _day(line: Line, column: str) -> date | None:
    typed = line.typed.get(column)
    return plain_day(typed) if isinstance(typed, date) else read_day(line.cells[column])


def _persons(table: Table, line: Line, column: str, findings: Findings) -> int | None:
    try:
        return scalars.whole(line.cells[column], 1.0)
    except CellFault as fault:
        findings.error(table.file, line.number, shown(column), fault.code, **fault.params)
        return None
