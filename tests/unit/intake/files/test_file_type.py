"""A file is what its content says; what is no table is refused by its name."""

import pytest

from tests.spreadsheets import zipped
from tests.unit.intake.reading import codes, found

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\0", "GIF"),
        (b"MZ\x90\0\x03", "EXE"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"<!DOCTYPE html><table><tr><td>1", "HTML"),
        (b"<html><body><table>", "HTML"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b'{"households": []}', "JSON"),
        (b'[{"id": 1}]', "JSON"),
        ('[{"id": 1}]'.encode("utf-16"), "JSON"),
        (b"{'id': 'A'}", "JSON"),
        (b'{id: "A"}', "JSON"),
        (b'["id", "consent"]\n["A", "no"]', "JSON"),
        (b'// export\n[{"id": 1}]', "JSON"),
        (b"[]", "JSON"),
        (OLE + "Workbook".encode("utf-16-le"), "XLS"),
        (OLE + "WordDocument".encode("utf-16-le"), "DOC"),
        (OLE, "OLE"),
        (zipped({"word/document.xml": "<a/>"}), "DOCX"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "PPTX"),
        (zipped({"xl/workbook.bin": b"\0"}), "XLSB"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "ODT"),
        (zipped({"households.csv": "a,b"}), "ZIP"),
        (b"PK\x03\x04 not really", "ZIP"),
    ],
)
def test_another_format_is_named(content, kind):
    finding = found(content, "intake.not_a_table")
    assert (finding.warning, finding.params) == (False, {"kind": kind})


def test_a_locked_spreadsheet_is_said_to_be_locked():
    assert codes(OLE + "EncryptedPackage".encode("utf-16-le")) == ["intake.encrypted"]


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le")])
def test_an_empty_file_is_said_to_be_empty(content):
    assert codes(content) == ["intake.empty"]


def test_a_file_with_a_header_alone_has_no_rows():
    assert codes("household_id,size\n") == ["data.no_rows"]


def test_a_file_without_a_header_is_an_error():
    assert codes("1;2;3\n4;5;6\n") == ["data.no_header"]
