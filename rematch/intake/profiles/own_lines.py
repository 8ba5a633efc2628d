"""What foreign rows come to as tables of ours: put through our own checks, told by where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rematch.base_fields import PRIVATE
from rematch.criteria.catalogue import Catalogue
from rematch.errors import Finding
from rematch.intake.findings import Findings
from rematch.intake.folder.columns import (
    Column,
    household_columns,
    member_columns,
    municipality_columns,
    unit_columns,
)
from rematch.intake.folder.read import built_households, check_across, places_of
from rematch.intake.folder.rows import Sheet
from rematch.intake.folder.units import built_municipalities, built_units, check_units
from rematch.intake.profiles.household_records import Dwelling
from rematch.intake.profiles.member_records import Person
from rematch.intake.profiles.municipality_records import Home
from rematch.intake.profiles.records import Record
from rematch.intake.sheets.tables import Line, Table
from rematch.intake.values.parsed import quoted_as
from rematch.model import Ags, Household, Municipality, Unit

HOUSEHOLDS, MEMBERS, MUNICIPALITIES, UNITS = "households", "members", "municipalities", "units"
FIRST = 2
"""The row of the first line in our own tables, as a spreadsheet counts."""

_QUIET = frozenset({"data.columns_absent", "data.link_one_way"})
"""Remarks on our own format that say nothing here: a questionnaire asks what it asks, links go one way."""


OURS = (HOUSEHOLDS, MEMBERS, MUNICIPALITIES, UNITS)
Built = tuple[tuple[Household, ...], tuple[Municipality, ...], Mapping[Ags, tuple[Unit, ...]]]


@dataclass
class OwnLines:
    """Our tables while they are made, and for each of their lines the row it comes from."""

    catalogue: Catalogue
    cells: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {name: [] for name in OURS})
    origins: dict[str, list[Record]] = field(default_factory=lambda: {name: [] for name in OURS})
    noted: Findings = field(default_factory=Findings)

    def take(
        self,
        houses: Sequence[Dwelling],
        people: Sequence[Person],
        places: Sequence[Home],
        units: Sequence[Home],
    ) -> None:
        """Fill the tables."""
        taken: tuple[Sequence[Dwelling | Person | Home], ...] = (houses, people, places, units)
        for name, lines in zip(OURS, taken, strict=True):
            self.cells[name] = [line.cells for line in lines]
            self.origins[name] = [line.record for line in lines]

    def check(self, catalogue: Catalogue) -> Built:
        """The profiles that our own checks let pass; what they find is kept."""
        columns = municipality_columns(catalogue, {})
        municipal = self._table(MUNICIPALITIES, columns)
        places = places_of(municipal)
        sheets = (
            Sheet.read(municipal, columns, self.noted),
            self._sheet(HOUSEHOLDS, household_columns(catalogue, places)),
            self._sheet(MEMBERS, member_columns(catalogue, places)),
        )
        units = self._sheet(UNITS, unit_columns())
        check_across(catalogue, *sheets, self.noted)
        check_units(units, sheets[0], sheets[2], catalogue, self.noted)
        listed = built_units(units, self.noted)
        towns = built_municipalities(sheets[0], listed, self.noted)
        return tuple(built_households(sheets[1], sheets[2], self.noted)), tuple(towns), listed

    def findings(self) -> list[Finding]:
        """What our own checks found, told by the file, sheet, row and column it comes from."""
        return [self._told(finding) for finding in self.noted.all() if not self._is_quiet(finding)]

    def _is_quiet(self, finding: Finding) -> bool:
        """Whether it says nothing of the foreign file, or of people only counted, whose household is told."""
        counted = finding.file == MEMBERS and finding.row is not None and finding.row >= FIRST
        if counted and finding.code in ("data.id_twice", "data.required"):
            return self.origins[MEMBERS][finding.row - FIRST].kind != "members"  # type: ignore[operator]
        return finding.code in _QUIET

    def _sheet(self, name: str, columns: Mapping[str, Column]) -> Sheet:
        return Sheet.read(self._table(name, columns), columns, self.noted)

    def _table(self, name: str, columns: Mapping[str, Column]) -> Table | None:
        """Our table of what was said; a required column is there wherever it is asked for by other words."""
        if not self.cells[name]:
            return None
        said = {key for cells in self.cells[name] for key in cells}
        present = [key for key in columns if key in said]
        lines = tuple(
            Line(number, {key: cells.get(key, "") for key in present})
            for number, cells in enumerate(self.cells[name], start=FIRST)
        )
        return Table(name, tuple(present), lines)

    def _told(self, finding: Finding) -> Finding:
        records = self.origins.get(finding.file, [])
        if not records:
            return finding
        params = {key: self._row(finding.file, key, value) for key, value in finding.params.items()}
        if finding.row is None or finding.row < FIRST:
            first = records[0].table
            return replace(finding, file=first.file, sheet=first.sheet, row=None, params=params)
        record = records[finding.row - FIRST]
        column = record.sources.get(finding.column or "", finding.column)
        private = finding.column in PRIVATE
        text = "" if private else record.line.cells.get(column or "", "")
        value = quoted_as(finding.column, text) or None
        return replace(
            finding,
            file=record.table.file,
            sheet=record.table.sheet,
            row=record.line.number,
            column=column,
            params=params,
            value=value,
        )

    def _row(self, name: str, key: str, value: Any) -> Any:
        """Parameters that name another row of the same table."""
        if key in ("first", "other") and isinstance(value, int):
            return self.origins[name][value - FIRST].line.number
        return value
