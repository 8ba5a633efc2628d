"""A copy to read for other processes of the same user, while this one holds the file.

`<file>.door`, for this user alone, says on which port of this machine it is asked for, and by which secret.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from secrets import token_hex
from threading import Thread
from time import sleep

import duckdb
from pydantic import Field, ValidationError

from rematch.errors import RematchError
from rematch.model import Frozen
from rematch.store.database import Database, door_of, draft_of, log_of

HERE = "127.0.0.1"
WAIT = 60
"""Seconds until a copy that was asked for does not come any more."""
PAUSE = 0.1
"""Seconds after a fault of the network, so that one that stays does not keep the machine busy."""


class Door(Frozen):
    """Where this machine is asked, and what both sides know without saying it."""

    port: int = Field(gt=0, lt=2**16)
    secret: str = Field(min_length=32)


class CopiesToRead:
    """Lends copies of a database from a thread of its own, each until whoever asked for it has gone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._secret = token_hex(32)
        self._listener = Listener((HERE, 0))
        self._open = True
        door = Door(port=self._listener.address[1], secret=self._secret)
        _written(door_of(database.path), door.model_dump_json())
        Thread(target=self._serve, name="reading copies", daemon=True).start()

    def close(self) -> None:
        """Lend none any more; the door's file is gone."""
        self._open = False
        door_of(self._database.path).unlink(missing_ok=True)
        self._listener.close()

    def _serve(self) -> None:
        while self._open:
            try:
                asked = self._listener.accept()
            except OSError:
                sleep(PAUSE)
                continue
            Thread(target=self._lend, args=(asked,), name="reading copy", daemon=True).start()

    def _lend(self, asked: Connection) -> None:
        """Nothing to whoever does not know the secret; the copy goes with its reader, however that ends."""
        draft, secret = draft_of(self._database.path), self._secret.encode()
        try:
            with asked, suppress(AuthenticationError, EOFError, OSError, RematchError, duckdb.Error):
                deliver_challenge(asked, secret)
                answer_challenge(asked, secret)
                self._database.copy_to(draft)
                asked.send_bytes(str(draft).encode())
                asked.recv_bytes(1)
        finally:
            for left in (draft, log_of(draft)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


@contextmanager
def copy_to_read(path: Path) -> Iterator[Database | None]:
    """A copy of a file that another process holds, as it is now; None where none is lent."""
    asked = _asked(path.resolve())
    if asked is None:
        yield None
        return
    with asked:
        try:
            name = asked.recv_bytes(2**16).decode() if asked.poll(WAIT) else None
        except (EOFError, OSError):
            name = None
        copy = None if name is None else Database(Path(name), read_only=True)
        try:
            yield copy
        finally:
            if copy is not None:
                copy.close()


def _asked(path: Path) -> Connection | None:
    """A process behind the door that has shown it knows the secret; None where there is none."""
    try:
        door = Door.model_validate_json(door_of(path).read_bytes())
        return Client((HERE, door.port), authkey=door.secret.encode())
    except (OSError, EOFError, AuthenticationError, ValidationError):
        return None


def _written(path: Path, text: str) -> None:
    """For this user alone from its first byte."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
