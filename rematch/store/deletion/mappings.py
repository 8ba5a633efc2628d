"""What mappings remember of a cohort's files."""

import json
from typing import Any

from rematch.model import CohortId
from rematch.store.database import Statements

_QUOTES = {"words", "constants"}
"""Stored names of a mapping that hold words of a cohort's files."""


def unquote_mappings(statements: Statements, cohort: CohortId) -> None:
    """Take from the mappings used for a cohort the cells of its files that they quote."""
    for row in statements.run("mappings_of_cohort", cohort=cohort):
        content = json.dumps(_unquoted(json.loads(row["content"])), ensure_ascii=False)
        statements.run("set_mapping", shape=row["shape"], content=content)


def _unquoted(mapping: Any) -> Any:
    """A mapping, or a part of one, without the cells it quotes and what it says of all households."""
    if isinstance(mapping, dict):
        return {name: {} if name in _QUOTES else _unquoted(part) for name, part in mapping.items()}
    return [_unquoted(part) for part in mapping] if isinstance(mapping, list) else mapping
