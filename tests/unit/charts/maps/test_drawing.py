"""The plan's map as the browser draws it."""

import json

from rematch.charts.maps.drawing import CALM, drawing
from rematch.charts.maps.view import CENTRAL_EUROPE, fitted
from rematch.charts.rows import Origin, Row, Spot, homes
from tests.unit.charts.samples import KIEL, MUNICH, arc, cities, ways

HOMES = [Origin("Warszawa", 52.2, 21.0, persons=3)]


def drawn(selected: str | None = None, **changed: object) -> Row:
    given = {"spots": cities(), "arcs": ways(), "homes": HOMES, **changed}
    return drawing(**given, selected=selected, lang="de", theme="light", view=CENTRAL_EUROPE)  # type: ignore[arg-type]


def test_every_municipality_and_every_line_has_its_key_and_its_words() -> None:
    """Circles in the order of the rows; a line is known by both of its ends, and all of it is plain data."""
    found = json.loads(json.dumps(drawn()))
    assert [spot["key"] for spot in found["spots"]] == [MUNICH, KIEL]
    assert len({way["key"] for way in found["ways"]}) == len(found["ways"]) > 0
    assert all(spot["name"] in spot["words"] for spot in found["spots"])
    assert {way["ags"] for way in found["ways"]} <= {MUNICH, KIEL}


def test_a_ring_is_filled_as_far_as_its_places_are_taken() -> None:
    """The fill's area is to the ring's as persons are to places."""
    for spot, shown in zip(cities(), drawn()["spots"], strict=True):  # type: ignore[call-overload]
        assert abs((shown["fill"] / shown["ring"]) ** 2 - spot.share) < 0.03


def test_no_label_moves_when_more_or_fewer_people_come() -> None:
    """What stands beside a circle changes, where it stands does not."""
    fewer = [Spot(s.ags, s.name, s.lat, s.lon, 0, s.capacity) for s in cities()]
    labels = [[spot["put"] for spot in one["spots"]] for one in (drawn(), drawn(spots=fewer))]  # type: ignore[attr-defined, index]
    assert labels[0] == labels[1]


def test_many_lines_are_faint_and_very_many_are_those_of_the_chosen_municipality() -> None:
    """The browser is told; beyond 400 lines nothing else is sent."""
    assert drawn()["many"] is False
    some = [arc(place=f"place {k}", ags=KIEL) for k in range(CALM + 1)]
    assert drawn(arcs=some)["many"] is True
    crowd = [arc(place=f"place {k}", ags=KIEL) for k in range(401)]
    assert drawn(arcs=crowd)["ways"] == []
    assert len(drawn(arcs=crowd, selected=KIEL)["ways"]) == 401  # type: ignore[arg-type]


def test_a_fitted_view_is_no_wider_than_its_points_need() -> None:
    """Two towns above each other need the least width, two beside each other the most."""
    assert fitted([(48.0, 10.0), (54.0, 10.1)], (400, 660), 450).width == 400
    assert fitted([(50.0, 6.0), (50.1, 24.0)], (400, 660), 450).width == 660
    assert fitted([], (400, 660), 450) is CENTRAL_EUROPE


def test_people_of_one_place_are_one_dot() -> None:
    """At the mean of where they are, with all their persons."""
    (one,) = homes([("Warszawa", 52.0, 21.0, 2), ("Warszawa", 52.2, 21.2, 3)])
    assert (one.persons, round(one.lat, 1), round(one.lon, 1)) == (5, 52.1, 21.1)
