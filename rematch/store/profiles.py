"""Profiles as rows and back: what is saved comes back equal, in the same order."""

import json
from collections import defaultdict
from collections.abc import Iterable

from rematch.base_fields import HOUSEHOLD
from rematch.canonical import canonical, fingerprint, first_names, read
from rematch.model import Cohort, CohortId, Household, Member, Municipality, Profiles
from rematch.store.database import Row, Statements

_JSON = {
    *(field.part for field in HOUSEHOLD if field.kind.is_list),
    *("answers", "priorities", "capacity", "offers", "as_of"),
}
"""Columns whose cells hold JSON text."""


def profiles_fingerprint(profiles: Profiles) -> str:
    """Sixteen hex digits that change exactly when the profiles do."""
    return fingerprint(canonical(profiles))


def insert(statements: Statements, profiles: Profiles, data: str) -> None:
    """Write all rows of the profiles as version `data` of their cohort."""
    keys = {"cohort": profiles.cohort.id, "data": data}
    members = [
        {"household": household.id} | encoded(member)
        for household in profiles.households
        for member in household.members
    ]
    households = [encoded(household, without="members") for household in profiles.households]
    municipalities = [encoded(municipality) for municipality in profiles.municipalities]
    _insert_rows(statements, "insert_households", keys, households)
    _insert_rows(statements, "insert_members", keys, members)
    _insert_rows(statements, "insert_municipalities", keys, municipalities)


def select(statements: Statements, cohort: CohortId, data: str) -> Profiles | None:
    """The profiles as they were inserted; None if there is no such version."""
    keys = {"cohort": cohort, "data": data}
    header = statements.one("dataset", **keys)
    if header is None:
        return None
    members: defaultdict[str, list[Member]] = defaultdict(list)
    for row in _decoded(statements.run("members", **keys)):
        members[row.pop("household")].append(read(Member, row))
    return read(
        Profiles,
        {
            "cohort": read(Cohort, next(iter(_decoded([header])))),
            "households": [
                read(Household, row | {"members": members[row["id"]]})
                for row in _decoded(statements.run("households", **keys))
            ],
            "municipalities": [
                read(Municipality, row) for row in _decoded(statements.run("municipalities", **keys))
            ],
        },
    )


def delete_unused(statements: Statements, cohort: CohortId, data: str) -> None:
    """Delete the versions of the cohort's profiles that are neither `data` nor any run's or revision's."""
    statements.run("delete_unused_datasets", cohort=cohort, data=data)
    for table in ("households", "members", "municipalities"):
        statements.run(f"delete_unused_{table}", cohort=cohort)


def encoded(profile: Cohort | Household | Member | Municipality, without: str | None = None) -> Row:
    """A row of the profile's table: a column for what its form held first, JSON for what was added."""
    form: Row = {name: value for name, value in canonical(profile).items() if name != without}
    row = {column: _cell(form.pop(column)) for column in first_names(type(profile)) if column != without}
    return row | {"more": json.dumps(form, ensure_ascii=False) if form else None}


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _decoded(rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        row.update(json.loads(row.pop("more") or "{}"))
        for column in _JSON & row.keys():
            row[column] = json.loads(row[column]) if isinstance(row[column], str) else row[column]
        yield row


def _insert_rows(statements: Statements, name: str, keys: Row, rows: list[Row]) -> None:
    """All rows in one statement, column by column: a hundred times faster than row by row."""
    if rows:
        columns = {column: [row[column] for row in rows] for column in rows[0]}
        statements.run(name, **keys, **columns, position=list(range(len(rows))))
