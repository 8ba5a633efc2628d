"""A copy of the file, written beside its place first and moved there whole."""

from contextlib import suppress
from pathlib import Path

import duckdb

from rematch.errors import RematchError, Unreadable
from rematch.store.database import Database, draft_of, log_of, sweep

BROKEN = {"store.damaged", "store.not_a_database"}
"""Why a file is put aside when a backup takes its place."""


def write_backup(database: Database, path: Path) -> None:
    """Copy all tables into a new file at `path`, and open it before it is called written.

    Raises store.backup_failed, store.backup_onto_itself where that is the file that is open, and
    store.backup_onto_other where there is something else than one of our files.
    """
    path = path.resolve()
    if path == database.path:
        raise RematchError("store.backup_onto_itself", file=path.name)
    if path.exists() and not _ours(path):
        raise RematchError("store.backup_onto_other", file=path.name)
    draft = draft_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path)
        database.copy_to(draft)
        Database(draft).close()
        log_of(path).unlink(missing_ok=True)
        draft.replace(path)
    except (duckdb.Error, OSError, RematchError) as error:
        raise RematchError("store.backup_failed", file=path.name, why=type(error).__name__) from error
    finally:
        for left in (draft, log_of(draft)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _ours(path: Path) -> bool:
    try:
        Database(path).close()
    except RematchError:
        return False
    return True


def restore_backup(backup: Path, path: Path) -> None:
    """Put a backup in the place of the file at `path`, which must not be in use.

    A file there that is damaged or none of ours is kept beside it as `<name>.unreadable`, with its log.
    """
    if not backup.exists():
        raise RematchError("store.no_backup", file=backup.name)
    source = Database(backup)
    try:
        _make_way(path.resolve())
        write_backup(source, path)
    finally:
        source.close()


def _make_way(path: Path) -> None:
    """Opening brings what was not yet in the file itself (its log) to an end; else it would live on."""
    if path.exists():
        try:
            Database(path).close()
        except Unreadable as fault:
            if fault.code not in BROKEN:
                raise
            path.replace(path.with_name(f"{path.name}.unreadable"))
    log = log_of(path)
    if not path.exists() and log.exists():
        log.replace(log.with_name(f"{log.name}.unreadable"))
