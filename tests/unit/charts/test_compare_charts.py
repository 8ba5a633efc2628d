"""The compare page's figures: slopes, the map of differences, the curve of floors; and figures as files."""

from collections import Counter

import pytest

from rematch.charts.figure import NOTE, blank, taken_along
from rematch.charts.floors import FloorDot, floors_chart
from rematch.charts.maps.difference_map import Mark, difference_map
from rematch.charts.maps.view import view_of
from rematch.charts.palette import LIGHT, theme_named
from rematch.charts.slope import DASH, MANY, TURNS, Slope, slope_chart
from rematch.texts import say

NAMES = ("Eins", "Zwei")
PLACES = (Mark("Kiel", 54.3, 10.1, 3), Mark("München", 48.1, 11.6, -12), Mark("Bremen", 53.1, 8.8, 0))
CURVE = (FloorDot(0.6, 40.0), FloorDot(0.7, 39.0), FloorDot(0.75, 35.0, open=True))
OTHERS = (FloorDot(0.6, 40.0, "Diese"), FloorDot(0.3, 20.0, "<b>Zufall</b>", open=True))


def slopes(count: int) -> list[Slope]:
    return [
        Slope(f"H{k}", 0.3 + 0.4 * k / count, 0.3 + 0.4 * k / count + (k % 3 - 1) * 0.1, TURNS[(k + 1) % 3])
        for k in range(count)
    ]


def drawn(figure, turn: str) -> list:
    return [trace for trace in figure.data if trace.name == turn]


def test_each_household_has_a_line_whose_kind_says_which_way_it_turns() -> None:
    """Colour and dashes both tell gains from losses; the ends are the two fits."""
    given = slopes(30)
    figure = slope_chart(given, NAMES, lang="de")
    for turn in TURNS:
        lines = drawn(figure, turn)
        assert sorted(tuple(line.y) for line in lines) == sorted(
            (s.before, s.after) for s in given if s.turn == turn
        )
        assert {line.line.dash for line in lines} == {DASH[turn]}
    assert len({drawn(figure, turn)[0].line.color for turn in TURNS}) == len(TURNS)
    written = [note.text for note in figure.layout.annotations]
    assert [f"<b>{name}</b>" for name in NAMES] == written[-2:]


def test_many_households_are_joined_and_nobody_is_lost() -> None:
    """The lines are few; the households they stand for add up; their means lie between the fits joined."""
    given = slopes(MANY * 5)
    figure = slope_chart(given, NAMES, lang="de")
    counts = Counter(slope.turn for slope in given)
    assert sum(len(drawn(figure, turn)) for turn in TURNS) < MANY
    for turn in TURNS:
        lines = drawn(figure, turn)
        told = sum(int(line.text[0].removeprefix("<b>").split()[0]) for line in lines)
        assert told == counts[turn]
        assert say(f"compare.turn.{turn}", "de", count=counts[turn]) in [trace.name for trace in figure.data]


def test_names_do_not_run_as_html() -> None:
    """A household's or a scenario's name is shown letter by letter."""
    figure = slope_chart([Slope("<i>H1</i>", 0.2, 0.6, "gains")], ("<u>a</u>", "b"), lang="en")
    written = [note.text for note in figure.layout.annotations]
    assert "&lt;i&gt;H1&lt;/i&gt;" in written
    assert "<b>&lt;u&gt;a&lt;/u&gt;</b>" in written
    assert floors_chart(CURVE, OTHERS, lang="de").data[-1].name == "&lt;b&gt;Zufall&lt;/b&gt;"


def test_more_and_fewer_differ_by_shape_and_by_colour() -> None:
    """Up for more, down and hollow for fewer, a dot for none; areas follow the persons."""
    figure = difference_map(PLACES, lang="de", view=view_of([(m.lat, m.lon) for m in PLACES]))
    traces = {trace.name: trace for trace in figure.data}
    assert traces["more"].marker.symbol == "triangle-up"
    assert traces["fewer"].marker.symbol == "triangle-down"
    assert traces["more"].marker.line.color != traces["fewer"].marker.line.color
    assert traces["fewer"].marker.color == LIGHT.page
    more, fewer = traces["more"].marker.size[0], traces["fewer"].marker.size[0]
    assert (more / fewer) ** 2 == pytest.approx(3 / 12)
    assert say("compare.map.fewer", "de", count=12) in traces["fewer"].text[0]
    assert any("+3" in note.text for note in figure.layout.annotations)


def test_a_map_of_two_equal_plans_is_all_dots() -> None:
    """Nothing to scale by: no triangle, no division by nothing."""
    figure = difference_map([Mark("Kiel", 54.3, 10.1, 0)], lang="en")
    assert {trace.name: len(trace.x) for trace in figure.data[-3:]} == {"same": 1, "fewer": 0, "more": 0}


def test_the_curve_has_its_points_and_the_others_beside_it() -> None:
    """In steps; hollow where not proven or a rule is broken; close up the curve alone sets the ends."""
    figure = floors_chart(CURVE, OTHERS, lang="de")
    assert figure.data[0].line.shape == "vh"
    points = figure.data[1]
    assert list(points.x) == [dot.least for dot in CURVE]
    assert list(points.y) == [dot.value for dot in CURVE]
    assert list(points.marker.color) == [LIGHT.place, LIGHT.place, LIGHT.page]
    assert figure.data[2].marker.symbol == "diamond"
    assert figure.data[3].marker.symbol.endswith("-open")
    wide, close = (floors_chart(CURVE, OTHERS, lang="de", close=c).layout.xaxis.range for c in (False, True))
    assert wide[0] < OTHERS[1].least < close[0] < CURVE[0].least


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_leaves_the_screen_labelled_on_its_own_paper(theme: str) -> None:
    """One line more in height with the label in it; a map, without margins, has the label inside."""
    colours = theme_named(theme)
    plain = taken_along(blank(colours, "de", 200), "Erfunden & <neu>", theme)
    assert plain.layout.title.text == "Erfunden &amp; &lt;neu&gt;"
    assert (plain.layout.height, plain.layout.paper_bgcolor) == (200 + NOTE, colours.page)
    drawn_map = taken_along(difference_map(PLACES, lang="de", theme=theme), "Erfunden", theme)
    assert drawn_map.layout.title.text == "Erfunden"
    assert drawn_map.layout.height == difference_map(PLACES, lang="de", theme=theme).layout.height
    real = taken_along(blank(colours, "de", 200), None, theme)
    assert (real.layout.title.text, real.layout.height) == (None, 200)
