"""Text in every encoding in use reads the same, and what had to be guessed is said."""

import pytest

from tests.unit.intake.reading import cells, codes, found, read

GERMAN = "Haushalt;Größe;Notiz\nH1;3;Schöne Grüße aus Köln – 500 €\n"
POLISH = "Rodzina;Osoby;Uwagi\nH1;3;proszę o mieszkanie blisko szkoły w Łodzi\n"
UKRAINIAN = "Родина;Осіб;Примітка\nH1;3;потрібен лікар, їжа\n"
TEXTS = (GERMAN, POLISH, UKRAINIAN)


def rows(text):
    return [line.split(";") for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_unicode_encoding_reads_the_same_without_a_word(text, encoding):
    assert cells(text.encode(encoding)) == rows(text)
    assert codes(text.encode(encoding)) == []


def test_a_byte_order_mark_tells_big_endian():
    assert cells(b"\xfe\xff" + GERMAN.encode("utf-16-be")) == rows(GERMAN)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (GERMAN, "cp1252", "Windows-1252"),
        (POLISH, "cp1250", "Windows-1250"),
        (UKRAINIAN, "cp1251", "Windows-1251"),
    ],
)
def test_a_code_page_is_told_by_its_letters_and_said(text, encoding, name):
    assert cells(text.encode(encoding)) == rows(text)
    finding = found(text.encode(encoding), "intake.code_page")
    assert finding.warning
    assert finding.params == {"name": name}


def test_a_file_that_ends_within_a_letter_is_an_error_and_its_rows_are_read():
    tables, [finding] = read(GERMAN.encode() + "H2;1;ü".encode()[:-1])
    assert (finding.code, finding.row, finding.warning) == ("intake.cut_off", 3, False)
    assert [line.cells["Haushalt"] for line in tables[0].lines] == ["H1", "H2"]


def test_two_encodings_in_one_file_are_an_error_at_the_row_where_the_second_begins():
    content = GERMAN.encode() + "H2;1;süß\n".encode("cp1252")
    finding = found(content, "intake.damaged_text")
    assert (finding.row, finding.warning) == (3, False)


def test_nul_bytes_are_an_error_with_their_row():
    finding = found(b"a;b\n1;2\n3;\x00\n", "data.nul_bytes")
    assert (finding.row, finding.warning) == (3, False)
