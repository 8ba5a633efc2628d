"""Bars of counts of which only a band is known."""

from rematch.charts.bands import BandBar, band_bars, band_rows

ROWS = [BandBar("Kiel", 10, 19, "10 to 19", chosen=True), BandBar("<b>other</b>", 0, 4, "under 5")]


def test_a_bar_reaches_as_far_as_the_count_may() -> None:
    """The certain part and the possible part together end at the band's upper end."""
    certain, possible = band_bars(ROWS, lang="en").data[:2]
    assert [low + more for low, more in zip(certain.x, possible.x, strict=True)] == [19, 4]
    assert list(certain.x) == [10, 0]


def test_what_is_not_certain_is_hatched() -> None:
    """No meaning rests on the shade alone."""
    certain, possible = band_bars(ROWS, lang="en").data[:2]
    assert set(certain.marker.pattern.shape) == {""}
    assert set(possible.marker.pattern.shape) == {"/"}


def test_the_chosen_bar_has_its_own_colour_and_words_stay_words() -> None:
    """The own municipality stands out; a name is never read as markup."""
    figure = band_bars(ROWS, lang="de", theme="dark")
    assert len(set(figure.data[0].marker.color)) == 2
    assert "&lt;b&gt;" in figure.layout.yaxis.ticktext[1]


def test_the_table_twin_has_the_same_rows() -> None:
    """Low, high and words per bar, in order."""
    assert [(row["label"], row["low"], row["high"], row["words"]) for row in band_rows(ROWS)] == [
        ("Kiel", 10, 19, "10 to 19"),
        ("<b>other</b>", 0, 4, "under 5"),
    ]
