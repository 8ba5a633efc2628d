"""A cohort deleted for good: from every table, from the file's bytes, from the backups that are known."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from rematch.errors import RematchError, Unreadable
from rematch.model import CohortId, Frozen, Viewer
from rematch.store import journal
from rematch.store.database import Database, Statements

OWED = "deletion_owed"
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
        known = statements.one("cohort", cohort=cohort)
        if known is None or not _delete(statements, cohort, viewer):
            raise RematchError("store.no_cohort", cohort=cohort)
        owed = [*_owed(statements), str(known["token"])]
        statements.run("set_meta", key=OWED, value=json.dumps(owed))
    return finish_deletions(database, viewer)


def finish_deletions(database: Database, viewer: Viewer) -> Deletion:
    """Clean the backups and rewrite the file, if deleted rows may still be in either; else nothing.

    That it is owed is written with the deletion itself and taken back last, so that one that was interrupted
    is finished at the next opening. Raises store.rewrite_failed; it is owed then.
    """
    with database.reading() as statements:
        tokens = _owed(statements)
        backups = [Path(row["path"]) for row in statements.run("backups")]
    if not tokens:
        return Deletion()
    missed = [path for path in backups if not clean_backup(path, tokens, viewer)]
    database.rewrite()
    with suppress(Unreadable), database.writing(cohorts=False) as statements:
        statements.run("set_meta", key=OWED, value="[]")
    return Deletion(
        cleaned=tuple(path.name for path in backups if path not in missed),
        not_reached=tuple(path.name for path in missed),
    )


def clean_backup(path: Path, tokens: Iterable[str], viewer: Viewer) -> bool:
    """Whether the backup is there and the cohorts known by these tokens are gone from it."""
    if not path.exists():
        return False
    try:
        backup = Database(path)
        try:
            with backup.writing() as statements:
                named = {row["token"]: row["cohort"] for row in statements.run("cohorts")}
                for token in named.keys() & set(tokens):
                    _delete(statements, named[token], viewer)
            backup.rewrite()
        finally:
            backup.close()
    except (RematchError, duckdb.Error, OSError):
        return False
    return True


def _owed(statements: Statements) -> list[str]:
    """Tokens of deleted cohorts whose rows may still be in the bytes of the file or of a backup."""
    row = statements.one("get_meta", key=OWED)
    return list(json.loads(row["value"])) if row else []


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
