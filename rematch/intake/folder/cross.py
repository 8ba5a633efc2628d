"""Checks that need more than one row: who is named twice, or named but not there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from rematch.criteria.persons import FULL_AGE
from rematch.intake.findings import Findings, shown
from rematch.intake.folder.rows import TableRow
from rematch.model import ExclusionReason, Role

LINKS = ("linked_hard", "linked_soft", "apart")


def check_unique(rows: Iterable[TableRow], part: str, column: str, findings: Findings) -> None:
    """Each id once; the later row is reported with the row of the first."""
    first: dict[object, int] = {}
    for row in rows:
        key = row.values.get(part)
        if key in first:
            findings.error(row.file, row.number, column, "data.id_twice", first=first[key])
        elif key is not None:
            first[key] = row.number


def check_members(households: Sequence[TableRow], members: Sequence[TableRow], findings: Findings) -> None:
    """Every member in a known household, every household with members, each member's number once."""
    known = {row.values.get("id") for row in households}
    numbers: dict[tuple[object, object], int] = {}
    for row in members:
        household = row.values.get("household")
        if household is None:
            continue
        if household not in known:
            findings.error(row.file, row.number, "household_id", "data.household_unknown")
        key = (household, row.values.get("number"))
        if key in numbers and key[1] is not None:
            findings.error(row.file, row.number, "member", "data.id_twice", first=numbers[key])
        numbers.setdefault(key, row.number)
        _check_role(row, findings)
    inhabited = {row.values.get("household") for row in members}
    for row in households:
        if "id" in row.values and row.values["id"] not in inhabited:
            findings.error(row.file, row.number, "household_id", "data.household_empty")


def check_links(households: Sequence[TableRow], findings: Findings) -> None:
    """Links lead to other households of the cohort, both ways, and no pair is linked and kept apart."""
    by_id = {row.values["id"]: row for row in households if "id" in row.values}
    for row in households:
        for part, target in _links(row):
            if target == row.values.get("id"):
                findings.error(row.file, row.number, part, "data.link_self")
            elif target not in by_id:
                findings.error(row.file, row.number, part, "data.link_unknown", value=shown(target))
            elif row.values.get("id") not in by_id[target].ids(part):
                other = by_id[target].number
                findings.warn(row.file, row.number, part, "data.link_one_way", other=other)
    together = _together(households)
    for row in households:
        own = row.values.get("id", "")
        for target in row.ids("apart"):
            if target != own and target in by_id and together.get(target) == together.get(own):
                other = by_id[target].number
                findings.error(row.file, row.number, "apart", "data.apart_and_linked", other=other)


def check_wishes(households: Iterable[TableRow], ags: Iterable[str], findings: Findings) -> None:
    """Wishes for places outside the cohort cannot come true; places both wished and excluded are odd."""
    known = set(ags)
    for row in households:
        for part in ("wish_ags", "excluded_ags"):
            for value in row.ids(part):
                if value not in known:
                    findings.warn(row.file, row.number, part, "data.ags_not_in_cohort", value=value)
        for value in set(row.ids("wish_ags")) & set(row.ids("excluded_ags")):
            findings.warn(row.file, row.number, "wish_ags", "data.wish_excluded", value=value)


def check_exclusions(households: Iterable[TableRow], findings: Findings) -> None:
    """Reasons and checks belong to the excluded places one by one; a reason nobody asked for is told once."""
    unasked: list[TableRow] = []
    for row in households:
        places = len(row.ids("excluded_ags"))
        for part in ("excluded_reason", "excluded_confirmed"):
            said = len(row.ids(part))
            if said > places:
                findings.error(row.file, row.number, part, "data.more_than_places", said=said, places=places)
            elif 0 < said < places:
                findings.warn(row.file, row.number, part, "data.fewer_than_places", said=said, places=places)
        reasons = row.ids("excluded_reason")
        if len(reasons) < places or ExclusionReason.NOT_ASKED in reasons:
            unasked.append(row)
    if unasked:
        findings.warn(unasked[0].file, None, "excluded_reason", "data.reasons_not_asked", count=len(unasked))


def check_confirmed(households: Iterable[TableRow], criteria: Collection[str], findings: Findings) -> None:
    """What is said to be confirmed is one of the criteria that have to be: another confirms nothing."""
    for row in households:
        for value in row.ids("confirmed"):
            if value not in criteria:
                known = ", ".join(criteria)
                findings.warn(
                    row.file, row.number, "essential_confirmed", "data.confirmed_unknown",
                    value=shown(value), known=known,
                )  # fmt: skip


def check_pledges(municipalities: Iterable[TableRow], persons: Iterable[str], findings: Findings) -> None:
    """A pledge's minimum is at most its maximum, and that at most the places (`persons`: resources)."""
    for row in municipalities:
        least, most = row.values.get("pledge_min", 0), row.values.get("pledge_max")
        capacity = row.values.get("capacity", {})
        places = min((capacity[r] for r in persons if r in capacity), default=None)
        if most is not None and least > most:
            findings.error(row.file, row.number, "pledge_min", "data.pledge_order", least=least, most=most)
        promised = least if most is None else most
        if places is not None and promised > places:
            column = "pledge_min" if most is None else "pledge_max"
            findings.warn(
                row.file, row.number, column, "data.pledge_over_places", pledge=promised, places=places
            )


def _check_role(row: TableRow, findings: Findings) -> None:
    role, age = row.values.get("role"), row.values.get("age")
    if role is not None and age is not None and (role == Role.CHILD) != (age < FULL_AGE):
        findings.warn(row.file, row.number, "role", "data.role_and_age", age=age)


def _links(row: TableRow) -> Iterator[tuple[str, str]]:
    return ((part, target) for part in LINKS for target in row.ids(part))


def _together(households: Sequence[TableRow]) -> dict[str, str]:
    """For each household one representative of all those it is hard-linked with, over any number of steps."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for row in households:
        own = row.values.get("id", "")
        for target in row.ids("linked_hard"):
            neighbours[own].add(target)
            neighbours[target].add(own)
    found: dict[str, str] = {}
    for start in [row.values.get("id", "") for row in households]:
        waiting = [start] if start not in found else []
        while waiting:
            household = waiting.pop()
            if household not in found:
                found[household] = start
                waiting += neighbours[household]
    return found
