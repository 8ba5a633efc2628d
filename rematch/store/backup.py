"""A copy of the file, written beside its place first and moved there whole."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

from rematch.errors import RematchError, Unreadable
from rematch.store.database import Database, Row, draft_of, log_of, sweep, sweep_drafts
from rematch.store.deletion.copies import UNREADABLE
from rematch.store.records import now

BROKEN = {"store.damaged", "store.not_a_database"}
"""Why a file is put aside when a backup takes its place."""


def write_backup(database: Database, path: Path, backups: Iterable[Row] = ()) -> None:
    """Copy all tables into a new file at `path`, and open it before it is called written.

    `backups`: rows of the list of backups that it is to have, too. Raises store.backup_failed,
    store.backup_onto_itself where that is the file that is open, and store.backup_onto_other where there is
    something else than one of our files.
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
        _listed(draft, backups)
        log_of(path).unlink(missing_ok=True)
        draft.replace(path)
    except (duckdb.Error, OSError, RematchError) as error:
        raise RematchError("store.backup_failed", file=path.name, why=type(error).__name__) from error
    finally:
        for left in (draft, log_of(draft)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def sweep_backups(database: Database) -> None:
    """Remove the drafts of backups that were being written when their process was killed."""
    with database.reading() as statements:
        listed = [Path(row["path"]) for row in statements.run("backups")]
    for path in listed:
        sweep_drafts(path)


def _listed(path: Path, backups: Iterable[Row]) -> None:
    opened = Database(path)
    try:
        with opened.writing() as statements:
            for row in backups:
                statements.run("insert_backup", path=row["path"], at=row["at"])
    finally:
        opened.close()


def _ours(path: Path) -> bool:
    try:
        Database(path).close()
    except RematchError:
        return False
    return True


def restore_backup(backup: Path, path: Path) -> None:
    """Put a backup in the place of the file at `path`, which must not be in use.

    A file there that is damaged or none of ours is kept beside it as `<name>.unreadable`, with its log. Its
    backups, younger ones too, stay listed, and so does the backup itself at its present place: a deletion
    has to reach them.
    """
    if not backup.exists():
        raise RematchError("store.no_backup", file=backup.name)
    source = Database(backup)
    try:
        backups = _make_way(path.resolve())
        itself = {"path": str(backup.resolve()), "at": now().isoformat()}
        write_backup(source, path, [*backups, itself])
    finally:
        source.close()


def _make_way(path: Path) -> list[Row]:
    """The list of its backups. Opening brings what was only in its log to an end; else it would live on."""
    backups: list[Row] = []
    if path.exists():
        try:
            present = Database(path)
            try:
                with present.reading() as statements:
                    backups = statements.run("backups")
            finally:
                present.close()
        except Unreadable as fault:
            if fault.code not in BROKEN:
                raise
            path.replace(path.with_name(f"{path.name}{UNREADABLE}"))
    log = log_of(path)
    if not path.exists() and log.exists():
        log.replace(log.with_name(f"{log.name}{UNREADABLE}"))
    return backups
