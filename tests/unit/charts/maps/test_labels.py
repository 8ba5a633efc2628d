"""Labels and views: nothing covers anything, everything is in sight."""

import itertools

import pytest

from rematch.charts.maps.labels import Wanted, _box, _circle, _overlap, declutter
from rematch.charts.maps.view import CENTRAL_EUROPE, View, view_of

FRAME = (-350.0, -240.0, 350.0, 240.0)


def crowd(count: int, step: float) -> list[Wanted]:
    return [Wanted(f"Stadt {at}\n5/10", at * step, 0.0, radius=9, size=12) for at in range(count)]


@pytest.mark.parametrize("step", [8.0, 25.0, 60.0])
def test_labels_cover_neither_each_other_nor_a_circle(step: float) -> None:
    """Whatever is put stands free, however close the municipalities are."""
    wanted = crowd(5, step)
    put = declutter(wanted, FRAME)
    boxes = [_box(want, place) for want, place in zip(wanted, put, strict=True) if place]
    assert boxes
    assert not any(_overlap(one, two) for one, two in itertools.combinations(boxes, 2))
    for at, (want, place) in enumerate(zip(wanted, put, strict=True)):
        others = [_circle(other) for index, other in enumerate(wanted) if index != at]
        assert place is None or not any(_overlap(_box(want, place), other) for other in others)


def test_labels_stay_in_the_frame() -> None:
    """At the left edge a label goes to the other side; one that cannot fit at all is left out."""
    (put,) = declutter([Wanted("Düsseldorf", 340.0, 0.0, 7, 12)], FRAME)
    assert put is not None and put.anchor == "end"
    assert declutter([Wanted("x" * 200, 0.0, 0.0, 7, 12)], FRAME) == [None]


def test_the_selected_label_is_never_dropped() -> None:
    """In a crowd that has no room for all, the one that must be there is."""
    wanted = crowd(9, 3.0)
    assert declutter(wanted, FRAME)[8] is None
    assert declutter(wanted, FRAME, must=[8])[8] is not None


def test_a_label_stands_beside_its_own_circle() -> None:
    """The right side is free, but nearer to the circle above it than to its own: the left is taken."""
    lone = Wanted("Düsseldorf\n10/10", 0.0, 0.0, 8, 12)
    above = Wanted("Dinslaken", 40.0, -26.0, 8, 12)
    alone, crowded = declutter([lone], FRAME)[0], declutter([lone, above], FRAME)[0]
    assert alone is not None and alone.anchor == "start"
    assert crowded is not None and crowded.anchor == "end"


def test_a_view_holds_all_points_with_a_margin() -> None:
    """Each point is inside the seen pixels, and one of the directions is used well."""
    corners = [(54.32, 10.14), (48.14, 11.58), (50.06, 19.94), (51.22, 6.78)]
    view = view_of(corners)
    places = [view.pixels(lat, lon) for lat, lon in corners]
    assert all(abs(x) <= view.width / 2 - 80 and abs(y) <= view.height / 2 - 40 for x, y in places)
    assert max(abs(x) for x, _ in places) > 200 or max(abs(y) for _, y in places) > 150


def test_a_view_of_one_point_or_none_is_still_a_view() -> None:
    """A single place is not zoomed into a wall, no place at all shows central Europe."""
    assert view_of([(54.32, 10.14)]).zoom <= 9
    assert view_of([]) == CENTRAL_EUROPE


def test_pixels_double_with_each_zoom_step() -> None:
    """The same point is twice as far from the centre one step further in; east is right, north is up."""
    near, far = View(50, 10, 5), View(50, 10, 6)
    x, y = near.pixels(51, 11)
    assert far.pixels(51, 11) == pytest.approx((2 * x, 2 * y))
    assert x > 0 > y
