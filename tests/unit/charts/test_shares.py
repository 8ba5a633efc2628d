"""Shares beside a key: bars and diamonds on one scale, labels that stay text."""

import pytest

from rematch.charts.shares import ShareBar, share_bars, share_rows

ROWS = [
    ShareBar("Hessen", 0.25, 0.4, "−3,0 Personen"),
    ShareBar("<b>Bremen</b>", 0.75, 0.6, "+3,0 Personen"),
]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_each_state_has_a_bar_and_a_diamond(lang: str) -> None:
    """Two marks of different shape, so that nothing rests on colour, both within the axis."""
    bars, diamonds, _ = share_bars(ROWS, lang=lang).data
    assert list(bars.x) == [0.25, 0.75] and list(diamonds.x) == [0.4, 0.6]
    assert diamonds.marker.symbol == "diamond"
    assert bars.name != diamonds.name
    assert share_bars(ROWS, lang=lang, called="<b>da</b>").data[0].name == "&lt;b&gt;da&lt;/b&gt;"
    assert share_bars(ROWS, lang=lang).layout.xaxis.range[1] > 0.75


def test_what_is_written_stays_text() -> None:
    """A name with signs of HTML is shown letter by letter."""
    figure = share_bars(ROWS, lang="de")
    assert "<b>" not in str(figure.layout.yaxis.ticktext)
    assert "<b>" not in str(figure.data[0].customdata)


def test_the_table_twin_has_the_same_rows() -> None:
    """Label, share, target and words."""
    assert share_rows(ROWS)[0] == {
        "label": "Hessen",
        "share": 0.25,
        "target": 0.4,
        "words": "−3,0 Personen",
    }


def test_without_rows_the_figure_is_empty() -> None:
    """Nothing to show is no error."""
    assert len(share_bars([], lang="en").data[0].x or ()) == 0
