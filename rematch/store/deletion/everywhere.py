"""The same deletion in the store's file and in every backup that is known, each rewritten after it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rematch.errors import RematchError
from rematch.model import CohortId, Frozen
from rematch.store.database import Database, Statements

_QUOTES = {"words", "constants"}
"""Stored names of a mapping that hold words of a cohort's files."""


class Deletion(Frozen):
    """What became of the backups, by the names of their files."""

    cleaned: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()


def everywhere(database: Database, delete: Callable[[Statements], bool], missing: RematchError) -> Deletion:
    """Delete, rewrite the file without it, and do the same to every known backup.

    `delete` says whether there was anything; raises `missing` where there was not, and store.rewrite_failed
    where the rows are gone but the file could not be rewritten.
    """
    with database.writing() as statements:
        if not delete(statements):
            raise missing
        backups = [Path(row["path"]) for row in statements.run("backups")]
    database.rewrite()
    missed = [path for path in backups if not _from_backup(path, delete)]
    return Deletion(
        cleaned=tuple(path.name for path in backups if path not in missed),
        not_reached=tuple(path.name for path in missed),
    )


def _from_backup(path: Path, delete: Callable[[Statements], bool]) -> bool:
    """Whether the backup is there and it is gone from it."""
    if not path.exists():
        return False
    try:
        backup = Database(path)
        try:
            with backup.writing() as statements:
                delete(statements)
            backup.rewrite()
        finally:
            backup.close()
    except RematchError:
        return False
    return True


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
