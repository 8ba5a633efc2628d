"""The WebGL map's specification, as the browser gets it."""

import json
import re
from typing import Any

import pytest

from rematch.charts.maps.map import plan_map
from rematch.charts.rows import Arc, Spot
from tests.unit.charts.samples import HOSTILE, KIEL, MUNICH, arc, cities, spot, ways


def spec(spots: list[Spot] | None = None, arcs: list[Arc] | None = None, **named: Any) -> dict[str, Any]:
    """The map as JSON, with its layers by their id."""
    options = {"lang": "de", **named}
    deck = plan_map(cities() if spots is None else spots, ways() if arcs is None else arcs, **options)
    read: dict[str, Any] = json.loads(deck.to_json())
    return {**read, "layers": {layer["id"]: layer for layer in read["layers"]}, "text": deck.to_json()}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_fetched_from_outside(theme: str) -> None:
    """No tiles, no style, no key, no foreign address: outlines come from the app's own static files.

    The style is pydeck's own mark for "none was asked for"; Streamlit takes anything else, even nothing at
    all, as a wish for foreign tiles.
    """
    read = spec(theme=theme)
    assert read["mapStyle"] == "__MAP_STYLE__" and "mapProvider" not in read
    assert not re.search(r"https?:|//|carto|mapbox", read["text"])
    assert read["layers"]["countries"]["data"] == "app/static/countries.json"
    assert read["layers"]["states"]["data"] == "app/static/states.json"


def test_every_layer_has_a_name_of_its_own() -> None:
    """Selections are told apart by layer id; none is made up at random."""
    names = list(spec()["layers"])
    assert len(names) == len(set(names)) == 10
    assert names == list(spec()["layers"])
    assert names.index("arcs") < names.index("municipalities") < names.index("municipality-labels")


def test_rows_keep_their_order() -> None:
    """A selection's index means the same row here and in the table."""
    layers = spec()["layers"]
    assert [row["properties"]["ags"] for row in layers["municipalities"]["data"]] == [MUNICH, KIEL]
    assert [row["title"] for row in layers["arcs"]["data"]] == [
        "Łódź → Kiel",
        "Łódź → München",
        "Kraków → München",
    ]


def test_arcs_start_where_people_are_and_end_where_they_would_go() -> None:
    """Longitude first; width in proportion to persons."""
    rows = spec()["layers"]["arcs"]["data"]
    assert rows[0]["source"] == [19.46, 51.76] and rows[0]["target"] == [10.14, 54.32]
    assert [row["width"] / row["persons"] for row in rows] == pytest.approx([rows[0]["width"] / 6] * 3)


def test_letters_of_every_language_are_drawn() -> None:
    """Umlauts and Polish letters are in the labels, and the character set is taken from them."""
    layers = spec()["layers"]
    assert layers["municipality-labels"]["characterSet"] == "auto"
    assert {row["text"] for row in layers["municipality-labels"]["data"]} == {"München\n5/5", "Kiel\n12/15"}
    assert {row["text"] for row in layers["place-labels"]["data"]} == {"Łódź", "Kraków"}


def test_names_stand_in_values_never_in_the_template() -> None:
    """The browser escapes values of a tooltip; its markup has only our own words' places."""
    deck = plan_map([spot(name=HOSTILE)], [arc(place=HOSTILE)], lang="de")
    assert set(re.findall(r"\{(\w+)\}", deck._tooltip["html"])) == {"title", "detail"}
    assert "img" not in deck._tooltip["html"]
    rows = [row for layer in deck.layers if layer.id in {"municipalities", "arcs"} for row in layer.data]
    assert all({"title", "detail"} <= set(row.get("properties", row)) for row in rows)


def test_the_view_does_not_follow_plan_or_selection() -> None:
    """Zoom survives: the initial view is the same with other arcs, other loads, another selection."""
    first = spec()["initialViewState"]
    assert spec(arcs=[])["initialViewState"] == first
    assert spec(selected=KIEL)["initialViewState"] == first


def test_the_selected_municipality_stands_out_by_more_than_colour() -> None:
    """Its ring is thicker, its arcs are drawn once more on top."""
    layers = spec(selected=KIEL)["layers"]
    thick = {
        row["properties"]["ags"]: row["properties"]["line_width"] for row in layers["municipalities"]["data"]
    }
    assert thick[KIEL] > thick[MUNICH]
    assert [row["ags"] for row in layers["arcs-selected"]["data"]] == [KIEL]
    assert spec()["layers"]["arcs-selected"]["data"] == []


def test_colours_that_must_not_be_dimmed_stand_in_sublayers() -> None:
    """Streamlit dims top-level fill colours after a click: land, sea and circles have none."""
    layers = spec()["layers"]
    steady = ("sea", "countries", "states", "municipalities", "loads", "places")
    assert all("getFillColor" not in layers[name] for name in steady)
    assert all("getFillColor" in json.dumps(layers[name]["_subLayerProps"]) for name in steady)


def test_a_click_leads_to_a_municipality() -> None:
    """Whatever can be clicked carries the AGS of where it leads."""
    layers = spec()["layers"]
    assert {name for name, layer in layers.items() if layer.get("pickable")} == {"municipalities", "arcs"}
    assert [row["properties"]["ags"] for row in layers["municipalities"]["data"]] == [MUNICH, KIEL]
    assert [row["ags"] for row in layers["arcs"]["data"]] == [KIEL, MUNICH, MUNICH]


def test_an_empty_plan_is_a_map_too() -> None:
    """Nobody placed, or no municipality: outlines without arcs."""
    assert spec(arcs=[])["layers"]["arcs"]["data"] == []
    assert spec(spots=[], arcs=[])["layers"]["municipalities"]["data"] == []


def test_words_follow_the_language() -> None:
    """The same circle in German and in English."""
    detail = [
        spec(lang=lang)["layers"]["municipalities"]["data"][1]["properties"]["detail"]
        for lang in ("de", "en")
    ]
    assert "12 von 15" in detail[0] and "12 of 15" in detail[1]
