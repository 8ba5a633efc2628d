"""A spreadsheet file, which is a zip of XML: checked before anything is unpacked, then packed anew."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import IO

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.findings import shown

_ENCRYPTED = 0x1
_ODS = "content.xml"
_BREAK = re.compile(rb"<[\w.-]+:(?:line-break|tab)\b[^<>]*(?:/>|>\s*</[\w.-]+:(?:line-break|tab)\s*>)")
"""What parts lines or words within a text of ODS, and what the reader would leave out."""

_LOCAL_HEADER = 30
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    LookupError,
)


class ArchivePart:
    """One part of an archive while it is read."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end; raises Unreadable if they are damaged."""
        with _damage_told():
            return self._part.read(size)


class Archive:
    """A checked spreadsheet's parts; one that is missing or damaged is Unreadable."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = tuple(archive.namelist())

    @property
    def parts(self) -> list[str]:
        """What a spreadsheet is read from: its XML parts, and the name of its kind."""
        return [name for name in self.names if name.endswith((".xml", ".rels", "mimetype"))]

    def read(self, name: str) -> bytes:
        """A part whole."""
        with _damage_told():
            return self._archive.read(name)

    @contextmanager
    def open(self, name: str) -> Iterator[ArchivePart]:
        """A part to be read piece by piece."""
        with _damage_told():
            part = self._archive.open(name)
        with part:
            yield ArchivePart(part)


@contextmanager
def opened(content: bytes) -> Iterator[Archive]:
    """The archive, its limits checked; raises Unreadable if it is damaged, locked, hostile or too large."""
    with _damage_told():
        archive = zipfile.ZipFile(io.BytesIO(content))
    with archive:
        _check(archive.infolist())
        yield Archive(archive)


def packed_anew(archive: Archive) -> bytes:
    """The XML parts alone in a zip of our own, so that the reader sees nothing but what was checked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as clean:
        for name in archive.parts:
            clean.writestr(
                name, _BREAK.sub(b"\n", archive.read(name)) if name == _ODS else archive.read(name)
            )
    return buffer.getvalue()


@contextmanager
def _damage_told() -> Iterator[None]:
    """Around what the zip's own reader does, and nothing of ours: its errors are a damaged file."""
    try:
        yield
    except _BROKEN as error:
        raise Unreadable("intake.damaged_spreadsheet") from error


def _check(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MAX_PARTS:
        raise Unreadable("intake.too_many_parts", limit=limits.MAX_PARTS)
    if sum(member.file_size for member in members) > limits.MAX_SPREADSHEET_BYTES:
        raise Unreadable("intake.unpacked_too_large", limit=limits.MAX_SPREADSHEET_BYTES // 1024**2)
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable("intake.encrypted")
        if member.file_size > limits.MAX_RATIO * max(1, member.compress_size):
            raise Unreadable("intake.packed_too_well", name=shown(member.filename), limit=limits.MAX_RATIO)
    if len({member.filename for member in members}) < len(members) or _overlap(members):
        raise Unreadable("intake.overlapping_parts")


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes, by which a small archive can hold any amount."""
    places = sorted((m.header_offset, m.header_offset + _LOCAL_HEADER + m.compress_size) for m in members)
    return any(end > start for (_, end), (start, _) in pairwise(places))
