"""The map without WebGL."""

import json
import math
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from rematch.charts.maps.flat_map import plan_map_flat
from rematch.charts.maps.outlines import outline
from rematch.charts.maps.view import CENTRAL_EUROPE
from tests.unit.charts.samples import HOSTILE, KIEL, MUNICH, arc, cities, spot, ways


def drawn(**named: Any) -> go.Figure:
    return plan_map_flat(cities(), ways(), **{"lang": "de", **named})


def named_trace(figure: go.Figure, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_lines_and_dots_and_fetches_nothing(theme: str) -> None:
    """Only plain scatter traces: no geography that fetches its shapes, no address, no WebGL."""
    figure = drawn(theme=theme)
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert "http" not in figure.to_json()


def test_circles_keep_order_and_carry_their_key() -> None:
    """A click's first custom datum is the AGS, in the order of the rows."""
    circles = named_trace(drawn(), "municipalities")
    assert [data[0] for data in circles.customdata] == [MUNICH, KIEL]
    assert list(circles.marker.size) == sorted(circles.marker.size)


def test_points_are_where_the_view_has_them() -> None:
    """North is up, and each circle is where its arcs end."""
    figure = drawn()
    circles = named_trace(figure, "municipalities")
    right, down = CENTRAL_EUROPE.pixels(54.32, 10.14)
    assert (circles.x[1], circles.y[1]) == pytest.approx((right, -down))
    assert circles.y[1] > circles.y[0]
    ends = [
        (trace.x[at - 1], trace.y[at - 1])
        for trace in figure.data
        if trace.name == "arcs"
        for at, x in enumerate(trace.x)
        if x is None
    ]
    assert all(
        any(math.dist(end, place) < 0.2 for place in zip(circles.x, circles.y, strict=True)) for end in ends
    )


def test_arcs_are_as_wide_as_their_people_are_many() -> None:
    """Width over persons is the same for all arcs that are wider than a hair."""
    lines = [trace for trace in drawn().data if trace.name == "arcs"]
    assert sorted(trace.line.width for trace in lines) == [1, 3, 6]


def test_names_are_text_not_markup() -> None:
    """Plotly reads HTML in labels and hovers: a hostile name is shown letter by letter in all of them."""
    figure = plan_map_flat([spot(name=HOSTILE)], [arc(place=HOSTILE)], lang="de")
    assert "<img" not in json.dumps(figure.to_dict(), default=str)
    assert any("&lt;img" in note.text for note in figure.layout.annotations)


def test_letters_are_kept() -> None:
    """Umlauts and Polish letters reach the labels."""
    texts = {note.text for note in drawn().layout.annotations}
    assert {"München<br>5/5", "Kraków"} <= texts


def test_outlines_are_closed_and_within_reach() -> None:
    """Germany's Länder are there: at least one ring each, finite between the gaps, around the centre."""
    x, y = outline("states", CENTRAL_EUROPE)
    rings = np.isnan(x).sum()
    assert rings >= 16
    assert np.nanmin(x) < -200 and np.nanmax(x) < 200
    assert np.array_equal(np.isnan(x), np.isnan(y))


def test_the_selected_arcs_come_last() -> None:
    """They are on top of the others, in a colour of their own, and end at the selected circle."""
    figure = drawn(selected=KIEL)
    lines = [trace for trace in figure.data if trace.name == "arcs"]
    right, down = CENTRAL_EUROPE.pixels(54.32, 10.14)
    assert (lines[-1].x[-2], lines[-1].y[-2]) == pytest.approx((right, -down), abs=0.1)
    assert lines[-1].line.color not in {trace.line.color for trace in lines[:-1]}


def test_every_arc_has_a_middle_that_tells_and_leads() -> None:
    """One unseen dot per arc, in the order of the flows, with its words and the AGS it leads to."""
    middles = named_trace(drawn(), "middles")
    assert [data[0] for data in middles.customdata] == [KIEL, MUNICH, MUNICH]
    assert "6 Personen" in middles.text[0]
    ends = named_trace(drawn(), "municipalities")
    assert min(ends.x) < middles.x[0] < CENTRAL_EUROPE.pixels(51.76, 19.46)[0]
