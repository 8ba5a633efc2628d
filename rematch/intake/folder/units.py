"""units.csv: the accommodation of the municipalities, one row a unit or several alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.housing.unit_types import unit_types
from rematch.criteria.persons import BOY_AGE
from rematch.intake.findings import Findings, shown
from rematch.intake.folder.names import told_apart
from rematch.intake.folder.rows import Sheet, TableRow
from rematch.model import Ags, Municipality, OpenTo, ProtectedFor, Unit

BY_SEX = (OpenTo.WOMEN, OpenTo.MEN)


def built_units(units: Sheet, findings: Findings) -> dict[Ags, tuple[Unit, ...]]:
    """The lists of units by municipality; what cannot be built is among the findings."""
    found: defaultdict[Ags, list[Unit]] = defaultdict(list)
    for row in units.rows:
        ags = row.values.pop("ags", "")
        if (built := units.build_one(Unit, row, findings)) is not None:
            found[ags].append(built)
    return {ags: tuple(listed) for ags, listed in found.items()}


def built_municipalities(
    municipalities: Sheet, units: Mapping[Ags, tuple[Unit, ...]], findings: Findings
) -> list[Municipality]:
    """The municipalities with their units; what cannot be built, or is renamed, is among the findings."""
    built = [
        (row, town)
        for row in municipalities.rows
        if (town := _built(municipalities, row, units, findings)) is not None
    ]
    towns = told_apart(town for _, town in built)
    for (row, before), town in zip(built, towns, strict=True):
        if town.name != before.name:
            findings.warn(row.file, row.number, "name", "data.name_shared", name=town.name)
    return towns


def _built(
    municipalities: Sheet, row: TableRow, units: Mapping[Ags, tuple[Unit, ...]], findings: Findings
) -> Municipality | None:
    own = units.get(row.values.get("ags", Ags("")), ())
    return municipalities.build_one(Municipality, row, findings, units=own)


def check_units(
    units: Sheet, municipalities: Sheet, members: Sheet, catalogue: Catalogue, findings: Findings
) -> None:
    """Units of known municipalities, each named once there, of known types, with days in order.

    Without a table of municipalities they may be of any.
    """
    types = unit_types(catalogue)
    known = {row.values.get("ags"): row for row in municipalities.rows}
    first: dict[tuple[object, object], int] = {}
    for row in units.rows:
        ags, kind, key = row.values.get("ags"), row.values.get("type"), row.values.get("unit")
        if ags is not None and known and ags not in known:
            findings.error(row.file, row.number, "ags", "data.unit_municipality")
        if kind is not None and kind not in types:
            findings.error(
                row.file, row.number, "type", "data.not_an_option", value=shown(kind), options=tuple(types)
            )
        if key is not None and first.setdefault((ags, key), row.number) != row.number:
            findings.error(row.file, row.number, "unit", "data.id_twice", first=first[ags, key])
        begin, end = row.values.get("free_from"), row.values.get("free_to")
        if begin is not None and end is not None and begin > end:
            findings.error(row.file, row.number, "free_to", "data.unit_days")
    _check_counts(units.rows, known, types, findings)
    _check_sexes(units.rows, members.rows, findings)


def _check_counts(
    units: Iterable[TableRow], towns: Mapping[Any, TableRow], types: Mapping[str, str], findings: Findings
) -> None:
    """Where a municipality also states a capacity by type, and it is another number than the rows."""
    counted: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in units:
        counted[row.values.get("ags", "")][row.values.get("type", "")] += row.values.get("count", 1)
    for ags, found in counted.items():
        if (town := towns.get(ags)) is None:
            continue
        stated = town.values.get("capacity", {})
        for kind, resource in types.items():
            if stated.get(resource, found[kind]) != found[kind]:
                findings.warn(
                    town.file,
                    town.number,
                    f"capacity_{resource}",
                    "data.units_and_capacity",
                    units=found[kind],
                    capacity=stated[resource],
                )


def _check_sexes(units: Iterable[TableRow], members: Iterable[TableRow], findings: Findings) -> None:
    """Whose sex is not stated is not proposed for units of women or men: told once."""
    by_sex = any(
        row.values.get("open_to") in BY_SEX or row.values.get("protected_for") == ProtectedFor.WOMEN
        for row in units
    )
    unsaid = [row for row in members if "sex" not in row.values and row.values.get("age", 0) >= BOY_AGE]
    if by_sex and unsaid:
        findings.warn(unsaid[0].file, None, "sex", "data.sex_unknown", count=len(unsaid))
