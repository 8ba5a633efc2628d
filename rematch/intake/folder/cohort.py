"""cohort.toml: what the cohort is called, and whether its people are invented."""

import re
from datetime import datetime

from pydantic import ValidationError

from rematch.cells.faults import alike
from rematch.criteria.reading import tables
from rematch.intake.findings import Findings
from rematch.intake.sheets.tables import decoded
from rematch.model import Cohort

_FAULTS = {
    "id": "data.cohort_id",
    "name": "data.cohort_name",
    "invented": "data.cohort_invented",
    "as_of": "data.cohort_as_of",
    "seed": "data.cohort_seed",
}


def read_cohort(file: str, content: bytes, findings: Findings) -> Cohort | None:
    """The cohort's header; None, with the reasons among the findings, if it cannot be used."""
    text = decoded(file, content, findings)
    if text is None:
        return None
    try:
        raw = tables(text)
    except ValueError as error:
        at = re.search(r"line (\d+)", str(error))
        findings.error(file, int(at[1]) if at else None, None, "data.not_toml")
        return None
    for key in sorted(raw.keys() - Cohort.model_fields.keys()):
        findings.warn_column(file, None, key, alike(key, Cohort.model_fields))
    known = {key: _plain(value) for key, value in raw.items() if key in Cohort.model_fields}
    try:
        return Cohort.model_validate(known)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            key = str(fault["loc"][0])
            missing = fault["type"] == "missing"
            findings.error(file, None, key, "data.required" if missing else _FAULTS[key])
        return None


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value
