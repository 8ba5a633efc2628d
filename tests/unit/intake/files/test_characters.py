"""What nobody sees in a cell is taken out and told; letters of any script stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.intake.files.characters import repaired
from tests.unit.intake.reading import cells, codes, found


@pytest.mark.parametrize(
    ("cell", "read", "code"),
    [
        ("H\u202e1", "H1", "intake.text_direction"),
        ("\u200bH1", "H1", "intake.no_width"),
        ("H\u200c1", "H1", "intake.no_width"),
        ("H\x071", "H1", "intake.control_characters"),
        ("H\x851", "H1", "intake.control_characters"),
        ("H\ufffd1", "H\ufffd1", "intake.lost_characters"),
        ("DÃ¼sseldorf", "Düsseldorf", "intake.decoded_twice"),
        ("â‚¬ 5 â€“ 7", "€ 5 – 7", "intake.decoded_twice"),
        ("ÐºÐ¸Ñ—Ð²", "київ", "intake.decoded_twice"),
        ("РїСЂРёРІРµС‚", "привет", "intake.decoded_twice"),
        ("GdaĹ„sk", "Gdańsk", "intake.decoded_twice"),
        ("M√ºnchen", "München", "intake.decoded_twice"),
        ("dÃ\xadas", "días", "intake.decoded_twice"),
        ("Ã\xa0 Kiel", "à Kiel", "intake.decoded_twice"),
        ("Ã…se", "Åse", "intake.decoded_twice"),
        ("Ð¿â€™Ñ\x8fÑ‚ÑŒ", "п’ять", "intake.decoded_twice"),
        ("ÃÃ¼", "Ãü", "intake.decoded_twice"),
    ],
)
def test_odd_characters_are_mended_and_told_once_with_their_rows(cell, read, code):
    text = f"id,note\nA,{cell}\nB,plain\nC,{cell}\n"
    assert [row[1] for row in cells(text)] == ["note", read, "plain", read]
    finding = found(text, code)
    assert (finding.warning, finding.row, finding.params) == (True, 2, {"count": 2, "rows": "2, 4"})


@pytest.mark.parametrize(
    "cell",
    ["Größe", "Ärztin", "Київ", "می\u200cخواهم", "naïve café", "Ł", "ÃÃ", "½ m²", "Ґ", "Ça va", "„ja“ – 5 €"],
)
def test_letters_of_every_script_stay_as_they_are(cell):
    assert cells(f"id,note\nA,{cell}\n")[1] == ["A", cell]
    assert codes(f"id,note\nA,{cell}\n") == []


def test_spaces_of_every_kind_become_the_usual_one_and_are_trimmed():
    assert cells("id,rent\nA,\u00a01\u202f150 \n")[1] == ["A", "1 150"]


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=["L"])))
def test_doubly_encoded_letters_are_restored(text):
    """Latin letters that went through Windows-1252 come back, as far as that code page has their bytes."""
    twice = "".join(_misread(character) for character in text)
    assert repaired(twice) == text


def _misread(character):
    return "".join(_wrong(bytes([byte])) for byte in character.encode())


def _wrong(byte):
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")
