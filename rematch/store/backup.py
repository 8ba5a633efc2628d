"""A copy of the file, written beside its place first and moved there whole."""

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb

from rematch.errors import RematchError, Unreadable
from rematch.store.database import Database


def write_backup(database: Database, path: Path) -> None:
    """Copy all tables into a new file at `path`; raises store.backup_failed."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database.copy_to(draft)
        draft.replace(path)
    except (duckdb.Error, OSError) as error:
        raise RematchError("store.backup_failed", file=path.name, why=type(error).__name__) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def restore_backup(backup: Path, path: Path) -> None:
    """Put a backup in the place of the file at `path`, which must not be in use.

    A file there that cannot be read any more is kept beside it as `<name>.unreadable`.
    """
    if not backup.exists():
        raise RematchError("store.no_backup", file=backup.name)
    source = Database(backup)
    try:
        if path.exists():
            _make_way(path)
        write_backup(source, path)
    finally:
        source.close()


def _make_way(path: Path) -> None:
    """Opening brings what was not yet in the file itself (its log) to an end; else it would live on."""
    try:
        Database(path).close()
    except Unreadable as fault:
        if fault.code != "store.not_a_database":
            raise
        path.replace(path.with_name(f"{path.name}.unreadable"))
