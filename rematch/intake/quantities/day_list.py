"""A list with a day in each row, and perhaps how many people: read whole, or told what is wrong with it."""

from datetime import date

from rematch.cells import scalars
from rematch.cells.faults import CellFault
from rematch.intake.findings import Findings, shown
from rematch.intake.quantities.days import plain_day, read_day
from rematch.intake.sheets.tables import Line, Table

Entry = tuple[date, int | None]
"""A day, and the persons; None where the list does not tell them."""


def day_columns(table: Table) -> tuple[str, ...]:
    """The columns in which most cells are days, in the order of the table."""
    return tuple(name for name in table.columns if name and _mostly_days(table, name))


def read_day_list(table: Table, days: str, persons: str | None, findings: Findings) -> tuple[Entry, ...]:
    """The rows in their order; among the findings each cell that is no day or no whole number of persons."""
    found = []
    for line in table.lines:
        day = _day(line, days)
        if day is None:
            findings.error(
                table.file, line.number, shown(days), "data.not_a_date", value=shown(line.cells[days])
            )
        people = None if persons is None else _persons(table, line, persons, findings)
        if day is not None:
            found.append((day, people))
    return tuple(found)


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
