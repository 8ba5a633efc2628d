"""What the maps draw, before anything is drawn."""

import math

import pytest

from rematch.charts.rows import flow_rows, flows, opacity, origins, radii, spot_rows, widths
from tests.unit.charts.samples import KIEL, MUNICH, arc, cities, spot, ways


def test_households_of_one_place_and_one_municipality_share_an_arc() -> None:
    """Persons and households of the same way are added up, in the order of first appearance."""
    joined = flows(ways(), cities())
    assert [(way.place, way.spot.ags, way.persons, way.households) for way in joined] == [
        ("Łódź", KIEL, 6, 2),
        ("Łódź", MUNICH, 1, 1),
        ("Kraków", MUNICH, 3, 1),
    ]


def test_an_arc_to_an_unknown_municipality_is_an_error() -> None:
    """An arc never points into nothing without a word."""
    with pytest.raises(KeyError):
        flows([arc(ags=MUNICH)], [spot(KIEL)])


def test_households_of_one_place_leave_from_one_point() -> None:
    """Slightly different coordinates of one place become their mean, one dot for all."""
    joined = flows([arc("h1", lat=51.0), arc("h2", lat=52.0)], cities())
    assert [(origin.place, origin.lat, origin.persons) for origin in origins(joined)] == [("Łódź", 51.5, 4)]


def test_nobody_is_lost_between_arcs_and_places() -> None:
    """The persons of arcs, of flows and of origins are the same."""
    joined = flows(ways(), cities())
    assert sum(way.persons for way in joined) == sum(one.persons for one in ways())
    assert sum(origin.persons for origin in origins(joined)) == sum(one.persons for one in ways())


@pytest.mark.parametrize("factor", [1, 100])
def test_widths_are_proportional_to_persons(factor: int) -> None:
    """Twice the people, twice the width, in small and in large cohorts; never wider than the limit."""
    joined = flows([arc("a", persons=factor), arc("b", MUNICH, persons=3 * factor)], cities())
    one, three = widths(joined, most=7)
    assert three == pytest.approx(3 * one)
    assert three <= 7


def test_the_filled_area_is_to_the_ring_as_people_are_to_places() -> None:
    """Fill over ring, as areas, is used over stated; a full place fills its ring."""
    (full_ring, full), (ring, fill) = radii(cities())
    assert full == full_ring
    assert fill**2 / ring**2 == pytest.approx(12 / 15)
    assert math.isclose(ring**2 / full_ring**2, 15 / 5, rel_tol=1e-9)


@pytest.mark.parametrize(("used", "capacity"), [(0, 0), (0, None), (3, None)])
def test_places_without_limit_or_without_places_can_be_drawn(used: int, capacity: int | None) -> None:
    """No division by nothing; without a limit the label has only the people."""
    one = spot(used=used, capacity=capacity)
    ((ring, fill),) = radii([one])
    assert 0 <= fill <= ring
    assert one.load == (f"{used}" if capacity is None else f"{used}/{capacity}")


def test_many_arcs_are_fainter_than_few() -> None:
    """A land's arcs do not add up to a solid colour."""
    few = flows(ways(), cities())
    assert opacity(few) == 1
    assert opacity(few * 100) < 0.5


def test_table_twins_have_the_same_rows_in_the_same_order() -> None:
    """What the map says, the table says; free places add up with the used ones."""
    assert [row["municipality"] for row in spot_rows(cities())] == ["München", "Kiel"]
    assert [row["free"] for row in spot_rows(cities())] == [0, 3]
    assert spot_rows([spot(capacity=None)])[0]["free"] is None
    assert [(row["place"], row["municipality"], row["persons"]) for row in flow_rows(ways(), cities())] == [
        ("Łódź", "Kiel", 6),
        ("Łódź", "München", 1),
        ("Kraków", "München", 3),
    ]
