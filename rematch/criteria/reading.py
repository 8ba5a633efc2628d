"""The catalogue's file read and checked: every fault named, with the entry it stands in."""

import re
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rematch.criteria.catalogue import BASE_COLUMNS, PERSONS, Catalogue
from rematch.criteria.resource_soundness import order_faults, resource_faults
from rematch.criteria.retired import retired_finding, tables_without_retired
from rematch.criteria.soundness import faults, field_faults
from rematch.errors import DataErrors, Finding

MOST_PARTS = 32
TOO_DEEP = re.compile(rf"(?:[^\s.=\[\]{{}},#]++[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")
"""Keys of many parts take a time that grows with the square of their number."""


def read_catalogue(path: Path) -> Catalogue:
    """Read and check a catalogue file; raises DataErrors naming every fault found."""
    try:
        return parse_catalogue(path.read_bytes(), path.name)
    except OSError as error:
        raise DataErrors([_unreadable(path.name, type(error).__name__)]) from error


@lru_cache(maxsize=4)
def parse_catalogue(content: bytes, name: str) -> Catalogue:
    """The same for a file's bytes, an uploaded one's for instance; the same bytes are read once."""
    return checked(_tables(content, name), name)


def retired_entries(content: bytes, name: str) -> tuple[Finding, ...]:
    """What a catalogue's file still names of criteria that are gone: one remark, or none."""
    gone = tables_without_retired(_tables(content, name))[1]
    return (retired_finding(name, gone),) if gone else ()


def tables(text: str) -> dict[str, Any]:
    """A TOML document; raises ValueError, also where keys or values lie so deep that reading would not end.

    A number of more digits than anybody needs is such a fault as well.
    """
    if TOO_DEEP.search(text):
        raise ValueError(f"a key of more than {MOST_PARTS} parts")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("values too deep in each other") from error


def _tables(content: bytes, name: str) -> dict[str, Any]:
    try:
        return tables(content.decode("utf-8"))
    except ValueError as error:
        raise DataErrors([_unreadable(name, str(error))]) from error


def _unreadable(name: str, why: str) -> Finding:
    return Finding(name, None, None, "catalogue.unreadable", {"why": why})


def checked(raw: dict[str, Any], name: str) -> Catalogue:
    """The catalogue in these tables; raises DataErrors naming every fault, `name` is where they come from.

    Criteria that are gone for good are left out.
    """
    raw = tables_without_retired(raw)[0]
    try:
        catalogue = Catalogue.model_validate({**raw, "fields": raw.get("fields", [])})
    except ValidationError as error:
        raise DataErrors(
            _shape_finding(name, raw, fault) for fault in error.errors(include_url=False)
        ) from error
    if findings := [*_reference_findings(name, catalogue), *_unsound(name, catalogue)]:
        raise DataErrors(findings)
    return catalogue


def _unsound(name: str, catalogue: Catalogue) -> list[Finding]:
    found = [(str(PERSONS), fault) for fault in order_faults(catalogue)]
    found += [(field.id, fault) for field in catalogue.fields for fault in field_faults(field)]
    found += [(r.id, fault) for r in catalogue.resources for fault in resource_faults(r, catalogue)]
    found += [(c.id, fault) for c in catalogue.criteria for fault in faults(c, catalogue)]
    return [Finding(name, None, where, code, params) for where, (code, params) in found]


def _shape_finding(name: str, raw: dict[str, object], fault: object) -> Finding:
    loc = tuple(fault["loc"])  # type: ignore[index]
    section = raw.get(str(loc[0])) if loc else None
    where = ".".join(map(str, loc))
    if len(loc) > 1 and isinstance(section, list) and isinstance(loc[1], int) and loc[1] < len(section):
        entry = section[loc[1]]
        known = entry.get("id", loc[1]) if isinstance(entry, dict) else loc[1]
        where = ".".join([str(known), *map(str, loc[2:])])
    return Finding(name, None, where, "catalogue.shape", {"why": fault["msg"]})  # type: ignore[index]


def _reference_findings(name: str, catalogue: Catalogue) -> list[Finding]:
    """Ids named twice, and names that lead nowhere."""
    findings = []
    for section in (catalogue.groups, catalogue.fields, catalogue.resources, catalogue.criteria):
        counts = Counter(str(entry.id) for entry in section)
        findings += [Finding(name, None, i, "catalogue.twice") for i, n in counts.items() if n > 1]
    groups = {group.id for group in catalogue.groups}
    known = BASE_COLUMNS | set(catalogue.field_by_id)
    for c in catalogue.criteria:
        fields = [
            c.need,
            c.offer,
            c.applies,
            c.params.wait,
            c.params.split,
            *(term.field for term in c.params.terms),
            *(name for one in c.conditions for name in (one.spoken, one.field)),
        ]
        missing: list[str] = [f for f in fields if f is not None and f not in known]
        missing += [c.group] if c.group not in groups else []
        missing += (
            [c.resource] if c.resource is not None and c.resource not in catalogue.resource_by_id else []
        )
        missing += [g for g in c.modifies if g not in groups and g != "*"]
        findings += [Finding(name, None, c.id, "catalogue.unknown_name", {"name": m}) for m in missing]
    for r in catalogue.resources:
        if r.criterion not in catalogue.by_id:
            findings.append(Finding(name, None, r.id, "catalogue.unknown_name", {"name": r.criterion}))
        if r.demand.field is not None and r.demand.field not in known:
            findings.append(Finding(name, None, r.id, "catalogue.unknown_name", {"name": r.demand.field}))
    return findings
