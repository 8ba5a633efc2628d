"""Numbers, shares, changes, days and lists as each language writes them."""

import datetime
import math

import pytest

from rematch.texts import date, listing, number, percent, signed


@pytest.mark.parametrize(
    ("value", "digits", "de", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (0.125, 2, "0,13", "0.13"),
        (-0.001, 2, "0,00", "0.00"),
        (None, 0, "–", "–"),
        (math.nan, 0, "–", "–"),
        (math.inf, 0, "∞", "∞"),
    ],
)
def test_a_number_is_rounded_and_written_as_the_language_does(
    value: float | None, digits: int, de: str, en: str
) -> None:
    """Half is rounded up, there is no minus zero, and what is absent or without limit has a sign."""
    assert (number(value, "de", digits), number(value, "en", digits)) == (de, en)


def test_a_share_is_a_percentage() -> None:
    """German sets a narrow gap before the sign, English none."""
    assert percent(0.256, "de") == "26\xa0%"
    assert percent(0.2564, "en", 1) == "25.6%"


def test_a_change_always_has_its_sign() -> None:
    """Up, down, or nothing that could be seen at this precision."""
    assert [signed(x, "de", 1) for x in (2.0, -0.25, 0.04)] == ["+2,0", "−0,3", "±0,0"]
    assert signed(-0.034, "en", 1, share=True) == "−3.4%"


def test_a_change_never_shows_a_signed_zero() -> None:
    """What rounds to nothing is told as nothing, in either direction."""
    for value in (0.0449, -0.0449, 0.0, -0.0):
        assert signed(value, "en", 1).startswith("±")


def test_days_and_lists_read_like_sentences() -> None:
    """Months are written out, the last entry of a list is joined by a word."""
    assert date(datetime.date(2026, 11, 22), "de") == "22. November 2026"
    assert date(datetime.date(2026, 11, 22), "en") == "22 November 2026"
    assert listing(["A", "B", "C"], "de") == "A, B und C"
    assert listing(["A", "B"], "en") == "A and B"


def test_half_is_rounded_up_with_and_without_a_sign() -> None:
    """A change is rounded as the number itself is: what reads 1 alone never reads ±0 as a change."""
    assert (number(0.5, "en"), signed(0.5, "en"), signed(-0.5, "en")) == ("1", "+1", "−1")
    assert (percent(0.0005, "en", 1), signed(0.0005, "en", 1, share=True)) == ("0.1%", "+0.1%")


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        (0.004, "0.00", "0.01"),
        (0.176, "0.17", "0.18"),
        (-0.176, "-0.18", "-0.17"),
        (0.1 + 0.2, "0.30", "0.30"),
        (0.0, "0.00", "0.00"),
        (math.inf, "∞", "∞"),
    ],
)
def test_a_bound_is_rounded_outward(value: float, lower: str, upper: str) -> None:
    """What is at least so much is never told as more, what is at most so much never as less."""
    assert number(value, "en", 2, bound="lower") == lower
    assert number(value, "en", 2, bound="upper") == upper


def test_a_share_that_is_a_bound_is_rounded_outward_too() -> None:
    """An unproven gap of 0.0049 % is not told as none."""
    assert percent(0.000049, "en", 2, bound="upper") == "0.01%"
    assert percent(0.99999, "en", 1, bound="lower") == "99.9%"
