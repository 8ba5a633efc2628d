"""Uploaded files laid out as a cohort's folder; a ZIP file is opened with care."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from rematch.errors import Unreadable

NAMES = frozenset({"cohort.toml", "households.csv", "members.csv", "municipalities.csv"})
MOST_BYTES = 50 * 2**20
ENCRYPTED = 0x1


def lay_out(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write the files of our format into `folder`, each once; other files are left out.

    Raises Unreadable where a ZIP file cannot be opened, is too large, or a file comes twice.
    """
    for name, content in _unpacked(files):
        if (folder / name).exists():
            raise Unreadable("upload.twice", file=name)
        (folder / name).write_bytes(content)


def _unpacked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        if name.lower().endswith(".zip"):
            yield from _opened(name, content)
        elif (own := _own_name(name)) is not None:
            yield own, content


def _opened(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a ZIP file; no more is ever unpacked than is allowed, whatever its headers say."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                own = _own_name(entry.filename)
                if own is None or entry.is_dir():
                    continue
                if entry.flag_bits & ENCRYPTED:
                    raise Unreadable("upload.encrypted", file=name)
                with archive.open(entry) as stream:
                    unpacked = stream.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    raise Unreadable("upload.too_large", file=name, most=MOST_BYTES // 2**20)
                yield own, unpacked
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable("upload.no_zip", file=name) from error


def _own_name(path: str) -> str | None:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts or "__MACOSX" in parts or parts[-1].lower() not in NAMES:
        return None
    return parts[-1].lower()
