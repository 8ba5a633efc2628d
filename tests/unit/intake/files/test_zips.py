"""Uploaded zips: the same as their files, and refused before anything is unpacked where they are hostile."""

import io
import zipfile

import pytest

from rematch.errors import Unreadable
from rematch.intake import limits
from rematch.intake.files.zips import unpack_zip
from rematch.intake.folder.read import read_files
from tests.unit.intake.folders import FILES, every_type, read


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        unpack_zip(content)
    return caught.value.code


@pytest.mark.parametrize("folder", ["", "session/", "deep/er/"])
def test_a_zip_reads_like_its_files_wherever_they_lie_in_it(folder):
    names = {folder + name: text for name, text in FILES.items()}
    extra = {"__MACOSX/._members.csv": b"\0", f"{folder}.DS_Store": b"\0"}
    assert read_files({"Upload.ZIP": zipped(names | extra)}, every_type()) == read(FILES)


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:/evil.csv"]
)
def test_a_path_that_leaves_the_folder_is_refused(name):
    assert refused(zipped({name: "x"})) == "data.zip_path"


def test_a_zip_bomb_is_refused_by_its_ratio():
    assert refused(zipped({"members.csv": b"0" * 10_000_000})) == "data.zip_ratio"


def test_limits_are_checked_before_anything_is_unpacked(monkeypatch):
    content = zipped(FILES)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("was unpacked"))
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_UNPACKED_BYTES", 100)
        assert refused(content) == "data.zip_unpacked"
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_MEMBERS", 3)
        assert refused(content) == "data.zip_too_many"
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_ARCHIVE_BYTES", 100)
        assert refused(content) == "data.zip_too_large"


def test_files_in_different_folders_are_refused():
    assert refused(zipped({"a/members.csv": "x", "b/households.csv": "y"})) == "data.zip_folders"


def test_two_files_of_the_same_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped({"members.csv": "x"})
        buffer = io.BytesIO(content)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("members.csv", "y")
    assert refused(buffer.getvalue()) == "data.zip_twice"


def test_a_locked_zip_is_refused():
    content = bytearray(zipped({"members.csv": "x"}, zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(content)) == "data.zip_encrypted"


def test_a_damaged_zip_never_gives_other_bytes_than_were_packed():
    packed = {"members.csv": b"household_id,member\n" * 20}
    content = zipped(packed)
    assert refused(b"no zip") == refused(content[:-30]) == "data.not_a_zip"
    survived = 0
    for position in range(len(content)):
        damaged = bytearray(content)
        damaged[position] ^= 0xFF
        try:
            found = unpack_zip(bytes(damaged))
        except Unreadable:
            continue
        survived += 1
        assert list(found.values()) in ([], list(packed.values()))
    assert survived < len(content) / 2
