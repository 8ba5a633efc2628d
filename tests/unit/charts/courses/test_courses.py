"""Courses: layers and bands from values, text that stays text, and the rows they stand for."""

from datetime import date, timedelta

import pytest

from rematch.charts.courses.days import NAMED
from rematch.charts.courses.fan import FanPoint, fan, fan_rows
from rematch.charts.courses.stacked import Layer, stacked_days, stacked_rows

DAYS = [date(2026, 6, 1) + timedelta(days=at) for at in range(30)]
LAYERS = [Layer("bewohnt", tuple(range(30))), Layer("<b>angenommen</b>", (2.0,) * 30)]
POINTS = [FanPoint(day, 1, 3, 6) for day in DAYS[:4]]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_layers_lie_on_each_other_below_a_line(lang: str) -> None:
    """Each has a pattern of its own beside its colour; the axis has room for their sum and the line."""
    first, second, line = stacked_days(DAYS, LAYERS, ("zugesagt", 40.0), lang=lang).data
    assert first.stackgroup == second.stackgroup
    assert first.fillpattern.shape != second.fillpattern.shape
    assert set(line.y) == {40.0}
    empty = Layer("angeboten", (0.0,) * 30)
    figure = stacked_days(DAYS, [*LAYERS, empty], None, lang=lang)
    assert len(figure.data) == 2
    assert figure.layout.yaxis.range[1] > 29 + 2


def test_a_name_with_signs_of_html_is_shown_letter_by_letter() -> None:
    """Names of layers and of the line go into legend and hover as text."""
    figure = stacked_days(DAYS, LAYERS, ("<i>zugesagt</i>", 1.0), lang="de")
    assert not any("<b>" in str(one.name) or "<i>" in str(one.name) for one in figure.data)


def test_few_days_are_named_in_the_reader_s_language() -> None:
    """However many there are, and none where there is none."""
    axis = stacked_days(DAYS, LAYERS, None, lang="de").layout.xaxis
    assert len(axis.ticktext) <= NAMED
    assert "Juni" in axis.ticktext[0]
    assert not stacked_days([], [], None, lang="de").layout.xaxis.ticktext


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_fan_has_its_band_and_its_middle(lang: str) -> None:
    """The band from lowest to highest, the middle in it, what was before as bars, the limit a line."""
    bars, low, high, middle, limit = fan(POINTS, [(DAYS[0], 2.0)], ("zugesagt", 9.0), lang=lang).data
    assert list(bars.y) == [2.0]
    assert (list(low.y), list(high.y), list(middle.y)) == ([1] * 4, [6] * 4, [3] * 4)
    assert high.fill == "tonexty"
    assert set(limit.y) == {9.0}
    assert fan(POINTS, [], lang=lang).layout.yaxis.dtick == 1


def test_the_table_twins_have_the_same_rows() -> None:
    """A row for each stretch of days alike with each layer, a row a point with its limits."""
    amounts = (3.0, 3.0, 0.0, 3.0)
    assert stacked_rows(DAYS[:4], [Layer("da", amounts)]) == [
        {"since": DAYS[0], "until": DAYS[1], "da": 3.0},
        {"since": DAYS[2], "until": DAYS[2], "da": 0.0},
        {"since": DAYS[3], "until": DAYS[3], "da": 3.0},
    ]
    assert fan_rows(POINTS[:1]) == [{"day": "2026-06-01", "low": 1, "middle": 3, "high": 6}]
