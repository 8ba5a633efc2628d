"""A cohort's folder, or an upload of the same files, as profiles: all problems at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from rematch.cells import CellFault, Places
from rematch.cells.scalars import ags, number
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.persons import FULL_AGE
from rematch.errors import Finding, Unreadable
from rematch.intake.files.zips import unpack_zip
from rematch.intake.findings import Findings, shown
from rematch.intake.folder.cohort import read_cohort
from rematch.intake.folder.columns import (
    household_columns,
    member_columns,
    municipality_columns,
    unit_columns,
)
from rematch.intake.folder.cross import (
    check_confirmed,
    check_exclusions,
    check_links,
    check_members,
    check_pledges,
    check_unique,
    check_wishes,
)
from rematch.intake.folder.rows import Sheet
from rematch.intake.folder.units import built_municipalities, built_units, check_units
from rematch.intake.limits import MAX_FILE_BYTES
from rematch.intake.sheets.corrections import Correction, corrected, still_found
from rematch.intake.sheets.tables import Table, read_csv
from rematch.model import Household, Member, Profiles, Role

COHORT, HOUSEHOLDS, MEMBERS, MUNICIPALITIES = FILES = (
    "cohort.toml",
    "households.csv",
    "members.csv",
    "municipalities.csv",
)

UNITS = "units.csv"
"""Only where some municipality keeps a list of its units."""
KNOWN = (*FILES, UNITS)

Read = tuple[Profiles, tuple[Finding, ...]]


def read_folder(folder: Path, catalogue: Catalogue) -> Read:
    """The profiles in a cohort's folder and what is odd about them.

    Raises DataErrors with everything that must be mended, Unreadable if there is no such folder.
    """
    if not folder.is_dir():
        raise Unreadable("data.no_folder", folder=folder.name)
    try:
        files = {
            name: (folder / name).read_bytes()[: MAX_FILE_BYTES + 1]
            for name in KNOWN
            if (folder / name).exists()
        }
    except OSError as error:
        raise Unreadable("data.cannot_read", folder=folder.name, why=type(error).__name__) from error
    return _read(files, catalogue)


def read_files(
    files: Mapping[str, bytes], catalogue: Catalogue, corrections: Collection[Correction] = ()
) -> Read:
    """The profiles in uploaded files by name, or in one zip of them; raises like `read_folder`."""
    return _read(_by_name(files), catalogue, corrections)


def tables_of(files: Mapping[str, bytes]) -> tuple[Table, ...]:
    """The tables of files in our own format, as far as they can be read."""
    found = _by_name(files)
    tables = (read_csv(name, found[name], Findings()) for name in KNOWN[1:] if name in found)
    return tuple(table for table in tables if table)


def columns_of(files: Mapping[str, bytes]) -> dict[str, frozenset[str]]:
    """The columns that files in our own format have, by table: households, members, municipalities, units."""
    return {table.file.removesuffix(".csv"): frozenset(table.columns) for table in tables_of(files)}


def _by_name(files: Mapping[str, bytes]) -> dict[str, bytes]:
    if len(files) == 1 and (only := next(iter(files))).lower().endswith(".zip"):
        files = unpack_zip(files[only])
    return {PurePosixPath(name).name: content for name, content in files.items()}


def _read(files: Mapping[str, bytes], catalogue: Catalogue, corrections: Collection[Correction] = ()) -> Read:
    findings = Findings()
    _check_names(files, findings)
    cohort = read_cohort(COHORT, files[COHORT], findings) if COHORT in files else None
    as_they_stand = [read_csv(name, files[name], findings) for name in KNOWN[1:] if name in files]
    tables = {table.file: table for table in corrected(filter(None, as_they_stand), corrections)}
    findings = still_found(findings, corrections)
    places = places_of(tables.get(MUNICIPALITIES))
    municipalities = Sheet.read(tables.get(MUNICIPALITIES), municipality_columns(catalogue, places), findings)
    households = Sheet.read(tables.get(HOUSEHOLDS), household_columns(catalogue, places), findings)
    members = Sheet.read(tables.get(MEMBERS), member_columns(catalogue, places), findings)
    units = Sheet.read(tables.get(UNITS), unit_columns(), findings)
    check_across(catalogue, municipalities, households, members, findings)
    check_units(units, municipalities, members, catalogue, findings)
    content = {
        "cohort": cohort,
        "municipalities": built_municipalities(municipalities, built_units(units, findings), findings),
        "households": built_households(households, members, findings),
    }
    warnings = findings.close()
    return Profiles.model_validate(content), warnings


def _check_names(files: Mapping[str, bytes], findings: Findings) -> None:
    for name in FILES:
        if name not in files:
            findings.error(name, None, None, "data.file_missing")
    for name in files:
        if name not in KNOWN and name.lower().endswith((".csv", ".toml", ".xlsx", ".xls", ".ods", ".zip")):
            findings.warn(shown(name), None, None, "data.file_unknown", names=KNOWN)


def places_of(table: Table | None) -> Places:
    """Where the municipalities lie; faulty cells are left out here and reported when the table is read."""
    places = {}
    for line in table.lines if table else ():
        try:
            point = number(line.cells.get("lat", "")), number(line.cells.get("lon", ""))
            places[ags(line.cells.get("ags", ""))] = point
        except CellFault:
            continue
    return places


def check_across(
    catalogue: Catalogue, municipalities: Sheet, households: Sheet, members: Sheet, findings: Findings
) -> None:
    """Everything that needs more than one row, for the tables that could be read."""
    persons = [resource.id for resource in catalogue.resources if resource.demand.per == "persons"]
    check_unique(municipalities.rows, "ags", "ags", findings)
    check_pledges(municipalities.rows, persons, findings)
    check_unique(households.rows, "id", "household_id", findings)
    check_links(households.rows, findings)
    check_exclusions(households.rows, findings)
    check_confirmed(households.rows, [c.id for c in catalogue.criteria if c.binds_confirmed], findings)
    if municipalities.rows:
        check_wishes(households.rows, [row.values.get("ags", "") for row in municipalities.rows], findings)
    if households.rows and members.rows:
        check_members(households.rows, members.rows, findings)


def built_households(households: Sheet, members: Sheet, findings: Findings) -> list[Household]:
    """The households with their members; what cannot be built is among the findings."""
    groups: defaultdict[str, list[Member]] = defaultdict(list)
    for row in members.rows:
        household = row.values.pop("household", "")
        if (built := members.build_one(Member, row, findings)) is not None:
            groups[household].append(built)
    # A household whose members are all faulty is checked with a stand-in: the cohort is refused anyway.
    stand_in = [Member(number=1, role=Role.ADULT, age=FULL_AGE)]
    return [
        household
        for row in households.rows
        if (
            household := households.build_one(
                Household, row, findings, members=groups.get(row.values.get("id", "")) or stand_in
            )
        )
    ]
