"""Everybody's answers as dots, the middle half and the median."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rematch.charts.opinions.dots import NEAR, REACH, OpinionRow, opinion_dots, opinion_rows, stacked
from rematch.texts import say

ROWS = [
    OpinionRow("Work & <b>more", (10, 40, 40, 100), 32.5, 40.0, 55.0, before=60.0),
    OpinionRow("School", (70, 70, 70), 70.0, 70.0, 70.0),
]


def traces(rows=ROWS):
    return {trace.name: trace for trace in opinion_dots(rows, lang="en").data}


def test_every_answer_is_a_dot_in_its_own_row():
    """As many dots as answers, each at its value, within its row."""
    dots = traces()[say("chart.opinion.answer", "en")]
    assert list(dots.x) == [10, 40, 40, 100, 70, 70, 70]
    assert [round(at) for at in dots.y] == [0, 0, 0, 0, 1, 1, 1]


def test_the_band_is_the_middle_half_and_the_line_the_median():
    """From the lower to the upper quartile; one without a width is still seen."""
    band, median = (traces()[say(f"chart.opinion.{name}", "en")] for name in ("half", "median"))
    assert (band.base[0], band.base[0] + band.x[0]) == (32.5, 55.0)
    assert band.x[1] > 0
    assert list(median.x) == [40.0, 70.0]


def test_the_median_of_the_round_before_is_drawn_where_there_was_one():
    """Only in the row that has one; a first round has no such mark."""
    before = traces()[say("chart.opinion.before", "en")]
    assert (list(before.x), list(before.y)) == ([60.0], [0])
    assert say("chart.opinion.before", "en") not in traces(ROWS[1:])


@given(st.lists(st.integers(0, 100), max_size=200).map(sorted))
def test_dots_that_would_cover_each_other_stand_apart_within_their_row(values):
    """However many there are: none leaves its row, and no two of one value stand in one place."""
    offsets = stacked(values)
    assert all(abs(offset) <= REACH + 1e-9 for offset in offsets)
    places = sorted(zip(offsets, values, strict=True))
    assert all(
        other - value >= NEAR
        for (height, value), (other_height, other) in pairwise(places)
        if height == other_height
    )


def test_labels_stay_text():
    """Markup in a label is shown letter by letter, also under the pointer."""
    figure = opinion_dots(ROWS, lang="en")
    assert figure.layout.yaxis.ticktext[0] == "Work &amp; &lt;b&gt;more"
    assert "<b>m" not in str([trace.customdata for trace in figure.data])


def test_the_table_tells_the_same():
    """Least, quartiles and most of each row."""
    assert list(opinion_rows(ROWS)[0].values()) == ["Work & <b>more", 10, 32.5, 40.0, 55.0, 100]
