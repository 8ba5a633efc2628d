"""An uploaded zip as a set of files, its limits checked before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.findings import shown

_ENCRYPTED = 0x1


def unpack_zip(content: bytes) -> dict[str, bytes]:
    """The files in a zip by bare name; raises Unreadable if it is damaged, locked, hostile or too large.

    All files must lie in one folder. Nothing is written to disk.
    """
    if len(content) > limits.MAX_ARCHIVE_BYTES:
        raise Unreadable("data.zip_too_large", limit=limits.MAX_ARCHIVE_BYTES // 1024**2)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > limits.MAX_MEMBERS:
                raise Unreadable("data.zip_too_many", limit=limits.MAX_MEMBERS)
            wanted = [member for member in archive.infolist() if _is_wanted(member)]
            _check(wanted)
            return {_name(member).name: archive.read(member) for member in wanted}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise Unreadable("data.not_a_zip") from error


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    """Not a folder, and nothing an operating system adds unasked."""
    name = _name(member)
    return not (member.is_dir() or name.parts[:1] == ("__MACOSX",) or name.name.startswith("."))


def _check(members: Sequence[zipfile.ZipInfo]) -> None:
    folders, names, unpacked = set(), set(), 0
    for member in members:
        name = _name(member)
        unpacked += member.file_size
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
            raise Unreadable("data.zip_path", name=shown(member.filename))
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable("data.zip_encrypted")
        if member.file_size > limits.MAX_RATIO * max(1, member.compress_size):
            raise Unreadable("data.zip_ratio", name=shown(member.filename))
        folders.add(name.parent)
        names.add(name.name)
    if unpacked > limits.MAX_UNPACKED_BYTES:
        raise Unreadable("data.zip_unpacked", limit=limits.MAX_UNPACKED_BYTES // 1024**2)
    if len(folders) > 1:
        raise Unreadable("data.zip_folders", count=len(folders))
    if len(names) < len(members):
        raise Unreadable("data.zip_twice")


def _name(member: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(member.filename.replace("\\", "/"))
