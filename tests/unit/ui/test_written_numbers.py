"""Numbers as somebody writes them into a cell, and as our files have them."""

import pytest

from rematch.ui import words


@pytest.mark.parametrize(
    ("lang", "written", "cell"),
    [
        ("de", "2,5", "2.5"),
        ("de", " 1.000 ", "1000"),
        ("de", "1.234.567,5", "1234567.5"),
        ("de", "2.5", "2.5"),
        ("de", "-0,5", "-0.5"),
        ("en", "2.5", "2.5"),
        ("en", "1,000", "1000"),
        ("en", "2,5", "2,5"),
        ("de", "viel", "viel"),
        ("de", "", ""),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(
    monkeypatch: pytest.MonkeyPatch, lang: str, written: str, cell: str
) -> None:
    """What is no number stays as it was written, so that it can be told."""
    monkeypatch.setattr(words, "language", lambda: lang)
    assert words.read_number(written) == cell


@pytest.mark.parametrize("cell", ["2.5", "1000", "0.125", "viel", ""])
def test_what_is_shown_is_read_back_as_the_same(monkeypatch: pytest.MonkeyPatch, cell: str) -> None:
    """Three decimals, too: what nobody changed must not become a thousand times as much."""
    for lang in ("de", "en"):
        monkeypatch.setattr(words, "language", lambda lang=lang: lang)
        assert words.read_number(words.shown_number(cell)) == cell
