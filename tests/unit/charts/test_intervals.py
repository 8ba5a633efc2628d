"""Intervals of weights as bars on the slider's scale."""

from rematch.charts.intervals import IntervalBar, interval_bars, interval_rows

ROWS = [
    IntervalBar("Work & <b>more", 5.0, 1.6, 5.0, "from 1.6 to 5"),
    IntervalBar("School", 7.0, 7.0, 7.0, ""),
]


def figure():
    return interval_bars(ROWS, 10.0, present="now", lang="en")


def test_a_bar_lies_where_its_interval_does():
    """Each begins at its low end and reaches its high one; one of a single step is still seen."""
    (stays,) = [trace for trace in figure().data if trace.name == "stays"]
    assert list(stays.base) == [1.6, 7.0]
    assert [round(a + b, 6) for a, b in zip(stays.base, stays.x, strict=True)] == [5.0, 7.05]


def test_the_diamonds_stand_at_the_present_weights():
    """One marker a row, in the order of the rows."""
    (now,) = [trace for trace in figure().data if trace.name == "now"]
    assert (list(now.x), list(now.y)) == ([5.0, 7.0], [0, 1])


def test_labels_stay_text():
    """Markup in a criterion's name is shown letter by letter."""
    assert figure().layout.yaxis.ticktext[0] == "Work &amp; &lt;b&gt;more"


def test_the_table_has_the_same_rows():
    """Label, present weight and both ends, row by row."""
    assert [(row["label"], row["low"], row["high"]) for row in interval_rows(ROWS)] == [
        ("Work & <b>more", 1.6, 5.0),
        ("School", 7.0, 7.0),
    ]
