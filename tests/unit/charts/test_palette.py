"""Every colour that says something stands out from whatever it is drawn on."""

import tomllib
from itertools import product

import pytest

from rematch.charts.palette import Theme, theme_named
from tests.unit.test_architecture import ROOT

GRAPHIC, TEXT = 3.0, 4.5
"""WCAG 2.2: graphical objects and controls (1.4.11), text (1.4.3)."""
SAYING = ("place", "chosen", "household", "municipality", "neutral", "least", "origin")
GROUNDS = ("page", "track", "home", "land", "sea")
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG computes it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_what_the_rule_says_it_is() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#a66f00", "#a66f00") == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_data_is_seen_on_every_ground(theme: str) -> None:
    """Marks of the charts and the map on page, track, land and sea; the track by its edge."""
    colours: Theme = theme_named(theme)
    pale = {
        (saying, ground): round(contrast(getattr(colours, saying), getattr(colours, ground)), 2)
        for saying, ground in product(SAYING, GROUNDS)
    }
    assert {pair: found for pair, found in pale.items() if found < GRAPHIC} == {}
    assert contrast(colours.track_line, colours.page) >= GRAPHIC
    for ink in (colours.ink, colours.quiet_ink):
        assert contrast(ink, colours.page) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_framework_s_own_charts_and_words_are_seen_too(theme: str) -> None:
    """The categorical colours of the theme, its links and its text on the page and on its second ground."""
    looks = CONFIG["theme"][theme]
    page, second = looks["backgroundColor"], looks["secondaryBackgroundColor"]
    assert {c for c in looks["chartCategoricalColors"] if contrast(c, page) < GRAPHIC} == set()
    for words, ground in product(("textColor", "linkColor"), (page, second)):
        assert contrast(looks[words], ground) >= TEXT
