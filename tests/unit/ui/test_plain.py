"""Text that is no markup."""

import pytest

from rematch.ui.words import JOINER, plain


@pytest.mark.parametrize(
    "text", ["Kiel", "Düsseldorf, Stadt", "Berlin-Mitte (Ost)", "Wohnen: Platz & Ruhe", "H001"]
)
def test_a_usual_name_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["**a**", "`a`", "$a$", "[a](b)", "<b>a</b>", "# a", "1. a", "&amp;"])
def test_markup_is_escaped(text: str) -> None:
    """A backslash before each sign that Markdown reads; without them it is the same text."""
    assert plain(text) != text
    assert plain(text).replace("\\", "") == text


@pytest.mark.parametrize("text", [":smile:", "https://a.example", "www.a.example", "a@b.example", "-->"])
def test_what_becomes_a_sign_or_link_later_is_parted_unseen(text: str) -> None:
    assert JOINER in plain(text)
    assert plain(text).replace(JOINER, "").replace("\\", "") == text


def test_what_turns_or_hides_text_is_left_out() -> None:
    assert plain("a\u202eb\x00c") == "a b c"
