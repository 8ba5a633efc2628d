"""Copies of a file that lie where its backups do: moved, renamed, younger than one restored, or put aside."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path

import duckdb

from rematch.store.database import SETTINGS
from rematch.store.deletion.owed import Owed

UNREADABLE = ".unreadable"
"""What a damaged file is called that a backup has taken the place of."""
_DUCKDB = slice(8, 12)
"""Where a file says that it is one of DuckDB's."""


class Holds(Enum):
    """Whether a file holds what is owed, as far as it can be opened."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def lying_beside(path: Path, listed: Collection[Path], left: Iterable[Owed]) -> dict[Path, Holds]:
    """Files in the folders of a file and its backups, none of them listed, that may hold what is owed."""
    tokens = frozenset(one.token for one in left)
    known = {path, *listed}
    looked_at = {
        file: holds(file, tokens)
        for folder in sorted({one.parent for one in known})
        for file in _files(folder)
        if file not in known
    }
    return {file: found for file, found in looked_at.items() if found is not Holds.NO}


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(file for file in folder.iterdir() if file.is_file() and not file.is_symlink())


def holds(file: Path, tokens: frozenset[str]) -> Holds:
    """Whether one of these cohorts is in it; nothing of the file is changed."""
    if file.name.endswith(UNREADABLE):
        return Holds.UNKNOWN
    try:
        with file.open("rb") as opened:
            if opened.read(_DUCKDB.stop)[_DUCKDB] != b"DUCK":
                return Holds.NO
        with duckdb.connect(str(file), read_only=True, config=SETTINGS) as there:
            found = there.execute("SELECT token FROM cohorts").fetchall()
    except duckdb.CatalogException:
        return Holds.NO
    except (duckdb.Error, OSError):
        return Holds.UNKNOWN
    return Holds.YES if tokens & {token for (token,) in found} else Holds.NO
