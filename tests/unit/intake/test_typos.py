"""Slips of the pen: found wherever they are in a word, and never made out of two different words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rematch.intake.matching.header_matching import likenesses
from rematch.intake.values.places import find_place
from rematch.intake.wording.typos import nearest
from rematch.intake.words import words
from tests.unit.intake.foreign import CATALOGUE, HERE, checked, codes

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@given(st.data())
def test_one_slip_anywhere_is_found_in_every_long_enough_word(data: st.DataObject) -> None:
    """A letter too many, missing, wrong or swapped, the first one, too."""
    word = data.draw(st.text(LETTERS, min_size=6, max_size=30))
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    rest = word[at + 1 :]
    slips = {
        word[:at] + letter + word[at:],
        word[:at] + letter + rest,
        word[:at] + rest[:1] + word[at] + rest[1:],
        *([word[:at] + rest] if len(word) > 6 else []),
    }
    assert all(nearest(slip, [word, "something else"]) == [word] for slip in slips)


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("alter", "alt", False),
        ("ltern", "lterns", True),
        ("alter", "later", False),
        ("alter", "alten", False),
        ("famili", "familie", True),
        ("famile", "familie", True),
        ("fmile", "familie", False),
        ("haushalzz", "haushaltx", False),
        ("haushaltzz", "haushaltxx", True),
        ("haushaltyyy", "haushaltxxx", False),
        ("aufenthaltsort derzeit xxx", "aufenthaltsort derzeit yyy", True),
        ("aufenthaltsort derzeixxxx", "aufenthaltsort derzeiyyyy", False),
    ],
)
def test_how_many_slips_a_word_may_have_goes_by_its_length(text: str, word: str, found: bool) -> None:
    """One below ten letters, two below twenty, then three; of five letters none may be wrong."""
    assert nearest(text, [word]) == ([word] if found else [])


def test_the_nearest_word_comes_first() -> None:
    """However the known words are ordered."""
    assert nearest("sprachkentnisse", ["sprachkenntnise", "sprachkenntnisse"])[0] == "sprachkenntnisse"


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Aushalt", "household_id"),
        ("Hausahlt", "household_id"),
        ("Wprachen", "languages"),
        ("Anzhal Personen", "size"),
        ("Deutschkentnisse", "german"),
        ("Einwiligung", "consent"),
        ("нкількість осіб", "size"),
        ("Wie wichtig ist Ihnen: Stadt oder Lnad", "priority_urban_rural"),
    ],
)
def test_a_header_with_a_slip_is_the_column_it_means(header: str, target: str) -> None:
    """In the first letter or within, in Latin and Cyrillic; it is proposed below what is written well."""
    like = likenesses(header, "households", CATALOGUE)
    assert like and like[0].target == target
    assert like[0].sure < 1


@pytest.mark.parametrize("header", ["Later", "Blutgruppe", "Haus", "Zusatz", "Adler"])
def test_another_word_is_no_slip(header: str) -> None:
    """A header that means nothing of ours stays unknown."""
    assert likenesses(header, "households", CATALOGUE) == []


@pytest.mark.parametrize(
    ("name", "ags"),
    [
        ("Düsseldrof", "05111000"),
        ("Troisdof", "05382068"),
        ("Ferlin", "11000000"),
        ("Munchen", "09162000"),
        ("Kaiserlautern", "07312000"),
        ("Дюсельдорф", "05111000"),
    ],
)
def test_a_town_with_a_slip_is_proposed_and_asked_about(name: str, ags: str) -> None:
    """Wished for or named by itself: a warning that says what is taken, never in silence."""
    assert (find_place(name).ags, find_place(name).sure, find_place(name).misspelt) == (ags, False, True)
    wish = checked({"h.csv": f"id;Personen;Wunschort\nA;1;{name}\n"}, **HERE)
    [asked] = [f for f in wish.warnings if f.code == "intake.place_misspelt"]
    assert (asked.row, asked.proposal) == (2, ags)
    place = checked({"m.csv": f"Kommune;Plätze\n{name};5\n"})
    assert "intake.place_misspelt" in codes(place, 2)


def test_towns_that_are_called_almost_like_another_are_no_slips() -> None:
    """Nassau is not Passau; what is too short or differs more is unknown as before."""
    for name in (*words("other_towns"), "Kiehl", "Esen", "Ravensburg", "Musterstadt"):
        assert find_place(name).ags is None, name


def test_a_code_counts_more_than_a_name_with_a_slip() -> None:
    """A municipality called almost like another keeps the AGS its row gives, without a remark."""
    done = checked({"m.csv": "AGS;Kommune;Plätze\n12345678;Ferlin;5\n"})
    assert "intake.name_and_ags" not in codes(done)
