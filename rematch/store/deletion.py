"""A cohort deleted for good: from every table, from the file's bytes, from the backups that are known."""

import json
from pathlib import Path
from typing import Any

from rematch.errors import RematchError
from rematch.model import CohortId, Frozen, Viewer
from rematch.store import journal
from rematch.store.database import Database, Statements

_QUOTES = {"words", "constants"}
"""Stored names of a mapping that hold words of a cohort's files."""


class Deletion(Frozen):
    """What became of the backups, by the names of their files."""

    cleaned: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()


def delete_cohort(database: Database, cohort: CohortId, viewer: Viewer) -> Deletion:
    """Delete every row, rewrite the file without them, and do the same to every known backup.

    Of the journal stays that something happened to a random token. Raises store.no_cohort, and
    store.rewrite_failed where the rows are gone but the file could not be rewritten.
    """
    with database.writing() as statements:
        if not _delete(statements, cohort, viewer):
            raise RematchError("store.no_cohort", cohort=cohort)
        backups = [Path(row["path"]) for row in statements.run("backups")]
    database.rewrite()
    missed = [path for path in backups if not clean_backup(path, cohort, viewer)]
    return Deletion(
        cleaned=tuple(path.name for path in backups if path not in missed),
        not_reached=tuple(path.name for path in missed),
    )


def clean_backup(path: Path, cohort: CohortId, viewer: Viewer) -> bool:
    """Whether the backup is there and the cohort is gone from it."""
    if not path.exists():
        return False
    try:
        backup = Database(path)
        try:
            with backup.writing() as statements:
                _delete(statements, cohort, viewer)
            backup.rewrite()
        finally:
            backup.close()
    except RematchError:
        return False
    return True


def _delete(statements: Statements, cohort: CohortId, viewer: Viewer) -> bool:
    """Whether there was anything to delete."""
    known = statements.one("cohort", cohort=cohort)
    if known is None:
        return False
    journal.append(statements, viewer, journal.DELETED, token=known["token"])
    statements.run("erase_details", token=known["token"])
    for row in statements.run("mappings_of_cohort", cohort=cohort):
        content = json.dumps(_unquoted(json.loads(row["content"])), ensure_ascii=False)
        statements.run("set_mapping", shape=row["shape"], content=content)
    statements.delete_everywhere(cohort)
    return True


def _unquoted(mapping: Any) -> Any:
    """A mapping, or a part of one, without the cells it quotes and what it says of all households."""
    if isinstance(mapping, dict):
        return {name: {} if name in _QUOTES else _unquoted(part) for name, part in mapping.items()}
    return [_unquoted(part) for part in mapping] if isinstance(mapping, list) else mapping
