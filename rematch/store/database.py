"""One DuckDB file: opening it, its schema, statements by name, transactions."""

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Condition, RLock
from typing import Any, NamedTuple
from uuid import uuid4

import duckdb

from rematch.errors import RematchError, Unreadable

SCHEMA = 12
"""The newest version of the tables: `sql/schema_<n>.sql` makes version n of version n - 1."""


class Schema(NamedTuple):
    """Which tables a file has: `sql/<steps>_<n>.sql` makes version n of version n - 1, up to the newest."""

    steps: str
    newest: int


STORE = Schema("schema", SCHEMA)
WORKSHOP = Schema("workshop/schema", 1)
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""DuckDB would otherwise fetch extensions from the network by itself."""

Row = dict[str, Any]


@cache
def sql(name: str) -> str:
    """The statement in `sql/<name>.sql`."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


class Statements:
    """Runs statements by name on one cursor."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def run(self, name: str, /, **params: object) -> list[Row]:
        """The rows of the statement `name`; raises store.failed naming the statement, never its data."""
        try:
            result = self._cursor.execute(sql(name), params or None)
            columns = [column[0] for column in result.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        except duckdb.Error as error:
            raise RematchError("store.failed", statement=name, why=type(error).__name__) from error

    def delete_everywhere(self, cohort: str) -> None:
        """Delete the cohort's rows from every table that has any."""
        for row in self.run("tables_of_cohorts"):
            table = _quoted(row["table_name"], chr(34))
            try:
                self._cursor.execute(f"DELETE FROM {table} WHERE cohort = $cohort", {"cohort": cohort})
            except duckdb.Error as error:
                raise RematchError("store.failed", statement="delete", why=type(error).__name__) from error

    def delete_version(self, cohort: str, data: str) -> None:
        """Delete one version of the cohort's profiles."""
        for table in ("datasets", "households", "members", "municipalities"):
            self._cursor.execute(f"DELETE FROM {table} WHERE cohort = ? AND data = ?", [cohort, data])

    def move_version(self, cohort: str, old: str, new: str) -> None:
        """Let everything that named a version of the cohort's profiles name another one."""
        for table, column in (("cohorts", "data"), ("revisions", "data"), ("runs", "data_fingerprint")):
            change = f"UPDATE {table} SET {column} = ? WHERE cohort = ? AND {column} = ?"
            self._cursor.execute(change, [new, cohort, old])

    def one(self, name: str, /, **params: object) -> Row | None:
        """The first row of the statement `name`, if there is one."""
        rows = self.run(name, **params)
        return rows[0] if rows else None


class Database:
    """A connection to one file; each call works on a cursor of its own, one writer at a time.

    Where the file could not be opened again after it was rewritten, each call tries to, and says so if it can
    not.
    """

    def __init__(self, path: Path, schema: Schema = STORE, *, read_only: bool = False) -> None:
        self._schema = schema
        self.path = path = path.resolve()
        self._connection = _connect(path, read_only=read_only)
        if not read_only:
            sweep(path)
        self._writing = RLock()
        self._free = Condition()
        self._busy, self._rewriting, self._lost = 0, False, False
        self.changes = 0
        """How often cohorts may have changed: what was read of them at another count is to be read anew."""
        try:
            self._prepare()
        except RematchError as fault:
            self.close()
            if isinstance(fault, Unreadable):
                raise
            foreign = fault.params.get("why") in ("BinderException", "CatalogException")
            raise Unreadable("store.not_ours" if foreign else "store.damaged", file=path.name) from fault

    def close(self) -> None:
        """Let go of the file."""
        self.changes += 1
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Statements]:
        """Statements that see one state of the file, whatever is written meanwhile."""
        with self._begun() as cursor:
            yield Statements(cursor)

    @contextmanager
    def writing(self, *, cohorts: bool = True) -> Iterator[Statements]:
        """One transaction: either all of it is kept when the block ends, or nothing.

        `cohorts`: whether it may change which cohorts there are, or their profiles.
        """
        with self._writing, self._begun() as cursor:
            yield Statements(cursor)
            try:
                cursor.commit()
            except duckdb.Error as error:
                raise RematchError("store.failed", statement="commit", why=type(error).__name__) from error
            self.changes += cohorts

    @contextmanager
    def _begun(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._free:
            self._free.wait_for(lambda: not self._rewriting)
            self._busy += 1
        try:
            cursor = self._cursor()
            try:
                yield cursor
            finally:
                # Closing a cursor with an open transaction rolls it back; after a commit there is none.
                cursor.close()
        finally:
            with self._free:
                self._busy -= 1
                self._free.notify_all()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor with a transaction begun; raises Unreadable as long as a lost file cannot be opened."""
        with self._free:
            if self._lost:
                self._connection = _connect(self.path)
                self._lost = False
        try:
            return self._connection.cursor().begin()
        except duckdb.Error as error:
            raise RematchError("store.failed", statement="begin", why=type(error).__name__) from error

    def rewrite(self) -> None:
        """Put a fresh copy of all tables in the file's place: what was deleted leaves the disk only so.

        Waits for whoever reads; raises store.rewrite_failed, the file is then as before.
        """
        draft = draft_of(self.path)
        with self._writing, self._alone():
            try:
                self.copy_to(draft)
                self._connection.close()
                draft.replace(self.path)
                log_of(self.path).unlink(missing_ok=True)
            except (duckdb.Error, OSError) as error:
                raise RematchError("store.rewrite_failed", file=self.path.name) from error
            finally:
                for left in (draft, log_of(draft)):
                    left.unlink(missing_ok=True)
                self._connection.close()
                self._lost = True
                self.changes += 1
                with suppress(Unreadable):
                    self._connection = _connect(self.path)
                    self._lost = False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._free:
            self._rewriting = True
            self._free.wait_for(lambda: self._busy == 0)
        try:
            yield
        finally:
            with self._free:
                self._rewriting = False
                self._free.notify_all()

    def _prepare(self) -> None:
        """Create the tables in a new file, bring older ones up to date; refuse what is not ours or newer."""
        with self.writing() as statements:
            found = self._version(statements)
            for version in range(found + 1, self._schema.newest + 1):
                statements.run(f"{self._schema.steps}_{version}")
                statements.run("set_meta", key="schema", value=str(version))

    def _version(self, statements: Statements) -> int:
        """The version of the tables, 0 where there are none."""
        tables = {row["table_name"] for row in statements.run("tables")}
        if not tables:
            return 0
        stated = statements.one("get_meta", key="schema") if "meta" in tables else None
        if stated is None:
            raise Unreadable("store.not_ours", file=self.path.name)
        newest = self._schema.newest
        known = {str(version): version for version in range(1, newest + 1)}
        if stated["value"] not in known:
            raise Unreadable("store.other_version", file=self.path.name, found=stated["value"], known=newest)
        return known[stated["value"]]

    def copy_to(self, path: Path) -> None:
        """Write all tables into the new file at `path`."""
        with self._writing, self._cursor() as cursor:
            cursor.commit()
            source = cursor.execute("SELECT current_database()").fetchall()[0][0]
            cursor.execute(f"ATTACH {_quoted(str(path), chr(39))} AS target")
            try:
                cursor.execute(f"COPY FROM DATABASE {_quoted(source, chr(34))} TO target")
            finally:
                cursor.execute("DETACH target")


def log_of(path: Path) -> Path:
    """The log DuckDB keeps beside a file, of what is not yet in the file itself."""
    return path.with_name(f"{path.name}.wal")


def door_of(path: Path) -> Path:
    """Where a process that holds a file says how others get a copy to read."""
    return path.with_name(f"{path.name}.door")


def draft_of(path: Path) -> Path:
    """A new name beside a file for what will take its place whole."""
    return path.with_name(f".{path.name}.{uuid4().hex}")


def sweep(path: Path) -> None:
    """Remove what a process left behind when it was killed: its door, and copies nobody would ever delete."""
    with suppress(OSError):
        door_of(path).unlink()
    sweep_drafts(path)


def sweep_drafts(path: Path) -> None:
    """Remove what was to take this file's place and never did."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 32}*"):
        with suppress(OSError):
            left.unlink()


def _connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Opened for this user alone: what this process writes from now on nobody else may read."""
    os.umask(0o077)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = duckdb.connect(str(path), read_only=read_only, config=SETTINGS)
    except (duckdb.Error, OSError) as error:
        raise Unreadable(_why_not(str(error), path), file=path.name) from error
    with suppress(OSError):
        path.chmod(0o600)
    return opened


def _why_not(message: str, path: Path) -> str:
    if "set lock on file" in message or "used by another process" in message:
        return "store.locked"
    if "not a valid DuckDB" in message:
        return "store.not_a_database"
    if "newer version" in message or not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
        return "store.cannot_open"
    return "store.damaged"


def _quoted(text: str, quote: str) -> str:
    return quote + text.replace(quote, quote * 2) + quote
