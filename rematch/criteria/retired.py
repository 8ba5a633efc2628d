"""Criteria that are gone for good. What still names one loads; the entry is told and left out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rematch.errors import Finding
from rematch.model import CriterionId
from rematch.scenario import Scenario

RETIRED: Mapping[CriterionId, str] = {
    CriterionId("profile_freshness"): "profile_age",
    CriterionId("sector_saturation"): "sector_saturation",
}
"""By the criterion's id, the field that it alone read (docs/decisions/0028)."""

RETIRED_COLUMNS = frozenset(
    name
    for criterion, field in RETIRED.items()
    for name in (field, f"{field}_as_of", f"priority_{criterion}")
)
"""The columns of our own tables that went with them."""


def retired_in(scenario: Scenario) -> tuple[CriterionId, ...]:
    """The retired criteria that a scenario weighs or switches."""
    return tuple(c for c in dict.fromkeys([*scenario.weights, *scenario.switches]) if c in RETIRED)


def without_retired(scenario: Scenario) -> Scenario:
    """The scenario without the retired criteria that it weighs or switches."""
    weights = {c: weight for c, weight in scenario.weights.items() if c not in RETIRED}
    switches = {c: on for c, on in scenario.switches.items() if c not in RETIRED}
    return scenario.model_copy(update={"weights": weights, "switches": switches})


def retired_finding(file: str, names: Iterable[str]) -> Finding:
    """The one remark on everything in a file or scenario that is retired."""
    return Finding(file, None, None, "catalogue.retired", {"names": tuple(names)}, warning=True)


def tables_without_retired(tables: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A catalogue's tables without retired criteria and their fields, and the ids of those that stood there.

    A field that another criterion reads stays.
    """
    criteria, fields = (_entries(tables, section) for section in ("criteria", "fields"))
    gone = [c["id"] for c in criteria if str(c.get("id")) in RETIRED]
    if not gone:
        return tables, ()
    kept = [c for c in criteria if str(c.get("id")) not in RETIRED]
    orphans = {RETIRED[name] for name in gone} - set(_said([kept, tables.get("resources")]))
    left = [f for f in fields if str(f.get("id")) not in orphans]
    return {**tables, "criteria": kept, "fields": left}, tuple(gone)


def _said(value: object) -> Iterator[str]:
    """Every text in nested tables and lists, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _said(inner)


def _entries(tables: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """The section's entries, none where it has another form, which the catalogue's own check tells."""
    found = tables.get(section)
    well_formed = isinstance(found, list) and all(isinstance(entry, dict) for entry in found)
    return found if well_formed and isinstance(found, list) else []
