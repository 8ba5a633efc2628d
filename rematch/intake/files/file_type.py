"""What a file is by its content; its name's ending is not believed."""

import io
import re
import zipfile
import zlib
from enum import StrEnum


class Kind(StrEnum):
    """The formats that are read; everything else is refused by its name."""

    TEXT = "text"
    XLSX = "xlsx"
    ODS = "ods"


_BEGINS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "RIFF",
    b"II*\x00": "TIFF",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
    b"PAR1": "Parquet",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_PARTS = {"EncryptedPackage": "", "Workbook": "XLS", "Book": "XLS", "WordDocument": "DOC"}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ZIPPED = {
    "xl/workbook.bin": "XLSB",
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "AndroidManifest.xml": "APK",
}
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(!doctype html|html|head|body|table|\?xml|script)", re.I
)
_JSON = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?://[^\n]*\n\s*)*(\{\s*(?:[\"'}]|\w+\s*:)|\[\s*(?:[\[{\"'\]]|\d+\s*,))"
)
_WIDE = re.compile(rb"\xff\xfe|\xfe\xff")
"""A text whose letters have two bytes each."""
ENCRYPTED = "encrypted"


def kind_of(content: bytes) -> Kind | str:
    """One of the kinds that are read, `ENCRYPTED`, or the name of a format that is not."""
    for begins, name in _BEGINS.items():
        if content.startswith(begins):
            return name
    if content.startswith(_ZIP):
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    if _MARKUP.match(content[:2000]):
        return "XML" if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") else "HTML"
    begins_with = content[:2000].replace(b"\0", b"")[2:] if _WIDE.match(content) else content[:2000]
    return "JSON" if _JSON.match(begins_with) else Kind.TEXT


def _zipped(content: bytes) -> Kind | str:
    """Which of the formats that are zips; a damaged one counts as the spreadsheet it probably was."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(len(_ODS)) if "mimetype" in names else _ODS
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError):
        return Kind.XLSX if b"xl/" in content or b"[Content_Types]" in content else "ZIP"
    for part, name in _ZIPPED.items():
        if part in names:
            return name
    if "content.xml" in names:
        return Kind.ODS if mimetype == _ODS else "ODT"
    return Kind.XLSX if any(name.startswith("xl/") for name in names) else "ZIP"


def _compound(content: bytes) -> str:
    """The old Office container: a locked new file, or one of the old formats."""
    for part, name in _OLE_PARTS.items():
        if part.encode("utf-16-le") in content:
            return name or ENCRYPTED
    return "OLE"
